import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember } from '../../../../test/support/till.ts'
import { backtest, expectTheJournal, type Living, live, openShopToLive } from './lived-shop-for-tests.ts'

const name = (text: string) => `{ zh-CN: ${text}, zh-TW: ${text}, en: ${text} }`

/** A program whose points have these terms and whose levels are these. */
const program = (terms: string, levels: string) => `program: accessory-shop
name: ${name('shop')}
assets: { points: { name: ${name('points')}, ${terms} } }
earning: { rules: [{ rule: base, name: ${name('base')}, points: 1, per: ¥1 }] }
redemption: [{ rule: cash-off, name: ${name('off')}, points: 500, off: ¥50 }]
${levels}`

const ladder = (words: string) => `levels:
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, ${words}, discount: 5 % }
`

type Kind = { document: string; living?: Living; lowest?: string[] }

const goods: Living['named'] = number =>
  number < 4 ? { class: 'new', brand: 'own' } : number === 4 ? { sku: 'card' } : { class: 'old' }

const kinds: Record<string, Kind> = {
  'points that are pending for days': {
    document: program('valid: 3 months, pending: 20 days', ladder('from: ¥6000')),
    living: { isDaily: true },
  },
  'points that end by inactivity': {
    document: program(
      'valid: { inactive: 2 months, kept-by: [purchase, redemption] }, grace: 10 days',
      ladder('from: ¥6000'),
    ),
    living: { gapDays: 35 },
  },
  'pending points that end by inactivity': {
    document: program('valid: { inactive: 2 months, kept-by: [purchase] }, pending: 10 days', ladder('from: ¥6000')),
    living: { gapDays: 35, isDaily: true },
  },
  'the last full month': {
    document: program('valid: 1 year', ladder('from: { visits: 2, window: last full month }, review: monthly')),
    living: { gapDays: 6, steps: 100 },
  },
  'active months': {
    document: program('valid: 1 year', ladder('from: { active-months: 4, window: 6 months }, review: monthly')),
    living: { gapDays: 12 },
  },
  'certain goods': {
    document: program(
      'valid: 1 year',
      ladder(
        'from: { net-spend: ¥4000, all: [{ visits: 2, goods: { class: [new] } }, { net-spend: ¥2500, goods: { brand: [own] } }] }',
      ),
    ),
    living: { named: goods },
  },
  'a score': {
    document: program(
      'valid: 1 year',
      `levels:
  measure: score
  score: { net-spend: 1 per ¥10, points-earned: 0.05, visits: 10, active-months: 20 }
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: 500, discount: 5 % }
    - { level: gold, name: ${name('gold')}, from: 1100, discount: 9 % }
`,
    ),
  },
  'growth value that levels count': {
    document: program(
      'valid: 1 year',
      `levels:
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: { growth: 600 }, discount: 5 % }
`,
    )
      .replace(' } }\nearning', ` }, growth: { name: ${name('growth')} } }\nearning`)
      .replace('per: ¥1 }', `per: ¥1 }, { rule: growth, name: ${name('growth')}, gives: { growth: 1 }, per: ¥10 }`),
  },
  'rises at reviews only': {
    document: program(
      'valid: 1 year',
      `levels:
  up: at review
  review: monthly
  window: 3 months
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: ¥4000, discount: 5 % }
    - { level: gold, name: ${name('gold')}, from: ¥8000, discount: 9 % }
`,
    ),
    living: { gapDays: 9, steps: 75 },
  },
  'several tracks': {
    document: program(
      'valid: 1 year',
      `levels:
  - ladder:
      - { level: plain, name: ${name('plain')} }
      - { level: silver, name: ${name('silver')}, from: ¥6000, discount: 5 %, times: 2 }
  - track: tea
    measure: visits
    window: 6 months
    ladder:
      - { level: guest, name: ${name('guest')} }
      - { level: regular, name: ${name('regular')}, from: 6, times: 3, discount: 8 % }
`,
    ),
    lowest: ['plain', 'guest'],
  },
  'offers that have limits': {
    document: program(
      'valid: 1 year',
      `${ladder('from: ¥6000')}offers:
  - { offer: once, name: ${name('once')}, off: ¥30, limit: 1 time a month, when: { basket-from: ¥100 }, group: first }
  - { offer: purse, name: ${name('purse')}, discount: 4 %, limit: [¥70 a year, ¥20 a receipt], group: second }
  - { offer: budget, name: ${name('budget')}, off: ¥15, limit: ¥400 in all, group: third }
  - { offer: daily, name: ${name('daily')}, discount: 3 %, limit: 1 time a day, group: fourth }
  - { offer: twice, name: ${name('twice')}, discount: 5 %, limit: 2 times a month, group: fifth }
  - { offer: month, name: ${name('month')}, discount: 6 %, limit: ¥150 a month, group: sixth }
`,
    ),
    living: { gapDays: 7, isTwice: true },
  },
  'gifts of points by the calendar, for joining and for levels': {
    document: program(
      'valid: 1 year',
      `${ladder('from: ¥6000')}benefits:
  - { benefit: rise, name: ${name('rise')}, levels: [silver], on: level, gives: { points: 700 } }
  - { benefit: monthly, name: ${name('monthly')}, levels: [silver], on: month, gives: { points: 30 } }
  - { benefit: birthday, name: ${name('birthday')}, levels: [silver], on: birthday, gives: { points: 110 } }
  - { benefit: hello, name: ${name('hello')}, on: joining, gives: { points: 90 } }
`,
    ),
    living: { isDaily: true, birthdays: ['1990-01-02', '1992-02-29', '1985-07-31', '1991-12-30', '1999-05-05'] },
  },
  'activities that give points within limits, and keep them': {
    document: program(
      'valid: { inactive: 2 months, kept-by: [purchase, check-in] }, limit: 3000 points a month',
      ladder('from: ¥6000'),
    ).replace(
      'per: ¥1 }',
      `per: ¥1 }, { rule: check-in, name: ${name('check-in')}, on: check-in, points: 7, limit: 1 time a day },
    { rule: review, name: ${name('review')}, on: review, points: 300, limit: 400 points a month },
    { rule: hello, name: ${name('hello')}, on: joining, points: 20 }, { rule: birthday, name: ${name('birthday')}, on: birthday, points: 90, when: { level: [silver] } }`,
    ),
    living: {
      gapDays: 30,
      isDaily: true,
      activities: ['check-in', 'review'],
      birthdays: ['1990-01-02', '1992-02-29', '1985-07-31'],
    },
  },
  'activities that count for levels and grant them': {
    document: program(
      'valid: 1 year',
      `levels:
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: { any: [{ net-spend: ¥6000 }, { survey: 4 }] }, discount: 5 % }
    - { level: gold, name: ${name('gold')}, granted: { event: challenge }, kept: 2 months, discount: 9 % }
`,
    ),
    living: { isDaily: true, activities: ['survey', 'survey', 'survey', 'challenge', 'survey', 'survey', 'survey'] },
  },
  'points of activities that count for levels': {
    document: program(
      'valid: 1 year',
      `levels:
  measure: points-earned
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: 5000, discount: 5 % }
`,
    ).replace('per: ¥1 }', `per: ¥1 }, { rule: visit, name: ${name('visit')}, on: check-in, points: 500 }`),
    living: { activities: ['check-in'] },
  },
  'levels that staff set, lock and give by invitation': {
    document: program(
      'valid: 1 year',
      `levels:
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: ¥6000, discount: 5 % }
    - { level: gold, name: ${name('gold')}, from: ¥12000, discount: 7 % }
    - { level: guest, name: ${name('guest')}, granted: by invitation, kept: 3 months, discount: 9 % }
`,
    ),
    living: {
      isDaily: true,
      levelWishes: [
        { path: 'setting', body: { level: 'silver' } },
        { path: 'invitation', body: { level: 'guest' } },
        { path: 'setting', body: { level: 'gold' } },
        { path: 'unlock', body: { level: 'silver' } },
        { path: 'setting', body: { level: 'plain' } },
        { path: 'unlock', body: { level: 'gold' } },
      ],
    },
  },
  'usual levels that staff set and lock': {
    document: program('valid: 1 year', ladder('from: ¥6000')),
    living: {
      isDaily: true,
      levelWishes: [
        { path: 'setting', body: { level: 'silver' } },
        { path: 'unlock', body: { level: 'silver' } },
        { path: 'setting', body: { level: 'plain' } },
      ],
    },
  },
  'points added, taken and given away by hand': {
    document: program('valid: 3 months, grace: 10 days, transfer: 100 points a month', ladder('from: ¥6000')),
    living: { isByHand: true },
  },
  'points by hand beside those that end by inactivity': {
    document: program(
      'valid: { inactive: 2 months, kept-by: [purchase] }, transfer: 100 points a month',
      ladder('from: ¥6000'),
    ),
    living: { isByHand: true, gapDays: 35 },
  },
  'levels that come with goods': {
    document: program(
      'valid: 1 year',
      `levels:
  ladder:
    - { level: plain, name: ${name('plain')} }
    - { level: silver, name: ${name('silver')}, from: ¥6000, discount: 5 % }
    - { level: paid, name: ${name('paid')}, from: ¥15000, granted: { sku: [card] }, kept: 4 months, discount: 9 % }
`,
    ),
    living: { named: goods },
  },
}

describe.each(Object.entries(kinds))('a shop with %s', (_, { document, living = {}, lowest = ['plain'] }) => {
  let shop: TestShop
  beforeAll(async () => {
    shop = await openShopToLive('p07-accessory-shop')
    await shop.publish(document, '2000-01-02T00:00:00Z')
    await live(shop, living)
  }, 300_000)
  afterAll(async () => {
    expect(await shop.check()).toMatchObject({ isSound: true })
    await shop.close()
  })

  test('is replayed to the very points and levels that its journal has', async () => {
    const { report } = await backtest(shop, { document })
    const { issued, takenBack, moves, byHand, levelsByHand, adjusted } = await expectTheJournal(shop, {
      report,
      lowest,
    })
    expect(issued).toBeGreaterThan(0)
    expect(takenBack).toBeGreaterThan(0)
    expect(moves).toBeGreaterThan(0)
    if (living.levelWishes) expect(levelsByHand).toBeGreaterThan(20)
    if (!living.isByHand) return
    expect(adjusted).toBeGreaterThan(0)
    // Adjustments, and both sides of transfers.
    expect(byHand).toBeGreaterThan(40)
  })

  test('begins with today’s balances and levels, and a draft that says the same differs in nothing', async () => {
    const { report } = await backtest(shop, { document: `# again\n${document}`, against: 'live', from: '2025-04-01' })
    const row = await shop.db.row<{ posted: number }>(
      `select sum(posted)::float8 as posted from ledger.account join ledger.asset using (asset_id) where code = 'points'`,
    )
    expect(report.live.assets[0].total.opening).toBe(row?.posted)
    expect({ ...report.draft, version: 0 }).toEqual({ ...report.live, version: 0 })
  })
})

test('from today on, a locked level holds through its last day, and the review comes on the day after', async () => {
  const shop = await openShopToLive('p07-accessory-shop')
  const document = program('valid: 1 year', ladder('from: ¥6000'))
  await shop.publish(document, '2000-01-02T00:00:00Z')
  const member = await joinMember(shop)
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/levels/setting`, {
    level: 'silver',
    lockedThrough: '2026-06-30',
    reason: 'for a test',
  })
  expect(status, text).toBeLessThan(300)
  await shop.post('/v1/checkouts', receipt([line(10)], member.by))
  shop.clock.moveTo(new Date('2026-02-01T12:00:00+08:00'))
  const { report } = await backtest(shop, { document, against: 'live', from: '2025-01-01', to: '2026-01-31' })
  const silver = report.live.levels.find(({ level }: { level: string }) => level === 'silver')
  const on = (month: string) => silver.members[report.months.indexOf(month)]
  expect([on('2026-03'), on('2026-06'), on('2026-07')]).toEqual([1, 1, 0])
  await shop.close()
})
