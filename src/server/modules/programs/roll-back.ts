import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { readWhy } from './change.ts'
import { programErrors } from './errors.ts'
import { programRolledBack, releaseCancelled } from './events.ts'
import type { PublishedProgram } from './program-book.ts'
import { lockPrograms } from './program-store.ts'
import { type Release, releaseIn, standingReleases } from './release.ts'
import { refuseOtherStores } from './release-document.ts'
import { insertRelease, listReleases } from './release-store.ts'

export type RollBackRequest = {
  /** The version to go back to. */
  target: PublishedProgram
  /** null: every store of the program. */
  storeCodes: readonly string[] | null
  why: string
  by: string
  now: Date
  directory: StoreDirectory
}

/**
 * Puts an earlier version in force again, at once and by one person: going back to what has worked cannot wait. What is
 * scheduled stays scheduled.
 * @throws programs/why-missing
 * @throws programs/unknown-store, programs/store-not-of-program
 * @throws programs/nothing-to-roll-back
 */
export async function rollBack(tx: Transaction, request: RollBackRequest): Promise<Release> {
  const { target, storeCodes, now, directory } = request
  const why = readWhy(request.why)
  refuseOtherStores(target.program, storeCodes, directory)
  await lockPrograms(tx)
  const releases = await releasesOf(tx, target.programCode)
  const standing = standingReleases(releases)
  const scopes = storeCodes ?? [null, ...directory.stores.map(store => store.code)]
  const ruling = scopes.map(scope => releaseIn(standing, scope, now)?.version)
  // Forward is the way of a change, with its second person: nowhere may this be a step to a later version.
  if (ruling.some(version => version === undefined || version < target.version) || isAll(ruling, target.version))
    throw programErrors.make('nothing-to-roll-back', { version: target.version })
  const release: Release = {
    ...madeBy({ programCode: target.programCode, by: request.by, now }, releases.length + 1),
    version: target.version,
    kind: 'rollback',
    storeCodes,
    inForceFrom: now,
    cancels: null,
    note: why,
  }
  await insertRelease(tx, release)
  await publish(tx, [programRolledBack.of(toldOf(release), now)])
  return release
}

function isAll(versions: readonly (number | undefined)[], version: number): boolean {
  return versions.every(candidate => candidate === version)
}

export type CancelRequest = { programCode: string; number: number; why: string; by: string; now: Date }

/**
 * Takes back a release before it begins; at its very instant it is too late.
 * @throws programs/why-missing
 * @throws programs/no-such-release, programs/release-has-begun
 */
export async function cancelRelease(tx: Transaction, request: CancelRequest): Promise<Release> {
  const { programCode, number, now } = request
  const why = readWhy(request.why)
  await lockPrograms(tx)
  const releases = await releasesOf(tx, programCode)
  const found = standingReleases(releases).find(release => release.number === number)
  if (!found) throw programErrors.make('no-such-release', { number })
  if (found.inForceFrom <= now) throw programErrors.make('release-has-begun', { number })
  const release: Release = {
    ...found,
    ...madeBy(request, releases.length + 1),
    kind: 'cancel',
    cancels: number,
    note: why,
  }
  await insertRelease(tx, release)
  await publish(tx, [releaseCancelled.of({ ...toldOf(release), cancels: number }, now)])
  return release
}

type Deed = { programCode: string; by: string; now: Date }

function madeBy({ programCode, by, now }: Deed, number: number) {
  const alone = { approvedBy: null, isApprovedAlone: false, changeId: null }
  return { programCode, number, releasedAt: now, releasedBy: by, ...alone }
}

async function releasesOf(tx: Transaction, programCode: string): Promise<Release[]> {
  return (await listReleases(tx)).filter(release => release.programCode === programCode)
}

function toldOf({ programCode, version, number, storeCodes, inForceFrom, releasedBy }: Release) {
  return { programCode, version, number, storeCodes, inForceFrom: inForceFrom.toISOString(), releasedBy }
}
