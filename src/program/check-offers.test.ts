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
  expect(found(file(['offer: a, off: ¥10, group: g', 'offer: b, off: ¥20, group: g']))).toEqual([])
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
