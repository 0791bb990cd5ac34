import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'
import { backtest, openShopToLive } from './lived-shop-for-tests.ts'

const document = `program: accessory-shop
name: 店
assets: { points: { name: 积分, valid: 1 year } }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: check-in, name: 签到, on: check-in, points: 5, limit: 1 time a day }
    - { rule: hello, name: 入会礼, on: joining, points: 20 }
redemption: [{ rule: cash-off, points: 100, off: ¥10 }]
`
const more = document.replace('points: 5', 'points: 9')

let shop: TestShop
let member: Member
const at = (instant: string) => shop.clock.moveTo(new Date(`${instant}:00+08:00`))
const report = (activity: string, named = {}) =>
  shop.post('/v1/activities', { member: { memberNumber: member.memberNumber }, activity, ...named })

beforeAll(async () => {
  shop = await openShopToLive('p07-accessory-shop')
  await shop.publish(document, '2000-01-02T00:00:00Z')
  at('2025-03-03T10:00')
  member = await joinMember(shop)
  await relayOutbox({ ...shop.context, reactions: reactionsOf(shop.context) })
  for (const day of ['2025-03-03', '2025-03-04']) {
    at(`${day}T11:00`)
    await report('check-in', { storeCode: 'S01' })
    at(`${day}T12:00`)
    const { status, text } = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
    expect(status, text).toBe(201)
    await report('check-in')
  }
  at('2025-03-05T12:00')
}, 120_000)
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const replay = (draft: string, asked: Record<string, unknown> = {}) =>
  backtest(shop, { document: draft, usedPercent: 0, membersPercent: 0, ...asked })

test('recorded activities are decided again under both programs, with their caps, and told apart from receipts', async () => {
  const { report: told, receiptsTotal } = await replay(more)
  expect(told).toMatchObject({ receipts: 2, activities: 5, members: 1, leftOut: [] })
  expect(receiptsTotal).toBe(7)
  expect(told.live.activities).toEqual({ replayed: { 'check-in': 4, joining: 1 }, unknown: {} })
  const given = told.draft.rules.map(({ rule, receipts, points }: Record<string, unknown>) => [rule, receipts, points])
  expect(given).toEqual([
    ['check-in', 2, 18],
    ['hello', 1, 20],
    ['base', 2, 200],
  ])
  expect([told.live.assets[0].total.issued, told.difference.issued]).toEqual([230, 8])
})

test('what the draft does not know is told; what only the draft knows is left out', async () => {
  const other = document.replaceAll('check-in', 'review')
  const { report: told } = await replay(other)
  expect(told.draft.activities).toEqual({ replayed: { joining: 1 }, unknown: { 'check-in': 4 } })
  expect(told.leftOut).toEqual([
    { what: 'activities', program: 'draft', times: 0, members: 0, costCents: null, timesWithoutCost: null },
  ])
})

test('on top of today the activities come again, but nobody joins twice', async () => {
  const { report: told } = await replay(document, { against: 'live', from: '2025-03-03', to: '2025-03-04' })
  expect(told.live.activities).toEqual({ replayed: { 'check-in': 4 }, unknown: {} })
  expect(told.live.assets[0].total).toMatchObject({ opening: 230, issued: 210 })
  expect(Object.values(told.difference).every(value => value === 0)).toBe(true)
})

test('points by hand are replayed as recorded, and on top of today they lie in the balances alone', async () => {
  at('2025-03-05T12:00')
  const asked = { asset: 'points', points: 40, reason: 'for a test', expiresOn: '2025-12-31' }
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/adjustments`, asked)
  expect(status, text).toBe(201)
  const { report: told } = await replay(more)
  expect(told).toMatchObject({ receipts: 2, activities: 5, leftOut: [] })
  expect(told.live.byHand).toEqual({ times: 1, cut: 0 })
  expect(told.draft.assets[0].total).toMatchObject({ adjusted: 40, outstanding: 238 + 40 })
  const { report: again } = await replay(more, { against: 'live', from: '2025-03-03', to: '2025-03-05' })
  expect(again.live.byHand).toEqual({ times: 0, cut: 0 })
  expect(again.live.assets[0].total).toMatchObject({ opening: 270, adjusted: 0 })
})

test('activities before the period are replayed first where that was asked for', async () => {
  const { report: told } = await replay(more, { from: '2025-03-04', opening: 'earlier' })
  expect(told.draft.assets[0].total).toMatchObject({ opening: 125, issued: 109 })
  const { report: without } = await replay(more, { from: '2025-03-04' })
  expect(without.draft.assets[0].total).toMatchObject({ opening: 0, issued: 109 })
})
