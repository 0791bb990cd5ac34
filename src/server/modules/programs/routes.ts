import Type from 'typebox'
import { readProgram } from '../../../program/index.ts'
import {
  DiffAnswer,
  DiffBody,
  DiffQuery,
  LintAnswer,
  ProgramAnswer,
  ProgramList,
  PublishBody,
  PublishedAnswer,
  ReleaseAnswer,
  VersionAnswer,
} from '../../../shared/contract/programs.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { storeDirectory } from '../organisation/index.ts'
import {
  diffAnswer,
  differencesOf,
  type NamesOfGoods,
  programAnswer,
  programListAnswer,
  publishedVersion,
  summaryOf,
} from './answers.ts'
import { programAudit } from './audit.ts'
import { readInstant } from './change.ts'
import { changeRoutes } from './change-routes.ts'
import { listChanges } from './change-store.ts'
import { programErrors } from './errors.ts'
import type { ProgramBook } from './program-book.ts'
import { publishProgram } from './publish-program.ts'
import { releaseRoutes } from './release-routes.ts'

const rules = { none: 'shows rules, not persons' }
const CodePath = Type.Object({ code: Type.String() })

type Parts = { programs: ProgramBook; goodsNames: NamesOfGoods }

export function programRoutes(http: Http, context: Context, { programs, goodsNames }: Parts): void {
  const { db, clock, timeZone: zone } = context
  http.addSchema(ReleaseAnswer)

  http.get(
    '/v1/programs',
    { config: { access: 'programs.read', audit: rules }, schema: { response: { 200: ProgramList } } },
    async () => {
      await programs.refresh()
      const directory = await storeDirectory(db)
      const waiting = await listChanges(db, { programCode: null, state: 'requested' })
      return { programs: programListAnswer(programs, { directory, waiting, now: clock.now() }) }
    },
  )

  http.get(
    '/v1/programs/:code',
    {
      config: { access: 'programs.read', audit: rules },
      schema: { params: CodePath, response: { 200: ProgramAnswer } },
    },
    async request => {
      await programs.refresh()
      const directory = await storeDirectory(db)
      return programAnswer(programs, request.params.code, { directory, goodsNames, now: clock.now() })
    },
  )

  http.get(
    '/v1/programs/:code/versions/:version',
    {
      config: { access: 'programs.read', audit: rules },
      schema: {
        params: Type.Object({ code: Type.String(), version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
        response: { 200: VersionAnswer },
      },
    },
    async request => {
      await programs.refresh()
      const { code, version } = request.params
      const { document, program } = publishedVersion(programs, code, version)
      return { code, version, document, summary: await summaryOf(program, goodsNames) }
    },
  )

  http.get(
    '/v1/programs/:code/diff',
    {
      config: { access: 'programs.read', audit: rules },
      schema: { params: CodePath, querystring: DiffQuery, response: { 200: DiffAnswer } },
    },
    async request => {
      await programs.refresh()
      const { code } = request.params
      const [from, to] = [request.query.from, request.query.to].map(version =>
        publishedVersion(programs, code, version),
      )
      const [before = '', after = ''] = [from?.document, to?.document]
      return {
        code,
        fromVersion: request.query.from,
        toVersion: request.query.to,
        isSameText: before === after,
        differences: differencesOf(before, after, zone),
      }
    },
  )

  http.post(
    '/v1/programs/diff',
    {
      config: { access: 'programs.read', audit: rules },
      schema: { body: DiffBody, response: { 200: DiffAnswer } },
    },
    async request => {
      await programs.refresh()
      const { document, storeCode = null, inForceFrom } = request.body
      const at = readInstant(inForceFrom) ?? clock.now()
      return diffAnswer(programs, { document, storeCode, at }, zone)
    },
  )

  http.post(
    '/v1/programs',
    {
      config: { access: 'programs.publish', audit: programAudit.action('publish') },
      schema: { body: PublishBody, response: { 201: PublishedAnswer } },
    },
    async (request, reply) => {
      // People ask for a change, which another person approves. A machine's owner has given it this right.
      if (request.caller.staffId !== null) throw programErrors.make('needs-approval')
      const { document, inForceFrom, note } = request.body
      const directory = await storeDirectory(db)
      const answer = await once(context, claimOf(request), async tx => {
        const version = await publishProgram(tx, {
          document,
          inForceFrom: readInstant(inForceFrom),
          note: note ?? null,
          publishedBy: request.caller.name,
          now: clock.now(),
          zone,
          directory,
        })
        request.deed.about({ thing: `program/${version.programCode}/${version.version}` })
        return {
          status: 201,
          body: { code: version.programCode, version: version.version, inForceFrom: version.inForceFrom.toISOString() },
        }
      })
      await programs.reread()
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/programs/lint',
    {
      config: { access: 'programs.read', audit: rules },
      schema: { body: Type.Pick(PublishBody, ['document']), response: { 200: LintAnswer } },
    },
    async request => ({ findings: readProgram(request.body.document, { version: 1, zone }).findings }),
  )

  releaseRoutes(http, context, { programs })
  changeRoutes(http, context, { programs })
}
