import { describe, expect, test } from 'vitest'
import { activitiesKnownTo } from './activity-codes.ts'
import { readProgram } from './check.ts'
import { decideActivityBenefits, limitsOfActivity } from './decide-benefit.ts'
import { diffPrograms } from './diff.ts'
import { completionsAt } from './edit-complete.ts'
import { compiled, head, member, points, zone } from './program-for-tests.ts'
import { must } from './scalars.ts'
import { summarise } from './summary.ts'

const offers =
  'offers:\n  - { offer: thanks, name: 感谢券, off: ¥5, coupon: { codes: personal } }\n  - { offer: scarce, name: 少量券, off: ¥5, coupon: { codes: personal, limit: 2 a member } }\n'
const earning = 'earning: { rules: [{ rule: base, points: 1, per: ¥1 }, { rule: in, on: check-in, points: 5 }] }\n'
const text = (...benefits: string[]) =>
  `${head}${points}${earning}${offers}benefits:\n${benefits.map(b => `  - ${b}\n`).join('')}`
const beside: readonly string[] = ['translation-missing', 'asset-not-used', 'offers-overlap']
const found = (...benefits: string[]) =>
  readProgram(text(...benefits), { version: 1, zone }).findings.flatMap(({ code, severity }) =>
    beside.includes(code) ? [] : [`${code} ${severity}`],
  )
const review = '{ benefit: thanks, name: 评价送券, on: review, gives: { coupon: thanks }, limit: 2 times a month }'
const occasion = {
  at: new Date('2026-03-05T04:00:00Z'),
  on: '2026-03-05' as const,
  minute: 720,
  storeCode: null,
  channel: 'api',
}

describe('what an activity brings', () => {
  const program = compiled(text(review, '{ benefit: gift, on: check-in, gives: { goods: PIN } }'))
  const times = (used: number) => ({ ...member(), used: { 'benefit/thanks|month': { points: 0, times: used } } })
  const why = (used: number) =>
    decideActivityBenefits(program, times(used), { code: 'review', ...occasion }).map(({ whyNot }) => whyNot?.code)

  test('ends at its limit', () => {
    expect([why(0), why(1), why(2), why(3)]).toEqual([[undefined], [undefined], ['limit-reached'], ['limit-reached']])
  })

  test('is bounded by limits of its own, which no checkout asks for', () => {
    expect(limitsOfActivity(program, 'review').map(({ scope }) => scope)).toEqual(['benefit/thanks'])
    expect(limitsOfActivity(program, 'check-in')).toEqual([])
    expect(program.limits).toEqual([])
  })

  test('makes the activity known', () => {
    expect([...activitiesKnownTo(program)].sort()).toEqual(['check-in', 'review'])
  })

  test('is nothing for what was not said', () => {
    expect(decideActivityBenefits(program, member(), { code: 'joining', ...occasion })).toEqual([])
  })
})

describe('the check', () => {
  test('finds nothing wrong with what is right', () => {
    expect(found(review, '{ benefit: b, on: check-in, gives: { points: 5 } }')).toEqual([])
    expect(found('{ benefit: c, on: survey, gives: { coupon: scarce }, limit: 2 times in life }')).toEqual([])
  })

  test.each([
    ['{ benefit: a, on: birthdy, gives: { goods: X } }', 'benefit-on-nearly error'],
    ['{ benefit: a, on: months, gives: { goods: X } }', 'benefit-on-nearly error'],
    ['{ benefit: a, on: purchase, gives: { goods: X } }', 'benefit-on-sale error'],
    ['{ benefit: a, on: chekin, gives: { goods: X } }', 'benefit-unknown-activity warning'],
    ['{ benefit: a, on: month, gives: { goods: X }, limit: 1 time a year }', 'benefit-limit error'],
    ['{ benefit: a, count: 2 a year, limit: 1 time a year }', 'benefit-limit error'],
    ['{ benefit: a, on: review }', 'benefit-incomplete error'],
    ['{ benefit: a, on: review, gives: { goods: X }, usable: 2 days before }', 'benefit-usable error'],
    ['{ benefit: a, on: review, gives: { goods: X }, limit: 5 points a day }', 'not-understood error'],
    ['{ benefit: a, on: review, gives: { goods: X }, limit: 1 time a receipt }', 'not-understood error'],
    ['{ benefit: a, on: review, gives: { goods: X }, limit: [1 time a day, 40 times a month] }', 'limit-never warning'],
    ['{ benefit: a, on: review, gives: { goods: X }, limit: [1 time a day, 2 times a day] }', 'limit-twice warning'],
    ['{ benefit: a, on: review, gives: { coupon: scarce } }', 'benefit-coupon-runs-out warning'],
    [
      '{ benefit: a, on: review, gives: { coupon: scarce }, limit: 3 times in life }',
      'benefit-coupon-runs-out warning',
    ],
    ['{ benefit: a, levels: [gold], on: review, gives: { goods: X } }', 'unknown-level error'],
  ])('%s', (benefit, finding) => {
    expect(found(benefit)).toEqual([finding])
  })
})

test('is told in words, and so is what changes of it', () => {
  const program = compiled(text(review))
  const said = JSON.stringify(summarise(program))
  expect(said).toContain('每次互动“review”送 券：感谢券，上限每月 2 次')
  expect(said).toContain('coupon 感谢券 for each activity \\"review\\", at most 2 times a month')
  const documentOf = (source: string) =>
    must(readProgram(source, { version: 1, zone }).document ?? undefined, 'it is right')
  const changed = diffPrograms(documentOf(text(review)), documentOf(text(review.replace('2 times', '3 times'))))
  expect(changed.map(({ texts }) => Object.values(texts))).toEqual([
    [
      '权益“评价送券”：上限 每月 2 次 → 每月 3 次',
      '權益「评价送券」：上限 每月 2 次 → 每月 3 次',
      'Benefit "评价送券": limit 2 times a month → 3 times a month',
    ],
  ])
})

test('is completed with the days of the calendar and the activities that the program names', () => {
  const source = text('{ benefit: a, on: , gives: { goods: X } }', review)
  const labels = completionsAt(source, source.indexOf('on: ,') + 4).options.map(({ label }) => label)
  expect(labels).toEqual(['birthday', 'month', 'joining', 'level', 'check-in', 'review'])
})
