import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'

/** All points end on the last of March, in Shanghai. */
const program = `program: one-day
name: { zh-CN: 到期一起清零 }
stores: [S01]
assets:
  points: { name: { zh-CN: 积分 }, valid: { through: 2026-03-31 } }
earning:
  rules: [{ rule: base, points: 1, per: ¥1 }]
redemption:
  - { rule: cash-off, points: 10, off: ¥1 }
`

let shop: TestShop
let member: { memberNumber: string }

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-03-31T15:58:00Z' })
  await shop.publish(program)
  member = { memberNumber: (await shop.post('/v1/members', { name: '钱七', phone: '13700002222' })).body.memberNumber }
})
afterAll(() => shop.close())

const buy = (yuan: number, points = 0) => {
  const redeem = points > 0 ? [{ rule: 'cash-off', points }] : []
  return shop.post('/v1/checkouts', receipt([line(yuan)], { member, redeem }))
}

test('in the last minute points are given and used; at midnight they are gone, and nothing is given', async () => {
  const first = await buy(50)
  expect(first.body.balances).toEqual({ points: 50 })
  shop.clock.moveTo('2026-03-31T15:59:59Z')
  expect((await buy(10, 20)).body.balances).toEqual({ points: 38 })

  shop.clock.moveTo('2026-03-31T16:00:00Z')
  expect(await buy(10, 10)).toMatchObject({ status: 422, body: { code: 'program/redeem-not-enough' } })
  const late = await buy(10)
  expect(late.status).toBe(201)
  expect(late.body.balances).toEqual({ points: 0 })
  expect(JSON.stringify(late.body)).toContain('these points have ended, and no more are given')
  expect(await shop.check()).toMatchObject({ isSound: true })

  // What the first purchase gave is over but for what was spent of it.
  const back = await shop.post(
    '/v1/refunds',
    refundOf(first.body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }),
  )
  expect(back.status).toBe(201)
  expect(await shop.check()).toMatchObject({ isSound: true })
})
