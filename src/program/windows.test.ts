import { expect, test } from 'vitest'
import { compiled, head, points } from './program-for-tests.ts'
import { nextReviewOn, nextRiseOn, reviewWindowOn, windowOn } from './windows.ts'

function levels(words: string) {
  const ladder = 'ladder: [{ level: a, name: { zh-CN: 甲 } }]'
  return compiled(`${head}${points}levels: { ${words}, ${ladder} }`).tracks[0]!
}
const windowOf = (window: string, on: string, joinedOn = '2024-02-29') =>
  windowOn(levels(`window: ${window}`).window, on, joinedOn)

test('a rolling window of 12 months ends today and begins the day after today a year ago', () => {
  expect(windowOf('12 months', '2026-03-05')).toEqual({ from: '2025-03-06', through: '2026-03-05' })
  expect(windowOf('12 months', '2024-02-29')).toEqual({ from: '2023-03-01', through: '2024-02-29' })
})

test('a rolling window of days holds exactly so many days', () => {
  expect(windowOf('30 days', '2026-03-30')).toEqual({ from: '2026-03-01', through: '2026-03-30' })
  expect(windowOf('1 day', '2026-03-30')).toEqual({ from: '2026-03-30', through: '2026-03-30' })
})

test('a calendar year is the year of the day', () => {
  const year = { from: '2026-01-01', through: '2026-12-31' }
  expect([windowOf('calendar year', '2026-01-01'), windowOf('calendar year', '2026-12-31')]).toEqual([year, year])
})

test('a year since joining begins on the day of joining and ends the day before the next', () => {
  const on = (day: string) => windowOf('year since joining', day, '2024-03-05')
  expect(on('2024-03-05')).toEqual({ from: '2024-03-05', through: '2025-03-04' })
  expect(on('2025-03-04')).toEqual({ from: '2024-03-05', through: '2025-03-04' })
  expect(on('2025-03-05')).toEqual({ from: '2025-03-05', through: '2026-03-04' })
})

test('who joined on 29 February has years that begin on the 28th in common years, without a gap', () => {
  expect(windowOf('year since joining', '2025-02-27')).toEqual({ from: '2024-02-29', through: '2025-02-27' })
  expect(windowOf('year since joining', '2025-02-28')).toEqual({ from: '2025-02-28', through: '2026-02-27' })
  expect(windowOf('year since joining', '2028-02-29')).toEqual({ from: '2028-02-29', through: '2029-02-27' })
})

test('a receipt from before joining falls into the first year of membership', () => {
  expect(windowOf('year since joining', '2024-01-01', '2024-03-05')).toEqual({
    from: '2024-03-05',
    through: '2025-03-04',
  })
})

test('since joining holds everything', () => {
  expect(windowOf('since joining', '2026-03-05')).toEqual({ from: '0001-01-01', through: '9999-12-31' })
})

test('the next review comes a year after, on the next 1 January, on the next first, tomorrow, or never', () => {
  const next = (review: string, on: string) => nextReviewOn(levels(`review: ${review}`), on)
  expect(next('yearly', '2026-03-05')).toBe('2027-03-05')
  expect(next('yearly', '2028-02-29')).toBe('2029-02-28')
  expect(next('every 1 January', '2026-01-01')).toBe('2027-01-01')
  expect(next('every 1 January', '2026-12-31')).toBe('2027-01-01')
  expect([next('monthly', '2026-03-01'), next('monthly', '2026-12-31')]).toEqual(['2026-04-01', '2027-01-01'])
  expect(next('daily', '2026-12-31')).toBe('2027-01-01')
  expect(next('never', '2026-03-05')).toBeNull()
})

test('a review judges the window that ended the evening before', () => {
  const judged = (window: string, on: string) => reviewWindowOn(levels(`window: ${window}`).window, on, '2024-03-05')
  expect(judged('12 months', '2027-03-05')).toEqual({ from: '2026-03-05', through: '2027-03-04' })
  expect(judged('since joining', '2027-03-05')).toEqual({ from: '0001-01-01', through: '2027-03-04' })
})

test('a review of years judges twelve whole months, never a year that has only begun', () => {
  const judged = (window: string, on: string) => reviewWindowOn(levels(`window: ${window}`).window, on, '2024-06-01')
  expect(judged('calendar year', '2027-01-01')).toEqual({ from: '2026-01-01', through: '2026-12-31' })
  expect(judged('calendar year', '2027-03-05')).toEqual({ from: '2026-03-05', through: '2027-03-04' })
  expect(judged('year since joining', '2027-06-01')).toEqual({ from: '2026-06-01', through: '2027-05-31' })
})

test('a calendar month and a calendar quarter are those of the day', () => {
  expect(windowOf('calendar month', '2024-02-29')).toEqual({ from: '2024-02-01', through: '2024-02-29' })
  expect(windowOf('calendar month', '2026-02-28')).toEqual({ from: '2026-02-01', through: '2026-02-28' })
  expect(windowOf('calendar quarter', '2026-03-31')).toEqual({ from: '2026-01-01', through: '2026-03-31' })
  expect(windowOf('calendar quarter', '2026-04-01')).toEqual({ from: '2026-04-01', through: '2026-06-30' })
})

test('the last full month is the one before, to the last of its days', () => {
  expect(windowOf('last full month', '2024-03-01')).toEqual({ from: '2024-02-01', through: '2024-02-29' })
  expect(windowOf('last full month', '2026-01-31')).toEqual({ from: '2025-12-01', through: '2025-12-31' })
})

test('a review of the last full month on the first of May judges April', () => {
  const april = { from: '2026-04-01', through: '2026-04-30' }
  const of = (window: string) => reviewWindowOn(levels(`window: ${window}`).window, '2026-05-01', '2024-01-01')
  expect([of('last full month'), of('calendar month')]).toEqual([april, april])
  expect(of('calendar quarter')).toEqual({ from: '2026-02-01', through: '2026-04-30' })
})

test('time alone raises on the first of a month where the last full month counts, and never otherwise', () => {
  expect(nextRiseOn(levels('window: last full month'), '2026-03-31', '2024-01-01')).toBeNull()
  const counting = compiled(
    `${head}${points}levels: { ladder: [{ level: a, name: { zh-CN: 甲 } }, { level: b, name: { zh-CN: 乙 }, from: { visits: 3, window: last full month } }] }`,
  ).tracks[0]!
  expect(nextRiseOn(counting, '2026-03-31', '2024-01-01')).toBe('2026-04-01')
  expect(nextRiseOn(counting, '2026-04-01', '2024-01-01')).toBe('2026-05-01')
})

test('where only reviews raise, the next review of the track is the day', () => {
  const riseOf = (review: string, today: string) =>
    nextRiseOn(levels(`up: at review, review: ${review}`), today, '2024-02-29')
  expect(riseOf('every 1 January', '2026-03-05')).toBe('2027-01-01')
  expect(riseOf('monthly', '2026-03-05')).toBe('2026-04-01')
  expect(riseOf('daily', '2026-03-05')).toBe('2026-03-06')
  expect([riseOf('yearly', '2025-02-27'), riseOf('yearly', '2025-02-28')]).toEqual(['2025-02-28', '2026-02-28'])
})
