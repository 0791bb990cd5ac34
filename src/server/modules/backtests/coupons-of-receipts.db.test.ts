import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { backtest, expectTheJournal, openShopToLive } from './lived-shop-for-tests.ts'

const name = (text: string) => `{ zh-CN: ${text}, zh-TW: ${text}, en: ${text} }`
const coupon = (code: string, rest: string, terms = 'valid: 30 days') =>
  `  - { offer: ${code}, name: ${name(code)}, ${rest}, coupon: { codes: personal, ${terms} } }\n`
const program = (offers: string) => `program: accessory-shop
name: ${name('shop')}
assets: { points: { name: ${name('points')}, valid: 1 year } }
earning: { rules: [{ rule: base, name: ${name('base')}, points: 1, per: ¥1 }] }
levels: { ladder: [{ level: plain, name: ${name('plain')} }, { level: silver, name: ${name('silver')}, from: ¥900, discount: 10 % }] }
offers:
${offers}`

const ten = coupon('ten', 'off: ¥10')
const tenth = coupon('tenth', 'discount: 10 %')
const today = program(`${ten}${tenth}`)

let shop: TestShop
let member: Member

const onDay = (day: string) => shop.clock.moveTo(new Date(`${day}T12:00:00+08:00`))

async function issue(offer: string): Promise<void> {
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/coupons`, {
    program: 'accessory-shop',
    offer,
  })
  expect(status, text).toBeLessThan(300)
}

async function buy(yuan: number): Promise<string> {
  const { status, body, text } = await shop.post('/v1/checkouts', receipt([line(yuan)], member.by))
  expect(status, text).toBe(201)
  return body.receiptId
}

/** Four coupons were used: one alone, two on a receipt that came back whole, one of these again, and one is left over. */
beforeAll(async () => {
  shop = await openShopToLive('p07-accessory-shop')
  await shop.publish(today, '2000-01-02T00:00:00Z')
  onDay('2025-02-03')
  member = await joinMember(shop)
  await issue('ten')
  onDay('2025-02-10')
  await buy(500)
  await issue('ten')
  await issue('tenth')
  const both = await buy(300)
  onDay('2025-02-12')
  await shop.post('/v1/refunds', refundOf(both, {}))
  onDay('2025-02-20')
  await buy(700)
  await issue('ten')
  onDay('2025-03-01')
}, 120_000)

afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

test('the replay of coupons gives the money and points of the journal, also where one came back and was used again', async () => {
  const { report } = await backtest(shop, { document: `# again\n${today}` })
  await expectTheJournal(shop, { report, lowest: ['plain'] })
  // Three times ¥10, and a tenth of ¥300 and of ¥700.
  const used = { brought: 5, used: 5, offCents: 3_000 + 3_000 + 7_000, refused: {} }
  expect(report.live.coupons).toEqual(used)
  expect({ ...report.draft, version: 0 }).toEqual({ ...report.live, version: 0 })
  expect(Object.values(report.difference)).toEqual(Object.values(report.difference).map(() => 0))
})

test('a coupon that the draft drops is refused and counted; what it changes is paid', async () => {
  const { report } = await backtest(shop, { document: program(tenth) })
  expect(report.draft.coupons).toMatchObject({ brought: 5, used: 2, refused: { 'coupon-gone': 3 } })
  expect(report.difference.payableCents).toBeGreaterThan(0)
})

test('coupons that are left in members’ hands are told as left out, once, and cost nothing', async () => {
  const { report } = await backtest(shop, { document: today })
  expect(report.leftOut).toEqual([
    { what: 'coupons', program: 'both', times: 1, members: 1, costCents: null, timesWithoutCost: null },
  ])
})

test('on top of today coupons are as old as they were, and a draft that says the same differs in nothing', async () => {
  const more = { against: 'live', from: '2025-02-03', to: '2025-02-28' }
  const { report } = await backtest(shop, { document: `# again\n${today}`, ...more })
  expect(report.live.coupons).toMatchObject({ brought: 5, used: 5, refused: {} })
  expect({ ...report.draft, version: 0 }).toEqual({ ...report.live, version: 0 })
  // Two were used on the day on which they were claimed or given back; the first was seven days old, the last ten.
  const shorter = await backtest(shop, { document: today.replaceAll('30 days', '9 days'), ...more })
  expect(shorter.report.draft.coupons).toMatchObject({ refused: { 'coupon-over': 2 } })
})
