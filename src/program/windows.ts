import { addDays, addMonths, addPeriod, type Day, daysBetween, startOfMonth, startOfYear } from '../shared/calendar.ts'
import type { CompiledLevels, Window } from './compiled.ts'

/** The days that a window holds on a given day, both ends included. */
export function windowOn(window: Window, on: Day, joinedOn: Day): { from: Day; through: Day } {
  switch (window.kind) {
    case 'rolling':
      return { from: addDays(addPeriod(on, { ...window.period, count: -window.period.count }), 1), through: on }
    case 'calendar year':
      return { from: startOfYear(on), through: `${on.slice(0, 4)}-12-31` }
    case 'year since joining': {
      const years = Math.floor(monthsBetween(joinedOn, on) / 12)
      return {
        from: addMonths(joinedOn, 12 * Math.max(years, 0)),
        through: addDays(addMonths(joinedOn, 12 * (Math.max(years, 0) + 1)), -1),
      }
    }
    case 'since joining':
      // Receipts that arrive late may be older than the membership; they belong to it all the same.
      return { from: '0001-01-01', through: '9999-12-31' }
  }
}

/**
 * The days that a review judges, ending the evening before it. A year of the calendar or of membership that has only
 * begun would judge a part against the whole: there the last twelve months count, which on 1 January are the old year.
 */
export function reviewWindowOn(window: Window, reviewOn: Day, joinedOn: Day): { from: Day; through: Day } {
  const through = addDays(reviewOn, -1)
  if (window.kind === 'calendar year' || window.kind === 'year since joining')
    return { from: addMonths(reviewOn, -12), through }
  return { ...windowOn(window, through, joinedOn), through }
}

/** The first review after a day; null when the program has none. A level reached on 5 March is reviewed on 5 March. */
export function nextReviewOn(levels: CompiledLevels, reachedOn: Day): Day | null {
  switch (levels.review) {
    case 'yearly':
      return addMonths(reachedOn, 12)
    case 'every 1 January':
      return `${String(Number(reachedOn.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
    case 'monthly':
      return addMonths(startOfMonth(reachedOn), 1)
    case 'daily':
      return addDays(reachedOn, 1)
    case 'never':
      return null
  }
}

/** Whole months from one day to a later one. */
function monthsBetween(from: Day, to: Day): number {
  const guess =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return daysBetween(addMonths(from, guess), to) < 0 ? guess - 1 : guess
}
