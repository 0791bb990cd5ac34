import { expect, test } from 'vitest'
import { type Basket, hasNewGoods, quoteBodyOf, withDiscount, withGoods, withoutLine, withQuantity } from './basket.ts'

const tea = { sku: 'TEA', name: '龙井', unitPriceCents: 6800 }
const place = { storeCode: 'SH01', tillCode: 'T1' }
const one: Basket = withGoods([], tea, 1)

test('the same goods scanned twice are one line of two', () => {
  expect(withGoods(one, tea, 1)).toMatchObject([{ sku: 'TEA', quantity: 2, lineNumber: 1 }])
})

test('another price makes another line', () => {
  expect(withGoods(one, { ...tea, unitPriceCents: 6000 }, 1)).toHaveLength(2)
})

test('a line with a manual discount is not added to', () => {
  const agreed = withDiscount(one, 1, { cents: 100, reason: '破损' })
  expect(withGoods(agreed, tea, 1)).toHaveLength(2)
})

test('a line number is never used twice while later lines exist', () => {
  const three = withGoods(withGoods(one, { ...tea, sku: 'A' }, 1), { ...tea, sku: 'B' }, 1)
  expect(withGoods(withoutLine(three, 2), { ...tea, sku: 'C' }, 1).map(line => line.lineNumber)).toEqual([1, 3, 4])
})

test('a quantity stays at one or more', () => {
  expect(withQuantity(one, 1, 0)[0]?.quantity).toBe(1)
})

test('a discount beyond what is left to pay is dropped', () => {
  const two = withDiscount(withQuantity(one, 1, 2), 1, { cents: 7000, reason: '熟客' })
  expect(withQuantity(two, 1, 1)[0]?.discount).toBeNull()
})

test('a guest’s quote names no member, and wishes of nothing are left out', () => {
  expect(quoteBodyOf({ place, memberNumber: null, basket: one, wishes: { cash: 0 } })).toEqual({
    ...place,
    lines: [{ lineNumber: 1, sku: 'TEA', name: '龙井', quantity: 1, unitPriceCents: 6800 }],
  })
})

test('a word that lets goods pass goes along with quote and receipt; without one nothing is said', () => {
  const facts = { place, memberNumber: null, basket: one, wishes: {} }
  expect(quoteBodyOf({ ...facts, earlyReason: '要出国' })).toMatchObject({ earlyAccess: { reason: '要出国' } })
  expect(quoteBodyOf(facts)).not.toHaveProperty('earlyAccess')
})

test('more of the same goods are not new, other goods are', () => {
  expect(hasNewGoods(one, withQuantity(one, 1, 3))).toBe(false)
  expect(hasNewGoods(one, withoutLine(one, 1))).toBe(false)
  expect(hasNewGoods(one, withGoods(one, { sku: 'CUP', name: '杯子', unitPriceCents: 100 }, 1))).toBe(true)
})
