import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { type App, joinMember, openSecondApp } from '../../../../test/support/till.ts'

// The pharmacy chain's four ways: free days, with any receipt, above ¥300, and for a fee of ¥5.
const program = `program: accessory-shop
name: { zh-CN: 药店会员 }
joining:
  - { way: free-days, name: 免费办卡期, from: 2026-03-01, through: 2026-03-31 }
  - { way: with-receipt, name: 凭小票, receipt-from: ¥0 }
  - { way: big-basket, name: 满额, receipt-from: ¥300 }
  - { way: paid, name: 工本费, fee: ¥5 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
`

let shop: TestShop
let other: App
beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-02-28T15:59:59Z' })
  await shop.publish(program, '2000-01-02T00:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  await other.close()
  await shop.close()
})

type Wish = { way?: string; receipt?: Record<string, string> }
const join = async (wish: Wish | null, app: Pick<App, 'post'> = shop): Promise<string | number> => {
  const { status, body } = await app.post('/v1/members', { name: '新会员', ...(wish ? { joining: wish } : {}) })
  return body.code ?? status
}
const sell = async (lines: unknown[], more: Record<string, unknown> = {}) =>
  String((await shop.post('/v1/checkouts', receipt(lines, more))).body.receiptId)
const withReceipt = (way: string, receiptId: string) => ({ way, receipt: { receiptId } })

test('joining is free on the free days, both ends included', async () => {
  expect(await join(null)).toBe('program/joining-way-missing')
  expect(await join({ way: 'free-days' })).toBe('program/joining-closed')
  shop.clock.moveTo('2026-02-28T16:00:00Z')
  expect(await join(null)).toBe(201)
  shop.clock.moveTo('2026-03-31T15:59:59Z')
  expect(await join({ way: 'free-days' })).toBe(201)
  shop.clock.moveTo('2026-03-31T16:00:00Z')
  expect(await join({ way: 'free-days' })).toBe('program/joining-closed')
  const ways = await shop.db.rows('select joining_way from members.member order by member_id')
  expect(ways).toEqual([{ joining_way: 'free-days' }, { joining_way: 'free-days' }])
})

test('above ¥300 means what was paid and kept', async () => {
  expect(await join({ way: 'big-basket' })).toBe('program/joining-needs-receipt')
  expect(await join(withReceipt('big-basket', await sell([line(299.99)])))).toBe('program/joining-receipt-too-small')
  const enough = await sell([line(300)])
  const returned = await sell([line(300), line(5, { lineNumber: 2 })])
  expect(await join(withReceipt('big-basket', enough))).toBe(201)
  const back = { lines: [{ lineNumber: 1, quantity: 1 }] }
  expect((await shop.post('/v1/refunds', refundOf(returned, back))).status).toBe(201)
  expect(await join(withReceipt('big-basket', returned))).toBe('program/joining-receipt-too-small')
})

test('the fee is on the receipt as its goods', async () => {
  const fee = (yuan: number) => [line(yuan, { sku: 'JOINING-FEE' })]
  expect(await join(withReceipt('paid', await sell(fee(4.99))))).toBe('program/joining-fee-missing')
  expect(await join(withReceipt('paid', await sell([line(5)])))).toBe('program/joining-fee-missing')
  expect(await join(withReceipt('paid', await sell(fee(5))))).toBe(201)
})

test('a receipt is named by store, till and number too, and serves once of eight at a time', async () => {
  const sale = receipt([line(1)])
  await shop.post('/v1/checkouts', sale)
  const { storeCode, tillCode, receiptNumber } = sale
  const wish = { way: 'with-receipt', receipt: { storeCode, tillCode, receiptNumber } }
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => join(wish, index % 2 ? shop : other)))
  expect(answers.map(String).sort()).toEqual(['201', ...Array(7).fill('members/receipt-used')])
})

test('a receipt of a member, an old one and an unknown one are refused', async () => {
  await shop.clock.moveTo('2026-04-01T03:00:00Z')
  const big = await sell([line(400)])
  const member = await shop.post('/v1/members', { name: '老会员', joining: withReceipt('big-basket', big) })
  const own = await sell([line(1)], { member: { memberNumber: member.body.memberNumber } })
  expect(await join(withReceipt('with-receipt', own))).toBe('joining/receipt-of-member')
  const old = await sell([line(1)])
  const older = await sell([line(1)])
  shop.clock.moveTo('2026-05-01T15:59:59Z')
  expect(await join(withReceipt('with-receipt', old))).toBe(201)
  shop.clock.moveTo('2026-05-01T16:00:00Z')
  expect(await join(withReceipt('with-receipt', older))).toBe('joining/receipt-too-old')
  const nowhere = { storeCode: 'S01', tillCode: 'T9', receiptNumber: 'none' }
  expect(await join({ way: 'with-receipt', receipt: nowhere })).toBe('joining/no-such-receipt')
})

test('where the program has no ways, joining asks for nothing', async () => {
  const plain = await openTestShop()
  await joinMember(plain)
  const { body } = await plain.post('/v1/members', { name: '新会员', joining: { way: 'free' } })
  expect(body.code).toBe('program/joining-unknown-way')
  await plain.close()
})
