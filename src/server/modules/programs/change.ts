import { hash } from 'node:crypto'
import type { changeStates } from '../../../shared/contract/programs.ts'
import { programErrors } from './errors.ts'

export type ChangeState = (typeof changeStates)[number]

/** Somebody who asks or decides; `id` is the same over all their sessions. */
export type Person = { id: string; name: string }

/** What somebody wants to change in a program, and what another person said to it. Decided ones never change. */
export type Change = {
  changeId: string
  programCode: string
  document: string
  /** null: at once when it is approved. */
  inForceFrom: Date | null
  /** null: every store of the program. */
  storeCodes: readonly string[] | null
  why: string
  state: ChangeState
  /** The last release of the program that the author had seen; 0 for a new program. */
  baseRelease: number
  askedBy: Person
  createdAt: Date
  askedAt: Date | null
  decidedBy: Person | null
  decidedAt: Date | null
  declineReason: string | null
  approvedHash: string | null
  isApprovedAlone: boolean
  releaseNumber: number | null
}

/** What an approval is about: this very text. */
export function documentHash(document: string): string {
  return hash('sha256', document, 'hex')
}

/** @throws programs/why-missing */
export function readWhy(text: string): string {
  const why = text.trim()
  if (why.length < 3) throw programErrors.make('why-missing')
  return why
}

/** @throws programs/stale-base when the program was released after the author looked */
export function refuseStale({ baseRelease }: Pick<Change, 'baseRelease'>, last: number): void {
  if (baseRelease !== last) throw programErrors.make('stale-base', { base: baseRelease, last })
}

/** An instant that was asked for lies in the future, or it is now. @throws programs/instant-has-passed */
export function refusePassed({ inForceFrom }: Pick<Change, 'inForceFrom'>, now: Date): void {
  if (inForceFrom && inForceFrom <= now)
    throw programErrors.make('instant-has-passed', { from: inForceFrom.toISOString() })
}

/**
 * Whether somebody may approve a change: another person always, its author only as the one owner of a shop where nobody
 * else could.
 */
export function mayApprove(
  { askedBy }: Pick<Change, 'askedBy'>,
  decidedBy: Person,
  approvers: readonly { staffId: string; role: string }[],
): boolean {
  if (askedBy.id !== decidedBy.id) return true
  const [only, ...others] = approvers
  return others.length === 0 && only?.staffId === decidedBy.id && only.role === 'owner'
}

/** A leap second is a second that Date does not know: it counts as the one before. */
export function readInstant(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text.replace(/:60(?=\D)/, ':59'))
}
