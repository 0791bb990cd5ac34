import { Readable } from 'node:stream'
import Type from 'typebox'
import { closed, PageQuery } from '../../../shared/contract/common.ts'
import { AudienceQuery, RefusalExplanation } from '../../../shared/contract/explanations.ts'
import { RefusalAnswer, RefusalList } from '../../../shared/contract/refusals.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { findMemberId } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { audienceFor, tellerFor } from '../programs/index.ts'
import { refusalAnswer } from './answers.ts'
import { refusalAudit } from './audit.ts'
import { refusalErrors } from './errors.ts'
import { refusalExplanation } from './explain-refusal.ts'
import { exportRefusals } from './export-refusals.ts'
import { joiningRefusalRoutes } from './joining-routes.ts'
import { pageSizeUsual, placeOf, uuid } from './refusal-pages.ts'
import { findRefusal, listRefusals } from './refusal-store.ts'

const memberNumber = Type.String({ minLength: 1, maxLength: 20 })
const MemberPath = closed({ memberNumber })
const RefusalPath = closed({ memberNumber, refusalId: Type.String({ pattern: uuid }) })

export function refusalRoutes(http: Http, context: Context): void {
  http.addSchema(RefusalAnswer)
  listRoutes(http, context)
  explanationRoute(http, context)
  joiningRefusalRoutes(http, context)
}

function listRoutes(http: Http, { db, cipher }: Context): void {
  const access = 'members.read'

  http.get(
    '/v1/members/:memberNumber/refusals',
    {
      config: { access, audit: refusalAudit.action('list') },
      schema: { params: MemberPath, querystring: closed(PageQuery), response: { 200: RefusalList } },
    },
    async request => {
      const { after, pageSize: max = pageSizeUsual } = request.query
      const memberId = await findMemberId(db, request.params, cipher)
      const names = { language: languageOf(request.headers['accept-language']), directory: await storeDirectory(db) }
      const refusals = await listRefusals(db, { memberId, after: placeOf(after), max })
      const last = refusals.length < max ? undefined : refusals.at(-1)
      return { refusals: refusals.map(refusal => refusalAnswer(refusal, names)), next: last?.refusalId ?? null }
    },
  )

  http.get(
    '/v1/members/:memberNumber/refusals/export.csv',
    { config: { access, audit: refusalAudit.action('export') }, schema: { params: MemberPath } },
    async (request, reply) => {
      const memberId = await findMemberId(db, request.params, cipher)
      const names = { language: languageOf(request.headers['accept-language']), directory: await storeDirectory(db) }
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="refusals.csv"')
      return reply.send(Readable.from(exportRefusals(db, memberId, names), { objectMode: false }))
    },
  )
}

function explanationRoute(http: Http, { db, cipher, timeZone: zone }: Context): void {
  http.get(
    '/v1/members/:memberNumber/refusals/:refusalId/explain',
    {
      config: { access: 'members.read', audit: refusalAudit.action('list') },
      schema: { params: RefusalPath, querystring: AudienceQuery, response: { 200: RefusalExplanation } },
    },
    async request => {
      const audience = audienceFor(request.caller, request.query.audience)
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const refusal = await findRefusal(db, { memberId, refusalId: request.params.refusalId })
      if (!refusal) throw refusalErrors.make('no-such-refusal')
      const teller = tellerFor(audience, languageOf(request.headers['accept-language']))
      return refusalExplanation(refusal, teller, { directory: await storeDirectory(db), zone })
    },
  )
}
