import type { IdleTerm } from '../../../program/index.ts'
import { type Account, emptyAccount, isWaiting, usablePoints } from './account.ts'
import type { Hold } from './holding.ts'
import { emptyJournal, grant, type Journal, type PostingContext } from './posting.ts'

export const zone = 'Asia/Shanghai'

export const ms = (instant: string) => Date.parse(instant)

/** What an entry records, for something that happens at an instant. */
export function contextAt(instant: string | Date, facts: Partial<PostingContext> = {}): PostingContext {
  const now = new Date(instant)
  const nowhere = { storeId: null, tillId: null, staff: null, receiptId: null, refundId: null, programVersion: null }
  return { now, zone, soldAt: now, channel: 'test', ...nowhere, ...facts }
}

export function newAccount(): { account: Account; journal: Journal } {
  return { account: emptyAccount(1, 1), journal: emptyJournal() }
}

/** Grants plain points at an instant; they end at another, or never. */
export function granted(
  { account, journal }: { account: Account; journal: Journal },
  points: number,
  {
    at = '2026-01-01T00:00:00Z',
    until = null,
    from = null,
    awaits = null,
    idle = null,
  }: {
    at?: string
    until?: string | null
    from?: string | null
    awaits?: string | null
    idle?: IdleTerm | null
  } = {},
) {
  const expiresAtMs = until === null ? null : ms(until)
  const context = contextAt(at)
  return grant(journal, account, {
    kind: 'earn',
    points,
    expiresAtMs,
    pending: { usableFromMs: from === null ? null : ms(from), until: awaits },
    idle,
    funding: 'purchase',
    deferredCents: 0,
    context,
    reasons: [],
  })
}

export const lotsLeft = (account: Account) =>
  Object.fromEntries(account.lots.map(lot => [lot.lotNumber, lot.remaining]))

/** What must be true of an account whose lots are all in memory, whatever happened. */
export function brokenRules(account: Account, journal: Journal, holds: readonly Hold[]): string[] {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  const own = journal.entries.filter(entry => entry.assetId === account.assetId)
  const movesOf = (version: number) => journal.moves.filter(move => move.version === version).map(move => move.amount)
  const pending = account.lots.filter(lot => lot.isPending)
  const open = holds.filter(hold => hold.state === 'open')
  const running = own.map((_, index) => sum(own.slice(0, index + 1).map(entry => entry.amount)))
  const rules: Record<string, boolean> = {
    'posted is the sum of entries': account.posted === sum(own.map(entry => entry.amount)),
    'debt is the sum of its changes': account.debt === sum(own.map(entry => entry.debtChange)) && account.debt >= 0,
    'posted is lots less debt': account.posted === sum(account.lots.map(lot => lot.remaining)) - account.debt,
    'held is what lots and open holds say':
      account.held === sum(account.lots.map(lot => lot.held)) && account.held === sum(open.map(hold => hold.amount)),
    'versions have no gaps': own.every((entry, index) => entry.version === index + 1) && account.version === own.length,
    'entries note the running balance': own.every((entry, index) => entry.postedAfter === running[index]),
    'entries get later': own.every((entry, index) => entry.postedMicros > (own[index - 1]?.postedMicros ?? 0)),
    'moves explain entries': own.every(entry => sum(movesOf(entry.version)) === entry.amount + entry.debtChange),
    'lots are what moves left': account.lots.every(
      lot =>
        lot.remaining === sum(journal.moves.filter(move => move.lotNumber === lot.lotNumber).map(move => move.amount)),
    ),
    'lots stay within bounds': account.lots.every(
      lot => 0 <= lot.held && lot.held <= lot.remaining && lot.remaining <= lot.granted,
    ),
    'nobody owes with points in hand': account.debt === 0 || usablePoints(account) === 0,
    'pending is what pending lots say': account.pending === sum(pending.map(lot => lot.remaining)),
    'what is pending is not held, and an empty lot waits for nothing': pending.every(
      lot => lot.held === 0 && lot.remaining > 0,
    ),
    'the next wait is not over late': pending.every(
      lot => lot.usableFromMs === null || (account.nextUsableMs ?? Number.POSITIVE_INFINITY) <= lot.usableFromMs,
    ),
    'what is there is usable, held or pending':
      account.posted + account.debt ===
      sum(account.lots.filter(lot => !lot.isPending).map(lot => lot.remaining - lot.held)) +
        account.held +
        account.pending,
    'the next expiry is not late': account.lots.every(
      lot =>
        lot.remaining === 0 ||
        lot.expiresAtMs === null ||
        isWaiting(lot) ||
        (account.nextExpiryMs ?? Number.POSITIVE_INFINITY) <= lot.expiresAtMs,
    ),
  }
  return Object.keys(rules).filter(rule => !rules[rule])
}
