import { expect, test } from 'vitest'
import type { RewardCode } from '../program.ts'
import { redemptionsDiffer } from '../verify.ts'
import { Account } from './account.ts'
import { beginOf } from './days.ts'
import { Shop } from './shop.ts'
import { catchUp } from './state.ts'

// Sums that anybody can do in their head: stamps end when six days without anything are over.

const noonOf = (day: string) => beginOf(day) + 12 * 3_600_000
const stampsOf = (day: string, points = 2) => {
  const stamps = new Account()
  stamps.grant('earn', points, { idleFrom: day, endsAtMs: null, nowMs: noonOf(day) })
  return stamps
}

test('stamps end at the midnight after the sixth day without anything, and what happens before lets them stay', () => {
  const stamps = stampsOf('2026-03-05')
  stamps.catchUp(beginOf('2026-03-12') - 1)
  expect(stamps.usable).toBe(2)
  stamps.keep('purchase', { on: '2026-03-11', nowMs: noonOf('2026-03-11') })
  stamps.catchUp(beginOf('2026-03-18') - 1)
  expect(stamps.usable).toBe(2)
  stamps.catchUp(beginOf('2026-03-18'))
  expect([stamps.usable, stamps.entries.at(-1)?.postedMicros]).toEqual([0, beginOf('2026-03-18') * 1000])
  stamps.keep('purchase', { on: '2026-03-18', nowMs: noonOf('2026-03-18') })
  expect(stamps.usable).toBe(0)
})

test('an earlier day, and a day that is known already, change nothing', () => {
  const stamps = stampsOf('2026-03-05')
  stamps.keep('purchase', { on: '2026-03-07', nowMs: noonOf('2026-03-07') })
  stamps.noteWritten()
  for (const on of ['2026-03-06', '2026-03-07']) stamps.keep('purchase', { on, nowMs: noonOf('2026-03-07') })
  expect([stamps.prolonged, stamps.lots[0]?.endsAtMs]).toEqual([0, beginOf('2026-03-14')])
})

test('what is filled again ends as if it had been there, one day after the other', () => {
  const stamps = stampsOf('2026-03-05')
  const entry = stamps.spend('redeem', 2, { nowMs: noonOf('2026-03-06') })
  stamps.keep('redemption', { on: '2026-03-10', nowMs: noonOf('2026-03-10') })
  stamps.keep('check-in', { on: '2026-03-15', nowMs: noonOf('2026-03-15') })
  stamps.giveBack(2, { redemption: entry, nowMs: noonOf('2026-03-16') })
  expect([stamps.usable, stamps.lots[0]?.endsAtMs]).toEqual([2, beginOf('2026-03-22')])
})

test('what comes too late to be kept comes and goes', () => {
  const stamps = stampsOf('2026-03-05')
  stamps.keep('purchase', { on: '2026-03-10', nowMs: noonOf('2026-03-10') })
  stamps.grant('earn', 3, { idleFrom: '2026-03-03', endsAtMs: null, nowMs: noonOf('2026-03-10') })
  expect([stamps.usable, stamps.entries.at(-1)?.kind]).toEqual([2, 'expire'])
})

const day = '2026-03-05'
let asked = 0
function shopWith(points: number): Shop {
  const shop = new Shop()
  shop.join('card 1', '1').account.grant('earn', points, { endsAtMs: null, nowMs: noonOf(day) })
  return shop
}
function redeem(shop: Shop, rule: RewardCode, { times = 1, storeCode = 'S01' as string | null, on = day } = {}) {
  asked += 1
  const request = { kind: 'redeem', memberNumber: '1', rule, times, storeCode } as const
  const answer = { redemption: { redemptionId: `r${asked}` } }
  const expected = shop.play(request, { nowMs: noonOf(on), caller: 'first', answer })
  return 'refusals' in expected ? expected.refusals.join(' and ') : `r${asked}`
}
function finish(shop: Shop, redemptionId: string, isCancelled: boolean) {
  const request = { kind: 'finish', memberNumber: '1', redemptionId, isCancelled } as const
  const expected = shop.play(request, { nowMs: noonOf(day), caller: 'first', answer: {} })
  return 'refusals' in expected ? expected.refusals.join() : 'done'
}

test('four draws a month, each three stamps for sixty points; then the limit, and the next month has room', () => {
  const shop = shopWith(360)
  expect(redeem(shop, 'draw', { times: 5 })).toBe('program/reward-limit')
  expect(redeem(shop, 'draw', { times: 4 })).toMatch('r')
  expect(redeem(shop, 'draw')).toBe('program/reward-limit')
  const found = shop.members.get('card 1')
  expect([found?.account.usable, found?.stamps.usable]).toEqual([120, 12])
  if (found) catchUp(found, noonOf('2026-04-01'))
  expect([redeem(shop, 'draw', { on: '2026-04-01' }), found?.stamps.usable]).toEqual([`r${asked}`, 3])
  expect(redeem(shop, 'draw', { times: 2, on: '2026-04-01' })).toBe('program/redeem-not-enough')
})

test('goods are handed over or cancelled, once; cancelled ones make room for others', () => {
  const shop = shopWith(2_100)
  expect(redeem(shop, 'mug', { storeCode: null })).toBe('rewards/store-missing')
  const one = redeem(shop, 'mug')
  expect(redeem(shop, 'mug', { times: 25 })).toBe('program/reward-limit')
  expect(redeem(shop, 'mug', { times: 24 })).toMatch('r')
  expect([finish(shop, one, true), finish(shop, one, true), finish(shop, one, false)]).toEqual([
    'done',
    'rewards/not-to-hand-over',
    'rewards/not-to-hand-over',
  ])
  const other = redeem(shop, 'mug')
  expect([finish(shop, other, false), finish(shop, other, true)]).toEqual(['done', 'rewards/not-to-hand-over'])
  expect(finish(shop, 'r-nobody', false)).toBe('rewards/no-such-redemption')
})

test('somebody who comes by gets two stamps four times a month, and a reference counts once', () => {
  const shop = shopWith(1)
  const come = (reference: string | null) => {
    const request = { kind: 'activity', memberNumber: '1', happenedAt: null, reference } as const
    const expected = shop.play(request, { nowMs: noonOf(day), caller: 'first', answer: {} })
    return 'refusals' in expected ? expected.refusals.join() : shop.members.get('card 1')?.stamps.usable
  }
  expect([come('1'), come('1'), come('2'), come(null), come(null), come(null)]).toEqual([
    2,
    'activities/already-recorded',
    4,
    6,
    8,
    8,
  ])
})

test('the end finds out a redemption that is elsewhere, one too many, and a limit that counts another number', () => {
  const shop = shopWith(200)
  const redemptionId = redeem(shop, 'mug')
  const rows = [{ redemption_id: redemptionId, state: 'to-hand-over' }]
  const budgets = [{ scope: 'mug', times: 1 }]
  expect(redemptionsDiffer(shop.desk, { redemptions: rows, budgets })).toEqual([])
  const differ = (changes: Partial<{ redemptions: typeof rows; budgets: typeof budgets }>) =>
    redemptionsDiffer(shop.desk, { redemptions: rows, budgets, ...changes }).length
  expect([
    differ({ redemptions: [] }),
    differ({ redemptions: [...rows, { redemption_id: 'x', state: 'given' }] }),
    differ({ budgets: [{ scope: 'mug', times: 2 }] }),
    differ({ budgets: [] }),
  ]).toEqual([1, 1, 1, 1])
})
