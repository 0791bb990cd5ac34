import type { Day, Period } from '../../../shared/calendar.ts'

/** The state of one account in memory, between locking and writing. Rules change it, the store writes what changed. */
export type Account = {
  memberId: number
  assetId: number
  /** Sum of all entries; negative only in debt. */
  posted: number
  held: number
  /** What lies in lots that cannot be used yet. */
  pending: number
  debt: number
  version: number
  /** Microseconds since 1970. Each entry is later than the one before. */
  lastPostedMicros: number
  /** No open lot ends before; null when none ends. */
  nextExpiryMs: number | null
  /** No pending lot becomes usable before; null when none does so by time alone. */
  nextUsableMs: number | null
  /** The last day of each thing that keeps points, by its code; null while no lot ends by inactivity. */
  kept: Readonly<Record<string, Day>> | null
  /** Whether all open lots that end by inactivity are in memory. */
  hasIdleLots: boolean
  /** The lots that this transaction needs, first to expire first. Not all of them: see loadLots. */
  lots: Lot[]
  isChanged: boolean
}

export type Funding = 'purchase' | 'gift' | 'partner' | 'top-up-principal' | 'top-up-bonus'

/** So long after the last day on which one of these things happened. */
export type Idle = { period: Period; keptBy: readonly string[]; keptOn: Day }

export type Lot = {
  lotNumber: number
  granted: number
  remaining: number
  held: number
  expiresAtMs: number | null
  funding: Funding
  deferredCents: number
  programVersion: number | null
  /** Since when its points can be used: known beforehand, or the end of the wait. */
  usableFromMs: number | null
  /** The activity that its points wait for. */
  pendingUntil: string | null
  isPending: boolean
  /** Set where the lot ends by inactivity. */
  idle: Idle | null
  isNew: boolean
  isChanged: boolean
}

export function emptyAccount(memberId: number, assetId: number): Account {
  return {
    memberId,
    assetId,
    posted: 0,
    held: 0,
    pending: 0,
    debt: 0,
    version: 0,
    lastPostedMicros: 0,
    nextExpiryMs: null,
    nextUsableMs: null,
    kept: null,
    hasIdleLots: true,
    lots: [],
    isChanged: false,
  }
}

/**
 * An account's time never goes back: whoever comes with an earlier clock, or took the time before waiting for the
 * account, stands at the instant that was posted last. In ms.
 */
export function timeOf({ lastPostedMicros }: Account, now: Date): number {
  return Math.max(now.getTime(), Math.floor(lastPostedMicros / 1000))
}

/**
 * What can be redeemed now: all lots, less what is held or pending. What time alone has done must have been noted before:
 * see openAccounts.
 */
export function usablePoints(account: Account): number {
  return account.posted + account.debt - account.held - account.pending
}

/** Points that wait for an activity end no earlier than their wait, whatever their date says. */
export function isWaiting(lot: Lot): boolean {
  return lot.isPending && lot.usableFromMs === null
}

/** First to expire first, never-ending last, older before newer. */
export function compareLots(a: Lot, b: Lot): number {
  if (a.expiresAtMs !== b.expiresAtMs)
    return (a.expiresAtMs ?? Number.POSITIVE_INFINITY) - (b.expiresAtMs ?? Number.POSITIVE_INFINITY)
  return a.lotNumber - b.lotNumber
}
