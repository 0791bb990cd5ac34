import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languages } from '../shared/languages.ts'
import { readProgram } from './check.ts'
import { nearestWord } from './findings.ts'
import { head, points, zone } from './program-for-tests.ts'

const folder = join(import.meta.dirname, '../../programs')
const read = (source: string) => readProgram(source, { version: 1, zone })

/** Each finding as "line:column code". The head and the assets of a test program are its first three or four lines. */
const found = (source: string) => read(source).findings.map(({ line, column, code }) => `${line}:${column} ${code}`)
const said = (source: string) => read(source).findings.map(finding => finding.texts['zh-CN'])
const rules = (...lines: string[]) =>
  `${head}${points}earning:\n  rules:\n${lines.map(rule => `    - ${rule}\n`).join('')}`
const ladder = (...lines: string[]) =>
  `${head}${points}levels:\n  ladder:\n${lines.map(level => `    - ${level}\n`).join('')}`
const name = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'

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

test('a program may be written as JSON', () => {
  const { program, findings } = read(
    JSON.stringify({
      program: 'json',
      name: { 'zh-CN': '一', 'zh-TW': '一', en: 'One' },
      assets: { p: { name: { 'zh-CN': '分', 'zh-TW': '分', en: 'p' } } },
    }),
  )
  expect([program?.code, findings]).toEqual(['json', []])
})

test('a mistyped word is found at its place, with the word that was meant', () => {
  const source = rules('{ rule: base, point: 1, per: ¥1 }')
  expect(found(source)).toEqual(['7:21 unknown-word'])
  expect(said(source)).toEqual(['不认识“point”，是不是“points”？'])
})

test('only words that can stand there are suggested', () => {
  const source = `${head}${points}level: { ladder: [] }`
  expect(said(source)).toEqual(['不认识“level”，是不是“levels”？'])
})

test('a word that resembles nothing is answered with all that can stand there', () => {
  const source = ladder(`{ level: a, ${name}, colour: red }`)
  expect(said(source)).toEqual(['这里不能写“colour”，可以写：level, name, from, discount, times, benefits'])
})

test('a mistyped word is found deep within conditions', () => {
  const source = rules('{ rule: a, points: 1, per: ¥1, when: { any: [{ none: [{ levl: [x] }] }] } }')
  expect(found(source)).toEqual(['7:62 unknown-word'])
})

test('a value that is not understood is shown with what can be written instead', () => {
  expect(said(rules('{ rule: a, points: 1, per: 1 }'))).toEqual(['看不懂“1”，这里应该这样写：item | receipt | ¥100'])
  expect(said(`${head}${points}levels: { review: weekly, ladder: [{ level: a, ${name} }] }`)).toEqual([
    '看不懂“weekly”，这里应该这样写：yearly | every 1 January | monthly | daily | never',
  ])
  expect(said(rules('{ rule: a, points: 1, per: ¥1, when: { level: gold } }'))).toEqual([
    '看不懂“gold”，这里应该这样写：[silver, gold]',
  ])
  expect(said(`${head}${points}redemption:\n`)).toEqual(['看不懂“（空 empty）”，这里应该这样写：[…]'])
})

test('what is missing is said at the thing that misses it, each word by itself', () => {
  expect(found(ladder('{ level: a }'))).toEqual(['7:7 missing'])
  expect(said(`name: { zh-CN: 一 }`)).toEqual(['这里缺少“program”', '这里缺少“assets”'])
})

test('an amount, a length, a share or a time that could be misread is not accepted', () => {
  const off = (words: string) => found(`${head}${points}redemption: [{ rule: a, points: 500, ${words} }]`)
  expect(off('off: ¥50, share: 150 %')).toEqual(['5:52 not-understood'])
  expect(off('off: ¥50, share: 50')).toEqual(['5:52 not-understood'])
  expect(off('off: ¥5,0')).toEqual(['5:42 not-understood'])
  expect(off('off: 50.555')).toEqual(['5:42 not-understood'])
  expect(off('off: ¥50, when: { hours: 25:00-26:00 }')).toEqual(['5:60 not-understood'])
  expect(found(`${head}assets: { points: { ${name}, valid: 2000 years } }`)).toEqual(['3:62 not-understood'])
})

test('a file that is not YAML says where it stops being so', () => {
  expect(found(`${head}assets: { points: [\n`)[0]).toMatch(/^\d+:\d+ not-yaml$/)
  expect(said(`${head}\tassets: 1\n`)).toEqual(['这一行用了 Tab 键缩进，请改用空格'])
  expect(said(`${head}name: 甲\n`)).toEqual(['“name”在同一处写了两次，只能留一个'])
  expect(found(`${head}assets:\n    points: 1\n  growth: 1\n`)).toEqual(['5:3 indentation'])
})

test('Chinese punctuation is recognised as what it is', () => {
  expect(said('program：x\nname：y\n')).toEqual(['这里是中文（全角）符号“：”，请改用英文（半角）符号，冒号后面空一格'])
  expect(found(`${head}${points}levels：\n  ladder: []\n`)).toEqual(['5:7 fullwidth'])
})

test('an empty file, a list and a lone word are not programs', () => {
  expect(['', '# only a comment\n', '- a\n', 'hello\n'].map(source => found(source))).toEqual([
    ['1:1 not-a-program'],
    ['1:1 not-a-program'],
    ['1:1 not-a-program'],
    ['1:1 not-a-program'],
  ])
})

test('an alias without its anchor, and one that unfolds without end, are told and not thrown', () => {
  expect(found(`${head}${points}stores: [*nowhere]\n`)).toEqual(['5:10 not-yaml'])
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((letter, index) => {
      const last = 'abcdefgh'[index]
      return `${letter}: &${letter} [${Array(9).fill(`*${last}`).join(', ')}]`
    }),
  ]
  expect(found(`${bomb.join('\n')}\n`)[0]).toMatch(/not-yaml$/)
})

test('a level that nobody can stay in is an error', () => {
  const source = ladder(
    `{ level: a, ${name} }`,
    `{ level: b, ${name}, from: ¥5000 }`,
    `{ level: c, ${name}, from: ¥3000 }`,
  )
  expect(found(source)).toEqual(['8:58 level-unreachable'])
  expect(said(source)).toEqual(['没有人会停在等级“b”：达到它的会员同时也达到了更高的“c”，请检查两级的门槛'])
})

test('equal thresholds make the lower level unreachable; one more measure does not', () => {
  const of = (b: string, c: string) =>
    found(ladder(`{ level: a, ${name} }`, `{ level: b, ${name}, from: ${b} }`, `{ level: c, ${name}, from: ${c} }`))
  expect(of('¥3000', '¥3000')).toEqual(['8:58 level-unreachable'])
  expect(of('¥3000', '¥3000.01')).toEqual([])
  expect(of('{ net-spend: ¥3000 }', '{ net-spend: ¥3000, visits: 3 }')).toEqual([])
  expect(of('{ net-spend: ¥3000, visits: 3 }', '{ net-spend: ¥2000 }')).toEqual(['8:58 level-unreachable'])
})

test('thresholds are for every level but the lowest, and never 0', () => {
  expect(found(ladder(`{ level: a, ${name}, from: ¥1 }`))).toEqual(['7:58 lowest-level-has-from'])
  expect(found(ladder(`{ level: a, ${name} }`, `{ level: b, ${name} }`))).toEqual(['8:7 level-without-from'])
  expect(found(ladder(`{ level: a, ${name} }`, `{ level: b, ${name}, from: 0 }`))).toEqual(['8:58 threshold-zero'])
})

test('a threshold of points or visits is a plain number', () => {
  const visits = (from: string) =>
    found(
      `${head}${points}levels:\n  measure: visits\n  ladder: [{ level: a, ${name} }, { level: b, ${name}, from: ${from} }]`,
    )
  expect([visits('4'), visits('¥4')]).toEqual([[], ['7:124 not-understood']])
})

test('two rules that give the same under the same conditions are an error, in whatever order they are written', () => {
  const source = rules(
    '{ rule: a, points: 1, per: ¥1, when: { level: [x, y], store: [s] } }',
    '{ rule: b, points: 5, per: ¥2, when: { store: [s], level: [y, x] } }',
  )
  expect(found(source).filter(finding => finding.includes('overlap'))).toEqual(['8:7 rules-overlap'])
  expect(found(rules('{ rule: a, points: 1, per: ¥1 }', '{ rule: b, points: 1, per: ¥1, when: {} }'))).toEqual([
    '8:7 rules-overlap',
  ])
})

test('rules of another manner, asset or condition do not overlap', () => {
  expect(
    found(
      `${head}assets: { p: { ${name} }, g: { ${name} } }\nearning:\n  rules:\n    - { rule: a, points: 1, per: ¥1 }\n    - { rule: b, points: 1, per: item }\n    - { rule: c, points: 1, per: receipt }\n    - { rule: d, points: 1, per: ¥1, asset: g }\n    - { rule: e, points: 1, per: ¥1, when: { store: [s] } }\n`,
    ),
  ).toEqual([])
})

test('two multipliers under the same conditions are an error of their own', () => {
  expect(found(rules('{ rule: a, times: 2 }', '{ rule: b, times: 3 }'))).toEqual(['8:7 multipliers-overlap'])
})

test('a multiplier below 1 is warned of where a higher one would switch it off', () => {
  const source = rules('{ rule: a, times: 0.5 }', '{ rule: b, times: 2, when: { store: [s] } }')
  expect(read(source).findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['multiplier-below-one', 'warning'],
  ])
  expect(found(rules('{ rule: a, times: 0.5 }'))).toEqual([])
})

test('a rule gives points or multiplies them, one of the two and completely', () => {
  const incomplete = [
    '{ rule: a }',
    '{ rule: a, points: 1 }',
    '{ rule: a, per: ¥1 }',
    '{ rule: a, points: 1, per: ¥1, times: 2 }',
  ]
  for (const rule of incomplete) expect(found(rules(rule))).toEqual(['7:7 rule-incomplete'])
})

test('numbers that cannot be counted exactly are refused', () => {
  expect(found(rules('{ rule: a, points: 0.33333, per: ¥1 }'))).toEqual(['7:18 too-many-decimals'])
  expect(found(rules('{ rule: a, times: 1.23456 }'))).toEqual(['7:18 too-many-decimals'])
  expect(found(ladder(`{ level: a, ${name}, times: 1.23456 }`))).toEqual(['7:58 too-many-decimals'])
  expect(found(rules('{ rule: a, points: 0.5, per: receipt }'))).toEqual(['7:18 points-not-whole'])
  expect(found(rules('{ rule: a, points: 1, per: ¥0 }'))).toEqual(['7:29 not-understood'])
})

test('rates that are too fine together are refused, fine ones are not', () => {
  const many = (decimals: string[]) =>
    found(
      `${head}${points}earning:\n  multipliers: all\n  rules:\n    - { rule: base, points: 1, per: ¥1 }\n${decimals.map((times, index) => `    - { rule: r${index}, times: ${times}, when: { store: [s${index}] } }\n`).join('')}`,
    )
  expect(many(['1.1', '1.25', '1.5'])).toEqual([])
  expect(many(['1.0001', '1.0003', '1.0007'])).toEqual(['5:1 rate-too-fine'])
})

test('a large bonus per receipt does not make rates too fine', () => {
  expect(found(rules('{ rule: base, points: 1, per: ¥1 }', '{ rule: visit, points: 1000000, per: receipt }'))).toEqual(
    [],
  )
})

test('minimum and maximum keep to the step, and the step to whole 分', () => {
  const off = (words: string) => found(`${head}${points}redemption:\n  - { rule: a, points: 500, off: ¥50${words} }\n`)
  expect(off('')).toEqual([])
  expect(off(', minimum: 300')).toEqual(['6:38 step-not-kept'])
  expect(off(', step: 100, minimum: 300')).toEqual([])
  expect(off(', maximum: 750')).toEqual(['6:38 step-not-kept'])
  expect(off(', step: 100, minimum: 300, maximum: 200')).toEqual(['6:65 maximum-below-minimum'])
  expect(off(', step: 1')).toEqual([])
  expect(found(`${head}${points}redemption: [{ rule: a, points: 3, off: ¥1 , step: 1 }]`)).toEqual([
    '5:51 step-not-money',
  ])
  expect(found(`${head}${points}redemption: [{ rule: a, points: 3, off: ¥0 }]`)).toEqual(['5:40 step-not-money'])
})

test('levels and assets that do not exist are found, with a suggestion', () => {
  const source = `${ladder(`{ level: silver, ${name} }`)}earning: { rules: [{ rule: a, points: 1, per: ¥1, when: { level: [silvr] } }] }\n`
  expect(said(source)).toEqual(['没有等级“silvr”，是不是“silver”？'])
  expect(found(source)).toEqual(['8:67 unknown-level'])
  expect(said(rules('{ rule: a, asset: point, points: 1, per: ¥1 }'))).toEqual([
    '没有积分种类“point”，是不是“points”？',
  ])
  expect(said(`${head}${points}redemption: [{ rule: a, asset: coins, points: 1, off: ¥1 }]`)).toEqual([
    '没有积分种类“coins”',
  ])
})

test('a level named in the condition of a discount is looked up too', () => {
  expect(found(ladder(`{ level: a, ${name}, discount: { percent: 5 %, when: { level: [b] } } }`))).toEqual([
    '7:100 unknown-level',
  ])
})

test('days that are not in the calendar and days and hours that run backwards are errors', () => {
  const when = (words: string) => found(rules(`{ rule: a, points: 1, per: ¥1, when: { ${words} } }`))
  expect(when('from: 2026-03-05, through: 2026-03-05')).toEqual([])
  expect(when('from: 2026-03-06, through: 2026-03-05')).toEqual(['7:46 days-reversed'])
  expect(when('through: 2026-02-29')).toEqual(['7:46 not-a-day'])
  expect(when('from: 2028-02-29')).toEqual([])
  expect(when('hours: 14:00-10:00')).toEqual(['7:46 hours-reversed'])
  expect(when('hours: 10:00-10:00')).toEqual(['7:46 hours-reversed'])
})

test('a code that is used twice is found at the second', () => {
  expect(found(rules('{ rule: a, points: 1, per: ¥1 }', '{ rule: a, points: 1, per: item }'))).toEqual([
    '8:9 name-twice',
  ])
  expect(found(ladder(`{ level: a, ${name} }`, `{ level: a, ${name}, from: ¥1 }`))).toEqual(['8:9 name-twice'])
})

test('a missing translation is a warning, and the program is still read', () => {
  const { program, findings } = read(`program: t\nname: { zh-CN: 测试 }\nassets: { points: { ${name} } }\n`)
  expect(program?.name).toEqual({ 'zh-CN': '测试', 'zh-TW': '测试', en: '测试' })
  expect(findings.map(({ severity, line, texts }) => [severity, line, texts['zh-CN']])).toEqual([
    ['warning', 2, '“测试”缺少 zh-TW, en 的文字，将显示简体中文'],
  ])
})

test('several mistakes are told at once, in the order of the file', () => {
  const source = `program: Test Program
name: { zh-CN: 测试, zh-TW: 測試, en: Test }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 yeers, roundng: up }
earning:
  rules:
    - { rule: base, points: many, per: ¥1 }
levels:
  ladder: nothing
`
  expect(found(source)).toEqual([
    '1:1 not-understood',
    '4:36 not-understood',
    '4:52 unknown-word',
    '7:21 not-understood',
    '9:3 not-understood',
  ])
})

test('mistakes of meaning are told at once too, with the warnings among them', () => {
  const source = `program: test
name: { zh-CN: 测试 }
assets: { points: { ${name} } }
earning:
  rules:
    - { rule: a, points: 1, per: ¥1, when: { level: [x] } }
    - { rule: a, times: 2, when: { from: 2026-02-30 } }
redemption:
  - { rule: off, points: 500, off: ¥50, minimum: 1 }
`
  expect(found(source)).toEqual([
    '2:1 translation-missing',
    '6:54 unknown-level',
    '7:9 name-twice',
    '7:36 not-a-day',
    '9:41 step-not-kept',
  ])
})

test('a finding speaks every language', () => {
  for (const finding of read(rules('{ rule: base, point: 1, per: ¥1 }')).findings)
    for (const language of languages) expect(finding.texts[language]).toMatch(/points/)
})

test('the nearest word is one that could have been meant, or none', () => {
  const known = ['points', 'per', 'times', 'rounding']
  expect(['point', 'Points', 'pont', 'roundng', 'time'].map(word => nearestWord(word, known))).toEqual([
    'points',
    'points',
    'points',
    'rounding',
    'times',
  ])
  expect(['colour', 'x', ''].map(word => nearestWord(word, known))).toEqual([undefined, undefined, undefined])
})

test('whatever is done to a program file, reading it answers and never throws', async () => {
  const source = await readFile(join(folder, 'p09-four-level-retail.yaml'), 'utf8')
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    '：',
    '\t',
    '*',
    '&a ',
    '!!int ',
    '0',
    '¥',
    ',',
    '%',
    '9999',
    '"',
    '- ',
    '<<: ',
    '~',
    '\n',
    '#',
    '1e400',
  ]
  const edit = fc.record({ at: fc.nat(source.length), remove: fc.nat(12), put: fc.constantFrom('', ...pieces) })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
      const changed = edits.reduce(
        (text, { at, remove, put }) => text.slice(0, at) + put + text.slice(at + remove),
        source,
      )
      const { program, findings } = read(changed)
      const hasErrors = findings.some(finding => finding.severity === 'error')
      expect(program === null).toBe(hasErrors)
      for (const { line, column, texts } of findings) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(texts.en).not.toMatch(/\{(word|value|detail|level|rule|step)\}/)
      }
    }),
    { numRuns: 500 },
  )
})
