import { expect, test } from 'vitest'
import { languages } from '../shared/languages.ts'
import { compiled, head, points } from './program-for-tests.ts'
import { summarise } from './summary.ts'

const told = (body: string, language: 'zh-CN' | 'zh-TW' | 'en' = 'zh-CN') =>
  summarise(compiled(`${head}${body}`)).flatMap(({ sentences }) => sentences.map(text => text[language]))

const earns = 'earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }\n'
const ladder = (...words: string[]) =>
  `levels: { ${words.map(word => `${word}, `).join('')}ladder: [{ level: a, name: 普通 }, { level: b, name: 银卡, from: 100, discount: 9 折 }] }\n`

test('odd points are said to be dropped, or what the file says of them', () => {
  const of = (rounding: string) =>
    told(`assets: { points: { name: 积分${rounding} } }\n${earns}`).find(text => text.includes('取整'))
  expect([of(''), of(', rounding: nearest'), of(', rounding: up')]).toEqual([
    '每张小票合计后取整一次，不满 1 分的舍去',
    '每张小票合计后取整一次，四舍五入',
    '每张小票合计后取整一次，不满 1 分的进为 1 分',
  ])
})

test('points are usable at once where they wait for nothing, and not where they wait', () => {
  const of = (pending: string) => told(`assets: { points: { name: 积分${pending} } }\n${earns}`).join()
  expect(of('')).toContain('消费所得的马上可用')
  expect(of(', pending: 7 days')).not.toContain('马上可用')
})

test('an end says its last day for points of 15 March', () => {
  const of = (valid: string) =>
    told(`assets: { points: { name: 积分, valid: ${valid} } }\n${earns}`, 'en').find(text =>
      text.includes('example: what'),
    )
  const through = (day: string) => `For example: what is earned on 2026-03-15 can be used through ${day}`
  expect(of('2 years')).toBe(through('2028-03-15'))
  expect(of('{ to: end of year }')).toBe(through('2026-12-31'))
  expect(of('{ for: 1 year, to: end of year }')).toBe(through('2027-12-31'))
  expect(of('{ each: 03-31 }')).toBe(through('2026-03-31'))
  expect(of('never ends')).toBeUndefined()
})

test('a time that is left out is the last 12 months, reviewed yearly; one that no threshold counts over is not said', () => {
  const left = told(`${points}${ladder('measure: visits')}`)
  expect(left).toContain('按最近 12 个月统计，达标即升，下一单起享受')
  expect(left).toContain('升级满一年时复评，以后每年一次：不达标降到达标的等级')
  expect(told(`${points}${ladder('measure: visits', 'window: since joining', 'review: never')}`)).toEqual(
    expect.arrayContaining([
      '按入会以来累计统计，达标即升，下一单起享受',
      '不复评：升了就不降（带来升级的那张小票退货除外）',
    ]),
  )
  const own = `levels: { ladder: [{ level: a, name: 普通 }, { level: b, name: 银卡, from: { visits: 3, window: last full month } }] }\n`
  expect(told(`${points}${own}`, 'en')).toContain('Whoever reaches a level has it from the next receipt on')
})

test('what a threshold counts is said where the ladder counts it, within a score too', () => {
  const of = (words: string[]) => told(`${points}${ladder(...words)}`).filter(text => text.includes('＝'))
  expect(of(['measure: visits'])).toEqual(['消费次数＝小票张数，整单退回的不算'])
  expect(
    of(['measure: score', 'score: { net-spend: 1 per ¥10, points-earned: 1 }']).map(text => text.slice(0, 4)),
  ).toEqual(['消费净额', '获得积分'])
})

test('offers are for members, in a certain order, with the level price or not', () => {
  const offers = `offers:
  - { offer: ten, name: 减十, off: ¥10 }
  - { offer: rice, name: 会员价, prices: { RICE: ¥9 } }
  - { offer: day, name: 会员日, discount: 9 折, level-price: the better one }
redemption: [{ rule: cash, points: 100, off: ¥1 }]
`
  const said = told(`${points}${offers}${ladder('measure: visits')}`)
  expect(said).toEqual(
    expect.arrayContaining([
      '促销只给会员，散客没有',
      '会员价、减十：减过以后再享会员等级价',
      '同一张小票上的先后：会员价 → 会员日 → 减十 → 会员等级价 → 积分抵扣；每一步按前面剩下的金额算',
    ]),
  )
  const alone = told(`${points}offers: [{ offer: ten, name: 减十, off: ¥10 }]\n`).join()
  expect(alone).toContain('散客没有')
  expect(alone).not.toMatch(/先后|等级价/)
})

test('levels below the first that is named cannot use points, those above take its value', () => {
  const levels =
    'levels: { ladder: [{ level: a, name: 甲 }, { level: b, name: 乙, from: ¥1 }, { level: c, name: 丙, from: ¥2 }] }\n'
  expect(told(`${points}redemption: [{ rule: cash, name: 抵现, points: 100, off: { b: ¥2 } }]\n${levels}`)).toContain(
    '抵现：每 100 分抵 甲不能用、乙 ¥2、丙 ¥2，按 100 分的整数倍使用，可抵全部应付金额',
  )
})

test('limits of the calendar are said to be so, limits of a day or a life need no word', () => {
  const of = (limit: string) =>
    told(`${points}earning: { rules: [{ rule: c, on: check-in, points: 5, limit: ${limit} }] }\n`).join()
  expect(of('3 times a month')).toContain('按日历计')
  expect(of('1 time in life')).not.toContain('按日历计')
})

test('excluded goods are excluded by themselves; a condition on the receipt excludes all of it', () => {
  const of = (none: string) =>
    told(`${points}earning: { rules: [{ rule: r, points: 1, per: ¥1, when: { none: [${none}] } }] }\n`)[0]
  expect(of('{ class: [医保] }')).toContain('品类为医保的商品除外，同一张小票的其他商品照算')
  expect(of('{ weekday: [sun] }')).toContain('不属于：（在周日）')
})

test('every default is said in every language, without a hole', () => {
  const body = `${points}${earns}redemption: [{ rule: cash, points: 100, off: ¥1 }]
offers: [{ offer: d, name: 折, discount: 9 折 }, { offer: s, name: 满减, steps: { ¥1: ¥1, ¥2: ¥2 } }]
${ladder('measure: score', 'score: { net-spend: 1 per ¥10, points-earned: 1, visits: 1 }')}`
  const counts = languages.map(language => told(body, language))
  for (const sentences of counts) for (const text of sentences) expect(text).not.toMatch(/undefined|null|\{|\}/)
  expect(new Set(counts.map(sentences => sentences.length)).size).toBe(1)
})
