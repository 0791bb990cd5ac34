import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { found, head, points, zone } from './program-for-tests.ts'

const redemption = 'redemption: [{ rule: off, points: 100, off: ¥1 }]\n'
const rules = (...list: string[]) =>
  `${head}${points}${redemption}earning:\n  rules:\n${list.map(rule => `    - ${rule}\n`).join('')}`
const codes = (source: string) => found(source, true).map(text => text.split(' ').at(-1))
const base = '{ rule: base, points: 1, per: ¥1 }'

test('points that nothing uses are warned of; used by redemption or by levels they are not', () => {
  const earning = `earning: { rules: [${base}] }\n`
  const levels =
    'levels: { measure: points-earned, ladder: [{ level: a, name: 甲 }, { level: b, name: 乙, from: 100, times: 2 }] }'
  expect(codes(`${head}${points}${earning}`)).toEqual(['asset-not-used'])
  expect(codes(`${head}${points}${earning}${redemption}`)).toEqual([])
  expect(codes(`${head}${points}${earning}${levels}`)).toEqual([])
})

test('a rule that always loses to a higher priority is warned of', () => {
  const loser = '{ rule: low, points: 1, per: ¥1, group: g, when: { class: [tea], weekday: [sat] } }'
  const wider = '{ rule: high, points: 2, per: ¥1, group: g, priority: 1, when: { class: [tea] } }'
  const other = '{ rule: high, points: 2, per: ¥1, group: g, priority: 1, when: { class: [cup] } }'
  expect(codes(rules(loser, wider))).toEqual(['rule-shadowed'])
  expect(codes(rules(loser, other))).toEqual([])
  expect(codes(rules(loser, wider.replace('group: g', 'group: h')))).toEqual([])
})

test('a wider condition takes every chance of a narrower one: lists, bounds, days, nested parts', () => {
  const rulesOf = (wide: string, narrow: string, more = '') =>
    codes(
      rules(
        `{ rule: low, points: 1, per: ¥1, group: g, when: { ${narrow} } }`,
        `{ rule: high, points: 2, per: ¥1, group: g, priority: 5${more}, when: { ${wide} } }`,
      ),
    ).filter(code => code === 'rule-shadowed')
  const pairs: [wide: string, narrow: string][] = [
    ['class: [A, B]', 'class: [A]'],
    ['basket-from: ¥100', 'basket-from: ¥200'],
    ['price-below: ¥100', 'price-below: ¥99.99'],
    ['margin-from: 20 %', 'margin-from: 20.01 %'],
    ['from: 2026-05-01', 'from: 2026-05-02'],
    ['through: 2026-05-02', 'through: 2026-05-01'],
    ['hours: 10:00-12:00', 'hours: 10:01-12:00'],
    ['birthday: month', 'birthday: day'],
    ['joined-within: 3 months', 'joined-within: 2 months'],
    ['attribute: { hobby: [tea, art] }', 'attribute: { hobby: [tea], size: [S] }'],
    ['points-held-from: { points: 10 }', 'points-held-from: { points: 11 }'],
    ['class: [A]', 'all: [{ class: [A] }, { weekday: [sat] }]'],
    ['all: [{ class: [A, B] }]', 'class: [A]'],
    ['any: [{ class: [A, B] }, { sku: [X] }]', 'class: [A]'],
    ['none: [{ class: [A] }]', 'none: [{ class: [A, B] }]'],
    ['basket-has: [{ class: [A, B] }]', 'basket-has: [{ class: [A] }]'],
  ]
  for (const [wide, narrow] of pairs) {
    expect(rulesOf(wide, narrow), `${wide} over ${narrow}`).toEqual(['rule-shadowed'])
    expect(rulesOf(narrow, wide), `${narrow} over ${wide}`).toEqual([])
  }
  for (const [wide, narrow] of [
    ['birthday: month', 'birthday: week'],
    ['joined-within: 2 months', 'joined-within: 30 days'],
    ['attribute: { toString: [tea] }', 'attribute: { hobby: [tea] }'],
  ])
    expect(rulesOf(wide ?? '', narrow ?? ''), `${wide} over ${narrow}`).toEqual([])
  expect(rulesOf('class: [A, B]', 'class: [A]', ', limit: 5 points in life')).toEqual([])
  expect(rulesOf('class: [A, B]', 'class: [A]', ', asset: points')).toEqual(['rule-shadowed'])
})

test('a condition that lists everything there is holds always; with one thing less it does not', () => {
  const shadowed = (wide: string, top = 'stores: [S01, S02]\n') =>
    codes(
      rules(
        '{ rule: low, points: 1, per: ¥1, group: g, when: { class: [A] } }',
        `{ rule: high, points: 2, per: ¥1, group: g, priority: 5, when: { ${wide} } }`,
      ).replace('assets:', `${top}assets:`) +
        'levels: { ladder: [{ level: a, name: A }, { level: b, name: B, from: ¥9 }] }\n',
    ).includes('rule-shadowed')
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join()
  const pairs: [everything: string, less: string][] = [
    ['weekday: [sat, sun, mon, tue, wed, thu, fri]', 'weekday: [sat, sun, mon, tue, wed, thu]'],
    [`month: [${numbers(12)}]`, `month: [${numbers(11)}]`],
    [`month-day: [${numbers(31)}]`, `month-day: [${numbers(30)}]`],
    ['hours: 00:00-24:00', 'hours: 00:00-23:59'],
    ['hours: 00:00-24:00', 'hours: 00:01-24:00'],
    ['store: [S02, S01]', 'store: [S01]'],
    ['level: [b, a]', 'level: [b]'],
    ['all: [{ level: [a, b] }, { class: [A] }]', 'all: [{ level: [a] }, { class: [A] }]'],
    ['any: [{ gender: [female] }, { level: [a, b] }]', 'any: [{ gender: [female] }, { level: [a] }]'],
  ]
  for (const [everything, less] of pairs)
    expect([shadowed(everything), shadowed(less)], everything).toEqual([true, false])
  expect(shadowed('store: [S02, S01]', '')).toBe(false)
})

test('multipliers whose days overlap are warned of, to the day', () => {
  const first = '{ rule: a, times: 2, when: { from: 2026-05-01, through: 2026-05-07 } }'
  const second = (from: string) => `{ rule: b, times: 3, when: { from: ${from}, through: 2026-05-20 } }`
  expect(codes(rules(base, first, second('2026-05-07')))).toEqual(['periods-overlap'])
  expect(codes(rules(base, first, second('2026-05-08')))).toEqual([])
})

test('a multiplier without anything to multiply, and bounds with nothing between them', () => {
  expect(codes(rules('{ rule: double, times: 2 }', '{ rule: visit, points: 5, per: receipt }'))).toEqual([
    'nothing-to-multiply',
  ])
  const between = (from: string, below: string) =>
    codes(rules(`{ rule: base, points: 1, per: ¥1, when: { price-from: ${from}, price-below: ${below} } }`))
  expect([between('¥10', '¥10'), between('¥10', '¥10.01')]).toEqual([['bounds-empty'], []])
})

test('giving back more than the guard allows is warned of, and exactly as much is not', () => {
  const shop = (discount: string) => `${head}${points}guard: { discount: ${discount} }
earning: { rules: [${base}] }
redemption: [{ rule: off, points: 100, off: ¥5 }]
levels: { ladder: [{ level: a, name: 甲 }, { level: b, name: 乙, from: ¥100, discount: 10 %, times: 2 }] }`
  // 10 % off, and of the other 90 % two points a yuan, each worth 5 分: 9 % more.
  expect([codes(shop('19 %')), codes(shop('18.99 %'))]).toEqual([[], ['gives-back-too-much']])
})

test('what is given back is all that may come together, against both guards', () => {
  const gives = (guard: string, rest: string, rulesOf = '{ rule: base, points: 1, per: ¥5 }') =>
    codes(`${head}${points}guard: { ${guard} }
earning: { multipliers: all, rules: [${rulesOf}] }
redemption: [{ rule: off, points: 1, off: ¥1 }]
${rest}`)
  const tooMuch = ['gives-back-too-much']
  // 20 % in points: a margin of 80 % leaves just so much.
  expect([gives('margin: 80 %', ''), gives('margin: 80.01 %', '')]).toEqual([[], tooMuch])
  // 40 % off, and 20 % of the other 60 %.
  const offer = 'offers: [{ offer: sale, name: 特卖, discount: 40 % }]'
  expect([gives('discount: 52 %', offer), gives('discount: 51.99 %', offer)]).toEqual([[], tooMuch])
  // The better of two rules that count at times, twice and three times.
  const rulesAtTimes = [
    '{ rule: tea, points: 1, per: ¥10, when: { class: [茶] } }',
    '{ rule: cup, points: 1, per: ¥20, when: { class: [杯] } }',
    '{ rule: may, times: 2, when: { month: [5] } }',
    '{ rule: monday, times: 3, when: { weekday: [mon] } }',
  ].join(', ')
  expect([gives('discount: 60 %', '', rulesAtTimes), gives('discount: 59.99 %', '', rulesAtTimes)]).toEqual([
    [],
    tooMuch,
  ])
})

test('what gives back most is pointed at: a price, the value of a point, or what multiplies points', () => {
  const place = (rule: string, off: string, levels: string, offers = '') =>
    found(
      `${head}${points}guard: { discount: 30 % }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }${rule}] }
redemption: [{ rule: low, points: 100, off: ¥1 }, { rule: high, points: 100, off: ${off} }]
levels:
  ladder: [{ level: a, name: 甲 }, { level: b, name: 乙, from: ¥100${levels} }]
${offers && `offers: [{ offer: sale, name: 特卖, ${offers} }]`}`,
      true,
    ).filter(text => text.endsWith('gives-back-too-much'))
  expect(place('', '¥20', ', discount: 20 %')).toEqual(['9 discount gives-back-too-much'])
  expect(place('', '¥20', ', discount: 10 %', 'discount: 20 %')).toEqual(['10 discount gives-back-too-much'])
  expect(place('', '¥31', '')).toEqual(['7 off gives-back-too-much'])
  // Points twice are as much as the points themselves, three times are more.
  expect(place(', { rule: may, times: 2 }', '¥16', '')).toEqual(['7 off gives-back-too-much'])
  expect(place(', { rule: may, times: 3 }', '¥16', '')).toEqual(['6 times gives-back-too-much'])
  expect(place(', { rule: may, times: 3 }', '¥16', ', times: 4')).toEqual(['9 times gives-back-too-much'])
  expect(place('', '¥30', '')).toEqual([])
})

test('who rises must not lose, and should win something', () => {
  const ladder = (second: string) =>
    codes(
      `${head}${points}levels: { ladder: [{ level: a, name: 甲, discount: 5 % }, { level: b, name: 乙, from: ¥9${second} }] }`,
    )
  expect(ladder(', discount: 4 %')).toEqual(['level-worse'])
  expect(ladder(', discount: 5 %')).toEqual(['level-same'])
  expect(ladder(', discount: { percent: 6 %, when: { class: [tea] } }')).toEqual(['level-worse'])
  expect(ladder(', discount: { percent: 4 % }')).toEqual(['level-worse'])
  expect(ladder(', discount: { percent: 6 % }')).toEqual([])
  expect(ladder(', discount: 6 %')).toEqual([])
  expect(ladder(', discount: 5 %, benefits: [贵宾室]')).toEqual([])
})

test('the programs of the folder make sense', () => {
  const folder = join(import.meta.dirname, '../../programs')
  for (const name of readdirSync(folder).filter(file => file.endsWith('.yaml'))) {
    const { findings } = readProgram(readFileSync(join(folder, name), 'utf8'), { version: 1, zone })
    expect(findings.map(({ texts }) => `${name}: ${texts.en}`)).toEqual([])
  }
})
