import { textOf } from '../model/json.ts'
import type { Shop } from '../model/shop.ts'
import type { Member } from '../model/state.ts'
import type { Marks } from './marks.ts'
import type { Transacted } from './transactions.ts'

type Noting = { shop: Shop; marks: Marks; touched: readonly { memberId: number; found: Member }[] }

/** A transaction is explained: what the run came by in it is counted, and the model begins the next one. */
export function noteTransacted(transacted: Transacted, { shop, marks, touched }: Noting): void {
  const { answered, levels } = transacted
  for (const one of answered) marks.noteAnswer(one)
  marks.noteTransaction(transacted)
  for (const name of shop.coupons.happened) marks.add(name)
  for (const name of shop.desk.happened) marks.add(name)
  shop.coupons.noteWritten()
  shop.desk.noteWritten()
  const asked = answered.flatMap(one => shop.membersOf(one.asked.request))
  if (new Set(asked).size < asked.length) marks.add('two things of one member in one batch')
  for (const { memberId, found } of touched) {
    marks.noteAccount(found.account)
    marks.noteStamps(found.stamps)
    found.account.noteWritten()
    found.stamps.noteWritten()
    const isKept = found.standing.newMoves.length === 0 && levels.some(level => level.memberId === memberId)
    if (answered.length === 0 && isKept) marks.add('a level kept at a review')
    marks.noteMoves(found.standing.newMoves)
    found.standing.noteWritten()
  }
  for (const { state, holdId } of transacted.holds.values())
    if (
      state === 'released' &&
      !answered.some(({ asked: { request } }) => 'holdId' in request && request.holdId === holdId)
    )
      marks.add('a hold that ran out')
}

/** The coupons that a transaction gave. */
export function givenIn({ answered }: Transacted): string[] {
  return answered.flatMap(({ asked: { request }, status, json }) =>
    (request.kind === 'claim' || request.kind === 'issue') && status === 201 ? [textOf(json, 'couponId')] : [],
  )
}
