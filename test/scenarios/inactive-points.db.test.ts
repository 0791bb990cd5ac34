import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, entriesOf, joinMember, type Member } from '../support/till.ts'

// Points that end when a member has not been there for long.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(programText({ points: 'valid: { inactive: 12 months }' }), '2001-01-01T00:00:00Z')
  await shop.publish(
    programText({ points: 'valid: { inactive: 1 month, kept-by: [redemption] }' }),
    '2027-01-01T00:00:00Z',
  )
  await shop.publish(programText({ points: 'valid: never ends' }), '2027-09-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function buy(member: Member, yuan: number, more: { points?: number; soldAt?: string } = {}) {
  const { points = 0, ...facts } = more
  const redeem = points > 0 ? [{ rule: 'cash-off', points }] : []
  const sale = receipt([line(yuan)], { ...member.by, ...facts, redeem })
  const { status, body, text } = await shop.post('/v1/checkouts', sale)
  expect(status, text).toBe(201)
  return body
}

const lastDays = async (member: Member) => (await balanceOf(shop, member)).lots.map(lot => [lot.remaining, lot.lastDay])

test('a purchase lets all points end a year after it; who stays away loses them at that very midnight', async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 100)
  shop.clock.moveTo('2026-06-01T04:00:00Z')
  await buy(member, 20)
  expect(await lastDays(member)).toEqual([
    [100, '2027-06-01'],
    [20, '2027-06-01'],
  ])
  // Goods that come back do not turn the time back; a receipt of an earlier day that comes late does neither.
  await shop.post('/v1/refunds', refundOf(first.receiptId))
  await buy(member, 5, { soldAt: '2026-05-20T04:00:00Z' })
  expect(await lastDays(member)).toEqual([
    [20, '2027-06-01'],
    [5, '2027-06-01'],
  ])
  shop.clock.moveTo('2027-06-01T15:59:59.999Z')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 25, usable: 25 })
  shop.clock.moveTo('2027-06-01T16:00:00Z')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, usable: 0 })
  shop.clock.moveTo('2027-06-10T04:00:00Z')
  await buy(member, 10)
  expect((await entriesOf(shop, member)).slice(-3)).toMatchObject([
    { kind: 'expire', postedAt: '2027-06-01T16:00:00.000Z' },
    { kind: 'expire', postedAt: '2027-06-01T16:00:00.000Z' },
    { kind: 'earn', amount: 10 },
  ])
})

test('a lot keeps the terms under which it was earned, whatever later versions say', async () => {
  shop.clock.moveTo('2026-12-20T04:00:00Z')
  const member = await joinMember(shop)
  await buy(member, 200)
  shop.clock.moveTo('2027-01-10T04:00:00Z')
  await buy(member, 30)
  // The old lot is kept by the purchase, for a year; the new one is kept by redemptions alone, for a month.
  expect(await lastDays(member)).toEqual([
    [30, '2027-02-10'],
    [200, '2028-01-10'],
  ])
  shop.clock.moveTo('2027-02-05T04:00:00Z')
  await buy(member, 10)
  expect(await lastDays(member)).toEqual([
    [30, '2027-02-10'],
    [10, '2027-03-05'],
    [200, '2028-02-05'],
  ])
  shop.clock.moveTo('2027-02-08T04:00:00Z')
  const used = await buy(member, 5, { points: 100 })
  // First to end first: what is left of the old lot. Both are kept by this receipt.
  expect(await lastDays(member)).toEqual([
    [4, '2027-03-08'],
    [140, '2028-02-08'],
  ])
  shop.clock.moveTo('2027-02-09T04:00:00Z')
  await shop.post('/v1/refunds', refundOf(used.receiptId))
  expect(await lastDays(member)).toEqual([
    [30, '2027-03-08'],
    [10, '2027-03-08'],
    [200, '2028-02-08'],
  ])
  shop.clock.moveTo('2027-09-10T04:00:00Z')
  await buy(member, 7)
  expect(await lastDays(member)).toEqual([
    [200, '2028-09-10'],
    [7, null],
  ])
})

test('two receipts of one day move the ends once', async () => {
  shop.clock.moveTo('2026-04-01T04:00:00Z')
  const member = await joinMember(shop)
  await buy(member, 1)
  shop.clock.moveTo('2026-04-02T04:00:00Z')
  await Promise.all([buy(member, 2), buy(member, 3)])
  expect(new Set((await lastDays(member)).map(([, day]) => day))).toEqual(new Set(['2027-04-02']))
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 6, usable: 6 })
})
