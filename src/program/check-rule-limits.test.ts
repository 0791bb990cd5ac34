import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { aName, found, head, points, zone } from './program-for-tests.ts'

const limitsIn = (source: string) => found(source, false).filter(text => text.includes('limit'))
const base = '{ rule: base, points: 1, per: ¥1 }'
/** The first rule stands in line 7. */
const rules = (...list: string[]) =>
  limitsIn(`${head}${points}earning:\n  rules:\n${list.map(rule => `    - ${rule}\n`).join('')}`)
const one = (words: string) => rules(`{ rule: a, ${words} }`, base)

test('of two limits of a rule the wider one binds only where the narrower one cannot fill it', () => {
  const limited = (limit: string) => one(`points: 1, per: item, limit: ${limit}`)
  expect(limited('[10 points a day, 309 points a month]')).toEqual([])
  expect(limited('[10 points a day, 310 points a month]')).toEqual(['7 310 limit-never'])
  expect(limited('[10 points a week, 59 points a month]')).toEqual([])
  expect(limited('[10 points a week, 60 points a month]')).toEqual(['7 60 limit-never'])
  expect(limited('[5 points a month, 9 points a week]')).toEqual([])
  expect(limited('[5 points a month, 10 points a week]')).toEqual(['7 10 limit-never'])
  expect(limited('[5 points a day, 6 points a day]')).toEqual(['7 6 limit-twice'])
})

test('so many times of so many points keep a limit of points from binding', () => {
  const limited = (limit: string) => one(`on: check-in, points: 5, limit: ${limit}`)
  expect(limited('[1 time a day, 154 points a month]')).toEqual([])
  expect(limited('[1 time a day, 155 points a month]')).toEqual(['7 155 limit-never'])
  expect(limited('4 points a receipt')).toEqual([])
  expect(limited('5 points a receipt')).toEqual(['7 limit limit-never'])
  // A rule by money gives nobody knows how much.
  expect(one('points: 5, per: ¥1, limit: [1 time a day, 155 points a month]')).toEqual([])
})

test('what happens once anyway needs no limit of times', () => {
  expect(one('points: 1, per: item, limit: 1 time a receipt')).toEqual(['7 limit limit-once-anyway'])
  expect(one('times: 2, limit: 1 time a receipt')).toEqual(['7 limit limit-once-anyway'])
  expect(one('points: 1, per: item, limit: 1 time a day')).toEqual([])
  expect(one('on: birthday, points: 88, limit: 1 time a year')).toEqual(['7 limit limit-once-anyway'])
  expect(one('on: birthday, points: 88, limit: 1 time in life')).toEqual([])
  expect(one('on: joining, points: 88, limit: 1 time in life')).toEqual(['7 limit limit-once-anyway'])
  expect(one('on: joining, points: 88, limit: 1000 times in all')).toEqual([])
  expect(one('on: referred, points: 88, limit: 1 time in life')).toEqual([])
})

const ofAsset = (limit: string, ...list: string[]) =>
  limitsIn(
    `${head}assets:\n  points: { ${aName}, limit: ${limit} }\nearning:\n  rules:\n${list.map(rule => `    - ${rule}\n`).join('')}`,
  )

test('a limit over all rules binds only where the rules can give more together', () => {
  const list = [
    '{ rule: a, on: check-in, points: 5, limit: 1 time a day }',
    '{ rule: b, on: share, points: 9, limit: 10 points a day }',
  ]
  expect(ofAsset('14 points a day', ...list)).toEqual([])
  expect(ofAsset('15 points a day', ...list)).toEqual(['4 limit limit-above-sum'])
  expect(ofAsset('15 points a day', ...list, base)).toEqual([])
  // 31 days with 5 and 10 points each.
  expect(ofAsset('[9 points a day, 464 points a month]', ...list)).toEqual(['4 464 limit-never', '8 limit limit-never'])
})

test('a rule that may give no less than its asset over the same span has a limit that says nothing', () => {
  expect(
    ofAsset(
      '100 points a day',
      '{ rule: a, points: 1, per: ¥1, limit: 99 points a day }',
      '{ rule: b, on: share, points: 1 }',
    ),
  ).toEqual([])
  expect(
    ofAsset(
      '100 points a day',
      '{ rule: a, points: 1, per: ¥1, limit: 100 points a day }',
      '{ rule: b, on: share, points: 1 }',
    ),
  ).toEqual(['7 limit limit-never'])
})

const reward = (words: string) => limitsIn(`${head}${points}redemption:\n  - { rule: a, points: 100, ${words} }\n`)

test('of what points are exchanged for, points and times are the same thing', () => {
  const limited = (limit: string) => reward(`gives: { goods: MUG }, limit: ${limit}`)
  expect(limited('1 time a year')).toEqual([])
  expect(limited('[250 points a month, 1 time a month]')).toEqual(['6 250 limit-never'])
  expect(limited('[250 points a month, 3 times a month]')).toEqual(['6 3 limit-never'])
  expect(limited('[1 time a month, 100 points a month]')).toEqual(['6 100 limit-never'])
  expect([limited('99 points a month'), limited('100 points a month')]).toEqual([['6 limit limit-below-one'], []])
})

test('a limit of points for money off does nothing, and the file is told so', () => {
  expect(reward('off: ¥5, limit: 1 time a day')).toEqual(['6 limit limit-of-money-off'])
  expect(reward('off: ¥5, maximum: 500')).toEqual([])
})

test('limits of coupons are compared with each other and with the budget', () => {
  const coupon = (limit: string, what = 'off: ¥10') =>
    limitsIn(
      `${head}${points}offers:\n  - { offer: a, ${aName}, ${what}, coupon: { codes: shared, limit: ${limit} } }\n`,
    )
  expect(coupon('[1 a member, 100 a day, 1000 in all]')).toEqual([])
  expect(coupon('[1000 a member, 1000 in all]')).toEqual(['6 1000 limit-never'])
  expect(coupon('[999 a day, 1000 in all]')).toEqual([])
  expect(coupon('[1000 a day, 1000 in all]')).toEqual(['6 1000 limit-never'])
  expect([coupon('[99 in all, ¥1000 in all]'), coupon('[101 in all, ¥1000 in all]')]).toEqual([
    ['6 ¥1000 limit-never'],
    ['6 101 limit-never'],
  ])
  expect(coupon('[100 in all, ¥1000 in all]')).toEqual(['6 ¥1000 limit-never'])
})

test('limits that say nothing are warnings: what is published stays as it is', () => {
  const source = `${head}${points}earning: { rules: [{ rule: a, points: 1, per: item, limit: [1 time a receipt, 5 points a day, 6 points a day] }] }\n`
  const { program, findings } = readProgram(source, { version: 1, zone })
  expect(program).not.toBeNull()
  expect(findings.filter(({ code }) => code.startsWith('limit')).map(({ severity }) => severity)).toEqual([
    'warning',
    'warning',
  ])
})
