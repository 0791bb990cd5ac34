import type { RefundRequest } from '../requests.ts'
import { spendOf } from './basket.ts'
import { dayAt } from './days.ts'
import { sum } from './entry.ts'
import {
  type Effect,
  type Expected,
  type Receipt,
  type ReceiptLine,
  type Scene,
  type ShopState,
  shown,
} from './state.ts'

// Goods that come back, by line and unit, cumulatively: all parts together are exactly the whole.

type Returned = { line: ReceiptLine; units: number; cents: number; earned: number; redeemed: number }

export function refund(
  shop: ShopState,
  { refundNumber, address, lines }: RefundRequest,
  { receipt, ...scene }: Scene & { receipt: Receipt | undefined },
): Expected {
  if (shop.refundNumbers.has(refundNumber)) return { refusals: ['checkout/refund-number-used'] }
  if (receipt) {
    const applied = applyRefund(shop, receipt, { wanted: lines, scene })
    if ('refusals' in applied) return applied
    shop.refundNumbers.add(refundNumber)
    const { receiptId } = receipt
    const body = { state: 'applied', receiptId, refundNumber, ...shop.standingOf(shop.memberOf(receipt)) }
    return { status: 201, body: { ...body, ...applied } }
  }
  if ('receiptId' in address) return { refusals: ['checkout/no-such-receipt'] }
  shop.refundNumbers.add(refundNumber)
  const waiting = shop.waiting.get(address.receiptNumber) ?? []
  waiting.push({ refundNumber, arrivedAtMs: scene.nowMs, wanted: lines, isApplied: false, hasProblem: false })
  waiting.sort((a, b) => a.arrivedAtMs - b.arrivedAtMs || (a.refundNumber < b.refundNumber ? -1 : 1))
  shop.waiting.set(address.receiptNumber, waiting)
  return { status: 202, body: { state: 'waiting', refundNumber, refundCents: 0, effects: [] } }
}

export function applyRefund(
  shop: ShopState,
  receipt: Receipt,
  { wanted, scene }: { wanted: RefundRequest['lines']; scene: Scene },
): { refusals: string[] } | { refundCents: number; effects: Effect[] } {
  const refusals = refusalsOfRefund(receipt, wanted)
  if (refusals.length > 0) return { refusals }
  const { returned, effects } = bringBack(shop, receipt, { wanted, nowMs: scene.nowMs, state: null })
  return { refundCents: sum(returned.map(({ cents }) => cents)), effects }
}

export function refusalsOfVoid(receipt: Receipt | undefined, nowMs: number): string[] {
  if (!receipt) return ['checkout/no-such-receipt']
  if (receipt.state === 'voided') return ['checkout/already-voided']
  const refusals: string[] = []
  if (receipt.state !== 'settled') refusals.push('checkout/void-after-refund')
  if (receipt.soldOn !== dayAt(nowMs)) refusals.push('checkout/void-other-day')
  return refusals
}

export function voidReceipt(shop: ShopState, receipt: Receipt, { nowMs }: Scene): Expected {
  const { effects } = bringBack(shop, receipt, { wanted: null, nowMs, state: 'voided' })
  return { status: 200, body: { ...shown(receipt), effects, ...shop.standingOf(shop.memberOf(receipt)) } }
}

function refusalsOfRefund({ state, lines }: Receipt, wanted: RefundRequest['lines']): string[] {
  if (state === 'voided') return ['checkout/already-voided']
  if (lines.every(line => line.refundedUnits === line.units)) return ['checkout/nothing-left-to-refund']
  const numbers = (wanted ?? []).map(({ lineNumber }) => lineNumber)
  return (wanted ?? []).flatMap(({ lineNumber, quantity }, index) => {
    const line = lines.find(candidate => candidate.lineNumber === lineNumber)
    if (numbers.indexOf(lineNumber) < index) return ['checkout/line-twice']
    if (!line) return ['checkout/no-such-line']
    return quantity > line.units - line.refundedUnits ? ['checkout/refund-too-much'] : []
  })
}

type Back = { wanted: RefundRequest['lines']; nowMs: number; state: 'voided' | null }

function bringBack(shop: ShopState, receipt: Receipt, { wanted, nowMs, state }: Back) {
  const returned = returnsOf(receipt, wanted)
  for (const { line, units } of returned) line.refundedUnits += units
  const isAllBack = receipt.lines.every(line => line.refundedUnits === line.units)
  receipt.state = state ?? (isAllBack ? 'refunded' : 'partly-refunded')
  const effects: Effect[] = []
  const buyer = shop.memberOf(receipt)
  if (!buyer) return { returned, effects }
  // A receipt that came back whole used nothing of the limit.
  if (receipt.state !== 'partly-refunded')
    buyer.account.countEarned(receipt.soldOn, -sum(receipt.lines.map(line => line.earned)))
  const given = sum(returned.map(({ redeemed }) => redeemed))
  if (receipt.redemption !== null && given > 0) {
    buyer.account.giveBack(given, { redemption: receipt.redemption, nowMs })
    effects.push({ kind: 'given-back', points: given })
  }
  const taken = sum(returned.map(({ earned }) => earned))
  if (receipt.earnLot !== null && taken > 0) {
    const { amount } = buyer.account.takeBack(taken, { lot: receipt.earnLot, nowMs })
    effects.push({ kind: 'taken-back', points: amount })
  }
  const cents = spendOf(returned.map(({ line, cents: payableCents }) => ({ kind: line.kind, payableCents })))
  const told = { soldOn: receipt.soldOn, today: dayAt(nowMs), receipt: receipt.number }
  if (buyer.standing.cameBack(cents, told)) effects.push({ kind: 'level-moved', points: null })
  for (const coupon of shop.coupons.usedOn(receipt)) {
    effects.push({ kind: 'coupon', points: null })
    if (receipt.state !== 'partly-refunded')
      shop.coupons.comeBack(coupon, { today: dayAt(nowMs), isVoid: receipt.state === 'voided' })
  }
  return { returned, effects }
}

function returnsOf({ lines }: Receipt, wanted: RefundRequest['lines']): Returned[] {
  const asked =
    wanted ?? lines.map(line => ({ lineNumber: line.lineNumber, quantity: line.units - line.refundedUnits }))
  return asked.flatMap(({ lineNumber, quantity: units }) => {
    const line = lines.find(candidate => candidate.lineNumber === lineNumber)
    if (!line || units === 0) return []
    const upTo = (amount: number, done: number) => Math.floor((amount * done) / line.units)
    const part = (amount: number) => upTo(amount, line.refundedUnits + units) - upTo(amount, line.refundedUnits)
    return [{ line, units, cents: part(line.payableCents), earned: part(line.earned), redeemed: part(line.redeemed) }]
  })
}
