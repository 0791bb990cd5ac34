import {
  addDays,
  addMonths,
  addPeriod,
  type Day,
  daysBetween,
  endOfMonth,
  startOfMonth,
  startOfYear,
} from '../shared/calendar.ts'
import type { CompiledLevels, Review, Window } from './compiled.ts'

/** The days that a window holds on a given day, both ends included. */
export function windowOn(window: Window, on: Day, joinedOn: Day): { from: Day; through: Day } {
  switch (window.kind) {
    case 'rolling':
      return { from: addDays(addPeriod(on, { ...window.period, count: -window.period.count }), 1), through: on }
    case 'calendar month':
      return { from: startOfMonth(on), through: endOfMonth(on) }
    case 'last full month': {
      const through = addDays(startOfMonth(on), -1)
      return { from: startOfMonth(through), through }
    }
    case 'calendar quarter': {
      const from = startOfQuarter(on)
      return { from, through: addDays(addMonths(from, 3), -1) }
    }
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

/** Whether the days of this window depend on when the member joined. */
export function beginsAtJoining({ kind }: Window): boolean {
  return kind === 'year since joining'
}

/** How many months of the calendar a window holds that begins anew; undefined for one that moves, or never ends. */
const monthsOf: Readonly<Partial<Record<Window['kind'], number>>> = {
  'calendar month': 1,
  'calendar quarter': 3,
  'calendar year': 12,
  'year since joining': 12,
}

/**
 * The days that a review judges, ending the evening before it. A year (or month) of the calendar or of membership that
 * has only begun would judge a part against the whole: there the last twelve months count, which on 1 January are the
 * old year. The last full month is what it is on the day of the review: on 1 May that is April.
 */
export function reviewWindowOn(window: Window, reviewOn: Day, joinedOn: Day): { from: Day; through: Day } {
  if (window.kind === 'last full month') return windowOn(window, reviewOn, joinedOn)
  const through = addDays(reviewOn, -1)
  const months = monthsOf[window.kind]
  if (months !== undefined) return { from: addMonths(reviewOn, -months), through }
  return { ...windowOn(window, through, joinedOn), through }
}

/** The first review after a day; null when there is none. A level reached on 5 March is reviewed on 5 March. */
export function nextReviewOn(levels: CompiledLevels, reachedOn: Day, level?: string): Day | null {
  const review = levels.ladder.find(candidate => candidate.level === level)?.review ?? levels.review
  return reviewAfter(review, reachedOn)
}

function reviewAfter(review: Review, day: Day): Day | null {
  switch (review) {
    case 'yearly':
      return addMonths(day, 12)
    case 'every 1 January':
      return `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
    case 'monthly':
      return addMonths(startOfMonth(day), 1)
    case 'daily':
      return addDays(day, 1)
    case 'never':
      return null
  }
}

/**
 * The first day after today on which time alone may raise a member who bought: where levels rise at reviews only, the
 * next review of the track; where the last full month counts, the first of the next month. Null: receipts alone raise.
 */
export function nextRiseOn(levels: CompiledLevels, today: Day, since: Day): Day | null {
  if (!levels.risesAtReview)
    return levels.gauges.some(({ window }) => window.kind === 'last full month') ? reviewAfter('monthly', today) : null
  if (levels.review !== 'yearly') return reviewAfter(levels.review, today)
  const years = Math.floor(Math.max(monthsBetween(since, today), 0) / 12)
  return addMonths(since, 12 * (years + 1))
}

function startOfQuarter(day: Day): Day {
  const month = 3 * Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1
  return `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`
}

/** Whole months from one day to a later one. */
function monthsBetween(from: Day, to: Day): number {
  const guess =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return daysBetween(addMonths(from, guess), to) < 0 ? guess - 1 : guess
}
