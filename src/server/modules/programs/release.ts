export type ReleaseKind = 'full' | 'canary' | 'rollback' | 'cancel'

/** One decision to let a version rule, everywhere or in chosen stores. Never changed: the next one goes before it. */
export type Release = {
  programCode: string
  /** Counts from 1 within the program, without a gap. */
  number: number
  version: number
  kind: ReleaseKind
  /** null: every store of the program. */
  storeCodes: readonly string[] | null
  inForceFrom: Date
  /** The number of the release that this one takes back before it begins. */
  cancels: number | null
  releasedAt: Date
  releasedBy: string
  approvedBy: string | null
  /** Nobody else could have approved it. */
  isApprovedAlone: boolean
  changeId: string | null
  note: string | null
}

/** Releases of one program that count: neither cancelled nor a cancellation, in the order in which they take over. */
export function standingReleases(releases: readonly Release[]): Release[] {
  const cancelled = new Set(releases.map(release => release.cancels))
  return releases
    .filter(({ kind, number }) => kind !== 'cancel' && !cancelled.has(number))
    .sort((a, b) => a.inForceFrom.getTime() - b.inForceFrom.getTime() || a.number - b.number)
}

/**
 * The release that rules a store at an instant: the last that covers it. A release begins at its very instant.
 * @param storeCode null: a store that no release names
 */
export function releaseIn(standing: readonly Release[], storeCode: string | null, at: Date): Release | undefined {
  return standing.findLast(release => release.inForceFrom <= at && covers(release, storeCode))
}

export function covers({ storeCodes }: Pick<Release, 'storeCodes'>, storeCode: string | null): boolean {
  return storeCodes === null || (storeCode !== null && storeCodes.includes(storeCode))
}

/** Whether two releases have a store in common. */
export function meet(a: Pick<Release, 'storeCodes'>, b: Pick<Release, 'storeCodes'>): boolean {
  return a.storeCodes === null || b.storeCodes === null || a.storeCodes.some(code => covers(b, code))
}

export type Period = { from: Date; to: Date | null }

/** When a version rules somewhere: from its first instant to its last anywhere; null while no end is known. */
export function periodOf(standing: readonly Release[], version: number): Period | null {
  const scopes = [null, ...new Set(standing.flatMap(({ storeCodes }) => storeCodes ?? []))]
  const periods = scopes.flatMap(scope => periodsIn(standing, scope, version))
  const [first, ...others] = periods.sort((a, b) => a.from.getTime() - b.from.getTime())
  if (!first) return null
  return others.reduce<Period>(
    ({ from, to }, next) => ({ from, to: to === null || next.to === null ? null : to > next.to ? to : next.to }),
    first,
  )
}

function periodsIn(standing: readonly Release[], scope: string | null, version: number): Period[] {
  const ruling = standing.filter(release => covers(release, scope))
  return ruling.flatMap((release, index) => {
    const to = ruling[index + 1]?.inForceFrom ?? null
    // Of two that begin at one instant the later number rules; the other never did.
    const isEmpty = to !== null && to.getTime() === release.inForceFrom.getTime()
    return release.version === version && !isEmpty ? [{ from: release.inForceFrom, to }] : []
  })
}
