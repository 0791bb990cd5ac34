import { expect, test } from 'vitest'
import { instantAt, timeAt } from './instant-at.ts'

const zone = 'Asia/Shanghai'

test('midnight is that of the shop', () => {
  expect(instantAt('2027-01-01', '00:00', zone)).toEqual(new Date('2026-12-31T16:00:00Z'))
  expect(instantAt('2027-01-01', '23:59', zone)).toEqual(new Date('2027-01-01T15:59:00Z'))
})

test('a time may be written without its zero and with a full-width colon', () => {
  expect(instantAt('2027-01-01', ' 9：30 ', zone)).toEqual(new Date('2027-01-01T01:30:00Z'))
})

test('on the day when the clocks change the time is that of the clock on the wall', () => {
  expect(instantAt('2026-03-29', '12:00', 'Europe/Berlin')).toEqual(new Date('2026-03-29T10:00:00Z'))
  expect(instantAt('2026-10-25', '12:00', 'Europe/Berlin')).toEqual(new Date('2026-10-25T11:00:00Z'))
})

test('what is no day or no time is nothing', () => {
  for (const [day, time] of [
    ['2026-02-30', '00:00'],
    ['', '00:00'],
    ['2026-03-01', '24:00'],
    ['2026-03-01', '12:60'],
    ['2026-03-01', ''],
  ] as const)
    expect(instantAt(day, time, zone)).toBe(null)
})

test('an instant is written as it was', () => {
  expect(timeAt(new Date('2026-12-31T16:05:00Z'), zone)).toBe('00:05')
})
