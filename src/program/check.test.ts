import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { aName, found, head, points, said, withLadder, withRules, zone } from './program-for-tests.ts'

const folder = join(import.meta.dirname, '../../programs')
const read = (source: string) => readProgram(source, { version: 1, zone })

test('every program in the folder is without errors and without warnings', async () => {
  const files = (await readdir(folder)).filter(file => file.endsWith('.yaml'))
  expect(files.length).toBeGreaterThanOrEqual(3)
  for (const file of files) expect(read(await readFile(join(folder, file), 'utf8')).findings, file).toEqual([])
})

test('a points program fits in 15 lines, a shop with four levels in 60', async () => {
  const linesOf = async (file: string) => (await readFile(join(folder, file), 'utf8')).trimEnd().split('\n').length
  expect(await linesOf('p02-basics-brand.yaml')).toBeLessThanOrEqual(15)
  expect(await linesOf('p07-accessory-shop.yaml')).toBeLessThanOrEqual(60)
})

test('a level that nobody can stay in is an error', () => {
  const source = withLadder(
    `{ level: a, ${aName} }`,
    `{ level: b, ${aName}, from: ¥5000 }`,
    `{ level: c, ${aName}, from: ¥3000 }`,
  )
  expect(found(source)).toEqual(['8 from level-unreachable'])
  expect(said(source)).toEqual(['没有人会停在等级“b”：达到它的会员同时也达到了更高的“c”，请检查两级的门槛'])
})

test('equal thresholds make the lower level unreachable; one more measure does not', () => {
  const of = (b: string, c: string) =>
    found(
      withLadder(`{ level: a, ${aName} }`, `{ level: b, ${aName}, from: ${b} }`, `{ level: c, ${aName}, from: ${c} }`),
    )
  expect(of('¥3000', '¥3000')).toEqual(['8 from level-unreachable'])
  expect(of('¥3000', '¥3000.01')).toEqual([])
  expect(of('{ net-spend: ¥3000 }', '{ net-spend: ¥3000, visits: 3 }')).toEqual([])
  expect(of('{ net-spend: ¥3000, visits: 3 }', '{ net-spend: ¥2000 }')).toEqual(['8 from level-unreachable'])
})

test('thresholds are for every level but the lowest, and never 0', () => {
  expect(found(withLadder(`{ level: a, ${aName}, from: ¥1 }`))).toEqual(['7 from lowest-level-has-from'])
  expect(found(withLadder(`{ level: a, ${aName} }`, `{ level: b, ${aName} }`))).toEqual(['8 { level-without-from'])
  expect(found(withLadder(`{ level: a, ${aName} }`, `{ level: b, ${aName}, from: 0 }`))).toEqual([
    '8 from threshold-zero',
  ])
})

test('a threshold of points or visits is a plain number', () => {
  const visits = (from: string) =>
    found(
      `${head}${points}levels:\n  measure: visits\n  ladder: [{ level: a, ${aName} }, { level: b, ${aName}, from: ${from} }]`,
    )
  expect([visits('4'), visits('¥4')]).toEqual([[], ['7 from not-understood']])
})

test('two rules that give the same under the same conditions are an error, in whatever order they are written', () => {
  const source = withRules(
    '{ rule: a, points: 1, per: ¥1, when: { level: [x, y], store: [s] } }',
    '{ rule: b, points: 5, per: ¥2, when: { store: [s], level: [y, x] } }',
  )
  expect(found(source).filter(finding => finding.includes('overlap'))).toEqual(['8 { rules-overlap'])
  expect(found(withRules('{ rule: a, points: 1, per: ¥1 }', '{ rule: b, points: 1, per: ¥1, when: {} }'))).toEqual([
    '8 { rules-overlap',
  ])
})

test('rules of another manner, asset or condition do not overlap', () => {
  expect(
    found(
      `${head}assets: { p: { ${aName} }, g: { ${aName} } }\nearning:\n  rules:\n    - { rule: a, points: 1, per: ¥1 }\n    - { rule: b, points: 1, per: item }\n    - { rule: c, points: 1, per: receipt }\n    - { rule: d, points: 1, per: ¥1, asset: g }\n    - { rule: e, points: 1, per: ¥1, when: { store: [s] } }\n`,
    ),
  ).toEqual([])
})

test('two multipliers under the same conditions are an error of their own', () => {
  expect(found(withRules('{ rule: a, times: 2 }', '{ rule: b, times: 3 }'))).toEqual(['8 { multipliers-overlap'])
})

test('a multiplier below 1 is warned of where a higher one would switch it off', () => {
  const source = withRules('{ rule: a, times: 0.5 }', '{ rule: b, times: 2, when: { store: [s] } }')
  const { findings } = read(source)
  expect(findings.filter(({ code }) => code === 'multiplier-below-one').map(({ severity }) => severity)).toEqual([
    'warning',
  ])
  expect(found(withRules('{ rule: a, times: 0.5 }'))).toEqual([])
  expect(found(withRules('{ rule: a, times: 1 }', '{ rule: b, times: 2, when: { store: [s] } }'))).toEqual([])
})

test('a rule gives points or multiplies them, one of the two and completely', () => {
  const incomplete = [
    '{ rule: a }',
    '{ rule: a, points: 1 }',
    '{ rule: a, per: ¥1 }',
    '{ rule: a, points: 1, per: ¥1, times: 2 }',
  ]
  for (const rule of incomplete) expect(found(withRules(rule))).toEqual(['7 { rule-incomplete'])
})

test('numbers that cannot be counted exactly are refused', () => {
  expect(found(withRules('{ rule: a, points: 0.33333, per: ¥1 }'))).toEqual(['7 points too-many-decimals'])
  expect(found(withRules('{ rule: a, times: 1.23456 }'))).toEqual(['7 times too-many-decimals'])
  expect(found(withLadder(`{ level: a, ${aName}, times: 1.23456 }`))).toEqual(['7 times too-many-decimals'])
  expect(found(withRules('{ rule: a, points: 0.5, per: receipt }'))).toEqual(['7 points points-not-whole'])
  expect(found(withRules('{ rule: a, points: 1, per: ¥0 }'))).toEqual(['7 per not-understood'])
})

test('rates that are too fine together are refused, fine ones are not', () => {
  const many = (decimals: string[]) =>
    found(
      `${head}${points}earning:\n  multipliers: all\n  rules:\n    - { rule: base, points: 1, per: ¥1 }\n${decimals.map((times, index) => `    - { rule: r${index}, times: ${times}, when: { store: [s${index}] } }\n`).join('')}`,
    )
  expect(many(['1.1', '1.25', '1.5'])).toEqual([])
  expect(many(['1.0001', '1.0003', '1.0007'])).toEqual(['5 earning rate-too-fine'])
})

test('a large bonus per receipt does not make rates too fine', () => {
  expect(
    found(withRules('{ rule: base, points: 1, per: ¥1 }', '{ rule: visit, points: 1000000, per: receipt }')),
  ).toEqual([])
})

test('minimum and maximum keep to the step, and the step to whole 分', () => {
  const off = (words: string) => found(`${head}${points}redemption:\n  - { rule: a, points: 500, off: ¥50${words} }\n`)
  expect(off('')).toEqual([])
  expect(off(', minimum: 300')).toEqual(['6 minimum step-not-kept'])
  expect(off(', step: 100, minimum: 300')).toEqual([])
  expect(off(', maximum: 750')).toEqual(['6 maximum step-not-kept'])
  expect(off(', step: 100, minimum: 300, maximum: 200')).toEqual(['6 maximum maximum-below-minimum'])
  expect(off(', step: 1')).toEqual([])
  expect(found(`${head}${points}redemption: [{ rule: a, points: 3, off: ¥1 , step: 1 }]`)).toEqual([
    '5 step step-not-money',
  ])
  expect(found(`${head}${points}redemption: [{ rule: a, points: 3, off: ¥0 }]`)).toEqual(['5 off step-not-money'])
})

test('a level bought with points has a ceiling above the lowest level, and a real length', () => {
  const foundIn = (gives: string) =>
    found(`${head}${points}redemption: [{ rule: up, points: 1, gives: ${gives} }]
levels: { ladder: [{ level: a, ${aName} }, { level: b, ${aName}, from: ¥1 }] }
`)
  expect([foundIn('{ up-to: b }'), foundIn('{ kept: 1 year }'), foundIn('{ up-to: b, kept: 30 days }')]).toEqual([
    [],
    [],
    [],
  ])
  expect(foundIn('{ up-to: a }')).toEqual(['5 up-to level-up-nowhere'])
  expect(foundIn('{ up-to: c }')).toEqual(['5 up-to unknown-level'])
  expect(foundIn('{ kept: long }')).not.toEqual([])
  expect(foundIn('{}')).not.toEqual([])
})

test('levels and assets that do not exist are found, with a suggestion', () => {
  const source = `${withLadder(`{ level: silver, ${aName} }`)}earning: { rules: [{ rule: a, points: 1, per: ¥1, when: { level: [silvr] } }] }\n`
  expect(said(source)).toEqual(['没有等级“silvr”，是不是“silver”？'])
  expect(found(source)).toEqual(['8 silvr unknown-level'])
  const ways = 'joining: [{ way: online }]\n'
  const asked = (way: string) =>
    said(`${ways}${withRules(`{ rule: a, points: 1, per: ¥1, when: { joined-by: [${way}] } }`)}`)
  expect(asked('onlin')).toEqual([
    'joining 里没有入会方式“onlin”（停办的方式也请留着，写上 through），是不是“online”？',
  ])
  expect(asked('online').join()).not.toContain('入会方式')
  // A level or a coupon that was taken out is an error where it is named, and so is a way. One that is over is still known.
  expect(found(withRules('{ rule: a, points: 1, per: ¥1, when: { any: [{ joined-by: [gone] }] } }'))).toEqual([
    '7 gone unknown-way',
  ])
  const over = 'joining: [{ way: online, from: 2025-01-01, through: 2025-01-31 }, { way: till }]\n'
  expect(found(`${over}${withRules('{ rule: a, points: 1, per: ¥1, when: { joined-by: [online] } }')}`)).toEqual([])
  expect(said(withRules('{ rule: a, asset: point, points: 1, per: ¥1 }'))).toEqual([
    '没有积分种类“point”，是不是“points”？',
  ])
  expect(said(`${head}${points}redemption: [{ rule: a, asset: gold, points: 1, off: ¥1 }]`)).toEqual([
    '没有积分种类“gold”',
  ])
})

test('a level named in the condition of a discount is looked up too', () => {
  expect(found(withLadder(`{ level: a, ${aName}, discount: { percent: 5 %, when: { level: [b] } } }`))).toEqual([
    '7 b unknown-level',
  ])
})

test('days that are not in the calendar and days and hours that run backwards are errors', () => {
  const when = (words: string) => found(withRules(`{ rule: a, points: 1, per: ¥1, when: { ${words} } }`))
  expect(when('from: 2026-03-05, through: 2026-03-05')).toEqual([])
  expect(when('from: 2026-03-06, through: 2026-03-05')).toEqual(['7 from days-reversed'])
  expect(when('through: 2026-02-29')).toEqual(['7 through not-a-day'])
  expect(when('from: 2028-02-29')).toEqual([])
  expect(when('hours: 14:00-10:00')).toEqual(['7 hours hours-reversed'])
  expect(when('hours: 10:00-10:00')).toEqual(['7 hours hours-reversed'])
})

test('a code that is used twice is found at the second', () => {
  expect(found(withRules('{ rule: a, points: 1, per: ¥1 }', '{ rule: a, points: 1, per: item }'))).toEqual([
    '8 rule name-twice',
  ])
  expect(found(withLadder(`{ level: a, ${aName} }`, `{ level: a, ${aName}, from: ¥1 }`))).toEqual([
    '8 level name-twice',
  ])
})

test('a missing translation is a warning, and the program is still read', () => {
  const { program, findings } = read(`program: t\nname: { zh-CN: 测试 }\nassets: { points: { ${aName} } }\n`)
  expect(program?.name).toEqual({ 'zh-CN': '测试', 'zh-TW': '测试', en: '测试' })
  expect(findings.map(({ severity, line, texts }) => [severity, line, texts['zh-CN']])).toEqual([
    ['warning', 2, '“测试”缺少 zh-TW, en 的文字，将显示简体中文；请在 translations 里补上'],
  ])
})

test('a translation that no name takes is told, with the name that may have been meant', () => {
  const of = (name: string, more = '') =>
    read(
      `program: t\nname: 茶铺会员\nassets: { points: { name: ${name} } }\n${more}translations:\n  茶铺会员: { zh-TW: 茶鋪會員, en: Tea }\n  积分点: { zh-TW: 積分點, en: points }\n`,
    ).findings.map(({ severity, line, column, texts }) => [severity, line, column, texts['zh-CN']])
  expect(of('积分点')).toEqual([])
  expect(of('积分典')).toEqual([
    ['warning', 3, 21, '“积分典”缺少 zh-TW, en 的文字，将显示简体中文；请在 translations 里补上'],
    [
      'warning',
      6,
      3,
      '“积分点”的译文没有用到：没有只写“积分点”的名称；请改成名称的写法，或去掉这一行，是不是“积分典”？',
    ],
  ])
  // A name that has its languages where it stands takes none.
  expect(of('{ zh-CN: 积分点, zh-TW: 點數, en: points }')).toMatchObject([['warning', 6, 3, expect.anything()]])
  // The words of a level that are told to members are names too.
  const words = 'levels: { ladder: [{ level: a, name: 茶铺会员, benefits: [积分点] }] }\n'
  expect(of(aName.replace('name: ', ''), words)).toEqual([])
})

test('mistakes of meaning are told at once too, with the warnings among them', () => {
  const source = `program: test
name: { zh-CN: 测试 }
assets: { points: { ${aName} } }
earning:
  rules:
    - { rule: a, points: 1, per: ¥1, when: { level: [x] } }
    - { rule: a, times: 2, when: { from: 2026-02-30 } }
redemption:
  - { rule: off, points: 500, off: ¥50, minimum: 1 }
`
  expect(found(source)).toEqual([
    '2 name translation-missing',
    '6 x unknown-level',
    '7 rule name-twice',
    '7 from not-a-day',
    '9 minimum step-not-kept',
  ])
})

test('a limit of giving points to others is so many in a calendar period, nothing else', () => {
  const of = (transfer: string) =>
    read(`program: t\nname: { zh-CN: 测试 }\nassets: { points: { ${aName}, transfer: ${transfer} } }\n`)
  expect(of('1 point a day').program?.assets[0]?.transfer).toMatchObject({ amount: 1, counts: 'points', period: 'day' })
  expect(of('500 points a year').program?.assets[0]?.transfer?.amount).toBe(500)
  for (const wrong of ['0 points a day', '3 times a day', '500 points in life', '500 points a receipt', 'yes'])
    expect(
      of(wrong).findings.map(({ severity }) => severity),
      wrong,
    ).toContain('error')
})
