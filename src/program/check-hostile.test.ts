import { describe, expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { head, points, zone } from './program-for-tests.ts'

// Small programs with one mistake each, beside the same without it.

const name = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'
const codes = (body: string) =>
  readProgram(`${head}${points}${body}`, { version: 1, zone })
    .findings.map(({ code }) => code)
    .filter(code => code !== 'asset-not-used')
const rules = (...list: string[]) => codes(`earning:\n  rules:\n${list.map(rule => `    - { ${rule} }\n`).join('')}`)
const offers = (...list: string[]) => codes(`offers:\n${list.map(offer => `  - { ${offer} }\n`).join('')}`)
const base = 'rule: base, points: 1, per: ¥1'

describe('shadowed through nested parts', () => {
  const group = (wide: string, narrow: string) =>
    rules(
      `rule: a, points: 2, per: ¥1, group: g, priority: 1, when: ${wide}`,
      `rule: b, points: 1, per: ¥1, group: g, when: ${narrow}`,
    )

  test('by each way of an any', () => {
    const wide = '{ class: [tea, cup] }'
    expect(group(wide, '{ any: [{ class: [tea] }, { class: [cup], store: [S01] }] }')).toEqual(['rule-shadowed'])
    expect(group(wide, '{ any: [{ class: [tea] }, { class: [pot] }] }')).toEqual([])
    expect(group('{ any: [{ class: [tea] }, { store: [S01] }] }', '{ all: [{ store: [S01] }] }')).toEqual([
      'rule-shadowed',
    ])
  })

  test('by what the goods cannot be', () => {
    expect(group('{ none: [{ class: [tea] }] }', '{ class: [cup] }')).toEqual(['rule-shadowed'])
    expect(group('{ none: [{ class: [tea] }] }', '{ class: [cup, tea] }')).toEqual([])
    expect(group('{ none: [{ class: [tea], store: [S01] }] }', '{ all: [{ store: [S02] }] }')).toEqual([
      'rule-shadowed',
    ])
  })
})

test('of equal priority, what gives more goes before', () => {
  const group = (points: number, per = '¥1', more = '') =>
    rules(
      `rule: a, points: 2, per: ¥1, group: g${more}`,
      `rule: b, points: ${points}, per: ${per}, group: g, when: { class: [tea] }`,
    )
  expect(group(1)).toEqual(['rule-outdone'])
  expect(group(1, '¥0.50')).toEqual([])
  expect(group(1.99)).toEqual(['rule-outdone'])
  expect(group(2.01)).toEqual([])
  expect(group(1, 'item')).toEqual([])
  expect(group(1, '¥1', ', limit: 5 points a day')).toEqual([])
})

test('a multiplier that is always below another', () => {
  const times = (a: number, more = '') =>
    rules(base, 'rule: b, times: 2, when: { birthday: day }', `rule: a, times: ${a}${more}`)
  expect(times(3)).toEqual(['times-never'])
  expect(times(1.5)).toEqual([])
  expect(times(3, ', when: { class: [tea] }')).toEqual([])
  expect(times(3, ', limit: 1 time a month')).toEqual([])
  const ladder = (lowest: string) =>
    codes(`levels: { ladder: [{ level: a, ${name}${lowest} }, { level: b, ${name}, from: ¥9, times: 2.5 }] }
earning: { rules: [{ ${base} }, { rule: b, times: 2, when: { birthday: day } }] }`)
  expect([ladder(', times: 2'), ladder(', times: 1.9'), ladder('')]).toEqual([['times-never'], [], []])
})

test('of a group the offer that always takes less', () => {
  const group = (percent: number, more = '', other = '') =>
    offers(
      `offer: a, ${name}, discount: 10 %, group: g${other}`,
      `offer: b, ${name}, discount: ${percent} %, group: g, when: { class: [tea] }${more}`,
    )
  expect([group(9.99), group(10), group(11)]).toEqual([['rule-outdone'], [], []])
  expect([
    group(5, ', coupon: { codes: shared }'),
    group(5, '', ', most: ¥9'),
    group(5, ", 'level-price': the better one"),
  ]).toEqual([[], [], []])
})

describe('windows that meet', () => {
  const times = (a: string, b: string) =>
    rules(base, `rule: a, times: 2, when: { ${a} }`, `rule: b, times: 3, when: { ${b} }`)
  const newYear = 'from: 2026-12-20, through: 2027-01-10'

  test('over the end of a year', () => {
    expect(times(newYear, 'from: 2027-01-10, through: 2027-01-31')).toEqual(['periods-overlap'])
    expect(times(newYear, 'from: 2027-01-11, through: 2027-01-31')).toEqual([])
  })

  test('each year with days of one', () => {
    expect(times(newYear, 'month: [1], month-day: [10]')).toEqual(['periods-overlap'])
    expect(times(newYear, 'month: [1], month-day: [11]')).toEqual([])
    expect(times('month: [12]', 'all: [{ month: [12], weekday: [sat] }]')).toEqual(['periods-overlap'])
    expect(times('weekday: [sun]', 'weekday: [sat]')).toEqual([])
    expect(times('month-day: [31], month: [4, 5]', 'month: [4]')).toEqual([])
    expect(times(`${newYear}, class: [tea]`, 'month: [1]')).toEqual([])
  })
})

test('a coupon without a day', () => {
  const coupon = (terms: string, when = '') =>
    offers(`offer: a, ${name}, off: ¥5${when}, coupon: { codes: shared, ${terms} }`)
  const days = 'valid: { from: 2026-10-01, through: 2026-10-02 }'
  expect(coupon(`${days}, blackout: [2026-10-01, 2026-10-02]`)).toEqual(['coupon-no-day'])
  expect(coupon(`${days}, blackout: [2026-10-01]`)).toEqual([])
  expect(coupon(days, ', when: { from: 2026-10-03 }')).toEqual(['coupon-no-day'])
  expect(coupon(days, ', when: { from: 2026-10-02 }')).toEqual([])
  // A Thursday and a Friday.
  expect(coupon(days, ', when: { weekday: [sat] }')).toEqual(['coupon-no-day'])
  expect(coupon(days, ', when: { all: [{ weekday: [fri] }] }')).toEqual([])
  expect(coupon('valid: 30 days, blackout: [2026-10-01]', ', when: { from: 2026-10-01, through: 2026-10-01 }')).toEqual(
    ['coupon-no-day'],
  )
  expect(coupon('valid: { from: 2026-10-02, through: 2026-10-01 }')).toEqual(['days-reversed'])
})

test('who joined by one way did not join by another', () => {
  const asked = (way: string) =>
    codes(`joining: [{ way: a, ${name} }, { way: b, ${name} }]
earning: { rules: [{ rule: r, points: 1, per: ¥1, when: { joined-by: [a], all: [{ joined-by: [${way}] }] } }] }`)
  expect([asked('b'), asked('a')]).toEqual([['asks-apart'], []])
})

test('a sum off for each whole so much gives back its part, as do steps', () => {
  expect(offers(`offer: a, ${name}, off: ¥51, every: ¥100`)).toEqual(['gives-back-too-much'])
  expect(offers(`offer: a, ${name}, off: ¥50, every: ¥100`)).toEqual([])
  expect(offers(`offer: a, ${name}, steps: { ¥100: ¥20, ¥200: ¥101 }`)).toEqual(['gives-back-too-much'])
  expect(offers(`offer: a, ${name}, steps: { ¥100: ¥20, ¥200: ¥100 }`)).toEqual([])
})

test('limits that never bind, levels without points, a language that is missing', () => {
  expect(rules('rule: a, on: birthday, points: 10, limit: 1 time a year')).toEqual(['limit-once-anyway'])
  expect(rules('rule: a, points: 5, per: receipt, limit: [5 points a day, 36 points a week]')).toEqual(['limit-never'])
  expect(rules('rule: a, points: 5, per: receipt, limit: [5 points a day, 34 points a week]')).toEqual([])
  expect(
    codes(`levels: { measure: points-earned, ladder: [{ level: a, ${name} }, { level: b, ${name}, from: 1, times: 2 }] }
earning: { rules: [{ rule: x, times: 2 }] }`),
  ).toContain('points-never-reached')
  expect(codes('joining: [{ way: a, name: { zh-CN: 甲, en: A } }]')).toEqual(['translation-missing'])
})
