import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('each figure equals the list behind it', async () => {
  const { memberNumber } = (await shop.post('/v1/members', { name: '孙七', phone: '13911112222' })).body
  const member = { memberNumber }
  await shop.post('/v1/checkouts', receipt([line(300)], { member }))
  const back = await shop.post('/v1/checkouts', receipt([line(100)], { member }))
  await shop.post('/v1/checkouts', receipt([line(50)]))
  const gone = await shop.post('/v1/checkouts', receipt([line(999)]))
  await shop.post('/v1/refunds', refundOf(back.body.receiptId))
  await shop.post(`/v1/checkouts/${gone.body.receiptId}/void`, {})

  const figures = (await shop.get('/v1/dashboard')).body
  expect(figures).toMatchObject({
    members: 1,
    activeMembers: 1,
    receipts: 3,
    netSalesCents: 35_000,
    memberSalesCents: 30_000,
    pointsOutstanding: 300,
  })
  const active = (await shop.get('/v1/dashboard/active-members')).body
  expect(active).toMatchObject({ total: 1, members: [{ memberNumber, receipts: 2, netSalesCents: 30_000 }] })
  const receipts = (await shop.get('/v1/dashboard/receipts')).body
  expect(receipts).toMatchObject({ total: 3 })
  expect((await shop.get('/v1/dashboard/receipts?buyers=guests')).body).toMatchObject({
    total: 1,
    receipts: [{ memberNumber: null, payableCents: 5_000 }],
  })
  expect((await shop.get('/v1/dashboard/point-holders')).body).toMatchObject({
    total: 1,
    members: [{ memberNumber, usablePoints: 300 }],
  })
})

test.each(['from=2026-02-31&to=2026-03-01', 'from=2026-13-01', 'from=0000-01-01&to=9999-12-31'])(
  '%s is refused with a sentence',
  async query => {
    const answer = await shop.get(`/v1/dashboard?${query}`, { language: 'zh-CN' })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request/no-such-day', title: '日历上没有这一天，请检查日期。' },
    })
  },
)

test('what lies outside the pages is not given out', async () => {
  const answer = await shop.get('/assets/..%2f..%2fpackage.json')
  expect(answer.status).toBe(404)
})

test('NUL in any text is refused with a sentence, never a fault of ours', async () => {
  const answer = await shop.post('/v1/stores', { code: 'S9', name: 'a\0b' }, { language: 'zh-CN' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'request/not-legible' } })
})

test('a page that does not exist is refused, so that no reader begins again for ever', async () => {
  expect(await shop.get('/v1/dashboard/receipts?after=nonsense')).toMatchObject({
    status: 400,
    body: { code: 'request/page-unknown' },
  })
})
