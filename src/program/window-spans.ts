import type { Spans } from './check-limits.ts'
import type { Window } from './compiled.ts'
import type { LevelsBlock } from './document.ts'

/** Lengths in a common year, January first. */
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Windows of the calendar, and how many months they hold. */
const calendarMonths = { 'calendar month': 1, 'calendar quarter': 3, 'calendar year': 12 } as const

/** On which days reviews of a track fall: there a window of the calendar is that long, and begins on any day. */
type Reviews = { areOnFirsts: boolean; areOnNewYear: boolean }

export function reviewsOf({ review, ladder }: LevelsBlock): Reviews {
  const all = [review ?? 'yearly', ...ladder.flatMap(level => level.review ?? [])]
  const areOnNewYear = all.every(one => one === 'never' || one === 'every 1 January')
  return { areOnNewYear, areOnFirsts: areOnNewYear || all.every(one => one !== 'yearly' && one !== 'daily') }
}

/** How many days, weeks, months and years a window can touch at most, on whatever day one looks. */
export function spansOf(window: Window, reviews: Reviews): Spans {
  switch (window.kind) {
    case 'rolling': {
      const { count, unit } = window.period
      if (unit === 'days' || unit === 'weeks') return spansOfDays(unit === 'days' ? count : 7 * count)
      const months = unit === 'months' ? count : 12 * count
      // It begins a day after its own day of the month, so that both ends lie in a month of their own.
      return { ...spansOfDays(daysMaxOf(months)), month: months + 1 }
    }
    case 'last full month':
      return { ...spansOfDays(31), month: 1, year: 1 }
    case 'calendar month':
    case 'calendar quarter':
    case 'calendar year': {
      const months = calendarMonths[window.kind]
      const spans = { ...spansOfDays(daysMaxOf(months)), month: months + (reviews.areOnFirsts ? 0 : 1) }
      return reviews.areOnNewYear ? { ...spans, year: 1 } : spans
    }
    case 'year since joining':
      return { ...spansOfDays(366), month: 13 }
    case 'since joining':
      return { life: 1, all: 1 }
  }
}

function daysMaxOf(months: number): number {
  return 366 * Math.floor(months / 12) + 31 * (months % 12)
}

/** Of days in a row: whole weeks, months and years among them, and one at each end. */
function spansOfDays(days: number): Spans {
  const touched = (length: number) => (days < 2 ? days : Math.floor((days - 2) / length) + 2)
  return { day: days, week: touched(7), month: monthsTouched(days), year: touched(365), life: 1, all: 1 }
}

function monthsTouched(days: number): number {
  if (days < 2) return days
  const whole = Math.max(...daysOfMonth.map((_, first) => wholeMonthsIn(days - 2, first)))
  return whole + 2
}

/** How many months in a row, the first of them given, have no more days than these. */
function wholeMonthsIn(days: number, first: number): number {
  let left = days % 365
  let months = 12 * Math.floor(days / 365)
  for (let month = first; left >= (daysOfMonth[month % 12] ?? 31); month++) {
    left -= daysOfMonth[month % 12] ?? 31
    months += 1
  }
  return months
}
