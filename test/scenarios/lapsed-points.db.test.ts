import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'

/** Points that end with the month; a coffee earns ten, and lots are short. */
const program = `program: short-lived
name: { zh-CN: 月末清零 }
assets:
  points: { name: { zh-CN: 积分 }, valid: { to: end of month } }
earning:
  rules: [{ rule: base, points: 1, per: ¥1 }]
redemption:
  - { rule: cash-off, points: 10, off: ¥1 }
`

let shop: TestShop
let member: { memberNumber: string }

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-03-05T04:00:00Z' })
  await shop.publish(program.replace('program: short-lived', 'program: short-lived\nstores: [S01]'))
  member = { memberNumber: (await shop.post('/v1/members', { name: '赵四', phone: '13700001111' })).body.memberNumber }
})
afterAll(() => shop.close())

const buy = async (yuan: number, points = 0) => {
  const redeem = points > 0 ? [{ rule: 'cash-off', points }] : []
  return (await shop.post('/v1/checkouts', receipt([line(yuan, { quantity: 2 })], { member, redeem }))).body
}
const refund = async (receiptId: string, quantity: number) =>
  (await shop.post('/v1/refunds', refundOf(receiptId, { lines: [{ lineNumber: 1, quantity }] }))).body

test('points that expired unused are not taken from other lots when their goods come back', async () => {
  const march = await buy(50)
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  const april = await buy(30)
  expect(april.balances).toEqual({ points: 60 })

  const first = await refund(march.receiptId, 1)
  expect(first.balances).toEqual({ points: 60 })
  const second = await refund(march.receiptId, 1)
  expect(second.balances).toEqual({ points: 60 })
  expect(second.effects[0].reasons.map((reason: { code: string }) => reason.code)).toContain('had-expired')
  expect(await shop.check()).toMatchObject({ isSound: true })
})

test('of points partly spent and partly expired, only what was spent is owed', async () => {
  shop.clock.moveTo('2026-05-02T04:00:00Z')
  const may = await buy(50)
  expect(may.balances).toEqual({ points: 100 })
  await buy(20, 40)
  shop.clock.moveTo('2026-06-02T04:00:00Z')
  const back = await refund(may.receiptId, 2)
  // 100 had been earned: 40 were spent and are owed, 60 ended on 31 May.
  expect(back.balances).toEqual({ points: 0 })
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/balances`)
  expect(body.balances.find(({ asset }: { asset: string }) => asset.startsWith('points'))).toMatchObject({
    balance: -40,
    debt: 40,
  })
  expect(await shop.check()).toMatchObject({ isSound: true })
})
