import { expect, test } from 'vitest'
import { decideOccasion, decideReward } from './decide-occasion.ts'
import type { MemberFacts } from './facts.ts'
import { compiled, earning, head, member } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'
import { rewardChoice } from './reward-choice.ts'

const moment = { at: new Date('2026-03-05T04:00:00Z'), on: '2026-03-05', minute: 720, storeCode: 'S01', channel: 'app' }
const used = (key: string, points: number, times: number): Partial<MemberFacts> => ({
  used: { [key]: { points, times } },
})

test('a check-in gives its points, and a purchase rule does not hear of it', () => {
  const program = earning('{ rule: base, points: 1, per: ¥1 }', '{ rule: check-in, on: check-in, points: 5 }')
  expect(decideOccasion(program, member(), { code: 'check-in', ...moment })).toMatchObject([{ points: 5 }])
  expect(decideOccasion(program, member(), { code: 'review', ...moment })).toEqual([])
})

test('at its limit an occasion gives what is left, then nothing, and says so', () => {
  const program = earning('{ rule: review, on: review, points: 30, limit: 50 points a month }')
  const given = (points: number) =>
    decideOccasion(program, member(used('review|month', points, 1)), { code: 'review', ...moment })[0]
  expect([given(0)?.points, given(20)?.points, given(21)?.points, given(50)?.points]).toEqual([30, 30, 29, 0])
  expect(given(50)?.reasons.map(reason => reasonSentence(reason, 'en'))).toEqual([
    'review has reached its limit (50 points a month): nothing this time',
  ])
})

test('conditions hold as for a purchase; there are no goods', () => {
  const program = earning(
    '{ rule: girls, on: joining, points: 100, when: { gender: [female] } }',
    '{ rule: tea, on: joining, points: 7, when: { class: [tea] } }',
  )
  const points = (gender: MemberFacts['gender']) =>
    decideOccasion(program, member({ gender }), { code: 'joining', ...moment })[0]?.points
  expect([points('female'), points('male')]).toEqual([100, 0])
})

const shop = compiled(`${head}assets:
  points: { name: 积分 }
  chances: { name: 晋升机会 }
redemption:
  - { rule: chance, points: 100, gives: { chances: 1 }, limit: 3 times a year }
  - { rule: promotion, uses: { chances: 1 }, gives: one level up }
  - { rule: drink, points: 200, gives: { goods: DRINK }, when: { month: [11] } }
levels:
  ladder: [{ level: a, name: 甲 }, { level: b, name: 乙, from: ¥1 }]
`)
const ask = (rule: string, times: number, who: Partial<MemberFacts>) => {
  const outcome = decideReward(shop, member(who), { ...moment, rule, times })
  return 'refusal' in outcome ? outcome.refusal : [outcome.reward.gives.kind, outcome.reward.points * times]
}

test('points buy what a rule gives, as often as there are points', () => {
  expect(ask('chance', 2, { usable: { points: 200 } })).toEqual(['asset', 200])
  expect(ask('chance', 2, { usable: { points: 199 } })).toBe('redeem-not-enough')
  expect(ask('promotion', 1, { usable: { chances: 1 } })).toEqual(['level-up', 1])
  expect(ask('promotion', 1, { usable: { points: 500 } })).toBe('redeem-not-enough')
})

test('a reward has limits and conditions', () => {
  const rich = { usable: { points: 9_999 } }
  expect(ask('chance', 1, { ...rich, ...used('chance|year', 200, 2) })).toEqual(['asset', 100])
  expect(ask('chance', 2, { ...rich, ...used('chance|year', 200, 2) })).toBe('reward-limit')
  expect(ask('drink', 1, rich)).toBe('redeem-not-now')
  expect(ask('gone', 1, rich)).toBe('redeem-unknown-rule')
})

test('points lift to the ceiling and no higher; without one, the ladder bounds', () => {
  const ladder = `levels:
  ladder:
    - { level: a, name: 甲 }
    - { level: b, name: 乙, from: ¥1 }
    - { level: c, name: 丙, from: ¥2 }
    - { level: d, name: 丁, from: ¥3 }
`
  const program = compiled(`${head}assets: { points: { name: 积分 } }
redemption:
  - { rule: up, name: 升级, points: 1, gives: { up-to: c, kept: 1 year } }
  - { rule: free, points: 1, gives: { kept: 1 year } }
${ladder}`)
  const may = (rule: string, level: string, times: number) => {
    const outcome = decideReward(program, member({ level, usable: { points: 9 } }), { ...moment, rule, times })
    return 'refusal' in outcome ? outcome.refusal : 'given'
  }
  expect([may('up', 'b', 1), may('up', 'c', 1), may('up', 'd', 1)]).toEqual([
    'given',
    'reward-level-ceiling',
    'reward-level-ceiling',
  ])
  expect([may('up', 'a', 2), may('up', 'a', 3)]).toEqual(['given', 'reward-level-ceiling'])
  expect(may('free', 'c', 1)).toBe('given')
  const choice = (level: string) =>
    rewardChoice(program, member({ level, usable: { points: 9 } }), { ...moment, rule: 'up' })
  expect([choice('a').timesMax, choice('b').timesMax, choice('c').timesMax]).toEqual([2, 1, 0])
  expect(choice('c').refusal?.refusal).toBe('reward-level-ceiling')
})
