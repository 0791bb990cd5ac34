import { expect, test } from 'vitest'
import { describeCondition } from './describe-condition.ts'
import type { Condition } from './document.ts'
import { compiled, head, points } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const said = (condition: Condition) => describeCondition(condition, new Map())

test('what holds together within any and none has brackets of its own, in the signs of the language', () => {
  const sunday: Condition = { weekday: ['sun'] }
  const both: Condition = { class: ['tea'], store: ['S01'] }
  expect(said({ any: [both, sunday] })?.en).toBe('((goods of class tea and in store S01) or on Sunday)')
  expect(said({ any: [{ all: [both] }, sunday] })?.['zh-TW']).toBe('（（品類為tea，且在門市S01），或在週日）')
  expect(said({ none: [sunday, both] })?.en).toBe('not: (on Sunday or (goods of class tea and in store S01))')
  expect(said({ 'basket-has': [both, { sku: ['A'] }] })?.en).toBe(
    'the receipt has ((goods of class tea and in store S01), goods A)',
  )
})

test('a single part needs no brackets within those that are there', () => {
  expect(said({ any: [{ class: ['tea'], store: ['S01'] }] })?.en).toBe('(goods of class tea and in store S01)')
  expect(said({ all: [{ class: ['tea'] }, { store: ['S01'] }] })?.['zh-CN']).toBe('品类为tea，且在门店S01')
})

test('a threshold of several ways has the brackets of the language too', () => {
  const name = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'
  const from = '{ any: [{ visits: 3, net-spend: ¥5 }, { visits: 9 }] }'
  const ladder = `ladder: [{ level: a, ${name} }, { level: b, ${name}, from: ${from} }]`
  const told = summarise(compiled(`${head}${points}levels: { ${ladder} }\n`)).flatMap(({ sentences }) => sentences)
  expect(told.map(text => text.en).join()).toMatch(/\(Net spend ≥ ¥5 and .+ ≥ 3\) or /)
  expect(told.map(text => text['zh-CN']).join()).toMatch(/（消费净额 ≥ ¥5 且 .+ ≥ 3） 或 /)
})
