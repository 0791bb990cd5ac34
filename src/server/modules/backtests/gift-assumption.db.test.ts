import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { issueBenefits } from '../benefits/index.ts'
import { backtest, openShopToLive } from './lived-shop-for-tests.ts'

const document = `program: accessory-shop
name: 店
assets: { points: { name: 积分 } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
offers: [{ offer: monthly, name: 每月券, off: ¥10, coupon: { codes: personal, valid: 30 days } }]
benefits: [{ benefit: monthly, name: 每月一券, on: month, gives: { coupon: monthly } }]
`

let shop: TestShop
const onDay = (day: string) => shop.clock.moveTo(new Date(`${day}T12:00:00+08:00`))
const habit = async () => (await shop.get('/v1/backtests/habit/accessory-shop')).body
const join = (count: number) => Promise.all(Array.from({ length: count }, () => joinMember(shop)))

/** Thirty coupons on 1 March, of which twelve are used the next day. */
beforeAll(async () => {
  shop = await openShopToLive('p07-accessory-shop')
  await shop.publish(document, '2000-01-02T00:00:00Z')
  onDay('2025-02-20')
  const members: Member[] = await join(30)
  onDay('2025-03-01')
  await issueBenefits(shop.context)
  onDay('2025-03-02')
  for (const member of members.slice(0, 12)) {
    const { status, text } = await shop.post('/v1/checkouts', receipt([line(50)], member.by))
    expect(status, text).toBe(201)
  }
}, 120_000)
afterAll(() => shop.close())

test('the share of gifts that are used is recorded once thirty are thirty days old, and a guess before', async () => {
  onDay('2025-03-30')
  expect(await habit()).toMatchObject({ giftsPercent: 50, giftsFrom: 'default' })
  onDay('2025-03-31')
  expect(await habit()).toMatchObject({ giftsPercent: 40, giftsFrom: 'recorded' })
})

test('a back-test takes the recorded share, or what it is told, and tells which', async () => {
  onDay('2025-03-31')
  const twice = document.replace(
    'benefits: [',
    'benefits: [{ benefit: again, on: month, gives: { coupon: monthly } }, ',
  )
  const { report } = await backtest(shop, { document: twice, from: '2025-02-25', to: '2025-03-31' })
  expect(report).toMatchObject({ giftsUsed: { low: 20, base: 40, high: 60 }, giftsFrom: 'recorded' })
  // Seen on 2 March, so nobody is asked for March: nothing was issued in the replay, and the twelve are on receipts.
  expect(report.draft.coupons).toMatchObject({ brought: 12, used: 12, offCents: 12_000 })
  expect(report.draft.gifts).toMatchObject([{ code: 'monthly', issued: 0, counted: 0, eachCents: 1_000 }])
  const more = { against: 'live', from: '2025-03-01', to: '2025-03-31', giftsPercent: 80 }
  const { report: told } = await backtest(shop, { document: twice, ...more })
  expect(told).toMatchObject({ giftsUsed: { low: 40, base: 80, high: 100 }, giftsFrom: 'given' })
  // The receipts come again from 5 April on: on the first of May one coupon to each of the twelve, or two.
  expect(told.live.gifts).toMatchObject([{ issued: 12, counted: 0, costCents: 0 }])
  expect(told.draft.gifts).toMatchObject([{ issued: 24, counted: 12, costCents: 12 * 800 }])
})
