import { type Redemption, reason } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Language } from '../../../shared/languages.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { checkedApproval } from '../approvals/index.ts'
import { holdCoupon } from '../coupons/index.ts'
import { placeHold, usablePoints } from '../ledger/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { quoteAnswer, receiptAnswer, refundAnswer, standingOf, waitingAnswer } from './answers.ts'
import {
  type Command,
  type PlaceHold,
  type Refund,
  type RefundWithoutOriginal,
  receiptName,
  type Sale,
  type Void,
} from './commands.ts'
import { decideBasket } from './decide-basket.ts'
import { effect } from './effects.ts'
import { checkoutErrors } from './errors.ts'
import { receiptRefunded } from './events.ts'
import { couponOf } from './post-coupons.ts'
import type { NewRefund, StoredReceipt } from './receipt-store.ts'
import { refundReceipt } from './refund-receipt.ts'
import { inMoney } from './refusal.ts'
import { refuseTooEarly } from './sell-early.ts'
import { PriceChanged, settleSale } from './settle-sale.ts'
import type { WaitingRefund } from './waiting-refund-store.ts'
import { programOfReceipt, type World } from './world.ts'

/** How long points stay set aside for a quote. */
const holdMinutes = 15

export type OrderAnswer = { status: number; body: unknown }
type Answering = { world: World; directory: StoreDirectory; language: Language }

/**
 * Does one thing in the memory of a batch.
 * @throws DomainError what is refused; then nothing of it has happened
 */
export function runOrder(answering: Answering, command: Command): OrderAnswer {
  switch (command.kind) {
    case 'sale':
      return runSale(answering, command)
    case 'refund':
      return runRefund(answering, command)
    case 'refund-without-original':
      return runRefundWithoutOriginal(answering, command)
    case 'void':
      return runVoid(answering, command)
    case 'hold':
      return runHold(answering, command)
    case 'refused':
      throw command.error
  }
}

function runSale({ world, directory, language }: Answering, sale: Sale): OrderAnswer {
  const { receipt, effects, memberId } = settleOrQuote(world, sale, language)
  const waiting =
    world.waitingRefunds.get(
      receiptName({ storeId: receipt.storeId, tillId: receipt.tillId, receiptNumber: receipt.number }),
    ) ?? []
  for (const refund of waiting) effects.push(...applyWaiting(world, receipt, refund))
  const member = memberId === null ? null : (world.members.get(memberId) ?? null)
  return {
    status: 201,
    body: receiptAnswer(directory, {
      receipt,
      effects,
      member,
      standing: standingOf(world, memberId, sale.program),
      language,
    }),
  }
}

/** A price that changed is refused together with the fresh quote, so that the till need not ask again. */
function settleOrQuote(world: World, sale: Sale, language: Language) {
  try {
    return settleSale(world, sale)
  } catch (error) {
    if (!(error instanceof PriceChanged)) throw error
    const memberId = sale.member ? world.memberIds.get(sale.member) : null
    const quote = quoteAnswer(world, {
      basket: sale,
      decided: error.decided,
      memberId: typeof memberId === 'number' ? memberId : null,
      hold: null,
      language,
    })
    const { payableCents } = quote
    throw inMoney(checkoutErrors.make('price-changed', { payableCents, expectedCents: error.expectedCents, quote }))
  }
}

/**
 * A refund that waited is applied if the sale allows it; what does not fit stays, with its reason, in the list
 * that the manager looks at.
 */
function applyWaiting(world: World, receipt: StoredReceipt, waiting: WaitingRefund) {
  try {
    const { effects } = refundReceipt(world, receipt, waiting.request.lines, {
      refundId: waiting.request.refundId,
      storeId: waiting.refundStoreId,
      tillId: waiting.refundTillId,
      number: waiting.refundNumber,
      refundedAt: new Date(waiting.request.refundedAt),
      reason: waiting.request.reason,
      staff: waiting.caller.staff,
      channel: waiting.caller.channel,
      isVoid: false,
    })
    world.written.appliedWaiting.push(waiting)
    return effects
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    world.written.waitingProblems.push({ waiting, problem: { code: error.code, details: error.details } })
    return []
  }
}

function runRefund({ world, language }: Answering, command: Refund): OrderAnswer {
  refuseUsedRefund(world, command)
  const receiptId =
    'receiptId' in command.pointer ? command.pointer.receiptId : world.receiptIds.get(receiptName(command.pointer))
  const receipt = receiptId === undefined ? undefined : world.receipts.get(receiptId)
  if (!receipt) return keepWaiting(world, command)
  const refunded = refundReceipt(world, receipt, command.lines, {
    ...refundFacts(world, command),
    reason: command.reason,
    isVoid: false,
  })
  const program = programOfReceipt(world, receipt)
  return { status: 201, body: refundAnswer(world, { ...refunded, program, language }) }
}

function refuseUsedRefund(
  world: World,
  { place, refundNumber }: { place: Refund['place']; refundNumber: string },
): void {
  const name = `${place.store.storeId}/${place.till.tillId}/${refundNumber}`
  if (world.usedRefundNumbers.has(name)) throw checkoutErrors.make('refund-number-used', { number: refundNumber })
  world.usedRefundNumbers.add(name)
}

function refundFacts(world: World, { place, refundNumber, refundedAt }: Refund | RefundWithoutOriginal) {
  const { store, till, staff, channel } = place
  return {
    refundId: newId(world.now),
    storeId: store.storeId,
    tillId: till.tillId,
    number: refundNumber,
    refundedAt,
    staff,
    channel,
  }
}

/** Tills that were offline may send the refund before the sale. By its number it can wait; an id that does not exist cannot. */
function keepWaiting(world: World, { pointer, place, refundNumber, refundedAt, lines, reason }: Refund): OrderAnswer {
  if ('receiptId' in pointer) throw checkoutErrors.make('no-such-receipt')
  world.written.newWaiting.push({
    ...pointer,
    refundStoreId: place.store.storeId,
    refundTillId: place.till.tillId,
    refundNumber,
    request: { refundId: newId(world.now), refundedAt: refundedAt.toISOString(), lines, reason },
    caller: { staff: place.staff, channel: place.channel },
    arrivedAt: world.now,
  })
  return { status: 202, body: waitingAnswer(refundNumber) }
}

/**
 * Money goes back, no points move: nobody knows which receipt they belong to. Flagged for the manager. Whoever may not do it
 * carries the word of a colleague who may.
 */
function runRefundWithoutOriginal({ world, language }: Answering, command: RefundWithoutOriginal): OrderAnswer {
  const { approval: carried, note, place } = command
  const approval = carried && checkedApproval(world.approvals.get(carried.asked.tokenHash), carried.asked, world.now)
  if (!approval && !place.mayRefundWithoutOriginal) throw checkoutErrors.make('without-original-forbidden')
  refuseUsedRefund(world, command)
  const memberId = command.member ? world.memberIds.get(command.member) : undefined
  if (memberId instanceof DomainError) throw memberId
  const facts = refundFacts(world, command)
  const refund: NewRefund = {
    ...facts,
    memberId: memberId ?? -1 - Number.parseInt(facts.refundId.slice(-12), 16),
    receiptId: null,
    businessOn: dayOf(command.refundedAt, world.zone),
    recordedAt: world.now,
    refundCents: command.amountCents,
    isVoid: false,
    reason: note.reason,
    withoutOriginal: approval ? { ...note, approvedBy: approval.approver.staffId } : note,
    lines: [],
  }
  const { written } = world
  written.refunds.push(refund)
  if (approval)
    written.usedApprovals.push({
      approvalId: approval.approvalId,
      receiptId: refund.refundId,
      usedAt: world.now,
    })
  written.sales.push({
    businessOn: refund.businessOn,
    storeId: refund.storeId,
    isMember: memberId !== undefined,
    receipts: 0,
    payableCents: 0,
    refundedCents: refund.refundCents,
  })
  const event = {
    receiptId: null,
    refundId: refund.refundId,
    memberId: memberId ?? null,
    storeId: refund.storeId,
    refundCents: refund.refundCents,
    isVoid: false,
  }
  written.events.push(receiptRefunded.of(event, world.now))
  const approved =
    approval && reason('approved-at-till', null, { approver: approval.approver.name, cashier: carried.cashier })
  const reasons = [reason('without-original', null, { why: note.reason }), ...(approved ? [approved] : [])]
  const effects = [effect('without-original', { reasons })]
  return { status: 201, body: refundAnswer(world, { refund, receipt: null, effects, program: null, language }) }
}

function runVoid({ world, directory, language }: Answering, command: Void): OrderAnswer {
  const receipt = world.receipts.get(command.receiptId)
  if (!receipt) throw checkoutErrors.make('no-such-receipt')
  if (command.storeIds !== 'all' && !command.storeIds.includes(receipt.storeId))
    throw checkoutErrors.make('other-store', { store: directory.storeById(receipt.storeId)?.code ?? '' })
  if (receipt.state === 'voided') throw checkoutErrors.make('already-voided')
  if (receipt.state !== 'settled') throw checkoutErrors.make('void-after-refund')
  if (dayOf(world.now, world.zone) !== receipt.businessOn) throw checkoutErrors.make('void-other-day')
  const { storeId, tillId, number } = receipt
  const { staff, channel, reason } = command
  const { effects } = refundReceipt(world, receipt, null, {
    refundId: newId(world.now),
    storeId,
    tillId,
    number,
    refundedAt: world.now,
    reason,
    staff,
    channel,
    isVoid: true,
  })
  const memberId = receipt.memberId > 0 ? receipt.memberId : null
  const member = memberId === null ? null : (world.members.get(memberId) ?? null)
  return {
    status: 200,
    body: receiptAnswer(directory, {
      receipt,
      effects,
      member,
      standing: standingOf(world, memberId, programOfReceipt(world, receipt)),
      language,
    }),
  }
}

/** A quote that sets its points and coupons aside: they are there for the next 15 minutes, whoever else comes. */
function runHold({ world, language }: Answering, command: PlaceHold): OrderAnswer {
  const memberId = command.member ? world.memberIds.get(command.member) : undefined
  if (memberId instanceof DomainError) throw memberId
  refuseTooEarly(world, command, memberId ?? null)
  const decided = decideBasket(world, command, memberId ?? null)
  const [redemption, ...others] = decided.decision?.redemptions ?? []
  const couponIds = decided.decision?.offers.flatMap(({ couponId }) => couponId ?? []) ?? []
  if (memberId === undefined || others.length > 0 || (!redemption && couponIds.length === 0))
    throw checkoutErrors.make('nothing-to-hold')
  const hold = { holdId: newId(world.now), endsAt: new Date(world.now.getTime() + holdMinutes * 60_000) }
  if (redemption) holdPoints(world, command, { redemption, memberId, hold })
  for (const couponId of couponIds)
    holdCoupon(couponOf(world, memberId, couponId), { holdId: hold.holdId, until: hold.endsAt })
  return { status: 201, body: quoteAnswer(world, { basket: command, decided, memberId, hold, language }) }
}

type Held = { redemption: Redemption; memberId: number; hold: { holdId: string; endsAt: Date } }

function holdPoints(world: World, command: PlaceHold, { redemption, memberId, hold }: Held): void {
  const assetId = command.assetIds.get(redemption.asset)
  invariant(assetId !== undefined, 'each asset of a program has an id')
  const account = world.open.account(memberId, assetId)
  invariant(redemption.points <= usablePoints(account), 'the program allowed only usable points')
  const { holdId, endsAt } = hold
  world.open.holds.push(placeHold(account, { holdId, points: redemption.points, endsAtMs: endsAt.getTime() }))
}
