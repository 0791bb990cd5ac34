import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { found, head, points, said, zone } from './program-for-tests.ts'

const name = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'
const levels = (...words: string[]) =>
  `levels:\n  ladder:\n${['plain', 'silver', 'gold'].map((level, rank) => `    - { level: ${level}, ${name}${rank > 0 ? `, from: ¥${rank}00` : ''}${words[rank] ?? ''} }\n`).join('')}`
const isTold = (one: string) => one.endsWith('higher-level-gets-less')

/** The ladder stands in lines 5 to 9, the first offer in line 11. */
const offers = (ladder: string, ...list: string[]) =>
  found(`${head}${points}${ladder}offers:\n${list.map(offer => `  - { ${offer} }\n`).join('')}`).filter(isTold)
/** The first rule stands in line 12. */
const earning = (ladder: string, ...list: string[]) =>
  found(`${head}${points}${ladder}earning:\n  rules:\n${list.map(rule => `    - { ${rule} }\n`).join('')}`).filter(
    isTold,
  )

const prices = levels('', ', discount: 2 %', ', discount: 5 %')
const week = 'from: 2026-10-01, through: 2026-10-07'
const holiday = (more: string, level = '[plain]') => `offer: a, ${name}, ${more}, when: { level: ${level}, ${week} }`

test('a discount for a lower level that is larger than the price of the next is told, to the hundredth of a per cent', () => {
  expect(offers(prices, holiday('discount: 5 %'))).toEqual(['11 [plain] higher-level-gets-less'].map(expectPlace))
  expect(offers(prices, holiday('discount: 2.01 %'))).toHaveLength(1)
  expect(offers(prices, holiday('discount: 2 %'))).toEqual([])
  expect(offers(prices, holiday('discount: 5 %', '[plain, silver, gold]'))).toEqual([])
  expect(offers(prices, holiday('discount: 5 %, coupon: { codes: shared }'))).toEqual([])
})

function expectPlace(text: string) {
  return expect.stringMatching(new RegExp(`^${text.split(' ')[0]} .*${text.split(' ').at(-1)}$`))
}

test('the sentence names both levels and both amounts', () => {
  const source = `${head}${points}${prices}offers:\n  - { ${holiday('discount: 5 %')} }\n`
  expect(said(source).join('\n')).toContain('“a”：同样情况下等级“silver”得 2 %，更低的“plain”却得 5 %')
})

test('what the level price and the offer come to together counts, and the better one where they are not added', () => {
  const silver = (more: string) => holiday(more, '[silver]')
  expect(offers(prices, silver('discount: 5 %'))).toHaveLength(1)
  expect(offers(prices, silver('discount: 5 %, level-price: the better one'))).toEqual([])
  expect(offers(prices, silver('discount: 6 %, level-price: the better one'))).toHaveLength(1)
})

test('whoever has another offer in the same circumstances has no less; one on fewer days is no such offer', () => {
  const mine = holiday('discount: 5 %')
  const theirs = (percent: number, when: string) =>
    `offer: b, ${name}, discount: ${percent} %, when: { level: [silver, gold], ${when} }`
  expect(offers(prices, mine, theirs(4, week))).toEqual([])
  expect(offers(prices, mine, theirs(4, 'from: 2026-09-01'))).toEqual([])
  expect(offers(prices, mine, theirs(4, 'from: 2026-10-02'))).toHaveLength(1)
  expect(offers(prices, mine, theirs(2, week))).toHaveLength(1)
})

test('of one group only the best counts', () => {
  const everybody = (percent: number) => `offer: b, ${name}, discount: ${percent} %, group: g`
  const mine = holiday('discount: 5 %, group: g')
  expect(offers(levels(), mine, everybody(4))).toHaveLength(1)
  expect(offers(levels(), mine, everybody(5))).toEqual([])
})

test('sums are compared with sums; a gift, or a sum instead of a price, with nothing', () => {
  const sum = (yuan: number, level: string, code: string) =>
    `offer: ${code}, ${name}, off: ¥${yuan}, when: { level: [${level}] }`
  expect(offers(levels(), sum(20, 'silver', 'a'), sum(19, 'gold', 'b'))).toHaveLength(1)
  expect(offers(levels(), sum(20, 'silver', 'a'), sum(20, 'gold', 'b'))).toEqual([])
  expect(offers(prices, sum(20, 'silver', 'a'))).toEqual([])
  expect(offers(levels(), sum(20, 'silver', 'a'), `offer: b, ${name}, gift: MUG, when: { level: [gold] }`)).toEqual([])
})

const base = 'rule: base, points: 1, per: ¥1'

test('points for a lower level are compared with what the higher earns with its multiplier', () => {
  const bonus = (points: number, more = '') => `rule: a, points: ${points}, per: ¥1, when: { level: [silver]${more} }`
  const times = levels('', '', ', times: 2')
  expect(earning(times, base, bonus(1))).toEqual([])
  expect(earning(times, base, bonus(1.01))).toHaveLength(1)
  expect(earning(times, base, bonus(1, ', class: [tea]'))).toEqual([])
  expect(earning(levels(), base, bonus(1, ', class: [tea]'))).toHaveLength(1)
  expect(earning(levels(), base, 'rule: a, points: 1, per: ¥1, when: { any: [{ level: [silver] }] }')).toHaveLength(1)
  expect(earning(levels(), base, 'rule: a, points: 1, per: ¥1, when: { none: [{ level: [plain] }] }')).toEqual([])
  expect(earning(levels(), base, 'rule: a, points: 1, per: ¥1, when: { none: [{ level: [gold] }] }')).toHaveLength(1)
})

test('of an exclusive group the rule of the highest priority counts', () => {
  const rule = (code: string, rate: number, more: string) => `rule: ${code}, points: ${rate}, per: ¥1, group: g${more}`
  const silver = rule('a', 2, ', when: { level: [silver] }')
  expect(earning(levels(), silver, rule('b', 1, ', when: { level: [gold] }'))).toHaveLength(1)
  expect(earning(levels(), silver, rule('b', 2, ', when: { level: [gold] }'))).toEqual([])
  expect(earning(levels(), silver, rule('b', 1, ', priority: 1'))).toEqual([])
})

test('a multiplier for a lower level, and points for what is not bought', () => {
  const times = (factor: number) => `rule: a, times: ${factor}, when: { level: [silver], birthday: day }`
  const ladder = levels('', '', ', times: 2')
  expect([earning(ladder, base, times(2)).length, earning(ladder, base, times(2.5)).length]).toEqual([0, 1])
  const visit = (code: string, count: number, level: string) =>
    `rule: ${code}, on: check-in, points: ${count}, when: { level: [${level}] }`
  expect(earning(ladder, visit('a', 5, 'silver'), visit('b', 4, 'gold'))).toHaveLength(1)
  expect(earning(ladder, visit('a', 5, 'silver'), visit('b', 5, 'gold'))).toEqual([])
})

test('the value of a point must not fall with the level', () => {
  const redemption = (off: string) =>
    found(`${head}${points}${levels()}redemption:\n  - { rule: r, points: 100, off: { ${off} } }\n`).filter(isTold)
  expect(redemption('plain: ¥1, silver: ¥1.20, gold: ¥1.19')).toHaveLength(1)
  expect(redemption('plain: ¥1, silver: ¥1.20, gold: ¥1.20')).toEqual([])
  expect(redemption('plain: ¥1, silver: ¥1.20')).toHaveLength(1)
})

const folder = join(import.meta.dirname, '../../programs')

test.each(readdirSync(folder).filter(file => file.endsWith('.yaml')))('%s leaves nobody out', file => {
  const { findings } = readProgram(readFileSync(join(folder, file), 'utf8'), { version: 1, zone })
  expect(findings.filter(({ code }) => code === 'higher-level-gets-less').map(({ texts }) => texts.en)).toEqual([])
})
