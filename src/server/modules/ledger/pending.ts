import { invariant } from '../../platform/errors.ts'
import { type Account, compareLots } from './account.ts'
import { restart } from './keeping.ts'
import { type Journal, noteNextUsable, type PostingContext, settleDebt } from './posting.ts'
import { noteNextExpiry } from './reversal.ts'

/**
 * Makes usable what has become so by time alone. Nothing is posted, because no balance moves: the instant stands in the
 * lot, so it does not matter who looks when.
 */
export function ripen(account: Account, now: Date): void {
  const nowMs = now.getTime()
  if (account.nextUsableMs === null || account.nextUsableMs > nowMs) return
  account.nextUsableMs = null
  account.isChanged = true
  for (const lot of account.lots) {
    if (!lot.isPending || lot.usableFromMs === null) continue
    if (lot.usableFromMs > nowMs) noteNextUsable(account, lot)
    else {
      lot.isPending = false
      lot.isChanged = true
      account.pending -= lot.remaining
    }
  }
}

export type EndOfWait = {
  lotNumber: number
  /** When its points end, counted by the terms under which they were earned; null: never. */
  expiresAtMs: number | null
  context: PostingContext
}

/** Ends the wait of a lot at `context.now`: what the activity was awaited for has happened. */
export function endWait(journal: Journal, account: Account, { lotNumber, expiresAtMs, context }: EndOfWait): void {
  const lot = account.lots.find(candidate => candidate.lotNumber === lotNumber)
  invariant(lot, 'the lot whose wait ends was loaded')
  if (!lot.isPending) return
  const nowMs = context.now.getTime()
  // What ends by inactivity has an end that activity may have moved.
  if (!lot.idle) lot.expiresAtMs = expiresAtMs
  else if ((lot.expiresAtMs ?? 0) <= nowMs) restart(lot, context.now, context.zone)
  invariant((lot.expiresAtMs ?? Number.POSITIVE_INFINITY) > nowMs, 'points end later than they can be used')
  lot.isPending = false
  lot.isChanged = true
  lot.usableFromMs = nowMs
  account.pending -= lot.remaining
  account.isChanged = true
  account.lots.sort(compareLots)
  noteNextExpiry(account)
  settleDebt(journal, account, context)
}
