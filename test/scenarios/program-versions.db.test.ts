import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { addStore, balanceOf, joinMember, levelOf, openSecondApp, publishNext } from '../support/till.ts'

// Versions of a program, and programs beside each other: each receipt keeps to the one under which it was sold.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const ladder = (window: string) => `levels:
  window: ${window}
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥1000 }`

test('a late receipt is decided by the version in force when it was sold, to the millisecond', async () => {
  shop.clock.moveTo('2026-03-10T04:00:00Z')
  const twice = programText({ rules: ['{ rule: base, points: 2, per: ¥1 }'], levels: ladder('12 months') })
  expect(await publishNext(shop, twice, '2026-03-08T00:00:00Z')).toBe(2)
  const member = await joinMember(shop)
  const sell = async (soldAt: string) =>
    (await shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, soldAt }))).body
  const before = await sell('2026-03-07T23:59:59.999Z')
  expect(before).toMatchObject({ program: { version: 1 }, balances: { points: 100 } })
  const after = await sell('2026-03-08T00:00:00Z')
  expect(after).toMatchObject({ program: { version: 2 }, balances: { points: 300 } })
  const back = await shop.post('/v1/refunds', refundOf(before.receiptId))
  expect(back.body.effects).toMatchObject([{ kind: 'taken-back', points: -100 }])
})

test('points of a late receipt last from the day it was sold, and may be over already', async () => {
  shop.clock.moveTo('2026-03-10T04:00:00Z')
  await publishNext(shop, programText({ points: 'valid: 3 days', levels: ladder('12 months') }), '2026-03-09T00:00:00Z')
  const member = await joinMember(shop)
  shop.clock.moveTo('2026-03-15T04:00:00Z')
  const sell = (soldAt: string) => shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, soldAt }))
  const over = await sell('2026-03-11T15:59:00Z')
  expect(over.body, over.text).toMatchObject({ balances: { points: 0 } })
  const lasting = await sell('2026-03-12T04:00:00Z')
  expect(lasting.body).toMatchObject({ balances: { points: 100 } })
  expect((await balanceOf(shop, member)).lots).toMatchObject([{ lastDay: '2026-03-15' }])
})

test('a process that has seen no program yet takes points back all the same', async () => {
  const member = await joinMember(shop)
  const sold = await shop.post('/v1/checkouts', receipt([line(2000)], member.by))
  expect(await levelOf(shop, member)).toBe('silver')
  const fresh = await openSecondApp(shop)
  const back = await fresh.post('/v1/refunds', refundOf(sold.body.receiptId))
  await fresh.close()
  expect(back.body, back.text).toMatchObject({ balances: { points: 0 }, levels: [{ level: 'ordinary' }] })
  expect(back.body.effects).toMatchObject([{ kind: 'taken-back', points: -2000 }, { kind: 'level-moved' }])
})

test('a process that has not seen the newest version yet takes its points back all the same', async () => {
  const other = await openSecondApp(shop)
  const member = await joinMember(shop)
  await other.post('/v1/checkouts', receipt([line(1)], member.by))
  shop.clock.moveTo('2026-03-20T04:00:00Z')
  await publishNext(shop, programText({ points: 'valid: 5 days', levels: ladder('12 months') }), '2026-03-19T00:00:00Z')
  const sold = await shop.post('/v1/checkouts', receipt([line(500)], member.by))
  const back = await other.post('/v1/refunds', refundOf(sold.body.receiptId))
  await other.close()
  expect(back.body.effects, back.text).toMatchObject([{ kind: 'taken-back', points: -500 }])
})

test('an asset that takes the place of another is in the answer from its first receipt on', async () => {
  const stars = programText({ levels: ladder('12 months') }).replace('  points: {', '  stars: {')
  shop.clock.moveTo('2026-04-02T04:00:00Z')
  const member = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(1)], member.by))
  await publishNext(shop, stars, '2026-04-01T00:00:00Z')
  const sold = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  expect(sold.body.balances, sold.text).toMatchObject({ stars: 100 })
})

test('two versions that count over different windows never mix, though one batch has both', async () => {
  shop.clock.moveTo('2026-06-02T04:00:00Z')
  const member = await joinMember(shop)
  await publishNext(shop, programText({ levels: ladder('1 month') }), '2026-06-01T12:00:00Z')
  const sell = (yuan: number, soldAt: string) =>
    shop.post('/v1/checkouts', receipt([line(yuan)], { ...member.by, soldAt }))
  await sell(960, '2026-04-20T04:00:00Z')
  const old = await sell(1, '2026-06-01T04:00:00Z')
  const [now, back] = await Promise.all([
    sell(50, '2026-06-02T04:00:00Z'),
    shop.post('/v1/refunds', refundOf(old.body.receiptId)),
  ])
  expect([now.status, back.status]).toEqual([201, 201])
  expect([old.body.program.version + 1, now.body.levels]).toMatchObject([
    now.body.program.version,
    [{ level: 'ordinary' }],
  ])
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('points of two programs are told apart in every answer', async () => {
  await addStore(shop, 'S02')
  const second = programText()
    .replace('program: accessory-shop', 'program: vip')
    .replace('assets:', 'stores: [S02]\nassets:')
  await publishNext(shop, second, '2026-06-01T00:00:00Z')
  const member = await joinMember(shop)
  const here = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  expect(here.body.balances).toEqual({ points: 100 })
  const there = await shop.post('/v1/checkouts', receipt([line(7)], { ...member.by, storeCode: 'S02' }))
  expect(there.body.balances, there.text).toEqual({ points: 100, 'vip:points': 7 })
})

test('levels by points earned count the first asset, whichever asset earns', async () => {
  const document = `program: accessory-shop
name: { zh-CN: 两种 }
assets:
  points: { name: { zh-CN: 积分 } }
  growth: { name: { zh-CN: 成长值 } }
earning:
  rules:
    - { rule: base, asset: growth, points: 1, per: ¥1 }
levels:
  measure: points-earned
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: 50 }`
  shop.clock.moveTo('2026-07-02T04:00:00Z')
  await publishNext(shop, document, '2026-07-01T00:00:00Z')
  const member = await joinMember(shop)
  const sold = await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  expect(sold.status, sold.text).toBe(201)
  await shop.post('/v1/refunds', refundOf(sold.body.receiptId))
  const buckets = await shop.db.rows(
    `select points_earned from levels.day_bucket join members.member using (member_id) where member_number = $1`,
    [member.memberNumber],
  )
  expect(buckets).toEqual([{ points_earned: 0 }])
})
