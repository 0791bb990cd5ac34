import { expect, test } from 'vitest'
import { bandAround, isRedeemer, lotteryOf } from './behaviour.ts'

test('the band lies around the assumption and never above all', () => {
  expect(bandAround({ membersPercent: 40, usedPercent: 80 }, 50)).toEqual({
    low: { membersPercent: 20, usedPercent: 40 },
    base: { membersPercent: 40, usedPercent: 80 },
    high: { membersPercent: 60, usedPercent: 100 },
  })
})

test('members are drawn evenly, and whoever redeems at less redeems at more', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => index + 1)
  const redeemers = (membersPercent: number) => ids.filter(id => isRedeemer(id, { membersPercent, usedPercent: 50 }))
  expect(redeemers(0)).toEqual([])
  expect(redeemers(100)).toHaveLength(10_000)
  expect(Math.abs(redeemers(30).length - 3_000)).toBeLessThan(200)
  const more = new Set(redeemers(31))
  expect(redeemers(30).every(id => more.has(id))).toBe(true)
  expect(lotteryOf(5_000_000_001)).not.toBe(lotteryOf(1))
})
