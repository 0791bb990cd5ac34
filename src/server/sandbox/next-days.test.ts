import { expect, test } from 'vitest'
import { birthdaysOn } from './live-day.ts'
import { nextBirthday } from './next-days.ts'

const birthdays = [
  { monthDay: '02-28', members: 2 },
  { monthDay: '02-29', members: 1 },
  { monthDay: '12-31', members: 4 },
]

test('the next birthday is after today, and turns the year', () => {
  expect(nextBirthday(birthdays, '2026-12-30')).toEqual({ day: '2026-12-31', members: 4 })
  expect(nextBirthday(birthdays, '2026-12-31')).toEqual({ day: '2027-02-28', members: 3 })
  expect(nextBirthday(birthdays, '2028-02-28')).toEqual({ day: '2028-02-29', members: 1 })
  expect(nextBirthday([], '2026-12-31')).toBeNull()
})

test('those of 29 February celebrate on the 28th of common years, and on no other day', () => {
  expect(birthdaysOn('2027-02-28')).toEqual(['02-28', '02-29'])
  expect(birthdaysOn('2028-02-28')).toEqual(['02-28'])
  expect(birthdaysOn('2028-02-29')).toEqual(['02-29'])
  expect(birthdaysOn('2027-03-01')).toEqual(['03-01'])
})
