import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, givePoints, joinMember, levelOf, publishNext } from '../support/till.ts'

// Tills that were offline send what they have in any order: a refund may come before its sale.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await publishNext(shop, programText({ levels: levels() }), '2001-01-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

function levels() {
  return `levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥3000 }`
}

/** A refund of a sale by its number, and the sale. */
function early(sale: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { storeCode, tillCode, receiptNumber } = sale
  return { ...refundOf('', more), receipt: { storeCode, tillCode, receiptNumber } }
}

const waiting = () => shop.db.rows('select refund_number from checkout.waiting_refund')

test('a refund that comes first is kept, and applied when its sale arrives', async () => {
  const member = await joinMember(shop)
  const sale = receipt([line(3000), line(10, { lineNumber: 2, quantity: 3 })], member.by)
  const kept = await shop.post('/v1/refunds', early(sale))
  expect([kept.status, kept.body]).toMatchObject([202, { state: 'waiting', refundId: null, refundCents: 0 }])
  const settled = await shop.post('/v1/checkouts', sale)
  expect(settled.body, settled.text).toMatchObject({
    state: 'refunded',
    payableCents: 303_000,
    balances: { points: 0 },
  })
  expect(settled.body.levels).toMatchObject([{ level: 'ordinary' }])
  expect(settled.body.lines).toMatchObject([{ refundedUnits: 1 }, { refundedUnits: 3 }])
  expect(await levelOf(shop, member)).toBe('ordinary')
  expect(await waiting()).toEqual([])
  const again = await shop.post('/v1/refunds', refundOf(settled.body.receiptId))
  expect(again.body.code).toBe('checkout/nothing-left-to-refund')
})

test('a waiting refund of a sale that redeemed gives the points back to their lot', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 1000, { expiresOn: '2026-12-31' })
  const sale = receipt([line(10, { quantity: 4 })], { ...member.by, redeem: [{ rule: 'cash-off', points: 1000 }] })
  await shop.post('/v1/refunds', early(sale, { lines: [{ lineNumber: 1, quantity: 3 }] }))
  await shop.post('/v1/refunds', early(sale))
  const settled = await shop.post('/v1/checkouts', sale)
  expect(settled.body, settled.text).toMatchObject({ state: 'refunded', balances: { points: 1000 } })
  const { lots, balance } = await balanceOf(shop, member)
  expect(balance).toBe(1000)
  expect(lots).toMatchObject([{ remaining: 1000, lastDay: '2026-12-31' }])
})

test('a waiting refund that asks for too much stays for people to see, and does not stop the sale', async () => {
  const member = await joinMember(shop)
  const sale = receipt([line(10, { quantity: 2 })], member.by)
  const tooMuch = early(sale, { lines: [{ lineNumber: 1, quantity: 3 }] })
  const right = early(sale, { lines: [{ lineNumber: 1, quantity: 1 }] })
  expect((await shop.post('/v1/refunds', tooMuch)).status).toBe(202)
  expect((await shop.post('/v1/refunds', right)).status).toBe(202)
  const settled = await shop.post('/v1/checkouts', sale)
  expect(settled.body, settled.text).toMatchObject({ state: 'partly-refunded', balances: { points: 10 } })
  expect(await waiting()).toEqual([{ refund_number: tooMuch.refundNumber }])
})

test('a waiting refund uses its number: the same number waits once', async () => {
  const sale = receipt([line(10)])
  const refund = early(sale)
  expect((await shop.post('/v1/refunds', refund)).status).toBe(202)
  expect((await shop.post('/v1/refunds', refund)).body.code).toBe('checkout/refund-number-used')
  const settled = await shop.post('/v1/checkouts', sale)
  expect(settled.body.state, settled.text).toBe('refunded')
  expect((await shop.post('/v1/refunds', refund)).body.code).toBe('checkout/refund-number-used')
})

test('a sale that is refused leaves its refund waiting', async () => {
  const sale = receipt([line(10)])
  const refund = early(sale)
  await shop.post('/v1/refunds', refund)
  const refused = await shop.post('/v1/checkouts', { ...sale, expectedPayableCents: 1 })
  expect(refused.body.code).toBe('checkout/price-changed')
  expect((await waiting()).map(row => row.refund_number)).toContain(refund.refundNumber)
  expect((await shop.post('/v1/checkouts', sale)).body.state).toBe('refunded')
})

test('by an id that nobody knows nothing can wait', async () => {
  const { status, body } = await shop.post('/v1/refunds', refundOf('019cbc27-0600-7189-9f55-a25087c21486'))
  expect([status, body.code]).toEqual([404, 'checkout/no-such-receipt'])
})

test('what another till takes back before the sale has its own number there, and is recorded where it happened', async () => {
  for (const code of ['T8', 'T9']) await shop.post('/v1/stores/S01/tills', { code })
  const sale = receipt([line(10, { quantity: 3 })])
  const refund = (tillCode: string, lines: unknown[]) =>
    shop.post('/v1/refunds', { ...early(sale, { lines }), tillCode, refundNumber: 'SAME' })
  const one = [{ lineNumber: 1, quantity: 1 }]
  expect((await refund('T8', one)).status).toBe(202)
  expect((await refund('T9', one)).status).toBe(202)
  // The number is used at both of them, and free at the till that sells.
  expect((await refund('T8', one)).body.code).toBe('checkout/refund-number-used')
  expect((await refund('T1', one)).status).toBe(202)
  expect((await shop.post('/v1/checkouts', sale)).body).toMatchObject({ state: 'refunded' })
  expect((await waiting()).filter(row => row.refund_number === 'SAME')).toEqual([])
  const found = await shop.db.rows(
    `select t.code from checkout.refund r join organisation.till t using (till_id) where number = 'SAME' order by 1`,
  )
  expect(found).toEqual([{ code: 'T1' }, { code: 'T8' }, { code: 'T9' }])
})
