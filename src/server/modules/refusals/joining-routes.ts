import { Readable } from 'node:stream'
import Type from 'typebox'
import { closed, PageQuery } from '../../../shared/contract/common.ts'
import { AudienceQuery, JoiningRefusalExplanation } from '../../../shared/contract/explanations.ts'
import { JoiningRefusalAnswer, JoiningRefusalList } from '../../../shared/contract/refusals.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { storeDirectory } from '../organisation/index.ts'
import { audienceFor, tellerFor } from '../programs/index.ts'
import { joiningRefusalAnswer } from './answers.ts'
import { refusalErrors } from './errors.ts'
import { joiningExplanation } from './explain-refusal.ts'
import { exportJoiningRefusals } from './export-refusals.ts'
import { findJoiningRefusal, listJoiningRefusals } from './joining-refusal-store.ts'
import { pageSizeUsual, placeOf, uuid } from './refusal-pages.ts'

const audit = { none: 'tells why somebody could not join, and not who' }

/** Of somebody who acts for single stores, what was asked in those. */
export function joiningRefusalRoutes(http: Http, { db, timeZone: zone }: Context): void {
  http.addSchema(JoiningRefusalAnswer)
  const config = { access: 'members.write', audit }

  http.get(
    '/v1/joining-refusals',
    { config, schema: { querystring: closed(PageQuery), response: { 200: JoiningRefusalList } } },
    async request => {
      const { after, pageSize: max = pageSizeUsual } = request.query
      const { storeIds } = request.caller
      const names = { language: languageOf(request.headers['accept-language']), directory: await storeDirectory(db) }
      const refusals = await listJoiningRefusals(db, { storeIds, after: placeOf(after), max })
      const last = refusals.length < max ? undefined : refusals.at(-1)
      return { refusals: refusals.map(refusal => joiningRefusalAnswer(refusal, names)), next: last?.refusalId ?? null }
    },
  )

  http.get('/v1/joining-refusals/export.csv', { config }, async (request, reply) => {
    const names = { language: languageOf(request.headers['accept-language']), directory: await storeDirectory(db) }
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="joining-refusals.csv"')
    const lines = exportJoiningRefusals(db, request.caller.storeIds, names)
    return reply.send(Readable.from(lines, { objectMode: false }))
  })

  http.get(
    '/v1/joining-refusals/:refusalId/explain',
    {
      config,
      schema: {
        params: closed({ refusalId: Type.String({ pattern: uuid }) }),
        querystring: AudienceQuery,
        response: { 200: JoiningRefusalExplanation },
      },
    },
    async request => {
      const audience = audienceFor(request.caller, request.query.audience)
      const { storeIds } = request.caller
      const refusal = await findJoiningRefusal(db, { storeIds, refusalId: request.params.refusalId })
      if (!refusal) throw refusalErrors.make('no-such-refusal')
      const teller = tellerFor(audience, languageOf(request.headers['accept-language']))
      return joiningExplanation(refusal, teller, { directory: await storeDirectory(db), zone })
    },
  )
}
