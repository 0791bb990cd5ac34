import { describe, expect, test } from 'vitest'
import { centsOf, idOf, instantOf, tidyCell, wallTimeOf, wholeOf } from './cells.ts'

describe('money', () => {
  test.each([
    ['12', 1200],
    ['2.55', 255],
    ['¥1,234.50', 123450],
    ['￥ 12', 1200],
    ['12元', 1200],
    ['1.005', 101],
    ['0.001', 0],
    ['0.0049999', 0],
    ['12.340000000000002', 1234],
    ['1.234,50', 123450],
    ['12,5', 1250],
    ['1,234', 123400],
    ['-11062.06', -1106206],
    ['(5)', -500],
    ['１２．５', 1250],
    ['1e3', 100000],
    ['.5', 50],
  ])('%s is %d 分', (text, cents) => {
    expect(centsOf(text)).toBe(cents)
  })
  test.each(['', 'abc', '1.2.3', '12,34,5', '--5', '二十'])('%j is no money', text => {
    expect(centsOf(text)).toBeUndefined()
  })
})

test('quantities are whole, with a sign', () => {
  expect(['6', '6.0', '1,000', '-3', '+2'].map(wholeOf)).toEqual([6, 6, 1000, -3, 2])
  expect(['1.5', '', 'x'].map(wholeOf)).toEqual([undefined, undefined, undefined])
})

describe('times', () => {
  test.each([
    ['2010-12-01 08:26:00', '2010-12-01', 8 * 3600 + 26 * 60],
    ['2026/3/5 8:05', '2026-03-05', 8 * 3600 + 5 * 60],
    ['2026年3月5日 14:30', '2026-03-05', 14 * 3600 + 30 * 60],
    ['2026.03.05', '2026-03-05', 0],
    ['20260305', '2026-03-05', 0],
    ['20260305143015', '2026-03-05', 14 * 3600 + 30 * 60 + 15],
    ['2026-03-05 下午 2:30', '2026-03-05', 14 * 3600 + 30 * 60],
    ['2026-03-05 12:15 AM', '2026-03-05', 15 * 60],
    ['46086.5', '2026-03-05', 12 * 3600],
  ])('%s is a time on the wall', (text, day, seconds) => {
    expect(wallTimeOf(text)).toEqual({ day, seconds })
  })
  test('a date with its year last needs to be told its order', () => {
    expect(wallTimeOf('5/3/2026 14:30')).toBeUndefined()
    expect(wallTimeOf('5/3/2026 14:30', 'day-first')?.day).toBe('2026-03-05')
    expect(wallTimeOf('3/5/2026 14:30', 'month-first')?.day).toBe('2026-03-05')
  })
  test.each(['2026-02-30', '2026-03-05 25:00', '王小美', '13800001234', ''])('%j is no time', text => {
    expect(wallTimeOf(text)).toBeUndefined()
  })
  test('a time on the wall is of the zone, and is moved by whole days on the wall', () => {
    expect(instantOf('2026-03-05 14:30', { zone: 'Asia/Shanghai' })?.toISOString()).toBe('2026-03-05T06:30:00.000Z')
    const summer = instantOf('2026-03-28 12:00', { zone: 'Europe/Berlin', shiftDays: 7 })
    expect(summer?.toISOString()).toBe('2026-04-04T10:00:00.000Z')
    expect(instantOf('2026-03-29 12:00', { zone: 'Europe/Berlin' })?.toISOString()).toBe('2026-03-29T10:00:00.000Z')
    expect(instantOf('2026-03-05T06:30:00Z', { zone: 'Asia/Shanghai' })?.toISOString()).toBe('2026-03-05T06:30:00.000Z')
  })
})

test('what spreadsheets did to a number that names something is undone', () => {
  expect([idOf('17850.0'), idOf('17850'), idOf('A.0'), tidyCell(" '0138 ")]).toEqual(['17850', '17850', 'A.0', '0138'])
})
