import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  member = await joinMember(shop)
})
afterAll(() => shop.close())

test('a receipt is shown by id and by number, with what it did', async () => {
  const sold = receipt([line(12)], member.by)
  const { receiptId } = (await shop.post('/v1/checkouts', sold)).body
  const byId = await shop.get(`/v1/checkouts/${receiptId}`)
  const byNumber = await shop.get(`/v1/checkouts?storeCode=S01&tillCode=T1&receiptNumber=${sold.receiptNumber}`)
  expect(byId.body).toMatchObject({ receiptId, state: 'settled', effects: [{ kind: 'earned', points: 12 }] })
  expect(byNumber.body).toEqual(byId.body)
})

test('what does not exist is not found', async () => {
  const urls = [
    `/v1/checkouts/${randomUUID()}`,
    '/v1/checkouts/R1',
    '/v1/checkouts?storeCode=S01&tillCode=T1&receiptNumber=none',
    '/v1/checkouts?storeCode=S9&tillCode=T1&receiptNumber=R1',
  ]
  for (const url of urls) {
    const { status, body } = await shop.get(url)
    expect([status, body.code], url).toEqual([404, 'checkout/no-such-receipt'])
  }
})

test('a number that no database could keep is no number at all', async () => {
  const { status, body } = await shop.get('/v1/checkouts?storeCode=S01&tillCode=T1&receiptNumber=%00')
  expect([status, body.code]).toEqual([400, 'request/not-legible'])
})

test('a member’s receipts come newest first, page by page, each once', async () => {
  const buyer = await joinMember(shop)
  for (let count = 0; count < 5; count++) await shop.post('/v1/checkouts', receipt([line(1)], buyer.by))
  const seen: string[] = []
  let after = ''
  for (let pages = 0; pages < 4; pages++) {
    const { body } = await shop.get(`/v1/members/${buyer.memberNumber}/receipts?pageSize=2${after}`)
    seen.push(...body.receipts.map((shown: { receiptNumber: string }) => shown.receiptNumber))
    if (!body.next) break
    after = `&after=${encodeURIComponent(body.next)}`
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
})

test('a page that nobody gave out begins at the front or is refused, and breaks nothing', async () => {
  const buyer = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(1)], buyer.by))
  for (const after of [
    'x',
    '2026-03-05',
    '/',
    `2026/${randomUUID()}`,
    '2026-03-05T00:00:00Z/x',
    `+275760-09-13T00:00:00Z/${randomUUID()}`,
  ]) {
    const { status, text } = await shop.get(
      `/v1/members/${buyer.memberNumber}/receipts?after=${encodeURIComponent(after)}`,
    )
    expect(status, `${after}: ${text}`).toBeLessThan(500)
  }
})

test('a receipt shows what came back of it, and why', async () => {
  const { receiptId } = (await shop.post('/v1/checkouts', receipt([line(12, { quantity: 3 })], member.by))).body
  const lines = [{ lineNumber: 1, quantity: 1 }]
  await shop.post('/v1/refunds', refundOf(receiptId, { lines }))
  const { body } = await shop.get(`/v1/checkouts/${receiptId}`)
  expect(body).toMatchObject({ state: 'partly-refunded', lines: [{ quantity: 3, refundedUnits: 1 }] })
  expect(body.effects).toMatchObject([
    { kind: 'earned', points: 36 },
    { kind: 'taken-back', points: -12 },
  ])
})
