import { expect, test } from 'vitest'
import type { SaleRow } from './chunk.ts'
import { addSale } from './chunk.ts'
import type { BroughtCoupon } from './coupon-rights.ts'
import { firstDay, planFor, replayHere } from './history-for-tests.ts'
import type { BacktestPlan } from './plan.ts'
import { noWords } from './plan.ts'

const program = (offers: string) => `program: a
name: 甲
assets: { points: { name: 积分 } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
${offers === '' ? '' : `offers:\n${offers}`}`

const fifty = (more = '') =>
  `  - { offer: fifty, name: 五十, off: ¥50, coupon: { codes: shared, valid: 30 days }${more} }\n`
const twenty = '  - { offer: twenty, name: 二十, off: ¥20, coupon: { codes: shared, valid: 30 days } }\n'

type Bought = { yuan: number; on?: number; coupons: readonly BroughtCoupon[] }

const sale = ({ yuan, on = firstDay }: Bought, index: number): SaleRow => ({
  atMs: on * 86_400_000,
  day: on,
  minute: 600,
  member: 0,
  place: 0,
  sale: index,
  comesBack: 0,
  coupons: index + 1,
  id: null,
  lines: [{ goods: 0, units: 1, gross: yuan * 100, discount: 0, tax: 0, cost: -1 }],
})

async function replay(live: string, draft: string, bought: readonly Bought[], more: Partial<BacktestPlan> = {}) {
  let isTold = false
  const report = await replayHere(planFor(live, draft, more), {
    total: bought.length,
    async fill(chunk) {
      if (isTold) return null
      isTold = true
      for (const [index, one] of bought.entries()) addSale(chunk, sale(one, index))
      const tenders = ['cash']
      return {
        ...noWords,
        goods: [{ sku: 'a', class: null, brand: null, kind: 'goods', isWeighed: false }],
        places: [
          { storeCode: 'S', channel: 'till', tenders, promoter: null, isRuledByLive: true, isRuledByDraft: true },
        ],
        profiles: [{ gender: null, attributes: {}, segments: [] }],
        coupons: bought.map(({ coupons }) => coupons),
      }
    },
  })
  return { report, live: report.live.coupons, draft: report.draft.coupons }
}

const claimed = (offer: string, daysBefore = 0): BroughtCoupon => ({ offer, claimedOn: firstDay - daysBefore })

test('a coupon takes off what each program says of it, and the difference is between them', async () => {
  const bought = [{ yuan: 200, coupons: [claimed('fifty')] }]
  const { report, live, draft } = await replay(program(fifty()), program(fifty().replace('¥50', '¥80')), bought)
  expect(live).toEqual({ brought: 1, used: 1, offCents: 5_000, refused: {} })
  expect(draft).toEqual({ brought: 1, used: 1, offCents: 8_000, refused: {} })
  expect(report.difference.benefitCents).toBe(3_000)
  expect(report.difference.issued).toBe(-30)
})

test('a coupon that the draft does not have is counted and pays for nothing', async () => {
  const { report, draft } = await replay(program(fifty()), program(''), [{ yuan: 200, coupons: [claimed('fifty')] }])
  expect(draft).toEqual({ brought: 1, used: 0, offCents: 0, refused: { 'coupon-gone': 1 } })
  expect(report.draft.money.total).toMatchObject({ receipts: 1, payableCents: 20_000, offerDiscountCents: 0 })
})

test('a condition of the draft holds at its bound and refuses one 分 below it; the sale goes on', async () => {
  const draft = program(fifty(', when: { basket-from: ¥200 }'))
  const at = (yuan: number) => replay(program(fifty()), draft, [{ yuan, coupons: [claimed('fifty')] }])
  expect((await at(200)).draft).toMatchObject({ used: 1, refused: {} })
  const { report, draft: below } = await at(199.99)
  expect(below).toEqual({ brought: 1, used: 0, offCents: 0, refused: { 'coupon-not-now': 1 } })
  expect(report.draft.money.total).toMatchObject({ receipts: 1, payableCents: 19_999 })
})

test('a coupon lives as long as the draft lets it, from the day of the claim, in receipts that come later too', async () => {
  const week = program(fifty().replace('30 days', '7 days'))
  const aged = (days: number, more: Partial<BacktestPlan> = {}) =>
    replay(program(fifty()), week, [{ yuan: 200, coupons: [claimed('fifty', days)] }], more)
  expect((await aged(7)).draft).toMatchObject({ used: 1 })
  expect((await aged(8)).draft).toMatchObject({ used: 0, refused: { 'coupon-over': 1 } })
  expect((await aged(8)).live).toMatchObject({ used: 1 })
  const shifted = { shiftDays: 70, from: firstDay + 70 }
  expect((await aged(7, shifted)).draft).toMatchObject({ used: 1 })
  expect((await aged(8, shifted)).draft).toMatchObject({ refused: { 'coupon-over': 1 } })
})

test('where nobody knows the day of the claim any more, it is that of the receipt', async () => {
  const { live } = await replay(program(fifty()), program(fifty()), [
    { yuan: 200, coupons: [{ offer: 'fifty', claimedOn: null }] },
  ])
  expect(live).toMatchObject({ used: 1 })
})

test('of two coupons that the draft does not let go together the better one is used, and the other counted', async () => {
  const together = program(`${fifty()}${twenty}`)
  const alone = program(`${fifty(', group: one')}${twenty.replace(' }\n', ', group: one }\n')}`)
  const bought = [{ yuan: 200, coupons: [claimed('fifty'), claimed('twenty')] }]
  const { live, draft } = await replay(together, alone, bought)
  expect(live).toEqual({ brought: 2, used: 2, offCents: 7_000, refused: {} })
  expect(draft).toEqual({ brought: 2, used: 1, offCents: 5_000, refused: { 'coupon-not-together': 1 } })
})

test('of two coupons one that is refused does not keep the other from counting', async () => {
  const draft = program(`${fifty(', when: { basket-from: ¥500 }')}${twenty}`)
  const bought = [{ yuan: 200, coupons: [claimed('fifty'), claimed('twenty')] }]
  expect((await replay(program(`${fifty()}${twenty}`), draft, bought)).draft).toEqual({
    brought: 2,
    used: 1,
    offCents: 2_000,
    refused: { 'coupon-not-now': 1 },
  })
})
