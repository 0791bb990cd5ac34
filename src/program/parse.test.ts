import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languages } from '../shared/languages.ts'
import { readProgram } from './check.ts'
import { nearestWord } from './findings.ts'
import { aName, found, head, points, said, withLadder, withRules, zone } from './program-for-tests.ts'

const folder = join(import.meta.dirname, '../../programs')
const read = (source: string) => readProgram(source, { version: 1, zone })

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
  const source = withRules('{ rule: base, point: 1, per: ¥1 }')
  expect(read(source).findings).toMatchObject([{ line: 7, column: 21, code: 'unknown-word', severity: 'error' }])
  expect(said(source)).toEqual(['不认识“point”，是不是“points”？'])
})

test('only words that can stand there are suggested', () => {
  const source = `${head}${points}level: { ladder: [] }`
  expect(said(source)).toEqual(['不认识“level”，是不是“levels”？'])
})

test('a word that resembles nothing is answered with all that can stand there', () => {
  const source = withLadder(`{ level: a, ${aName}, colour: red }`)
  expect(said(source)).toEqual([
    '这里不能写“colour”，可以写：level, name, from, granted, kept, review, discount, times, benefits',
  ])
})

test('a mistyped word is found deep within conditions', () => {
  const source = withRules('{ rule: a, points: 1, per: ¥1, when: { any: [{ none: [{ levl: [x] }] }] } }')
  expect(found(source)).toEqual(['7 levl unknown-word'])
})

test('a value that is not understood is shown with what can be written instead', () => {
  expect(said(withRules('{ rule: a, points: 1, per: 1 }'))).toEqual([
    '看不懂“1”，这里应该这样写：item | receipt | ¥100',
  ])
  expect(said(`${head}${points}levels: { review: weekly, ladder: [{ level: a, ${aName} }] }`)).toEqual([
    '看不懂“weekly”，这里应该这样写：yearly | every 1 January | monthly | daily | never',
  ])
  expect(said(withRules('{ rule: a, points: 1, per: ¥1, when: { level: gold } }'))).toEqual([
    '看不懂“gold”，这里应该这样写：[silver, gold]',
  ])
  expect(said(`${head}${points}redemption:\n`)).toEqual(['看不懂“（空 empty）”，这里应该这样写：[…]'])
})

test('what is missing is said at the thing that misses it, each word by itself', () => {
  expect(found(withLadder('{ level: a }'))).toEqual(['7 { missing'])
  expect(said(`name: { zh-CN: 一 }`)).toEqual(['这里缺少“program”', '这里缺少“assets”'])
})

test('an amount, a length, a share or a time that could be misread is not accepted', () => {
  const off = (words: string) => found(`${head}${points}redemption: [{ rule: a, points: 500, ${words} }]`)
  expect(off('off: ¥50, share: 150 %')).toEqual(['5 share not-understood'])
  expect(off('off: ¥50, share: 50')).toEqual(['5 share not-understood'])
  expect(off('off: "¥5,0"')).toEqual(['5 off not-understood'])
  expect(off('off: 50.555')).toEqual(['5 off not-understood'])
  expect(off('off: ¥50, when: { hours: 25:00-26:00 }')).toEqual(['5 hours not-understood'])
  expect(found(`${head}assets: { points: { ${aName}, valid: 2000 years } }`)).toEqual(['3 valid not-understood'])
})

test('an amount with a comma is understood, and explained where YAML cuts it in two', () => {
  expect(found(withLadder(`{ level: a, ${aName} }`, `{ level: b, ${aName}, from: "¥3,000" }`))).toEqual([])
  expect(found(withLadder(`{ level: a, ${aName} }`, `{ level: b, ${aName}, from: ¥3,000 }`))).toEqual([
    '8 000 comma-in-amount',
  ])
})

test('a file that is not YAML says where it stops being so', () => {
  expect(said(`${head}assets: { points: [\n`)).toEqual(['前面的括号没有写完，缺少“]”'])
  expect(said(`${head}\tassets: 1\n`)).toEqual(['这一行用了 Tab 键缩进，请改用空格'])
  expect(said(`${head}name: 甲\n`)).toEqual(['“name”在同一处写了两次，只能留一个'])
  expect(found(`${head}assets:\n    points: 1\n  growth: 1\n`)).toEqual(['5 growth indentation'])
})

test('Chinese punctuation is recognised as what it is', () => {
  expect(said('program：x\nname：y\n')).toEqual(['这里是中文（全角）符号“：”，请改用英文（半角）符号，冒号后面空一格'])
  expect(found(`${head}${points}levels：\n  ladder: []\n`)).toEqual(['5 ： fullwidth'])
})

test('an empty file, a list and a lone word are not programs', () => {
  for (const source of ['', '# only a comment\n', '- a\n', 'hello\n'])
    expect(read(source).findings).toMatchObject([{ code: 'not-a-program', line: 1, column: 1 }])
})

test('an alias without its anchor, and one that unfolds without end, are told and not thrown', () => {
  expect(found(`${head}${points}stores: [*nowhere]\n`)).toEqual(['5 *nowhere not-yaml'])
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((letter, index) => {
      const last = 'abcdefgh'[index]
      return `${letter}: &${letter} [${Array(9).fill(`*${last}`).join(', ')}]`
    }),
  ]
  expect(found(`${bomb.join('\n')}\n`)[0]).toMatch(/not-yaml$/)
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
    '1 program not-understood',
    '4 valid not-understood',
    '4 roundng unknown-word',
    '7 points not-understood',
    '9 ladder not-understood',
  ])
})

test('a finding speaks every language', () => {
  for (const finding of read(withRules('{ rule: base, point: 1, per: ¥1 }')).findings)
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

// Some thousand files: a busy machine takes longer than a test usually may.
test('whatever is done to a program file, reading it answers and never throws', { timeout: 120_000 }, async () => {
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

test('what holds itself, or is nested without end, is explained', () => {
  const codes = (source: string) => read(source).findings.map(({ code }) => code)
  expect(codes('program: &a\n  b: *a')).toEqual(['holds-itself'])
  expect(codes('program: a\noffers: &o\n  - *o')).toEqual(['holds-itself'])
  expect(codes('['.repeat(100_000))).toEqual(['too-deep'])
  // The same thing twice is no circle.
  expect(codes('a: &a { b: 1 }\nc: *a\nd: *a')).not.toContain('holds-itself')
})
