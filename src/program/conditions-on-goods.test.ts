import { expect, test } from 'vitest'
import type { Condition } from './condition-schema.ts'
import { compileCondition } from './conditions.ts'
import type { SaleLine } from './facts.ts'
import { line, member, sale } from './program-for-tests.ts'

/** Whether a condition chooses this line. */
function holds(condition: Condition, what: SaleLine, others: readonly SaleLine[] = []): boolean {
  const scene = { member: member(), sale: sale([what, ...others]), basketCents: 0, firstAsset: 'points' }
  return compileCondition(condition).failing(scene, what) === null
}

test('a price bound is of one piece, included from below and excluded from above', () => {
  const three = (yuan: number) => line(yuan, { units: 3 })
  expect([1499.97, 1500].map(yuan => holds({ 'price-from': '¥500' }, three(yuan)))).toEqual([false, true])
  expect([1499.99, 1500].map(yuan => holds({ 'price-below': '¥500' }, three(yuan)))).toEqual([true, false])
})

test('weighed goods are priced per kilogram', () => {
  const grams = (yuan: number) => line(yuan, { units: 250, isWeighed: true })
  expect([9.99, 10].map(yuan => holds({ 'price-from': '¥40' }, grams(yuan)))).toEqual([false, true])
})

test('a line bound is of what the line costs after the discount of the till', () => {
  const discounted = (cents: number) => line(100, { manualDiscountCents: cents })
  expect([4000, 4001].map(cents => holds({ 'line-from': '¥60' }, discounted(cents)))).toEqual([true, false])
  expect([4000, 4001].map(cents => holds({ 'line-below': '¥60' }, discounted(cents)))).toEqual([false, true])
})

test('margin is of the price: ¥60 cost at ¥100 is 40 %, and one 分 more is less', () => {
  const costing = (costCents: number | null) => line(100, { costCents })
  expect([6000, 6001].map(cost => holds({ 'margin-from': '40 %' }, costing(cost)))).toEqual([true, false])
  expect([6000, 6001].map(cost => holds({ 'margin-below': '40 %' }, costing(cost)))).toEqual([false, true])
})

test('goods of unknown cost, and goods for nothing, have no margin that could be compared', () => {
  for (const what of [line(100), line(0, { costCents: 10 })]) {
    expect(holds({ 'margin-from': '1 %' }, what)).toBe(false)
    expect(holds({ 'margin-below': '99 %' }, what)).toBe(false)
  }
})

test('what the basket must have may be on any line, each part on its own', () => {
  const tea = line(10, { class: 'tea' })
  const cup = line(20, { class: 'cup' })
  const both: Condition = { 'basket-has': [{ class: ['tea'] }, { class: ['cup'] }] }
  expect([holds(both, tea, [cup]), holds(both, cup, [tea]), holds(both, tea)]).toEqual([true, true, false])
})
