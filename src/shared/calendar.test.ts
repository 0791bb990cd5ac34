import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addPeriod,
  anniversaryIn,
  dayOf,
  daysBetween,
  endOfMonth,
  isDay,
  minuteOf,
  startOfDay,
  startOfMonth,
  startOfYear,
  weekdayOf,
} from './calendar.ts'

const shanghai = 'Asia/Shanghai'
const anyDay = fc.integer({ min: 0, max: 60_000 }).map(count => addDays('1990-01-01', count))
const zones = fc.constantFrom(
  shanghai,
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/St_Johns',
)

test('a day of Shanghai begins at 16:00 of the day before in Greenwich', () => {
  expect(startOfDay('2026-03-05', shanghai).toISOString()).toBe('2026-03-04T16:00:00.000Z')
  expect(dayOf(new Date('2026-03-04T15:59:59.999Z'), shanghai)).toBe('2026-03-04')
  expect(dayOf(new Date('2026-03-04T16:00:00.000Z'), shanghai)).toBe('2026-03-05')
})

test('minutes are counted from local midnight', () => {
  expect(minuteOf(new Date('2026-03-04T16:00:59Z'), shanghai)).toBe(0)
  expect(minuteOf(new Date('2026-03-05T15:59:59Z'), shanghai)).toBe(1439)
  expect(minuteOf(new Date('1969-12-31T23:30:00Z'), 'UTC')).toBe(1410)
})

test('the start of a day lies on it, and the moment before lies on the day before', () => {
  fc.assert(
    fc.property(anyDay, zones, (day, zone) => {
      const start = startOfDay(day, zone)
      expect(dayOf(start, zone)).toBe(day)
      expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1))
    }),
  )
})

test('a day whose midnight does not exist begins with its first instant', () => {
  // Clocks of Beirut went from 24:00 of 29 March 2025 to 01:00 of the 30th.
  expect(startOfDay('2025-03-30', 'Asia/Beirut').toISOString()).toBe('2025-03-29T22:00:00.000Z')
  expect(minuteOf(startOfDay('2025-03-30', 'Asia/Beirut'), 'Asia/Beirut')).toBe(60)
})

test('a day on which clocks go back begins with its first midnight', () => {
  expect(startOfDay('2026-11-01', 'America/New_York').toISOString()).toBe('2026-11-01T04:00:00.000Z')
})

test('adding days and counting them are each other’s undoing', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, count) => {
      expect(daysBetween(day, addDays(day, count))).toBe(count)
    }),
  )
})

test('months that are too short keep their last day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28')
  expect(addMonths('2028-02-29', -48)).toBe('2024-02-29')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(addMonths('2026-01-05', -1)).toBe('2025-12-05')
})

test('a later month never lies before an earlier one', () => {
  fc.assert(fc.property(anyDay, fc.nat(240), (day, count) => addMonths(day, count + 1) > addMonths(day, count)))
})

test('periods are added by their unit', () => {
  const units = ['days', 'weeks', 'months', 'years'] as const
  expect(units.map(unit => addPeriod('2026-01-31', { count: 1, unit }))).toEqual([
    '2026-02-01',
    '2026-02-07',
    '2026-02-28',
    '2027-01-31',
  ])
})

test('months, years and weekdays know their edges', () => {
  expect([
    startOfMonth('2026-03-05'),
    endOfMonth('2026-02-05'),
    endOfMonth('2028-02-05'),
    startOfYear('2026-03-05'),
  ]).toEqual(['2026-03-01', '2026-02-28', '2028-02-29', '2026-01-01'])
  expect(['2026-03-01', '2026-03-05', '2026-03-07'].map(weekdayOf)).toEqual([0, 4, 6])
})

test('29 February is celebrated on the 28th in common years', () => {
  expect([2024, 2025, 2000, 2100].map(year => anniversaryIn(year, '02-29'))).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2000-02-29',
    '2100-02-28',
  ])
  expect(anniversaryIn(2026, '03-05')).toBe('2026-03-05')
})

test('a day is one that the calendar has, written in full', () => {
  expect(['2026-03-05', '2028-02-29'].map(isDay)).toEqual([true, true])
  expect(['2026-02-29', '2026-13-01', '2026-00-10', '2026-3-5', '20260305', '2026-03-05T00:00', ''].map(isDay)).toEqual(
    Array(7).fill(false),
  )
})

test('the weekday is that of the calendar, over four hundred years', () => {
  for (let offset = 0; offset < 146_097; offset += 61) {
    const day = addDays('1900-01-01', offset)
    expect(weekdayOf(day)).toBe(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
})
