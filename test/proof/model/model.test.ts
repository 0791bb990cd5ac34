import { expect, test } from 'vitest'
import { Account } from './account.ts'
import { price, redeemRefusals } from './basket.ts'
import { Shop } from './shop.ts'
import { Standing } from './standing.ts'

// The model is the measure, so it is measured too: by sums that anybody can do in their head.

const dayMs = 86_400_000
const goods = (yuan: number, lineNumber = 1) => ({
  lineNumber,
  kind: 'goods' as const,
  quantity: 1,
  unitPriceCents: yuan * 100,
  manualDiscountCents: 0,
})

test('points end at their instant, first to end first is used first, and what is held stays', () => {
  const account = new Account()
  account.grant('earn', 10, { endsAtMs: 5 * dayMs, nowMs: 0 })
  account.grant('earn', 10, { endsAtMs: 3 * dayMs, nowMs: 0 })
  account.spend('redeem', 4, { nowMs: 1 })
  expect(account.lots.map(({ remaining }) => remaining)).toEqual([10, 6])
  account.placeHold('h', 2, 4 * dayMs)
  account.catchUp(3 * dayMs - 1)
  expect(account.usable).toBe(14)
  account.catchUp(3 * dayMs)
  expect([account.usable, account.held]).toEqual([10, 2])
  account.catchUp(4 * dayMs)
  expect([account.usable, account.held]).toEqual([10, 0])
  expect(account.entries.slice(3).map(({ kind, amount, postedMicros }) => [kind, amount, postedMicros])).toEqual([
    ['expire', -4, 3_000 * dayMs],
    ['expire', -2, 4_000 * dayMs],
  ])
})

test('pending points are used by nothing but the return of their own receipt, until their time has come', () => {
  const account = new Account()
  account.grant('earn', 10, { endsAtMs: null, usableFromMs: dayMs, nowMs: 0 })
  const lot = account.grant('earn', 4, { endsAtMs: null, usableFromMs: dayMs, nowMs: 0 })
  expect([account.usable, account.pending, account.posted]).toEqual([0, 14, 14])
  account.takeBack(3, { lot, nowMs: 1 })
  expect([account.debt, account.pending]).toEqual([0, 11])
  const usable = account.grant('earn', 5, { endsAtMs: null, nowMs: 2 })
  account.spend('redeem', 5, { nowMs: 3 })
  account.takeBack(5, { lot: usable, nowMs: 4 })
  account.noteWritten()
  account.catchUp(dayMs - 1)
  expect([account.usable, account.pending, account.debt]).toEqual([0, 11, 5])
  account.catchUp(dayMs)
  expect([account.usable, account.pending, account.debt]).toEqual([6, 0, 0])
})

test('what was spent before its goods came back is owed, and the next points pay it', () => {
  const account = new Account()
  const lot = account.grant('earn', 10, { endsAtMs: null, nowMs: 0 })
  account.spend('redeem', 7, { nowMs: 1 })
  account.takeBack(10, { lot, nowMs: 2 })
  expect([account.posted, account.debt, account.usable]).toEqual([-7, 7, 0])
  account.grant('earn', 9, { endsAtMs: null, nowMs: 3 })
  expect([account.posted, account.debt, account.usable]).toEqual([2, 0, 2])
})

test('a gold member pays ten per cent less and earns twice; the remainder goes to the largest fraction', () => {
  const priced = price([goods(10), goods(5, 2)], 20, { rank: 2, earnedBefore: 0 })
  expect(priced).toMatchObject({ payableCents: 1_350 - 20, earned: 26 })
  expect(priced.lines.map(({ payableCents }) => payableCents)).toEqual([887, 443])
})

test('an offer counts from ¥100 on, before the level price, and lies on what it reduces', () => {
  const buyer = { rank: 1, earnedBefore: 0 }
  expect(price([goods(99), { ...goods(50, 2), kind: 'tip' }], 0, buyer).payableCents).toBe(9_405 + 5_000)
  const priced = price([goods(75), goods(25, 2)], 0, buyer)
  expect(priced.lines.map(({ offerDiscountCents, payableCents }) => [offerDiscountCents, payableCents])).toEqual([
    [375, 6_769],
    [125, 2_256],
  ])
})

test('no more is earned in a month than its limit, and what is cut is cut in proportion', () => {
  const earned = (earnedBefore: number) => price([goods(75), goods(15, 2)], 0, { rank: 0, earnedBefore })
  expect([earned(1_710).earned, earned(1_711).earned, earned(1_800).earned]).toEqual([90, 89, 0])
  expect(earned(1_740).lines.map(line => line.earned)).toEqual([50, 10])
})

test('a redemption is refused for every reason that holds', () => {
  expect(redeemRefusals([goods(100)], 40, { rank: 0, usable: 40 })).toEqual([])
  expect(redeemRefusals([goods(100)], 50, { rank: 0, usable: 40 })).toEqual([
    'program/redeem-step',
    'program/redeem-not-enough',
  ])
  expect(redeemRefusals([goods(1)], 60, { rank: 0, usable: 60 })).toEqual(['program/redeem-more-than-basket'])
})

test('a level rises at once, falls back with its own receipt, and falls at a review', () => {
  const standing = new Standing()
  const today = '2026-03-05'
  expect(standing.bought(100_000, { soldOn: today, today, receipt: 'a' })).toBe(true)
  expect([standing.level, standing.dates.reviewOn]).toEqual(['silver', '2026-04-01'])
  expect(standing.cameBack(1, { soldOn: today, today, receipt: 'b' })).toBe(false)
  expect(standing.cameBack(1, { soldOn: today, today, receipt: 'a' })).toBe(true)
  expect([standing.level, standing.dates.reviewOn]).toEqual(['ordinary', null])
  standing.bought(2, { soldOn: today, today, receipt: 'c' })
  expect([standing.review(), standing.level, standing.dates.reviewOn]).toEqual([false, 'silver', '2026-05-01'])
  expect([standing.review(), standing.level, standing.dates.reviewOn]).toEqual([true, 'ordinary', null])
})

test('what one person gave alone in 24 hours counts to the limit: 500 for a member, 2 500 for all', () => {
  const shop = new Shop()
  for (const number of ['1', '2', '3', '4', '5', '6']) shop.join(`card ${number}`, number)
  let asked = 0
  const statusOf = (memberNumber: string, points: number, caller: 'first' | 'second' = 'first', nowMs = 1) => {
    asked += 1
    const request = { kind: 'adjust', memberNumber, points, expiresOn: null } as const
    const expected = shop.play(request, { nowMs, caller, answer: { adjustmentId: `a${asked}` } })
    return 'status' in expected ? expected.status : expected.refusals.join()
  }
  expect([statusOf('1', 300), statusOf('1', -200), statusOf('1', 1)]).toEqual([201, 201, 202])
  expect(statusOf('1', 500, 'second')).toBe(201)
  for (const number of ['2', '3', '4', '5']) expect(statusOf(number, 500)).toBe(201)
  expect([statusOf('6', 1), statusOf('6', 1, 'second')]).toEqual([202, 201])
  expect([statusOf('1', 500, 'first', dayMs), statusOf('1', 500, 'first', dayMs + 1)]).toEqual([202, 201])
})

test('a review that is held late judges its own window; what was bought since counts as soon as anything happens', () => {
  const standing = new Standing()
  standing.bought(100_000, { soldOn: '2026-03-01', today: '2026-03-01', receipt: 'a' })
  standing.bought(100_000, { soldOn: '2026-04-02', today: '2026-04-02', receipt: 'b' })
  expect(standing.looked('2026-04-02')).toBe(false)
  standing.review()
  expect(standing.level).toBe('ordinary')
  expect([standing.looked('2026-05-02'), standing.looked('2026-05-01'), standing.level]).toEqual([
    false,
    true,
    'silver',
  ])
  expect(standing.dates).toEqual({ reachedOn: '2026-05-01', reviewOn: '2026-06-01' })
})
