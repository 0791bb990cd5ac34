import { describe, expect, test } from 'vitest'
import { addSale } from './chunk.ts'
import { dayNumber } from './days.ts'
import { planFor, replayHere } from './history-for-tests.ts'
import { type BacktestPlan, noWords } from './plan.ts'

const program = (benefits: string) => `program: a
name: 甲
assets: { points: { name: 积分, valid: 3 years } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
levels:
  window: 2 months
  review: monthly
  ladder: [{ level: plain, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }]
${benefits === '' ? '' : `benefits:\n${benefits}`}`

const monthly = '  - { benefit: monthly, name: 每月, levels: [gold], on: month, gives: { points: 50 } }\n'
const rise = '  - { benefit: rise, name: 升级, levels: [gold], on: level, gives: { points: 300 } }\n'
const birthday = (usable = '') =>
  `  - { benefit: birthday, name: 生日, on: birthday, gives: { goods: CAKE }${usable} }\n`
const coupon = '  - { benefit: gift, name: 礼品, levels: [gold], on: month, gives: { goods: CAKE } }\n'

type Bought = { on: string; yuan: number }

/** One member, who joined in the period on 3 January 2025 and was born on 10 March. */
async function replay(
  draft: string,
  bought: readonly Bought[],
  { live = program(''), ...more }: Partial<Omit<BacktestPlan, 'live'>> & { live?: string } = {},
) {
  let isTold = false
  const members = {
    ids: Float64Array.of(1),
    joinedOn: Int32Array.of(dayNumber('2025-01-03')),
    birthdays: Int32Array.of(dayNumber('1990-03-10')),
    profiles: new Uint32Array(1),
  }
  const [from, through] = [dayNumber('2025-01-01'), dayNumber('2025-12-31')]
  const report = await replayHere(planFor(live, draft, { from, through, members, ...more }), {
    total: bought.length,
    async fill(chunk) {
      if (isTold) return null
      isTold = true
      for (const [sale, { on, yuan }] of bought.entries()) {
        const day = dayNumber(on)
        const lines = [{ goods: 0, units: 1, gross: yuan * 100, discount: 0, tax: 0, cost: -1 }]
        const where = { member: 0, place: 0, sale, comesBack: 0, id: null }
        addSale(chunk, { atMs: day * 86_400_000, day, minute: 600, ...where, lines })
      }
      const store = { storeCode: 'S', channel: 'till', tenders: ['cash'], promoter: null }
      return {
        ...noWords,
        goods: [{ sku: 'a', class: null, brand: null, kind: 'goods', isWeighed: false }],
        places: [{ ...store, isRuledByLive: true, isRuledByDraft: true }],
        profiles: [{ gender: null, attributes: {}, segments: [] }],
      }
    },
  })
  const given = report.draft.rules.filter(({ kind }) => kind === 'benefit')
  const by = Object.fromEntries(given.map(({ rule, receipts, points }) => [rule, { times: receipts, points }]))
  return { report, by, gifts: report.difference.issued }
}

test('a level gives its points when it is reached, and once in a life', async () => {
  const reached = [{ on: '2025-02-03', yuan: 100 }]
  expect((await replay(program(rise), reached)).by).toEqual({ rise: { times: 1, points: 300 } })
  expect((await replay(program(rise), [{ on: '2025-02-03', yuan: 99.99 }])).by).toEqual({})
  // The level falls in the summer, and is reached again in autumn.
  const again = await replay(program(rise), [...reached, { on: '2025-10-03', yuan: 100 }])
  expect(again.report.draft.money.total).toMatchObject({ rises: 2, falls: 1 })
  expect(again.gifts).toBe(300)
})

test('a month gives on its first day to who has the level then', async () => {
  const { by, report, gifts } = await replay(program(monthly), [{ on: '2025-02-01', yuan: 100 }])
  // Reached on 1 February, which is asked about before anybody buys; gone at the review of 1 May, which comes before the gifts of that day.
  expect(report.draft.levels.find(({ level }) => level === 'gold')?.members.slice(0, 6)).toEqual([0, 1, 1, 1, 0, 0])
  expect(by.monthly?.times).toBe(2)
  expect(gifts).toBe(by.monthly?.points)
  expect(report.draft.assets[0]?.months.map(month => month.issued).slice(0, 6)).toEqual([0, 100, 50, 50, 0, 0])
})

test('a birthday is asked about when its window opens and when it closes, and gives once a year', async () => {
  const seenBefore = [{ on: '2025-03-09', yuan: 10 }]
  const seenWithin = [{ on: '2025-03-11', yuan: 10 }]
  const seenAfter = [{ on: '2025-03-18', yuan: 10 }]
  const once = { birthday: { times: 1, points: 0 } }
  const around = program(birthday(', usable: 7 days before to 7 days after'))
  for (const bought of [seenBefore, seenWithin]) expect((await replay(around, bought)).by).toEqual(once)
  expect((await replay(around, seenAfter)).by).toEqual({})
})

test('joining gives on the day of joining to who joined in the period, and to nobody who joined before', async () => {
  const hello = program('  - { benefit: hello, name: 入会, on: joining, gives: { points: 88 } }\n')
  const { report, gifts } = await replay(hello, [{ on: '2025-05-03', yuan: 10 }])
  expect(gifts).toBe(88)
  expect(report.draft.assets[0]?.months[0]?.issued).toBe(88)
  expect((await replay(hello, [{ on: '2025-05-03', yuan: 10 }], { from: dayNumber('2025-01-04') })).gifts).toBe(0)
  expect((await replay(hello, [])).gifts).toBe(0)
})

test('what is no points is counted', async () => {
  const { by, gifts } = await replay(program(coupon), [{ on: '2025-02-03', yuan: 100 }])
  expect(by).toEqual({ gift: { times: 2, points: 0 } })
  expect(gifts).toBe(0)
})

test('a gift that is given once and was given before the replay is not given again', async () => {
  const none = { member: new Int32Array(), asset: new Uint8Array(), points: new Float64Array() }
  const opening: BacktestPlan['opening'] = {
    lots: { ...none, expiry: new Int32Array(), usableOn: new Int32Array(), isIdle: new Uint8Array() },
    debts: none,
    levels: {
      member: Int32Array.of(0),
      level: Uint8Array.of(0),
      reviewOn: Int32Array.of(0x7fff_ffff),
      graceThrough: Int32Array.of(-1),
    },
    days: {
      member: new Int32Array(),
      day: new Int32Array(),
      spend: new Float64Array(),
      visits: new Int32Array(),
      points: new Float64Array(),
    },
    limits: { member: new Int32Array(), limit: new Uint16Array(), points: new Float64Array(), times: new Int32Array() },
    budgets: [],
    given: [{ member: 0, benefit: 'rise', period: 'level/gold' }],
    states: [],
    measures: [],
    assets: ['points'],
    levelCodes: ['plain'],
    limitPeriods: [],
  }
  const reached = [{ on: '2025-02-03', yuan: 100 }]
  expect((await replay(program(rise), reached, { opening })).gifts).toBe(0)
  expect((await replay(program(rise), reached, { opening: { ...opening, given: [] } })).gifts).toBe(300)
  // Who is there from the beginning is asked from the beginning, whether he buys or not.
  const everybody = program(monthly.replace('levels: [gold], ', ''))
  expect((await replay(everybody, [], { opening })).by.monthly?.times).toBe(12)
})

describe('what gifts cost', () => {
  const reached = [{ on: '2025-02-03', yuan: 100 }]
  const used = { low: 25, base: 50, high: 75 }
  const offer = 'offers: [{ offer: tenner, name: 十元, off: ¥10, coupon: { codes: personal, valid: 30 days } }]\n'
  const issuing = `${program('  - { benefit: month, name: 每月, levels: [gold], on: month, gives: { coupon: tenner } }\n')}${offer}`
  const keeping = `${program('')}${offer}`

  test('is the cost of the goods, of as many as are taken to be used, with less and more beside it', async () => {
    const gifts = { usedPercent: used, goodsCents: { CAKE: 3_001 } }
    const { report } = await replay(program(coupon), reached, { gifts })
    expect(report.draft.gifts).toMatchObject([
      { gives: 'goods', code: 'gift', issued: 2, counted: 2, eachCents: 3_001 },
    ])
    // Each month by itself, half up: one of ¥30.01 at a half.
    expect(report.draft.money.total).toMatchObject({ giftCents: 2 * 1_501, benefitCents: 2 * 1_501 })
    expect(report.draft.money.months.map(month => month.giftCents).slice(1, 4)).toEqual([0, 1_501, 1_501])
    const { low, base, high } = report.band.draft
    expect([low.benefitCents, base.benefitCents, high.benefitCents]).toEqual([2 * 750, 2 * 1_501, 2 * 2_251])
    expect(report.difference.benefitCents).toBe(2 * 1_501)
  })

  test('is told to be unknown where the goods have no cost, and counted', async () => {
    const { report } = await replay(program(coupon), reached)
    expect(report.draft.gifts).toMatchObject([{ issued: 2, eachCents: null, costCents: null }])
    expect(report.draft.money.total.giftCents).toBe(0)
  })

  test('of coupons is that of as many as the draft issues more, or less, than today’s program', async () => {
    const more = await replay(issuing, reached, { live: keeping })
    expect(more.report.live.gifts).toEqual([])
    expect(more.report.draft.gifts).toMatchObject([
      { gives: 'coupon', code: 'tenner', issued: 2, counted: 2, eachCents: 1_000, costCents: 1_000 },
    ])
    const same = await replay(`# again\n${issuing}`, reached, { live: issuing })
    expect(same.report.draft.gifts).toMatchObject([{ issued: 2, counted: 0, costCents: 0 }])
    expect(same.report.difference.benefitCents).toBe(0)
    const less = await replay(keeping, reached, { live: issuing })
    expect(less.report.draft.gifts).toMatchObject([{ issued: 0, counted: -2, costCents: -1_000 }])
    const gone = await replay(program(''), reached, { live: issuing })
    expect(gone.report.draft.gifts).toEqual([])
  })
})
