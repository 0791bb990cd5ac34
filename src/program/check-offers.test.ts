import { expect, test } from 'vitest'
import { aName, found, head, points, said } from './program-for-tests.ts'

/** The first offer stands in line 6. */
const file = (offers: string[], more = '') =>
  `${head}${points}offers:\n${offers.map(rest => `  - { ${aName}, ${rest} }\n`).join('')}${more}`

test('an offer gives exactly one thing', () => {
  expect(found(file(['offer: a, off: ¥10']))).toEqual([])
  expect(found(file(['offer: a']))).toEqual(['6 { offer-kinds'])
  expect(found(file(['offer: a, off: ¥10, gift: MUG']))).toEqual(['6 { offer-kinds'])
})

test('every belongs to off, and most to discount', () => {
  expect(found(file(['offer: a, discount: 5 %, every: ¥100']))).toEqual(['6 every offer-word-alone'])
  expect(found(file(['offer: a, off: ¥5, most: ¥100']))).toEqual(['6 most offer-word-alone'])
})

test('nothing off is a mistake', () => {
  expect(found(file(['offer: a, off: ¥0', 'offer: b, discount: 0 %', 'offer: c, steps: { ¥1: ¥0 }']))).toEqual([
    '6 off offer-gives-nothing',
    '7 discount offer-gives-nothing',
    '8 steps offer-gives-nothing',
  ])
})

test('a step may give all of its threshold, but not more', () => {
  expect(found(file(['offer: a, steps: { ¥100: ¥100 }']))).toEqual([])
  expect(found(file(['offer: a, steps: { ¥100: ¥100.01 }']))).toEqual(['6 steps step-gives-all'])
  expect(found(file(['offer: a, every: ¥10, off: ¥11']))).toEqual(['6 off step-gives-all'])
  expect(said(file(['offer: a, steps: { ¥30: ¥40 }']))).toEqual(['促销“a”：满 ¥30 减 ¥40，减得比买得还多'])
})

test('a higher step gives more, and no step is there twice', () => {
  expect(found(file(['offer: a, steps: { ¥300: ¥40, ¥600: ¥40 }']))).toEqual(['6 steps step-gives-less'])
  expect(found(file(['offer: a, steps: { ¥300: ¥40, 300: ¥50 }']))).toEqual(['6 steps step-twice'])
})

test('a step that is no money is shown how steps are written', () => {
  expect(said(file(['offer: a, steps: { many: ¥40 }']))[0]).toContain('{ ¥300: ¥40, ¥600: ¥100 }')
})

test('two of three leaves one free, three of three none', () => {
  expect(found(file(['offer: a, pay: 2 of 3']))).toEqual([])
  expect(found(file(['offer: a, pay: 3 of 3']))).toEqual(['6 pay pay-all'])
})

test('two of a kind under one condition are told, unless a group keeps them apart', () => {
  expect(found(file(['offer: a, off: ¥10', 'offer: b, off: ¥20']))).toEqual(['7 { offers-overlap'])
  // Of a group only the better one counts, so the other never does.
  expect(found(file(['offer: a, off: ¥10, group: g', 'offer: b, off: ¥20, group: g']))).toEqual(['6 { rule-outdone'])
  expect(found(file(['offer: a, off: ¥10', 'offer: b, off: ¥20, stacks: alone']))).toEqual([])
  expect(found(file(['offer: a, off: ¥10', 'offer: b, off: ¥20, when: { weekday: [sat] }']))).toEqual([])
  expect(found(file(['offer: a, gift: A', 'offer: b, gift: B']))).toEqual([])
})

test('a code is there once, and the goods of an offer look like a SKU', () => {
  expect(found(file(['offer: a, off: ¥10', 'offer: a, discount: 5 %']))).toEqual(['7 offer name-twice'])
  expect(found(file(['offer: a, gift: A 1', 'offer: b, prices: { Ａ1: ¥5 }']))).toEqual([
    '6 gift sku-odd',
    '7 Ａ1 sku-odd',
  ])
})

test('the conditions of offers are checked like all others', () => {
  expect(found(file(['offer: a, off: ¥10, when: { level: [gold] }']))).toEqual(['6 gold unknown-level'])
})

test('a guard that can never act is told', () => {
  expect(found(file(['offer: a, off: ¥10'], 'guard: { discount: 99 % }\n'))).toEqual([])
  expect(found(file(['offer: a, off: ¥10'], 'guard: { discount: 100 % }\n'))).toEqual(['7 discount guard-never'])
  expect(found(file(['offer: a, off: ¥10'], 'guard: {}\n'))).toEqual(['7 guard guard-empty'])
  expect(found(`${head}${points}guard: { margin: 10 % }\n`)).toEqual(['5 guard guard-never'])
})

test('limits stand in the words of earning rules, of times or of money', () => {
  for (const limit of ['1 time a day', '3 times a month', '¥0.50 a receipt', '¥1,000 a year', '¥50000 in all'])
    expect(found(file([`offer: a, discount: 5 %, limit: "${limit}"`])), limit).toEqual([])
  for (const limit of ['5 points a day', '0 times a day', '¥0 a day', '1 a member', '¥1.234 a day', '5 a day'])
    expect(found(file([`offer: a, discount: 5 %, limit: "${limit}"`])), limit).toEqual(['6 limit not-understood'])
})

test('a limit that nothing can reach is pointed at', () => {
  const limited = (limit: string) => found(file([`offer: a, off: ¥10, limit: ${limit}`]))
  expect(limited('[5 times a day, 6 times a month]')).toEqual([])
  expect(limited('[6 times a day, 6 times a month]')).toEqual(['6 6 limit-never'])
  expect(limited('[1 time a day, 30 times a month]')).toEqual([])
  expect(limited('[1 time a day, 31 times a month]')).toEqual(['6 31 limit-never'])
  expect(limited('[3 times a week, 3 times a month]')).toEqual([])
  expect(limited('[1 time in life, 1 time in all]')).toEqual(['6 1 limit-never'])
  expect(limited('[1 time a day, ¥309 a month]')).toEqual([])
  expect(limited('[1 time a day, ¥310 a month]')).toEqual(['6 ¥310 limit-never'])
  expect(limited('[1 time a day, ¥5 a month]')).toEqual([])
  expect(limited('¥9.99 a receipt')).toEqual([])
  expect(limited('¥10 a receipt')).toEqual(['6 limit limit-never'])
  expect(limited('1 time a receipt')).toEqual(['6 limit limit-once-anyway'])
  expect(limited('¥0.00 a day')).toEqual(['6 limit offer-gives-nothing'])
})

test('one limit for a span, and those of coupons stand with the coupon', () => {
  expect(found(file(['offer: a, off: ¥10, limit: [1 time a day, 2 times a day]']))).toEqual(['6 2 limit-twice'])
  expect(found(file(['offer: a, off: ¥10, limit: 1 time a day, coupon: { codes: shared }']))).toEqual([
    '6 limit offer-limit-coupon',
  ])
})
