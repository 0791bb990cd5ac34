import { expect, test } from 'vitest'
import { languages } from '../shared/languages.ts'
import { compiled, head } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const rich = compiled(`${head}assets:
  points: { name: { zh-CN: 积分, zh-TW: 積分, en: Points }, valid: 2 years, debt: absorb, grace: 30 days }
  growth: { name: { zh-CN: 成长值, zh-TW: 成長值, en: Growth }, valid: { to: end of year } }
earning:
  base: { tax: does not count, discounts: ignored, paid-by-points: counts, kinds: [goods] }
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: whole, points: 10, per: ¥100, whole: true, when: { basket-from: ¥300, hours: 10:00-14:00 } }
    - { rule: piece, points: 5, per: item, when: { class: [项链, 耳环] } }
    - { rule: first, points: 100, per: receipt, when: { first-purchase: true } }
    - { rule: birthday, times: 2, when: { level: [gold], birthday: month } }
    - { rule: weekend, times: 1.5, when: { any: [{ weekday: [sat, sun] }, { from: 2026-10-01, through: 2026-10-07 }], none: [{ brand: [Lumi] }] } }
    - { rule: growth, asset: growth, points: 1, per: ¥1 }
redemption:
  - { rule: off, points: 500, off: ¥50, step: 100, minimum: 300, maximum: 5000, share: 50 %, when: { store: [S01] } }
levels:
  window: calendar year
  review: every 1 January
  grace: 1 month
  down: one step
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员, zh-TW: 普通會員, en: Ordinary } }
    - { level: gold, name: { zh-CN: 金卡, zh-TW: 金卡, en: Gold }, from: { net-spend: ¥5000, visits: 4 }, discount: { percent: 8.5 折, when: { birthday: day } }, times: 1.2 }
`)
const sentences = (language: 'zh-CN' | 'zh-TW' | 'en') =>
  summarise(rich).map(({ heading, sentences: texts }) => [heading[language], ...texts.map(text => text[language])])

test('a program is told in sentences that a shop owner can check', () => {
  expect(sentences('zh-CN')).toEqual([
    [
      '积分',
      'base：每消费 ¥1 得 1 分（按比例）',
      'whole：每满 ¥100 得 10 分（条件：在 10:00-14:00，且优惠前商品满 ¥300）',
      'piece：每件得 5 分（条件：品类为项链、耳环）',
      'first：每单得 100 分（条件：会员的第一笔消费）',
      'birthday：积分 ×2（条件：会员等级为金卡，且会员生日当月）',
      'weekend：积分 ×1.5（条件：（在周六、周日，或（从 2026-10-01 起，且到 2026-10-07 为止）），且品牌为Lumi的商品除外，同一张小票的其他商品照算）',
      '等级倍数（金卡）：积分 ×1.2',
      '倍数只乘消费按金额、按件所得的；每单固定的和活动所得的不翻倍',
      '多个倍数同时成立时只取最高的一个',
      '计积分的行：goods',
      '税额不计积分',
      '按折扣前的金额计积分',
      '积分抵扣的部分也计积分',
      '每张小票合计后取整一次，不满 1 分的舍去',
      '消费所得的马上可用',
      '每批积分自获得之日起有效 2 年，过期自动清零',
      '例如 2026-03-15 所得的，可用到 2028-03-15（含当天）',
      '退货时积分若已用掉，由店家承担并记录；归还的积分若已过期，再给 30 天',
    ],
    [
      '成长值',
      'growth：每消费 ¥1 得 1 成长值（按比例）',
      '每张小票合计后取整一次，不满 1 分的舍去',
      '消费所得的马上可用',
      '积分有效至获得当年的年底，过期自动清零',
      '例如 2026-03-15 所得的，可用到 2026-12-31（含当天）',
      '退货时积分若已用掉，记为欠分，从以后的积分中扣除',
    ],
    [
      '用积分',
      'off：每 100 分抵 ¥10，按 100 分的整数倍使用，至少 300 分，每单最多 5000 分，最多抵应付金额的 50 %（条件：在门店S01）',
      '积分在促销和会员等级价之后抵扣，可抵商品、服务和运费',
    ],
    [
      '等级',
      '按自然年统计，达标即升，下一单起享受',
      '每年 1 月 1 日复评：不达标先宽限 1 个月，仍不达标则降一级',
      '普通会员：注册即得',
      '金卡：消费净额 ≥ ¥5,000 且 消费次数 ≥ 4；8.5 折（优惠 15 %），条件：会员生日当天',
      '消费净额＝商品和服务实付的钱（优惠和积分抵扣之后），退货扣回',
      '消费次数＝小票张数，整单退回的不算',
      '会员等级价只减商品和服务，运费等不减',
    ],
    [
      '举例：一张 ¥480 的小票，一件普通商品，平常的一天',
      '普通会员：付 ¥480，得 520 积分、480 成长值',
      '金卡：付 ¥480，得 624 积分、480 成长值；生日当月付 ¥480，得 1040 积分、480 成长值；生日当天付 ¥408，得 1040 积分、480 成长值',
    ],
  ])
})

test('the same in English', () => {
  expect(sentences('en').flat()).toEqual(
    expect.arrayContaining([
      'base: 1 point for every ¥1, in proportion',
      'birthday: points ×2 (when: the level is Gold and in the month of the birthday)',
      'Points can be used to the end of the year in which they were earned, then they are cleared',
      'Levels are reviewed every 1 January; not reached: after another 1 month one level down',
      'Gold: Net spend ≥ ¥5,000 and Visits ≥ 4; 15 % off, when: on the birthday',
    ]),
  )
})

test('no sentence has an unfilled place, and each says something in every language', () => {
  for (const language of languages)
    for (const text of sentences(language).flat()) {
      expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/)
      expect(text.length).toBeGreaterThan(1)
    }
})

test('validity is told in each of its forms', () => {
  const told = (valid: string) =>
    summarise(compiled(`${head}assets: { points: { name: { zh-CN: 积分 }, valid: ${valid} } }`))[0]?.sentences[0]?.[
      'zh-CN'
    ]
  expect(told('never ends')).toBe('长期有效，不会过期')
  expect(told('1 week')).toBe('每批积分自获得之日起有效 1 周，过期自动清零')
  expect(told('{ to: end of month }')).toBe('积分有效至获得当月的月底，过期自动清零')
  expect(told('{ for: 3 months, to: end of quarter }')).toBe(
    '每批积分自获得之日起满 3 个月后，到季末为止有效，过期自动清零',
  )
})

test('an end on a day of each year is told with its day', () => {
  const told = (valid: string) => {
    const program = compiled(
      `${head}assets: { points: { name: { zh-CN: 积分, zh-TW: 積分, en: Points }, valid: ${valid} } }`,
    )
    const [sentence] = summarise(program)[0]?.sentences ?? []
    return languages.map(language => sentence?.[language])
  }
  expect(told('{ each: 03-31 }')).toEqual([
    '积分有效至其后的第一个 3 月 31 日（当日含），过期自动清零',
    '積分有效至其後的第一個 3 月 31 日（含當日），過期自動清零',
    'Points can be used through the next 31 March, then they are cleared',
  ])
  expect(told('{ for: 6 months, each: 02-29 }')[2]).toBe(
    'Points can be used for 6 months and on through the next 29 February, then they are cleared',
  )
})

test('inactivity and pending points are told in every language', () => {
  const told = (words: string) => {
    const [part] = summarise(
      compiled(`${head}assets: { points: { name: { zh-CN: 积分, zh-TW: 積分, en: Points }, ${words} } }`),
    )
    return (part?.sentences ?? []).slice(0, -1)
  }
  expect(told('valid: { inactive: 12 months, kept-by: [purchase, check-in] }')).toEqual([
    {
      'zh-CN': '连续 12 个月没有check-in、消费，积分全部清零；每有一次就重新计时',
      'zh-TW': '連續 12 個月沒有check-in、消費，積分全部清零；每有一次就重新計時',
      en: 'All points are cleared after 12 months without any check-in or purchase; each one starts the time anew',
    },
  ])
  expect(told('pending: 14 days').map(text => text.en)).toEqual([
    'Points of a receipt are pending for 14 days before they can be used',
    'Points never expire',
  ])
  expect(told('pending: until delivered')[0]?.['zh-CN']).toBe(
    '消费所得的积分先为待生效，这张小票登记“delivered”之后才能使用',
  )
})

test('giving to other members is told with its limit, and not at all where nobody may', () => {
  const told = (words: string) =>
    (summarise(compiled(`${head}assets: { points: { name: { zh-CN: 积分 }${words} } }`))[0]?.sentences ?? []).at(-1)
  expect(told(', transfer: 1000 points a month')).toEqual({
    'zh-CN': '会员之间可以转赠，有效期不变，上限每月 1000 分',
    'zh-TW': '會員之間可以轉贈，有效期不變，上限每月 1000 分',
    en: 'Members may give points to each other; they keep their last day, at most 1000 points a month',
  })
  expect(told('')?.en).not.toContain('give points')
})
