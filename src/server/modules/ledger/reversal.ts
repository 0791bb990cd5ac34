import { type Reason, reason } from '../../../program/index.ts'
import { addDays, addPeriod, dayOf, type Period, startOfDay } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { type Account, compareLots, timeOf, usablePoints } from './account.ts'
import { catchUpIdle } from './keeping.ts'
import { draw, type Entry, expireLot, type Journal, type PostingContext, post, settleDebt } from './posting.ts'

export type TakeBack = {
  points: number
  lotNumber: number
  /** How many points of that lot had expired unused and uncounted when this transaction began: see loadLapsed. */
  lapsedBefore: number
  policy: 'owe' | 'absorb'
  context: PostingContext
  reasons: readonly Reason[]
}

/**
 * Takes back what a receipt had earned: from its own lot first; what expired there unused is gone already and asked for
 * no more; then from the other lots. What was spent becomes debt or, where the program says so, a shortfall that the
 * shop absorbs on record. Never refused: the goods are back already.
 */
export function takeBack(
  journal: Journal,
  account: Account,
  { points, lotNumber, lapsedBefore, policy, context, reasons }: TakeBack,
): Entry {
  invariant(points > 0, 'a reversal takes back at least one point')
  const lot = account.lots.find(candidate => candidate.lotNumber === lotNumber)
  const inOwnLot = lot ? Math.min(lot.remaining - lot.held, points) : 0
  const lapsed = Math.min(points - inOwnLot, lapsedBefore + lapsedNow(journal, account, lotNumber))
  // Its own pending points are nobody's yet: they go back without a debt.
  const ownPending = lot?.isPending ? lot.remaining : 0
  const taken = Math.min(points - lapsed, usablePoints(account) + Math.min(ownPending, inOwnLot))
  const gone = points - lapsed - taken
  const owed = policy === 'owe' ? gone : 0
  const shortfall = gone - owed
  const said = [...reasons]
  if (lapsed > 0) said.push(reason('had-expired', null, { points: lapsed }))
  if (owed > 0) said.push(reason('became-debt', null, { points: owed }))
  if (shortfall > 0) said.push(reason('was-absorbed', null, { points: shortfall }))
  const drawn = draw(account, taken, [{ lotNumber, points: taken }])
  return post(
    journal,
    account,
    {
      kind: 'take-back',
      amount: 0 - taken - owed,
      debtChange: owed,
      shortfall,
      lapsed,
      reversesVersion: lotNumber,
      context,
      reasons: said,
    },
    drawn,
  )
}

/** What expired of a lot in this very transaction, less what a take-back of it has counted already. */
function lapsedNow({ entries, moves }: Journal, { memberId, assetId }: Account, lotNumber: number): number {
  const mine = entries.filter(entry => entry.memberId === memberId && entry.assetId === assetId)
  const expiries = new Set(mine.filter(({ kind }) => kind === 'expire').map(({ version }) => version))
  const expired = moves.filter(
    move =>
      move.memberId === memberId &&
      move.assetId === assetId &&
      move.lotNumber === lotNumber &&
      expiries.has(move.version),
  )
  const counted = mine.filter(({ kind, reversesVersion }) => kind === 'take-back' && reversesVersion === lotNumber)
  return -expired.reduce((sum, { amount }) => sum + amount, 0) - counted.reduce((sum, { lapsed }) => sum + lapsed, 0)
}

export type GiveBack = {
  /** How much of each lot the redemption had taken and no refund gave back yet, in the order it was taken. */
  owedToLots: readonly { lotNumber: number; points: number }[]
  points: number
  redeemVersion: number
  grace: Period | null
  context: PostingContext
  reasons: readonly Reason[]
}

/**
 * Gives redeemed points back to the lots they came from, last taken first, with their old dates. A lot that ended
 * meanwhile gets its points and loses them in the same transaction, unless the program grants days of grace.
 */
export function giveBack(
  journal: Journal,
  account: Account,
  { owedToLots, points, redeemVersion, grace, context, reasons }: GiveBack,
): Entry {
  const parts = partsOf(owedToLots, points)
  const filled = parts.map(part => {
    const lot = account.lots.find(candidate => candidate.lotNumber === part.lotNumber)
    invariant(lot, 'the lots that a refund fills were loaded')
    return { lot, amount: part.points }
  })
  for (const { lot } of filled) catchUpIdle(account, lot, context.zone)
  const nowMs = timeOf(account, context.now)
  const ended = filled.filter(({ lot }) => lot.expiresAtMs !== null && lot.expiresAtMs <= nowMs)
  const said = [...reasons]
  if (grace) {
    const last = addPeriod(dayOf(context.now, context.zone), grace)
    for (const { lot } of ended) lot.expiresAtMs = startOfDay(addDays(last, 1), context.zone).getTime()
    const given = ended.reduce((sum, { amount }) => sum + amount, 0)
    if (given > 0) said.push(reason('grace-given', null, { points: given, lastDay: last }))
  } else {
    for (const { lot, amount } of ended)
      said.push(
        reason('expired-while-away', null, {
          points: amount,
          lastDay: dayOf(new Date((lot.expiresAtMs ?? 0) - 1), context.zone),
        }),
      )
  }
  const entry = post(
    journal,
    account,
    { kind: 'give-back', amount: points, reversesVersion: redeemVersion, context, reasons: said },
    filled,
  )
  account.lots.sort(compareLots)
  if (!grace)
    for (const { lot, amount } of ended)
      expireLot(journal, account, { lot, points: Math.min(amount, lot.remaining - lot.held), context })
  noteNextExpiry(account)
  settleDebt(journal, account, context)
  return entry
}

function partsOf(owedToLots: GiveBack['owedToLots'], points: number): { lotNumber: number; points: number }[] {
  const parts: { lotNumber: number; points: number }[] = []
  let missing = points
  for (const owed of [...owedToLots].reverse()) {
    const part = Math.min(owed.points, missing)
    if (part > 0) parts.push({ lotNumber: owed.lotNumber, points: part })
    missing -= part
  }
  invariant(missing === 0, 'no more is given back than was taken')
  return parts
}

/** A reopened lot may end before all others. */
export function noteNextExpiry(account: Account): void {
  for (const lot of account.lots) {
    if (lot.remaining === 0 || lot.expiresAtMs === null) continue
    account.nextExpiryMs = Math.min(account.nextExpiryMs ?? lot.expiresAtMs, lot.expiresAtMs)
  }
}
