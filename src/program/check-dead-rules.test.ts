import { expect, test } from 'vitest'
import { found, head, points } from './program-for-tests.ts'

/** The first rule stands in line 7. */
const rules = (...list: string[]) =>
  found(`${head}${points}earning:\n  rules:\n${list.map(rule => `    - ${rule}\n`).join('')}`)
const base = '{ rule: base, points: 1, per: ¥1 }'

test('two rules whose days meet are told, to the day; the same kind, goods and asset alone', () => {
  const first = '{ rule: a, points: 1, per: ¥1, when: { class: [tea], through: 2026-05-10 } }'
  const second = (from: string, more = '') =>
    `{ rule: b, points: 2, per: ¥1${more}, when: { class: [tea], from: ${from} } }`
  expect(rules(first, second('2026-05-10'))).toEqual(['8 { days-overlap'])
  expect(rules(first, second('2026-05-11'))).toEqual([])
  expect(rules(first.replace('tea', 'cup'), second('2026-05-10'))).toEqual([])
  expect(rules(first.replace('per: ¥1', 'per: item'), second('2026-05-10'))).toEqual([])
  expect(rules(first.replace('per: ¥1', 'per: ¥1, group: g'), second('2026-05-10', ', group: g'))).toEqual([])
  expect(rules(base, second('2026-05-10'))).toEqual([])
})

test('two offers of a kind whose days meet are told, unless something keeps them apart', () => {
  const offers = (more = '', through = '2026-05-10') =>
    found(`${head}${points}offers:
  - { offer: a, name: { zh-CN: 甲, zh-TW: 甲, en: A }, off: ¥5, when: { through: ${through} }${more} }
  - { offer: b, name: { zh-CN: 乙, zh-TW: 乙, en: B }, off: ¥9, when: { from: 2026-05-10 }${more} }
`)
  expect([offers(), offers('', '2026-05-09')]).toEqual([['7 { days-overlap'], []])
  expect([offers(', group: g'), offers(', stacks: alone'), offers(', coupon: { codes: shared }')]).toEqual([[], [], []])
})

test('a rule of nothing is dead, and one of a point is not', () => {
  expect([rules('{ rule: a, points: 0, per: ¥1 }'), rules(base)]).toEqual([['7 points rule-gives-nothing'], []])
})

test('away from a receipt nothing can be asked of it', () => {
  const occasion = (when: string) => rules(`{ rule: a, on: check-in, points: 1, when: { ${when} } }`)
  for (const when of ['class: [tea]', 'basket-from: ¥1', 'tender: [cash]', 'any: [{ sku: [A] }]'])
    expect(occasion(when), when).toEqual(['7 when no-receipt-here'])
  for (const when of ['weekday: [sat]', 'store: [S01]', 'birthday: day']) expect(occasion(when), when).toEqual([])
  const reward = (what: string) => found(`${head}${points}redemption:\n  - { rule: a, points: 5, ${what} }\n`)
  expect(reward('gives: { goods: MUG }, when: { class: [tea] }')).toEqual(['6 when no-receipt-here'])
  expect(reward('off: ¥1, when: { class: [tea] }')).toEqual([])
})

test('a condition that forbids what it asks for never holds', () => {
  const when = (words: string) => rules(`{ rule: a, points: 1, per: ¥1, when: { ${words} } }`)
  expect(when('store: [S01], none: [{ store: [S01] }]')).toEqual(['7 none forbids-itself'])
  expect(when('none: [{}]')).toEqual(['7 none forbids-itself'])
  expect(when('store: [S01], none: [{ store: [S02] }]')).toEqual([])
  expect(when('store: [S01], none: [{ store: [S01], weekday: [sat] }]')).toEqual([])
})

test('a day that no month has is told', () => {
  const when = (words: string) => rules(`{ rule: a, points: 1, per: ¥1, when: { ${words} } }`)
  expect(when('month: [2], month-day: [30]')).toEqual(['7 month-day no-such-day'])
  expect(when('month: [2], month-day: [29, 30]')).toEqual([])
  expect([when('month: [4], month-day: [31]'), when('month: [4, 5], month-day: [31]')]).toEqual([
    ['7 month-day no-such-day'],
    [],
  ])
})
