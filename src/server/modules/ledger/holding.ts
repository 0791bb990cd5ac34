import { invariant } from '../../platform/errors.ts'
import { type Account, usablePoints } from './account.ts'
import { draw, expireDue, type Journal, type PostingContext } from './posting.ts'

/** Points set aside for one receipt, lot by lot. */
export type Hold = {
  holdId: string
  memberId: number
  assetId: number
  amount: number
  endsAtMs: number
  state: 'open' | 'captured' | 'released'
  lots: { lotNumber: number; points: number }[]
  isNew: boolean
  isChanged: boolean
}

/** Sets points aside, first to expire first. The caller has checked that they can be used. */
export function placeHold(
  account: Account,
  { holdId, points, endsAtMs }: { holdId: string; points: number; endsAtMs: number },
): Hold {
  invariant(points > 0 && points <= usablePoints(account), 'only usable points are set aside')
  const lots = draw(account, points).map(({ lot, amount }) => {
    lot.held += -amount
    lot.isChanged = true
    return { lotNumber: lot.lotNumber, points: -amount }
  })
  account.held += points
  account.isChanged = true
  return {
    holdId,
    memberId: account.memberId,
    assetId: account.assetId,
    amount: points,
    endsAtMs,
    state: 'open',
    lots,
    isNew: true,
    isChanged: true,
  }
}

/**
 * Gives up a hold at `context.now`. What it kept beyond the end of a lot ends at that instant; what ended before is
 * dated before, so that the balance of any moment is what it was.
 */
export function releaseHold(journal: Journal, account: Account, hold: Hold, context: PostingContext): void {
  expireDue(journal, account, context)
  endHold(account, hold, 'released')
  expireDue(journal, account, context, context.now.getTime())
}

/**
 * Ends a hold: captured by its receipt, or released. After drawing on a captured hold, call `expireDue`: what is left
 * of it may lie in a lot that has ended.
 */
export function endHold(account: Account, hold: Hold, state: 'captured' | 'released'): void {
  invariant(hold.state === 'open', 'a hold ends once')
  for (const { lotNumber, points } of hold.lots) {
    const lot = account.lots.find(candidate => candidate.lotNumber === lotNumber)
    invariant(lot, 'the lots of a hold were loaded')
    lot.held -= points
    lot.isChanged = true
  }
  account.held -= hold.amount
  account.isChanged = true
  hold.state = state
  hold.isChanged = true
}
