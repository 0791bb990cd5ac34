import Type from 'typebox'
import { readProgram, summarise } from '../../../program/index.ts'
import {
  LintAnswer,
  ProgramAnswer,
  ProgramList,
  PublishBody,
  PublishedAnswer,
} from '../../../shared/contract/programs.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { storeDirectory } from '../organisation/index.ts'
import { programAudit } from './audit.ts'
import { programErrors } from './errors.ts'
import type { ProgramBook, PublishedProgram } from './program-book.ts'
import { publishProgram } from './publish-program.ts'

const rules = { none: 'shows rules, not persons' }

export function programRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  http.get(
    '/v1/programs',
    { config: { access: 'programs.read', audit: rules }, schema: { response: { 200: ProgramList } } },
    async () => {
      await programs.refresh()
      const { stores } = await storeDirectory(context.db)
      return { programs: programs.newest().map(published => listed(published, stores[0]?.brandCode ?? '')) }
    },
  )

  http.get(
    '/v1/programs/:code',
    {
      config: { access: 'programs.read', audit: rules },
      schema: { params: Type.Object({ code: Type.String() }), response: { 200: ProgramAnswer } },
    },
    async request => {
      await programs.refresh()
      return answered(programs, request.params.code)
    },
  )

  http.post(
    '/v1/programs',
    {
      config: { access: 'programs.publish', audit: programAudit.action('publish') },
      schema: { body: PublishBody, response: { 201: PublishedAnswer } },
    },
    async (request, reply) => {
      const { document, inForceFrom, note } = request.body
      const directory = await storeDirectory(context.db)
      const answer = await once(context, claimOf(request), async tx => {
        const now = context.clock.now()
        const from = inForceFrom ? new Date(inForceFrom) : null
        const version = await publishProgram(tx, {
          document,
          inForceFrom: from,
          note: note ?? null,
          publishedBy: request.caller.name,
          now,
          zone: context.timeZone,
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
    async request => ({
      findings: readProgram(request.body.document, { version: 1, zone: context.timeZone }).findings,
    }),
  )
}

function listed({ program, inForceFrom, publishedBy }: PublishedProgram, firstBrand: string) {
  return {
    code: program.code,
    name: program.name,
    version: program.version,
    brandCode: program.brand ?? firstBrand,
    storeCodes: program.stores ? [...program.stores] : null,
    inForceFrom: inForceFrom.toISOString(),
    publishedBy,
  }
}

function answered(programs: ProgramBook, code: string) {
  const versions = programs.all().filter(version => version.programCode === code)
  const newest = versions.at(-1)
  if (!newest) throw programErrors.make('not-found', { code })
  return {
    code,
    name: newest.program.name,
    version: newest.version,
    document: newest.document,
    summary: summarise(newest.program),
    versions: versions.toReversed().map(version => ({
      version: version.version,
      inForceFrom: version.inForceFrom.toISOString(),
      inForceTo: version.inForceTo?.toISOString() ?? null,
      publishedBy: version.publishedBy,
      publishedAt: version.publishedAt.toISOString(),
      note: version.note,
    })),
  }
}
