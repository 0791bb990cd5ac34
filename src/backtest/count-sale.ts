import type { SaleDecision, SaleFacts } from '../program/index.ts'
import { countRules } from './count-rules.ts'
import type { Returned } from './returns.ts'
import { sumsOf } from './sale-sums.ts'
import type { Counter } from './tally.ts'

type Money = { day: number; payable: readonly number[]; offerCents: number; levelCents: number; pointsCents: number }

/** Counts what a decision gave; rules are told of from the first day of the period. */
export function countSale(
  counter: Counter,
  decision: SaleDecision,
  { facts, day, from }: { facts: SaleFacts; day: number; from: number },
): void {
  // Who has none of them is asked for no sum: nearly everybody.
  const levelCents = decision.discountReasons.length > 0 ? sumOf(decision.levelDiscounts) : 0
  const offerCents = decision.offers.length > 0 ? sumOf(decision.offerDiscounts) : 0
  const pointsCents = decision.redemptions.length > 0 ? sumOf(decision.pointsDiscounts) : 0
  countMoney(counter, facts, { day, payable: decision.payable, offerCents, levelCents, pointsCents })
  if (day >= from) countRules(counter, decision)
}

export function countMoney(
  counter: Counter,
  facts: SaleFacts,
  { day, offerCents, levelCents, pointsCents, payable }: Money,
): void {
  const { netCents, payableCents, pricedCents, costCents } = sumsOf(facts, payable)
  counter.money('receipts', day, 1)
  counter.money('netCents', day, netCents)
  counter.money('payableCents', day, payableCents)
  if (offerCents > 0) counter.money('offerDiscountCents', day, offerCents)
  if (levelCents > 0) counter.money('levelDiscountCents', day, levelCents)
  if (pointsCents > 0) counter.money('pointsDiscountCents', day, pointsCents)
  if (pricedCents > 0) counter.money('pricedCents', day, pricedCents)
  if (costCents > 0) counter.money('costCents', day, costCents)
}

export function countReturn(counter: Counter, returned: Returned, day: number): void {
  counter.money('refunds', day, 1)
  counter.money('refundedCents', day, returned.payableCents)
  counter.money('offerDiscountCents', day, -returned.offerCents)
  counter.money('levelDiscountCents', day, -returned.levelCents)
  counter.money('pointsDiscountCents', day, -returned.pointsCents)
  counter.money('pricedCents', day, -returned.pricedCents)
  counter.money('costCents', day, -returned.costCents)
}

function sumOf(cents: readonly number[]): number {
  let sum = 0
  for (const each of cents) sum += each
  return sum
}
