import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buyAt, noonOf, refundAt, reviewAt, startOf, tracksOf } from '../support/level-player.ts'
import { openTestShop, type TestShop } from '../support/test-shop.ts'
import { joinMember, levelOf, type Member } from '../support/till.ts'

// Levels by growth value 成长值: a kind of points of its own, which levels count as it is earned.

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 } }
  growth: { name: { zh-CN: 成长值 }, valid: 1 month }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: growth, gives: { growth: 1 }, per: ¥10 }
    - { rule: check-in, on: check-in, gives: { growth: 20 }, limit: 1 time a day }
redemption:
  - { rule: cash-off, points: 100, off: ¥1 }
  - { rule: service, uses: { growth: 50 }, gives: { goods: SERVICE } }
levels:
  window: 3 months
  review: monthly
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: { growth: 100 }, discount: 5 % }
`

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
})
beforeEach(() => shop.clock.moveTo(noonOf('2026-03-05')))
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const checksIn = (member: Member) => shop.post('/v1/activities', { ...member.by, activity: 'check-in' })

test('99 of growth value are not enough and 100 are, whatever points there are', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 999.99)
  expect(await levelOf(shop, member)).toBe('ordinary')
  await buyAt(shop, member, noonOf('2026-03-05'), 10)
  expect(await levelOf(shop, member)).toBe('silver')
})

test('what an activity gives counts too, and progress says how much there is', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 790)
  await checksIn(member)
  expect(await levelOf(shop, member)).toBe('ordinary')
  const [track] = await tracksOf(shop, member)
  expect(JSON.stringify(track)).toContain('"measure":"earned:growth"')
  await buyAt(shop, member, noonOf('2026-03-05'), 10)
  expect(await levelOf(shop, member)).toBe('silver')
})

test('growth value that was used or has ended still counts, and what a refund takes back does not', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 900)
  const redeemed = await shop.post(`/v1/members/${member.memberNumber}/redemptions`, {
    rule: 'service',
    storeCode: 'S01',
  })
  expect(redeemed.status, redeemed.text).toBe(201)
  const { receiptId } = await buyAt(shop, member, noonOf('2026-04-10'), 100)
  expect(await levelOf(shop, member)).toBe('silver')
  await refundAt(shop, receiptId, noonOf('2026-04-10'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('what left the window is not counted at the review', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  await reviewAt(shop, startOf('2026-06-01'))
  expect(await levelOf(shop, member)).toBe('silver')
  await reviewAt(shop, startOf('2026-07-01'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})
