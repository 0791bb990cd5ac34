import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refuseIllegible } from './legible.ts'
import { readLines, returnOf, type SettledLine } from './receipt.ts'

const sold = { lineNumber: 1, sku: 'ring', quantity: 3, unitPriceCents: 1_000 }
const known = { name: '戒指', class: 'ring', brand: '甲', kind: 'goods', unit: 'piece', isListed: true } as const

test('what the till says of goods goes before what the catalogue says', () => {
  const lines = [sold, { ...sold, lineNumber: 2, name: '银戒', class: 'silver', kind: 'service' as const }]
  expect(readLines(lines, new Map([['ring', known]]))).toMatchObject([
    { name: '戒指', class: 'ring', brand: '甲', kind: 'goods', isUnknownGoods: false },
    { name: '银戒', class: 'silver', brand: '甲', kind: 'service', isUnknownGoods: false },
  ])
})

test('goods that nobody listed are flagged, called by their SKU, and sold in either unit', () => {
  const lines = [sold, { lineNumber: 2, sku: 'beads', grams: 5, unitPriceCents: 1_000 }]
  const unlisted = { ...known, isListed: false }
  expect(readLines(lines, new Map([['beads', unlisted]]))).toMatchObject([
    { name: 'ring', kind: 'goods', isUnknownGoods: true, grossCents: 3_000 },
    { name: '戒指', isUnknownGoods: true, isWeighed: true, grossCents: 5 },
  ])
})

const settled = fc.record({
  units: fc.integer({ min: 1, max: 50 }),
  payableCents: fc.integer({ min: 0, max: 1_000_000_000_000 }),
  earned: fc.integer({ min: 0, max: 1_000_000 }),
  redeemed: fc.integer({ min: 0, max: 1_000_000 }),
  portions: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 50, maxLength: 50 }),
})

test('however a line comes back, no part is below nothing and all parts are the whole', () => {
  const [line] = readLines([sold], new Map())
  if (!line) throw new Error('one line was read')
  fc.assert(
    fc.property(settled, ({ units, payableCents, earned, redeemed, portions }) => {
      const whole: SettledLine = {
        ...line,
        units,
        offerDiscountCents: 0,
        levelDiscountCents: 0,
        pointsDiscountCents: 0,
        payableCents,
        earned: { points: earned },
        redeemed: { points: redeemed },
        refundedUnits: 0,
        refundedCents: 0,
      }
      const sums = [0, 0, 0]
      for (const portion of portions) {
        const part = Math.min(portion, units - whole.refundedUnits)
        if (part === 0) break
        const back = returnOf(whole, part)
        whole.refundedUnits += part
        for (const [index, amount] of [
          back.refundCents,
          back.takeBack.points ?? 0,
          back.giveBack.points ?? 0,
        ].entries()) {
          expect(amount).toBeGreaterThanOrEqual(0)
          sums[index] = (sums[index] ?? 0) + amount
        }
      }
      expect(sums).toEqual([payableCents, earned, redeemed])
    }),
  )
})

test('text is legible in every script, but for NUL and halves of characters', () => {
  expect(() => refuseIllegible({ name: '饰品 – ‘é’ 😀 \n\t', nested: [{ deep: null }, 7, true] })).not.toThrow()
  for (const bad of ['\0', 'a\0', '\ud83d', '\ude00x']) {
    expect(() => refuseIllegible({ lines: [{ attributes: { colour: bad } }] })).toThrow('text-not-legible')
    expect(() => refuseIllegible({ [bad]: 1 })).toThrow('text-not-legible')
  }
})
