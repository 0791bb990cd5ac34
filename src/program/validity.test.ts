import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { compiled, head, zone } from './program-for-tests.ts'
import { expiryOf, lastDayOf, termOf } from './validity.ts'

function validity(valid: string) {
  const program = compiled(`${head}assets: { points: { name: { zh-CN: 积分 }, valid: ${valid} } }`)
  return program.assets[0]!.valid
}
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
])('the term %s is refused with a sentence', (valid, code) => {
  const source = `${head}assets: { points: { name: { zh-CN: 积分, zh-TW: 積分, en: points }, valid: ${valid} } }`
  const { program, findings } = readProgram(source, { version: 1, zone })
  expect([program, findings.map(finding => finding.code)]).toEqual([null, [code]])
})

test('points that never end have no last day', () => {
  expect([lastDay('never ends', '2026-03-05'), expiryOf(validity('never ends'), '2026-03-05', zone)]).toEqual([
    null,
    null,
  ])
})

test('a remembered term is never that of another day, zone or validity', () => {
  const [twoYears, yearEnd] = [validity('2 years'), validity('{ to: end of year }')]
  for (const valid of [twoYears, yearEnd, twoYears])
    for (const day of ['2026-03-05', '2026-03-06', '2026-03-05'])
      for (const where of [zone, 'UTC', 'UTC'])
        expect(termOf(valid, day, where)).toEqual({
          lastDay: lastDayOf(valid, day),
          expiresAt: expiryOf(valid, day, where),
        })
})
