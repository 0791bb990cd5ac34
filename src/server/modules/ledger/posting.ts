import type { IdleTerm, Reason } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { type Account, compareLots, type Funding, isWaiting, type Lot, timeOf, usablePoints } from './account.ts'
import { catchUpIdle } from './keeping.ts'

/** The other side of an entry, by which finance sums: one row per business day, store and contra. */
const contraOf = {
  earn: 'issued',
  redeem: 'redeemed',
  'take-back': 'issued',
  'give-back': 'redeemed',
  expire: 'expired',
  'settle-debt': 'debt',
  adjust: 'adjusted',
  opening: 'opening',
  'transfer-out': 'transferred',
  'transfer-in': 'transferred',
} as const

export type EntryKind = keyof typeof contraOf

/** Where and when something happened, as every entry records it. */
export type PostingContext = {
  now: Date
  zone: string
  soldAt: Date
  storeId: number | null
  tillId: number | null
  staff: string | null
  channel: string
  receiptId: string | null
  refundId: string | null
  programVersion: number | null
}

export type Entry = {
  memberId: number
  assetId: number
  version: number
  amount: number
  postedAfter: number
  debtChange: number
  shortfall: number
  lapsed: number
  kind: EntryKind
  contra: string
  postedMicros: number
  businessOn: string
  context: PostingContext
  reversesVersion: number | null
  reasons: readonly Reason[]
}

export type LotMove = { memberId: number; assetId: number; version: number; lotNumber: number; amount: number }

/** What a transaction is about to write, gathered over all accounts of a batch. */
export type Journal = { entries: Entry[]; moves: LotMove[] }

export function emptyJournal(): Journal {
  return { entries: [], moves: [] }
}

type Draft = {
  kind: EntryKind
  amount: number
  context: PostingContext
  reasons: readonly Reason[]
  debtChange?: number
  shortfall?: number
  lapsed?: number
  reversesVersion?: number | null
  /** For expiry: the instant at which it happened, which may lie before now. */
  atMs?: number
}

/** Writes one entry and the lot moves that explain it. */
export function post(
  journal: Journal,
  account: Account,
  draft: Draft,
  drawn: readonly { lot: Lot; amount: number }[],
): Entry {
  const debtChange = draft.debtChange ?? 0
  invariant(
    drawn.reduce((sum, { amount }) => sum + amount, 0) === draft.amount + debtChange,
    'lot moves add up to their entry',
  )
  account.version += 1
  account.posted += draft.amount
  account.debt += debtChange
  const atMs = Math.max(draft.atMs ?? draft.context.now.getTime(), usableSinceMs(drawn))
  account.lastPostedMicros = Math.max(atMs * 1000, account.lastPostedMicros + 1)
  account.isChanged = true
  const entry: Entry = {
    memberId: account.memberId,
    assetId: account.assetId,
    version: account.version,
    amount: draft.amount,
    postedAfter: account.posted,
    debtChange,
    shortfall: draft.shortfall ?? 0,
    lapsed: draft.lapsed ?? 0,
    kind: draft.kind,
    contra: contraOf[draft.kind],
    postedMicros: account.lastPostedMicros,
    businessOn: dayOf(new Date(draft.atMs ?? draft.context.now), draft.context.zone),
    context: draft.context,
    reversesVersion: draft.reversesVersion ?? null,
    reasons: draft.reasons,
  }
  journal.entries.push(entry)
  for (const { lot, amount } of drawn) {
    if (amount === 0) continue
    lot.remaining += amount
    lot.isChanged = true
    if (lot.isPending) account.pending += amount
    if (lot.remaining === 0) lot.isPending = false
    invariant(
      lot.remaining >= lot.held && lot.remaining <= lot.granted,
      'a lot holds between what is set aside and what was granted',
    )
    journal.moves.push({
      memberId: account.memberId,
      assetId: account.assetId,
      version: entry.version,
      lotNumber: lot.lotNumber,
      amount,
    })
  }
  invariant(account.debt >= 0 && usablePoints(account) >= 0, 'an account covers what it holds')
  return entry
}

/** Nothing is drawn before it could be: somebody with a later clock has seen the wait of these lots end. */
function usableSinceMs(drawn: readonly { lot: Lot; amount: number }[]): number {
  let sinceMs = Number.NEGATIVE_INFINITY
  for (const { lot, amount } of drawn)
    if (amount < 0 && !lot.isPending && lot.usableFromMs !== null) sinceMs = Math.max(sinceMs, lot.usableFromMs)
  return sinceMs
}

export type Grant = {
  kind: 'earn' | 'opening' | 'adjust' | 'transfer-in'
  points: number
  expiresAtMs: number | null
  /** Points that cannot be used yet: from when, or after which activity. Without it at once. */
  pending?: { usableFromMs: number | null; until: string | null }
  /** Where they end by inactivity: then `expiresAtMs` is the end if nothing happens. */
  idle?: IdleTerm | null
  funding: Funding
  deferredCents: number
  context: PostingContext
  reasons: readonly Reason[]
}

/** Adds points as a new lot. What is owed is settled from it at once, by an entry of its own that moves nothing but the debt. */
export function grant(
  journal: Journal,
  account: Account,
  { points, expiresAtMs, pending, idle, funding, deferredCents, ...draft }: Grant,
): Entry {
  invariant(Number.isSafeInteger(points) && points > 0, 'a grant is a positive whole number')
  const nowMs = draft.context.now.getTime()
  const { usableFromMs = null, until = null } = pending ?? {}
  invariant(
    (expiresAtMs ?? Number.POSITIVE_INFINITY) > (usableFromMs ?? Number.NEGATIVE_INFINITY),
    'points end later than they can be used',
  )
  const lot: Lot = {
    lotNumber: account.version + 1,
    granted: points,
    remaining: 0,
    held: 0,
    expiresAtMs,
    funding,
    deferredCents,
    programVersion: draft.context.programVersion,
    usableFromMs,
    pendingUntil: until,
    isPending: until !== null || (usableFromMs ?? nowMs) > nowMs,
    idle: idle ? { period: idle.period, keptBy: idle.keptBy, keptOn: idle.from } : null,
    isNew: true,
    isChanged: true,
  }
  if (lot.idle) account.kept ??= {}
  // A receipt that comes late may be older than what kept the others.
  catchUpIdle(account, lot, draft.context.zone)
  account.lots.push(lot)
  account.lots.sort(compareLots)
  const entry = post(journal, account, { ...draft, amount: points }, [{ lot, amount: points }])
  if (lot.isPending) noteNextUsable(account, lot)
  // A receipt may come so late that its points are over already: they come and go, and pay nothing.
  const endsAtMs = lot.expiresAtMs
  if (endsAtMs !== null && endsAtMs <= nowMs && !isWaiting(lot))
    expireLot(journal, account, { lot, points, context: draft.context })
  else if (endsAtMs !== null) account.nextExpiryMs = Math.min(account.nextExpiryMs ?? endsAtMs, endsAtMs)
  settleDebt(journal, account, draft.context)
  return entry
}

export function noteNextUsable(account: Account, { usableFromMs }: Lot): void {
  if (usableFromMs !== null) account.nextUsableMs = Math.min(account.nextUsableMs ?? usableFromMs, usableFromMs)
}

/** Uses what can be used to pay what is owed. */
export function settleDebt(journal: Journal, account: Account, context: PostingContext): void {
  const points = Math.min(account.debt, usablePoints(account))
  if (points <= 0) return
  const reasons = [{ code: 'debt-settled', rule: null, values: { points } } as const]
  post(
    journal,
    account,
    { kind: 'settle-debt', amount: 0, debtChange: -points, context, reasons },
    draw(account, points),
  )
}

/**
 * Chooses the lots that a debit takes from, unheld points only: those preferred before all others, and among either
 * first to expire first. Pending points are taken only from a lot that is preferred: by the refund of its own receipt.
 */
export function draw(
  account: Account,
  points: number,
  preferred: readonly { lotNumber: number; points: number }[] = [],
): { lot: Lot; amount: number }[] {
  const drawn = new Map<Lot, number>()
  let missing = points
  const take = (lot: Lot, most: number) => {
    const free = lot.remaining - lot.held - (drawn.get(lot) ?? 0)
    const amount = Math.max(Math.min(free, most, missing), 0)
    if (amount === 0) return
    drawn.set(lot, (drawn.get(lot) ?? 0) + amount)
    missing -= amount
  }
  // A hold that was read back names its lots by number, which says nothing about their ends.
  const preferredPoints = new Map(preferred.map(({ lotNumber, points: most }) => [lotNumber, most]))
  for (const lot of account.lots) take(lot, preferredPoints.get(lot.lotNumber) ?? 0)
  for (const lot of account.lots) {
    if (missing === 0) break
    if (!lot.isPending) take(lot, missing)
  }
  invariant(missing === 0, 'the lots that a debit needs were loaded')
  return [...drawn].map(([lot, amount]) => ({ lot, amount: -amount }))
}

/**
 * Ends the lots whose time is over: one entry a lot, dated at the very instant it ended, so that the balance as of any
 * past moment is right however late somebody looked. Points that are held stay until their hold is resolved; what
 * it leaves ended no earlier than it did (`heldUntilMs`).
 */
export function expireDue(
  journal: Journal,
  account: Account,
  context: PostingContext,
  heldUntilMs = Number.NEGATIVE_INFINITY,
): void {
  const nowMs = timeOf(account, context.now)
  if (account.nextExpiryMs === null || account.nextExpiryMs > nowMs) return
  for (const lot of account.lots) {
    if (lot.expiresAtMs === null || lot.expiresAtMs > nowMs) break
    const points = isWaiting(lot) ? 0 : lot.remaining - lot.held
    if (points > 0) expireLot(journal, account, { lot, points, context, heldUntilMs })
  }
  // A lot that this transaction used up may hide one that was not loaded, so it still counts: early is corrected later.
  const rest = account.lots.find(
    lot => lot.expiresAtMs !== null && ((lot.remaining > 0 && !isWaiting(lot)) || lot.expiresAtMs > nowMs),
  )
  account.nextExpiryMs = rest?.expiresAtMs ?? null
  account.isChanged = true
}

type Expiry = { lot: Lot; points: number; context: PostingContext; heldUntilMs?: number }

export function expireLot(
  journal: Journal,
  account: Account,
  { lot, points, context, heldUntilMs = Number.NEGATIVE_INFINITY }: Expiry,
): void {
  const endedMs = lot.expiresAtMs ?? context.now.getTime()
  const atMs = Math.max(endedMs, heldUntilMs)
  const own = {
    ...context,
    soldAt: new Date(atMs),
    storeId: null,
    tillId: null,
    staff: null,
    receiptId: null,
    refundId: null,
    programVersion: lot.programVersion,
    channel: 'expiry',
  }
  const reasons = [
    { code: 'expired', rule: null, values: { points, lastDay: dayOf(new Date(endedMs - 1), context.zone) } } as const,
  ]
  post(journal, account, { kind: 'expire', amount: -points, context: own, reasons, atMs }, [{ lot, amount: -points }])
}
