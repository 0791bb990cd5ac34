import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { benefitMissing } from './decide-benefit.ts'
import { decideOccasion, decideReward } from './decide-occasion.ts'
import { diffPrograms } from './diff.ts'
import { compiled, decided, found, head, line, member, sale, whyOf, zone } from './program-for-tests.ts'
import { summarise } from './summary.ts'
import { expiryOf, lastDayOf } from './validity.ts'

const source = `${head}assets:
  points: { name: { zh-CN: 积分, zh-TW: 積分, en: points }, valid: { through: 2027-03-31 } }
  stars: { name: { zh-CN: 星, zh-TW: 星, en: stars } }
earning:
  rules:
    - { rule: base, name: { zh-CN: 消费, zh-TW: 消費, en: Base }, points: 1, per: ¥1 }
    - { rule: tea, name: { zh-CN: 茶, zh-TW: 茶, en: Tea }, points: 1, per: item, when: { class: [茶] } }
    - { rule: double, name: { zh-CN: 双倍, zh-TW: 雙倍, en: Double }, times: 2 }
    - { rule: check-in, on: check-in, points: 5 }
    - { rule: star, asset: stars, points: 1, per: receipt }
redemption:
  - { rule: back, name: { zh-CN: 换, zh-TW: 換, en: Back }, uses: { stars: 1 }, gives: { points: 10 } }
benefits:
  - { benefit: monthly, name: { zh-CN: 月礼, zh-TW: 月禮, en: Monthly }, on: month, gives: { points: 10 } }
`
const program = compiled(source)
const rich = member({ usable: { points: 0, stars: 9 } })
const midnight = [
  ['2027-03-31T23:59', '2027-03-31'],
  ['2027-04-01T00:00', '2027-04-01'],
] as const
/** The same instants as an occasion, at the two sides of the midnight of Shanghai. */
const moments = midnight.map(([at, on]) => ({
  at: new Date(`${at}:00+08:00`),
  on,
  minute: on === '2027-03-31' ? 1439 : 0,
  storeCode: 'S01',
  channel: 'app',
}))

test('all points end with the midnight after the one day, whenever they were earned', () => {
  const { valid } = program.assets[0]!
  expect(['2020-01-01', '2027-03-31'].map(day => lastDayOf(valid, day))).toEqual(['2027-03-31', '2027-03-31'])
  expect(expiryOf(valid, '2026-03-05', zone)?.toISOString()).toBe('2027-03-31T16:00:00.000Z')
  expect(expiryOf(valid, '2026-03-05', 'UTC')?.toISOString()).toBe('2027-04-01T00:00:00.000Z')
})

test('the last minute of the day earns points that end with it; a minute later earns none, and says why', () => {
  const bought = midnight.map(([at]) => decided(program, rich, sale([line(100, { class: '茶' })], { at })).earnings)
  expect(bought.map(earnings => earnings.map(({ points }) => points))).toEqual([
    [202, 1],
    [0, 1],
  ])
  expect(bought[0]?.[0]?.expiresAt?.toISOString()).toBe('2027-03-31T16:00:00.000Z')
  expect(whyOf(program, sale([line(100)], { at: '2027-04-01T00:00' }))).toEqual(
    ['Double', 'Base', 'Tea'].map(name => `${name} did not apply: these points have ended, and no more are given`),
  )
})

test('activities, rewards and benefits give none of them after the day', () => {
  const gifts = moments.map(moment => decideOccasion(program, rich, { code: 'check-in', ...moment })[0]?.points)
  expect(gifts).toEqual([5, 0])
  const rewards = moments.map(moment => decideReward(program, rich, { rule: 'back', times: 1, ...moment }))
  expect(rewards.map(answer => ('refusal' in answer ? [answer.refusal, answer.values.condition] : 'given'))).toEqual([
    'given',
    ['redeem-not-now', 'points-ended'],
  ])
  const [benefit] = program.benefits
  expect(moments.map(moment => benefitMissing(program, benefit!, { member: rich, moment }))).toEqual([
    null,
    'points-ended',
  ])
})

test('what begins after the day is told at its first day, what begins on it is not', () => {
  const later = (from: string) =>
    found(
      source
        .replace('{ class: [茶] }', `{ class: [茶], from: ${from} }`)
        .replace('gives: { points: 10 } }\nbenefits', `gives: { points: 10 }, when: { from: ${from} } }\nbenefits`)
        .replace('on: month, gives: { points: 10 }', `on: month, gives: { points: 10 }, when: { from: ${from} }`),
    )
  expect(later('2027-03-31')).toEqual([])
  expect(later('2027-04-01')).toEqual(['9 from given-after-end', '14 from given-after-end', '16 from given-after-end'])
  const { findings } = readProgram(source.replace('{ class: [茶] }', '{ from: 2027-04-01 }'), { version: 1, zone })
  const told = findings.find(({ code }) => code === 'given-after-end')
  expect(told).toMatchObject({ severity: 'warning' })
  expect(told?.texts.en).toContain('points earned after it are never usable')
})

test.each([
  ['valid: { through: 2027-02-30 }', 'not-a-day'],
  ['valid: { through: 2027-03-31, each: 03-31 }', 'validity-incomplete'],
  ['valid: { through: 2027-03-31, for: 1 month }', 'word-of-other-validity'],
  ['valid: { through: 2027-03-31, kept-by: [purchase] }', 'word-of-other-validity'],
  ['valid: { through: 2027-03-31 }, pending: 14 days', 'pending-beyond-end'],
  ['valid: { through: 2027-03-31 }, pending: until delivered', 'pending-beyond-end'],
])('%s is refused with a sentence', (words, code) => {
  const text = source.replace('valid: { through: 2027-03-31 }', words)
  const answer = readProgram(text, { version: 1, zone })
  expect([answer.program, answer.findings.map(finding => finding.code)]).toEqual([null, [code]])
})

test('summary and difference say the day', () => {
  expect(JSON.stringify(summarise(program))).toContain(
    'All points can be used through 2027-03-31, then they are cleared, and no more are given',
  )
  const documentOf = (text: string) => readProgram(text, { version: 1, zone }).document!
  const changed = JSON.stringify(
    diffPrograms(documentOf(source), documentOf(source.replace('2027-03-31', '2027-06-30'))),
  )
  expect(changed).toContain('2027-03-31')
  expect(changed).toContain('2027-06-30')
})
