import type { Cipher } from './cipher.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { invariant } from './errors.ts'
import { countDown, countUp, deleteEndedCounts, findCounts } from './rate-limit-store.ts'

/** So many within a window, counted for somebody. */
export type Limit = {
  /** What is counted: two kinds never share a counter. */
  kind: string
  /** For whom: an address, a caller, a device. Kept as a keyed fingerprint only. */
  who: string
  max: number
  windowMs: number
}

export type Tally = {
  limit: Limit
  /** This one included. */
  count: number
  endsAt: Date
}

type Parts = { db: Database; clock: Clock; cipher: Cipher }

/**
 * Counts one more for each limit, over all web processes. The window is fixed: it begins with the first and ends
 * whatever comes; around its end up to twice the limit passes in a moment.
 */
export async function countOne({ db, clock, cipher }: Parts, limits: readonly Limit[]): Promise<Tally[]> {
  const named = limits.map(limit => ({ limit, name: nameOf(cipher, limit), windowMs: limit.windowMs }))
  const counts = await countUp(db, { names: named, now: clock.now() })
  const byName = new Map(counts.map(count => [count.name.toString('hex'), count]))
  return named.map(({ limit, name }) => {
    const found = byName.get(name.toString('hex'))
    invariant(found, 'what is counted has a count')
    return { limit, count: found.count, endsAt: found.endsAt }
  })
}

/** @returns the seconds to wait before the next one would pass; null when it would pass now. Counts nothing. */
export async function secondsUntilNext({ db, clock, cipher }: Parts, limit: Limit): Promise<number | null> {
  const now = clock.now()
  const [count] = await findCounts(db, { names: [nameOf(cipher, limit)], now })
  return count ? secondsToWait([{ limit, count: count.count + 1, endsAt: count.endsAt }], now) : null
}

/** Takes back one of each: what was counted ahead turned out well. */
export function takeBackOne({ db, clock, cipher }: Parts, limits: readonly Limit[]): Promise<void> {
  return countDown(db, { names: limits.map(limit => nameOf(cipher, limit)), now: clock.now() })
}

/** @returns the seconds to wait until every limit that is passed begins anew; null when none is passed */
export function secondsToWait(tallies: readonly Tally[], now: Date): number | null {
  const passed = tallies.filter(({ limit, count }) => count > limit.max)
  if (passed.length === 0) return null
  return Math.max(1, ...passed.map(({ endsAt }) => Math.ceil((endsAt.getTime() - now.getTime()) / 1000)))
}

function nameOf(cipher: Cipher, { kind, who }: Limit): Buffer {
  return cipher.blindIndex(`platform.rate_limit ${kind}`, who)
}

/** How many rows one sweep takes at most. */
const sweepMax = 10_000

/** Forgets counters whose window is over. @returns how many */
export function forgetEndedCounts({ db, clock }: Omit<Parts, 'cipher'>): Promise<number> {
  return deleteEndedCounts(db, { now: clock.now(), max: sweepMax })
}
