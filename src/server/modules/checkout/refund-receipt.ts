import { type CompiledProgram, isSold, measureEarned, type Reason, reason } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { giveBack, type PostingContext, takeBack } from '../ledger/index.ts'
import { countDay, takeGrantsBack, undoRises } from '../levels/index.ts'
import { type Effect, effect } from './effects.ts'
import { checkoutErrors } from './errors.ts'
import { receiptRefunded } from './events.ts'
import { goodsReturned } from './goods-returned.ts'
import { giveBackCoupons, limitsUsedByOffers, noteOffers, offerReversed } from './post-coupons.ts'
import { type LineReturn, returnOf, type SettledLine } from './receipt.ts'
import type { NewRefund, Posting, StoredReceipt } from './receipt-store.ts'
import { programOfReceipt, statesOf, type World } from './world.ts'

export type RefundFacts = {
  refundId: string
  storeId: number
  tillId: number
  number: string
  refundedAt: Date
  reason: string | null
  staff: string | null
  channel: string
  isVoid: boolean
}

export type Refunded = { receipt: StoredReceipt; refund: NewRefund; effects: Effect[] }
export type WantedLine = { lineNumber: number; units: number; isWeighed: boolean }

/**
 * Reverses what a receipt recorded, for the units that come back: never what today's rules would say. The goods are
 * on the counter, so nothing about points can refuse it.
 * @throws checkout/already-voided, checkout/nothing-left-to-refund
 * @throws checkout/no-such-line, checkout/refund-too-much, checkout/line-twice
 */
export function refundReceipt(
  world: World,
  receipt: StoredReceipt,
  wanted: readonly WantedLine[] | null,
  facts: RefundFacts,
): Refunded {
  if (receipt.state === 'voided') throw checkoutErrors.make('already-voided')
  const returns = returnsOf(receipt, wanted)
  const effects: Effect[] = []
  const memberId = receipt.memberId > 0 ? receipt.memberId : null
  const program = programOfReceipt(world, receipt)
  markReturned(receipt, returns, facts.isVoid)
  effects.push(...returns.flatMap(offerReversed))
  if (memberId !== null && program) {
    const reversing = {
      world,
      receipt,
      program,
      returns,
      memberId,
      context: contextOf(world, receipt, facts),
      isVoid: facts.isVoid,
    }
    for (const posting of receipt.postings) reverseAsset(reversing, posting, effects)
    giveRoomBack(reversing)
    reverseLevel(reversing, effects)
    effects.push(...giveBackCoupons(world, receipt, { program, isVoid: facts.isVoid }))
    if (facts.isVoid) noteOffers(world, receipt, -1)
  }
  const refund = noteRefund(world, receipt, returns, facts)
  return { receipt, refund, effects }
}

function returnsOf(receipt: StoredReceipt, wanted: readonly WantedLine[] | null): LineReturn[] {
  const left = receipt.lines.filter(line => line.refundedUnits < line.units)
  if (left.length === 0) throw checkoutErrors.make('nothing-left-to-refund')
  if (!wanted) return left.map(line => returnOf(line, line.units - line.refundedUnits))
  const seen = new Set<number>()
  return wanted.map(({ lineNumber, units, isWeighed }) => {
    if (seen.has(lineNumber)) throw checkoutErrors.make('line-twice', { lineNumber })
    seen.add(lineNumber)
    const line = receipt.lines.find(candidate => candidate.lineNumber === lineNumber)
    if (!line) throw checkoutErrors.make('no-such-line', { lineNumber })
    if (line.isWeighed !== isWeighed) throw checkoutErrors.make('quantity-or-grams', { lineNumber })
    const room = line.units - line.refundedUnits
    if (units > room)
      throw checkoutErrors.make('refund-too-much', { lineNumber, units: line.units, left: room, wanted: units })
    return returnOf(line, units)
  })
}

function markReturned(receipt: StoredReceipt, returns: readonly LineReturn[], isVoid: boolean): void {
  for (const { lineNumber, units, refundCents } of returns) {
    const line = lineOf(receipt, lineNumber)
    line.refundedUnits += units
    line.refundedCents += refundCents
    receipt.refundedCents += refundCents
  }
  const isAllBack = receipt.lines.every(line => line.refundedUnits === line.units)
  receipt.state = isVoid ? 'voided' : isAllBack ? 'refunded' : 'partly-refunded'
}

function lineOf(receipt: StoredReceipt, lineNumber: number): SettledLine {
  const line = receipt.lines.find(candidate => candidate.lineNumber === lineNumber)
  invariant(line, 'a returned line is on the receipt')
  return line
}

type Reversing = {
  world: World
  receipt: StoredReceipt
  program: CompiledProgram
  returns: readonly LineReturn[]
  memberId: number
  context: PostingContext
  isVoid: boolean
}

function contextOf(world: World, receipt: StoredReceipt, facts: RefundFacts): PostingContext {
  const { storeId, tillId, staff, channel, refundId } = facts
  return {
    now: world.now,
    zone: world.zone,
    soldAt: receipt.soldAt,
    storeId,
    tillId,
    staff,
    channel,
    receiptId: receipt.receiptId,
    refundId,
    programVersion: receipt.programVersion,
  }
}

/** Points used are given back before points earned are taken back, so that nobody owes what lies in their own hand. */
function reverseAsset(
  { world, receipt, program, returns, memberId, context, isVoid }: Reversing,
  posting: Posting,
  effects: Effect[],
): void {
  const { asset: code, assetId, earnVersion, redeemVersion } = posting
  const asset = program.assets.find(candidate => candidate.code === code)
  invariant(asset, 'a receipt moved assets of its own program')
  const account = world.open.account(memberId, assetId)
  const lines = isVoid ? [reason('receipt-voided', null)] : returns.map(part => shareReason(receipt, part))
  const back = returns.reduce((sum, part) => sum + (part.giveBack[code] ?? 0), 0)
  if (redeemVersion !== null && back > 0) {
    const reasons = [reason('refund-gives-back', null, { points: back }), ...lines]
    const owedToLots = receipt.owed.get(redeemVersion) ?? []
    const entry = giveBack(world.open.journal, account, {
      owedToLots,
      points: back,
      redeemVersion,
      grace: asset.grace,
      context,
      reasons,
    })
    receipt.owed.set(redeemVersion, lessGiven(owedToLots, back))
    effects.push(effect('given-back', { asset: code, points: back, reasons: entry.reasons }))
  }
  const taken = returns.reduce((sum, part) => sum + (part.takeBack[code] ?? 0), 0)
  if (earnVersion !== null && taken > 0) {
    const reasons = [reason('refund-takes-back', null, { points: taken }), ...lines]
    const entry = takeBack(world.open.journal, account, {
      points: taken,
      lotNumber: earnVersion,
      lapsedBefore: receipt.lapsed.get(earnVersion) ?? 0,
      policy: asset.debt,
      context,
      reasons,
    })
    effects.push(effect('taken-back', { asset: code, points: entry.amount, reasons: entry.reasons }))
    if (entry.shortfall > 0) effects.push(effect('shortfall', { asset: code, points: entry.shortfall, reasons: [] }))
  }
}

/** A receipt that came back whole used no limit. */
function giveRoomBack({ world, receipt, program, memberId }: Reversing): void {
  if (receipt.state === 'partly-refunded') return
  const question = { memberId, program, on: receipt.businessOn }
  for (const { used } of receipt.postings) if (used) world.limits.add(question, used, -1)
  world.limits.add(question, limitsUsedByOffers(receipt), -1)
}

function shareReason(receipt: StoredReceipt, { lineNumber, units }: LineReturn): Reason {
  return reason('refund-share', null, { lineNumber, units: lineOf(receipt, lineNumber).units, returned: units })
}

/** What a redemption still owes to its lots after giving some back, last taken first. */
function lessGiven(
  owed: readonly { lotNumber: number; points: number }[],
  given: number,
): { lotNumber: number; points: number }[] {
  let rest = given
  return owed
    .toReversed()
    .map(({ lotNumber, points }) => {
      const part = Math.min(points, rest)
      rest -= part
      return { lotNumber, points: points - part }
    })
    .filter(({ points }) => points > 0)
    .toReversed()
}

/** Takes the goods out of the day they were sold on, and undoes the rises that the receipt itself had caused. */
function reverseLevel({ world, receipt, program, returns, memberId }: Reversing, effects: Effect[]): void {
  const states = statesOf(world, memberId, program)
  const changes = world.levelChanges
  const sold = returns.filter(part => isSold(lineOf(receipt, part.lineNumber)))
  const earned = (asset: string) => -returns.reduce((sum, part) => sum + (part.takeBack[asset] ?? 0), 0)
  countDay(changes, states, {
    dayOn: receipt.businessOn,
    netSpendCents: -sold.reduce((sum, part) => sum + part.refundCents, 0),
    visits: receipt.state === 'partly-refunded' ? 0 : -1,
    pointsEarned: earned(program.assets[0]?.code ?? ''),
    others: { ...goodsReturned(world, receipt, sold), ...measureEarned(program.assets, earned) },
  })
  const on = dayOf(world.now, world.zone)
  const judging = { program, states, changes, on, at: world.now, receiptId: receipt.receiptId }
  const skus = receipt.lines.filter(line => line.refundedUnits < line.units).map(line => line.sku)
  // What was granted lies above what was earned: it goes first.
  for (const { to, reasons } of [...takeGrantsBack({ ...judging, skus }), ...undoRises(judging)])
    effects.push(effect('level-moved', { level: to, reasons }))
}

function noteRefund(
  world: World,
  receipt: StoredReceipt,
  returns: readonly LineReturn[],
  facts: RefundFacts,
): NewRefund {
  const refundCents = returns.reduce((sum, part) => sum + part.refundCents, 0)
  const businessOn = dayOf(facts.refundedAt, world.zone)
  const refund: NewRefund = {
    ...facts,
    memberId: receipt.memberId,
    receiptId: receipt.receiptId,
    businessOn,
    recordedAt: world.now,
    refundCents,
    withoutOriginal: null,
    lines: returns.map(({ lineNumber, units, refundCents: cents }) => ({ lineNumber, units, refundCents: cents })),
  }
  const { written } = world
  written.refunds.push(refund)
  if (!receipt.isNew) written.changedReceipts.add(receipt)
  const isMember = receipt.memberId > 0
  // A voided receipt never happened: its sale is taken out of its day. A refund is money given out on its own day.
  written.sales.push(
    facts.isVoid
      ? {
          businessOn: receipt.businessOn,
          storeId: receipt.storeId,
          isMember,
          receipts: -1,
          payableCents: -receipt.payableCents,
          refundedCents: 0,
        }
      : { businessOn, storeId: facts.storeId, isMember, receipts: 0, payableCents: 0, refundedCents: refundCents },
  )
  const event = {
    receiptId: receipt.receiptId,
    refundId: facts.refundId,
    memberId: isMember ? receipt.memberId : null,
    storeId: facts.storeId,
    refundCents,
    isVoid: facts.isVoid,
  }
  written.events.push(receiptRefunded.of(event, world.now))
  return refund
}
