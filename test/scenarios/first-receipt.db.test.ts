import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('a member joins, buys, and every point is explained', async () => {
  const joined = await shop.post('/v1/members', { name: '王小美', phone: '13800001234', birthday: '1990-03-05' })
  expect(joined.status, joined.text).toBe(201)
  const { memberNumber } = joined.body
  const settled = await shop.post('/v1/checkouts', receipt([line(480.5)], { member: { memberNumber } }))
  expect(settled.status, settled.text).toBe(201)
  expect(settled.body).toMatchObject({ payableCents: 48050, memberName: '王小美', balances: { points: 480 } })
  const entries = await shop.get(`/v1/members/${memberNumber}/entries`)
  expect(entries.body.entries).toMatchObject([{ amount: 480, kind: 'earn', version: 1 }])
  const why = await shop.get(`/v1/members/${memberNumber}/entries/points/1/explain`)
  expect(why.body.reasons.map((reason: { texts: { en: string } }) => reason.texts.en)).toEqual([
    'Points for purchases: ¥480.50 counts, 1 point for every ¥1',
    'Fractions of a point are dropped',
    'Can be used through 2028-03-05',
  ])
})

test('the third thousand makes silver, and its refund undoes it', async () => {
  const { body: member } = await shop.post('/v1/members', { name: '李雷', phone: '13800005678' })
  const by = { member: { memberNumber: member.memberNumber } }
  await shop.post('/v1/checkouts', receipt([line(2000)], by))
  const second = await shop.post('/v1/checkouts', receipt([line(1000)], by))
  expect(second.body.levels).toMatchObject([{ level: 'silver' }])
  const third = await shop.post(
    '/v1/checkouts',
    receipt([line(100)], { ...by, redeem: [{ rule: 'cash-off', points: 500 }] }),
  )
  expect(third.body, third.text).toMatchObject({ payableCents: 4500, balances: { points: 2545 } })
  const back = await shop.post('/v1/refunds', refundOf(second.body.receiptId))
  expect(back.status, back.text).toBe(201)
  expect(back.body).toMatchObject({ refundCents: 100000, balances: { points: 1545 }, levels: [{ level: 'ordinary' }] })
  const all = await shop.post('/v1/refunds', refundOf(third.body.receiptId))
  expect(all.body).toMatchObject({ refundCents: 4500, balances: { points: 2000 } })
  const check = await shop.check()
  expect(check).toMatchObject({ isSound: true })
})
