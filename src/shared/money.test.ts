import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, cumulativeShare, multiplyDivideFloor, multiplyDivideHalfUp } from './money.ts'

const amount = fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
const small = fc.integer({ min: 0, max: 1_000_000 })
const divisor = fc.integer({ min: 1, max: 1_000_000 })

test('multiplying and dividing is exact where the product leaves the whole numbers of a double', () => {
  expect(multiplyDivideFloor(Number.MAX_SAFE_INTEGER, 10_000, 10_000)).toBe(Number.MAX_SAFE_INTEGER)
  expect(multiplyDivideHalfUp(Number.MAX_SAFE_INTEGER, 10_000, 10_000)).toBe(Number.MAX_SAFE_INTEGER)
  fc.assert(
    fc.property(amount, small, divisor, (a, b, by) => {
      const exact = BigInt(a) * BigInt(b)
      const floor = exact / BigInt(by)
      fc.pre(floor < BigInt(Number.MAX_SAFE_INTEGER))
      expect(multiplyDivideFloor(a, b, by)).toBe(Number(floor))
      expect(multiplyDivideHalfUp(a, b, by)).toBe(Number((2n * exact + BigInt(by)) / (2n * BigInt(by))))
    }),
  )
})

test('half a 分 goes up, less goes down', () => {
  expect([multiplyDivideHalfUp(1, 1, 2), multiplyDivideHalfUp(49, 1, 100), multiplyDivideHalfUp(50, 1, 100)]).toEqual([
    1, 0, 1,
  ])
})

test('the parts of an amount sum to it, and each is within one of its fair share', () => {
  fc.assert(
    fc.property(fc.nat(10 ** 9), fc.array(fc.nat(10 ** 6), { minLength: 1, maxLength: 20 }), (total, weights) => {
      const parts = allocate(total, weights)
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
      const sum = weights.reduce((a, b) => a + b, 0)
      if (sum === 0) return
      for (const [index, part] of parts.entries())
        expect(Math.abs(part - (total * weights[index]!) / sum)).toBeLessThan(1 + 1e-6)
    }),
  )
})

test('no part is larger than its weight when the whole is not', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10 ** 6), { minLength: 1, maxLength: 20 }), fc.nat(10_000), (weights, share) => {
      const sum = weights.reduce((a, b) => a + b, 0)
      const parts = allocate(multiplyDivideFloor(sum, share, 10_000), weights)
      for (const [index, part] of parts.entries()) expect(part).toBeLessThanOrEqual(weights[index]!)
    }),
  )
})

test('the largest remainder goes first, and of equal ones the earlier line', () => {
  expect(allocate(10, [1, 1, 1])).toEqual([4, 3, 3])
  expect(allocate(1, [1, 2, 2])).toEqual([0, 1, 0])
  expect(allocate(2, [1, 2, 2])).toEqual([0, 1, 1])
})

test('without weights everything lies on the first line, and without lines there is nothing', () => {
  expect([allocate(5, [0, 0]), allocate(5, []), allocate(0, [3, 4])]).toEqual([[5, 0], [], [0, 0]])
})

test('amounts near the largest are shared exactly too', () => {
  const total = Number.MAX_SAFE_INTEGER
  const parts = allocate(total, [1_000_003, 2_000_003, 3_000_017])
  expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total))
})

test('partial shares in any order add up to the whole amount, and none is negative', () => {
  fc.assert(
    fc.property(
      fc.nat(10 ** 9),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 10 }),
      (all, returns) => {
        const whole = returns.reduce((a, b) => a + b, 0)
        let done = 0
        let sum = 0
        for (const units of returns) {
          const part = cumulativeShare(all, { done: done + units, whole }) - cumulativeShare(all, { done, whole })
          expect(part).toBeGreaterThanOrEqual(0)
          sum += part
          done += units
        }
        expect(sum).toBe(all)
      },
    ),
  )
})
