import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember } from '../../../../test/support/till.ts'
import { backtest, openShopToLive } from './lived-shop-for-tests.ts'

const document = `program: accessory-shop
name: 店
assets: { points: { name: 积分, pending: until delivered } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
redemption: [{ rule: cash-off, points: 100, off: ¥10 }]
`

let shop: TestShop
const onDay = (day: string) => shop.clock.moveTo(new Date(`${day}T12:00:00+08:00`))

/** Bought on 3 March for 200 points that still wait on the next day. */
beforeAll(async () => {
  shop = await openShopToLive('p07-accessory-shop')
  await shop.publish(document, '2000-01-02T00:00:00Z')
  onDay('2025-03-03')
  const member = await joinMember(shop)
  const { status, text } = await shop.post('/v1/checkouts', receipt([line(200)], member.by))
  expect(status, text).toBe(201)
  onDay('2025-03-04')
}, 120_000)
afterAll(() => shop.close())

// The receipt comes again on 10 March, six days from today.
const asked = { against: 'live', from: '2025-03-03', to: '2025-03-03' }

test('what waits today waits as many days from today, and no longer', async () => {
  const soon = await backtest(shop, { document, ...asked, waitDays: 6 })
  expect(soon.report).toMatchObject({ waitDays: 6, waitFrom: 'given', leftOut: [] })
  expect(soon.report.live.assets[0].total).toMatchObject({ opening: 200, redeemed: 200 })
  const late = await backtest(shop, { document, ...asked, waitDays: 7 })
  expect(late.report.live.assets[0].total).toMatchObject({ opening: 200, redeemed: 0 })
})

test('with too little recorded a week is taken, and it says so; a draft that says the same differs in nothing', async () => {
  const { report } = await backtest(shop, { document: `# again\n${document}`, ...asked })
  expect(report).toMatchObject({ waitDays: 7, waitFrom: 'default' })
  expect({ ...report.draft, version: 0 }).toEqual({ ...report.live, version: 0 })
})

test('programs whose points wait for nothing are told nothing of it', async () => {
  await shop.publish(document.replace(', pending: until delivered', ''), '2000-01-03T00:00:00Z')
  const plain = document.replace('until delivered', '3 days')
  const { report } = await backtest(shop, { document: plain, against: 'receipts' })
  expect(report).not.toHaveProperty('waitDays')
})
