import { expect, test } from 'vitest'
import { matchRefunds, type RefundToMatch, type SoldLine } from './match-refunds.ts'

const place = { storeCode: 'S01', tillCode: 'T1' }
const at = (day: number) => new Date(Date.UTC(2026, 2, day))
const sold = (number: string, day: number, left: number, more: Partial<SoldLine> = {}): SoldLine => ({
  ...place,
  number,
  member: 'm',
  soldAt: at(day),
  lineNumber: 1,
  sku: 'a',
  unitPriceCents: 100,
  left,
  ...more,
})
const refund = (number: string, day: number, quantity: number, more: Partial<RefundToMatch> = {}): RefundToMatch => ({
  ...place,
  number,
  member: 'm',
  soldAt: at(day),
  lines: [{ sku: 'a', unitPriceCents: 100, quantity }],
  ...more,
})

test('a refund finds the latest earlier sale with quantity left, and the one before it for the rest', () => {
  const sales = [sold('R1', 1, 5), sold('R2', 2, 3), sold('R3', 9, 9)]
  const { returns, counts } = matchRefunds([refund('C1', 5, 4), refund('C2', 6, 6)], sales)
  expect(returns[0]).toEqual({
    found: [
      { ...place, number: 'R2', lines: [{ lineNumber: 1, quantity: 3 }] },
      { ...place, number: 'R1', lines: [{ lineNumber: 1, quantity: 1 }] },
    ],
    unfound: [],
  })
  expect(returns[1]).toEqual({
    found: [{ ...place, number: 'R1', lines: [{ lineNumber: 1, quantity: 4 }] }],
    unfound: [{ sku: 'a', unitPriceCents: 100, quantity: 2 }],
  })
  expect(counts).toEqual({ whole: 1, part: 1, none: 0 })
})

test('a sale of the same minute is not earlier; other members, goods and prices do not count; guests find nothing', () => {
  const sales = [sold('R1', 5, 1), sold('R2', 1, 1, { member: 'n' }), sold('R3', 1, 1, { unitPriceCents: 99 })]
  const { counts } = matchRefunds([refund('C1', 5, 1), refund('C2', 6, 1, { member: null })], sales)
  expect(counts).toEqual({ whole: 0, part: 0, none: 2 })
})

test('refunds take turns in the order of time, whatever the order of the file', () => {
  const { returns } = matchRefunds([refund('C2', 7, 1), refund('C1', 6, 1)], [sold('R1', 1, 1)])
  expect(returns.map(({ found }) => found.length)).toEqual([0, 1])
})

test('two rows that come back to one line are one line of the refund', () => {
  const lines = [
    { sku: 'a', unitPriceCents: 100, quantity: 1 },
    { sku: 'a', unitPriceCents: 100, quantity: 2 },
  ]
  const { returns } = matchRefunds([refund('C1', 7, 0, { lines })], [sold('R1', 1, 3)])
  expect(returns[0]?.found).toEqual([{ ...place, number: 'R1', lines: [{ lineNumber: 1, quantity: 3 }] }])
})
