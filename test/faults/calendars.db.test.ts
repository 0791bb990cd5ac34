import { afterEach, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { balanceOf, givePoints, joinMember, publishNext } from '../support/till.ts'

// Days with 23 and 25 hours, the 29th of February and the turn of the year, in shops that live by other clocks.

let shop: TestShop

afterEach(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const usableAt = async (instant: string, member: Awaited<ReturnType<typeof joinMember>>) => {
  shop.clock.moveTo(instant)
  return (await balanceOf(shop, member)).usable
}

test.each([
  // Clocks go forward in the night before this day ends, or in it: the day ends at its own midnight all the same.
  ['America/New_York', '2026-03-08', '2026-03-09T04:00:00.000Z'],
  ['America/New_York', '2026-03-07', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-11-01', '2026-11-02T05:00:00.000Z'],
  ['America/New_York', '2026-10-31', '2026-11-01T04:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28', '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00.000Z'],
  ['Europe/Berlin', '2026-10-24', '2026-10-24T22:00:00.000Z'],
  ['Asia/Shanghai', '2026-12-31', '2026-12-31T16:00:00.000Z'],
  ['America/New_York', '2026-12-31', '2027-01-01T05:00:00.000Z'],
])('%s: points that last through %s are usable until %s and not a millisecond longer', async (timeZone, day, end) => {
  shop = await openTestShop({ timeZone, startAt: '2026-03-01T12:00:00Z' })
  const member = await joinMember(shop)
  await givePoints(shop, member, 100, { expiresOn: day })
  expect(await usableAt(new Date(Date.parse(end) - 1).toISOString(), member)).toBe(100)
  expect(await usableAt(end, member)).toBe(0)
})

test.each([
  ['Asia/Shanghai', '2024-02-29T04:00:00Z', '2026-02-28'],
  ['America/New_York', '2024-03-01T04:59:59Z', '2026-02-28'],
  ['America/New_York', '2024-03-01T05:00:00Z', '2026-03-01'],
  ['Europe/Berlin', '2024-12-31T22:59:59Z', '2026-12-31'],
  ['Europe/Berlin', '2024-12-31T23:00:00Z', '2027-01-01'],
])('%s: two years from %s last through %s', async (timeZone, soldAt, lastDay) => {
  shop = await openTestShop({ timeZone, startAt: soldAt })
  const member = await joinMember(shop)
  await publishNext(shop, programText(), '2001-01-01T00:00:00Z')
  expect((await shop.post('/v1/checkouts', receipt([line(10)], member.by))).status).toBe(201)
  expect((await balanceOf(shop, member)).lots.map(lot => lot.lastDay)).toEqual([lastDay])
})

test.each([
  ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-09T04:00:00Z', '2026-03-08', '2026-03-09'],
  // An hour that comes twice: both belong to the one day.
  ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-11-01', '2026-11-01'],
  ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z', '2026-10-25', '2026-10-26'],
  ['Asia/Shanghai', '2026-12-31T15:59:59Z', '2026-12-31T16:00:00Z', '2026-12-31', '2027-01-01'],
])(
  '%s: receipts of %s and %s lie in their own days, in sales, in the journal and in windows',
  async (timeZone, first, second, firstDay, secondDay) => {
    shop = await openTestShop({ timeZone, startAt: first })
    const member = await joinMember(shop)
    for (const at of [first, second]) {
      shop.clock.moveTo(at)
      expect((await shop.post('/v1/checkouts', receipt([line(10)], member.by))).status).toBe(201)
    }
    const days = (column: string, table: string) =>
      shop.db.rows<{ day: string }>(`select distinct ${column} as day from ${table} order by 1`)
    const expected = [...new Set([firstDay, secondDay])].map(day => ({ day }))
    expect(await days('business_on', 'checkout.receipt')).toEqual(expected)
    expect(await days('business_on', 'checkout.sales_day')).toEqual(expected)
    expect(await days('business_on', 'ledger.entry')).toEqual(expected)
    expect(await days('day_on', 'levels.day_bucket')).toEqual(expected)
  },
)

test('a receipt can be voided until its own midnight, also on a day of 25 hours', async () => {
  shop = await openTestShop({ timeZone: 'Europe/Berlin', startAt: '2026-10-24T22:00:00Z' })
  const [early, late] = [
    (await shop.post('/v1/checkouts', receipt([line(1)]))).body.receiptId,
    (await shop.post('/v1/checkouts', receipt([line(1)]))).body.receiptId,
  ]
  shop.clock.moveTo('2026-10-25T22:59:59Z')
  expect((await shop.post(`/v1/checkouts/${early}/void`, {})).status).toBe(200)
  shop.clock.moveTo('2026-10-25T23:00:00Z')
  expect((await shop.post(`/v1/checkouts/${late}/void`, {})).body.code).toBe('checkout/void-other-day')
})
