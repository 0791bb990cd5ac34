import { addDays, type Day, dayOf } from '../../../shared/calendar.ts'
import type { JoinRequest } from '../members/index.ts'

/** Nobody waits longer: what was told about a person is not kept for a decision that never comes. */
export const waitDaysMax = 30

/** All that is personal of a request; it lies sealed, and goes with the decision. */
export type Person = { request: Omit<JoinRequest, 'joinedAt' | 'consentsGivenAt'>; reason: string }

export type WaitingRequest = {
  requestId: string
  way: string
  storeId: number | null
  receiptId: string | null
  sealed: Buffer
  askedBy: string
  askedByName: string
  askedAt: Date
}

export type DecidedState = 'approved' | 'refused' | 'lapsed'

export type Decision = {
  state: DecidedState
  /** Null: nobody decided, it lapsed. */
  by: { id: string; name: string } | null
  at: Date
  why: string | null
  memberNumber: string | null
}

/** The last day on which it can be decided. */
export function waitsThrough(askedAt: Date, zone: string): Day {
  return addDays(dayOf(askedAt, zone), waitDaysMax)
}

export function sealedPlace(requestId: string): string {
  return `joining.request.sealed ${requestId}`
}

export type DecisionRefusal = 'already-decided' | 'request-lapsed' | 'own-request'

/** Why somebody may not decide a request on a day; the fourth eye is somebody else's than who entered it. */
export function refusalFor(
  { state, askedBy, askedAt }: { state: string; askedBy: string; askedAt: Date },
  { decidedBy, on, zone }: { decidedBy: string; on: Day; zone: string },
): DecisionRefusal | null {
  if (state === 'lapsed') return 'request-lapsed'
  if (state !== 'waiting') return 'already-decided'
  if (on > waitsThrough(askedAt, zone)) return 'request-lapsed'
  return askedBy === decidedBy ? 'own-request' : null
}

/** Somebody of single stores decides on what was asked in them; what was asked in none, only who acts for all. */
export function isInScope(storeIds: 'all' | readonly number[], storeId: number | null): boolean {
  return storeIds === 'all' || (storeId !== null && storeIds.includes(storeId))
}
