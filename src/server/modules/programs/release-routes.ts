import Type from 'typebox'
import { CancelReleaseBody, ReleaseAnswer, RollBackBody } from '../../../shared/contract/programs.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { publishedVersion, releaseAnswer } from './answers.ts'
import { programAudit } from './audit.ts'
import { programErrors } from './errors.ts'
import type { ProgramBook } from './program-book.ts'
import { type Release, standingReleases } from './release.ts'
import { listReleases } from './release-store.ts'
import { cancelRelease, rollBack } from './roll-back.ts'

/** What one person may do at once: go back to what has worked, and take back what has not begun. */
export function releaseRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { db, clock } = context

  http.post(
    '/v1/programs/:code/rollback',
    {
      config: { access: 'programs.approve', audit: programAudit.action('roll-back') },
      schema: { params: Type.Object({ code: Type.String() }), body: RollBackBody, response: { 201: ReleaseAnswer } },
    },
    async (request, reply) => {
      const { code } = request.params
      const { version, storeCodes = null, why } = request.body
      request.deed.about({ thing: `program/${code}/${version}` })
      await programs.reread()
      const directory = await storeDirectory(db)
      const answer = await once(context, claimOf(request), async tx => {
        const target = publishedVersion(programs, code, version)
        const now = clock.now()
        const release = await rollBack(tx, { target, storeCodes, why, by: request.caller.name, now, directory })
        return { status: 201, body: await shown(tx, release, { directory, now }) }
      })
      await programs.reread()
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/programs/:code/releases/:number/cancel',
    {
      config: { access: 'programs.approve', audit: programAudit.action('cancel-release') },
      schema: {
        params: Type.Object({ code: Type.String(), number: Type.String({ maxLength: 10 }) }),
        body: CancelReleaseBody,
        response: { 201: ReleaseAnswer },
      },
    },
    async (request, reply) => {
      const { code: programCode, number } = request.params
      request.deed.about({ thing: `program/${programCode}/release/${number}` })
      const directory = await storeDirectory(db)
      const answer = await once(context, claimOf(request), async tx => {
        const now = clock.now()
        if (!/^[1-9]\d*$/.test(number)) throw programErrors.make('no-such-release', { number })
        const cancelling = { programCode, number: Number(number), why: request.body.why, by: request.caller.name, now }
        return { status: 201, body: await shown(tx, await cancelRelease(tx, cancelling), { directory, now }) }
      })
      await programs.reread()
      return sendAnswer(reply, answer)
    },
  )
}

async function shown(tx: Transaction, release: Release, { directory, now }: { directory: StoreDirectory; now: Date }) {
  const releases = (await listReleases(tx)).filter(({ programCode }) => programCode === release.programCode)
  return releaseAnswer(release, { releases, standing: standingReleases(releases), directory, now })
}
