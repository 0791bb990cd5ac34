import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { decideOccasion } from './decide-occasion.ts'
import { compiled, decided, head, line, member, sale, zone } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'
import { expiryOf, lastDayOf, termFrom, termOf, termReasons } from './validity.ts'

function validity(valid: string) {
  const program = compiled(`${head}assets: { points: { name: { zh-CN: 积分 }, valid: ${valid} } }`)
  return program.assets[0]!.valid
}
const assetsOf = (words: string) =>
  `${head}assets: { points: { name: { zh-CN: 积分, zh-TW: 積分, en: points }, ${words} } }`
const terms = (words: string) => compiled(assetsOf(words)).assets[0]!
const lastDay = (valid: string, earnedOn: string) => lastDayOf(validity(valid), earnedOn)

test('points of 5 March 2026 that last two years can be used through 5 March 2028', () => {
  expect(lastDay('2 years', '2026-03-05')).toBe('2028-03-05')
  // Midnight after that day in Shanghai is 16:00 of it in Greenwich.
  expect(expiryOf(validity('2 years'), '2026-03-05', zone)?.toISOString()).toBe('2028-03-05T16:00:00.000Z')
})

test('points of 29 February end with the 28th of a common year', () => {
  expect(lastDay('1 year', '2028-02-29')).toBe('2029-02-28')
  expect(lastDay('4 years', '2024-02-29')).toBe('2028-02-29')
})

test('months that are too short end with their last day', () => {
  expect(lastDay('1 month', '2026-01-31')).toBe('2026-02-28')
  expect(lastDay('3 months', '2026-03-31')).toBe('2026-06-30')
})

test('days and weeks are counted one by one', () => {
  expect(lastDay('30 days', '2026-03-05')).toBe('2026-04-04')
  expect(lastDay('2 weeks', '2026-12-25')).toBe('2027-01-08')
})

test('points to the end of a month, quarter or year end with its last day, whenever they were earned in it', () => {
  expect(['2026-02-01', '2026-02-28'].map(day => lastDay('{ to: end of month }', day))).toEqual([
    '2026-02-28',
    '2026-02-28',
  ])
  const quarters = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-10-01', '2026-12-31']
  expect(quarters.map(day => lastDay('{ to: end of quarter }', day))).toEqual([
    '2026-03-31',
    '2026-03-31',
    '2026-06-30',
    '2026-12-31',
    '2026-12-31',
  ])
  expect(['2026-01-01', '2026-12-31'].map(day => lastDay('{ to: end of year }', day))).toEqual([
    '2026-12-31',
    '2026-12-31',
  ])
})

test('a length and an end add up: first the length, then to the end of what it fell in', () => {
  expect(lastDay('{ for: 1 year, to: end of year }', '2026-03-05')).toBe('2027-12-31')
  expect(lastDay('{ for: 1 month, to: end of quarter }', '2026-03-31')).toBe('2026-06-30')
})

test('points that end on a day of each year end with the next one; those earned on it have a year', () => {
  expect(['2026-03-30', '2026-03-31', '2026-04-01'].map(day => lastDay('{ each: 03-31 }', day))).toEqual([
    '2026-03-31',
    '2027-03-31',
    '2027-03-31',
  ])
  expect(expiryOf(validity('{ each: 03-31 }'), '2026-03-30', zone)?.toISOString()).toBe('2026-03-31T16:00:00.000Z')
})

test('a length before the day of each year is granted in full first', () => {
  // Half a year from 30 September is 30 March; from 1 October it is 1 April, a day too late.
  expect(['2026-03-30', '2026-09-30', '2026-10-01'].map(day => lastDay('{ for: 6 months, each: 03-31 }', day))).toEqual(
    ['2027-03-31', '2027-03-31', '2028-03-31'],
  )
  expect(lastDay('{ for: 1 year, each: 03-31 }', '2026-03-31')).toBe('2027-03-31')
})

test('29 February of each year is the 28th in a common one', () => {
  expect(['2026-02-27', '2026-02-28', '2027-02-28'].map(day => lastDay('{ each: 02-29 }', day))).toEqual([
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ])
})

test.each([
  ['{ each: 02-30 }', 'not-a-day'],
  ['{ each: 13-01 }', 'not-a-day'],
  ['{ for: 1 year }', 'validity-incomplete'],
  ['{ to: end of year, each: 03-31 }', 'validity-incomplete'],
  ['{ inactive: 1 year, to: end of year }', 'validity-incomplete'],
  ['{ inactive: 1 year, for: 1 month }', 'word-of-other-validity'],
  ['{ to: end of year, kept-by: [purchase] }', 'word-of-other-validity'],
  ['{ inactive: 1 year, kept-by: [] }', 'not-understood'],
])('the term %s is refused with a sentence', (valid, code) => {
  const { program, findings } = readProgram(assetsOf(`valid: ${valid}`), { version: 1, zone })
  expect([program, findings.map(finding => finding.code)]).toEqual([null, [code]])
})

test('points that never end have no last day', () => {
  expect([lastDay('never ends', '2026-03-05'), expiryOf(validity('never ends'), '2026-03-05', zone)]).toEqual([
    null,
    null,
  ])
})

test('a remembered term is never that of another day, zone or asset', () => {
  const [twoYears, yearEnd] = [terms('valid: 2 years'), terms('valid: { to: end of year }')]
  for (const asset of [twoYears, yearEnd, twoYears])
    for (const day of ['2026-03-05', '2026-03-06', '2026-03-05'])
      for (const where of [zone, 'UTC', 'UTC'])
        expect(termOf(asset, day, where)).toMatchObject({
          lastDay: lastDayOf(asset.valid, day),
          expiresAt: expiryOf(asset.valid, day, where),
        })
})

test('points that are pending for 14 days from 5 March are pending through 19 March', () => {
  const term = termOf(terms('valid: 1 year, pending: 14 days'), '2026-03-05', zone)
  expect(term).toMatchObject({ usableOn: '2026-03-20', lastDay: '2027-03-05', pendingUntil: null })
  // Midnight of Shanghai.
  expect(term.usableFrom?.toISOString()).toBe('2026-03-19T16:00:00.000Z')
  expect(termReasons(term).map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '待生效，2026-03-20 起可用',
    '有效期至 2027-03-05（当日含）',
  ])
})

test('a month of pending from 31 January ends with the last day of February', () => {
  const usableOn = (day: string) => termOf(terms('pending: 1 month'), day, zone).usableOn
  expect(['2026-01-31', '2028-01-31', '2028-02-29'].map(usableOn)).toEqual(['2026-03-01', '2028-03-01', '2028-03-30'])
})

test('where clocks change in the night, pending still ends at the local midnight', () => {
  const usableFrom = (day: string, where: string) =>
    termOf(terms('pending: 1 day'), day, where).usableFrom?.toISOString()
  // New York leaves winter time on 8 March 2026 and comes back on 1 November.
  expect(usableFrom('2026-03-06', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z')
  expect(usableFrom('2026-03-07', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z')
  expect(usableFrom('2026-10-31', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z')
})

test('validity counts from the day of earning, or from the first usable day where it would be over by then', () => {
  const term = (valid: string, day: string) => {
    const { usableOn, lastDay } = termOf(terms(`valid: ${valid}, pending: 14 days`), day, zone)
    return [usableOn, lastDay]
  }
  // Through 31 March, of which one day can be used; a day later none is left.
  expect(term('{ to: end of month }', '2026-03-16')).toEqual(['2026-03-31', '2026-03-31'])
  expect(term('{ to: end of month }', '2026-03-17')).toEqual(['2026-04-01', '2026-04-30'])
})

test('points that wait for an activity say so, and their end counts from the day it came if it came too late', () => {
  const asset = terms('valid: 30 days, pending: until delivered')
  const term = termOf(asset, '2026-03-05', zone)
  expect(term).toMatchObject({ usableOn: null, usableFrom: null, pendingUntil: 'delivered', lastDay: '2026-04-04' })
  expect(reasonSentence(termReasons(term)[0]!, 'en')).toBe('Pending: can be used once "delivered" is reported')
  const lastDays = ['2026-03-05', '2026-04-04', '2026-04-05'].map(
    usableOn => termFrom(asset, { earnedOn: '2026-03-05', usableOn }, zone).lastDay,
  )
  expect(lastDays).toEqual(['2026-04-04', '2026-04-04', '2026-05-05'])
})

test.each([
  ['valid: 30 days, pending: 29 days', []],
  ['valid: 30 days, pending: 30 days', ['pending-outlasts-validity']],
  ['valid: 1 month, pending: 5 weeks', ['pending-outlasts-validity']],
  ['valid: { inactive: 30 days }, pending: 30 days', ['pending-outlasts-validity']],
  ['valid: never ends, pending: 1 year', []],
])('%s: findings %j', (words, codes) => {
  const { program, findings } = readProgram(assetsOf(words), { version: 1, zone })
  expect([program !== null, findings.map(({ code, severity }) => code + severity)]).toEqual([
    true,
    codes.map(code => `${code}warning`),
  ])
})

test('points of a sale are pending, those of an activity are not', () => {
  const program = compiled(`${assetsOf('pending: 14 days')}
earning: { rules: [{ rule: base, points: 1, per: ¥1 }, { rule: check-in, on: check-in, points: 5 }] }`)
  const bought = decided(program, member(), sale([line(100)]))
  expect(bought.earnings[0]?.usableFrom?.toISOString()).toBe('2026-03-19T16:00:00.000Z')
  // They count for levels at once.
  expect(bought.measured['points-earned']).toBe(100)
  const [gift] = decideOccasion(program, member(), {
    code: 'check-in',
    at: new Date('2026-03-05T04:00:00Z'),
    on: '2026-03-05',
    minute: 720,
    storeCode: null,
    channel: 'app',
  })
  expect(gift?.reasons.map(({ code }) => code)).toEqual(['earn-per-occasion', 'valid-for-ever'])
})

test('points that end by inactivity say what keeps them, and count from the day on which they can be used', () => {
  const asset = terms('valid: { inactive: 12 months, kept-by: [redemption, purchase, check-in] }')
  const term = termOf(asset, '2026-03-05', zone)
  const idle = { period: { count: 12, unit: 'months' }, keptBy: ['check-in', 'purchase', 'redemption'] }
  expect(term).toMatchObject({ lastDay: '2027-03-05', idle: { ...idle, from: '2026-03-05' } })
  expect(termReasons(term).map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '有效期至 2027-03-05（当日含）；其间有check-in、消费、兑换就从那天起重新计 12 个月',
  ])
  expect(terms('valid: { inactive: 12 months }').valid).toMatchObject({ keptBy: ['purchase'] })
  const late = termOf(terms('valid: { inactive: 10 days }, pending: 2 weeks'), '2026-03-05', zone)
  expect(late).toMatchObject({ usableOn: '2026-03-20', lastDay: '2026-03-30', idle: { from: '2026-03-20' } })
})
