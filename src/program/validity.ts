import { addDays, addPeriod, anniversaryIn, type Day, endOfMonth, startOfDay } from '../shared/calendar.ts'
import type { Validity } from './compiled.ts'

/** The last local day on which points earned on a day can be used, or null when they never end. */
export function lastDayOf(validity: Validity, earnedOn: Day): Day | null {
  if (validity.kind === 'never ends') return null
  if (validity.kind === 'each') return lastDayOfYearly(validity, earnedOn)
  const day = validity.period ? addPeriod(earnedOn, validity.period) : earnedOn
  switch (validity.until) {
    case 'day':
      return day
    case 'month':
      return endOfMonth(day)
    case 'quarter':
      return endOfMonth(`${day.slice(0, 5)}${String(Math.ceil(Number(day.slice(5, 7)) / 3) * 3).padStart(2, '0')}-01`)
    case 'year':
      return `${day.slice(0, 4)}-12-31`
  }
}

/**
 * The first such day that lies behind the day of earning: points earned on the very day have a year. After a length
 * of time the day itself will do, for the length is over by then.
 */
function lastDayOfYearly({ period, monthDay }: Extract<Validity, { kind: 'each' }>, earnedOn: Day): Day {
  const from = period ? addPeriod(earnedOn, period) : addDays(earnedOn, 1)
  const year = Number(from.slice(0, 4))
  const inThatYear = anniversaryIn(year, monthDay)
  return inThatYear >= from ? inThatYear : anniversaryIn(year + 1, monthDay)
}

/** The instant at which points earned on a day end: the local midnight after their last day. */
export function expiryOf(validity: Validity, earnedOn: Day, zone: string): Date | null {
  const last = lastDayOf(validity, earnedOn)
  return last === null ? null : startOfDay(addDays(last, 1), zone)
}

/** When points earned on a day end: their last day and the instant after it; both null when they never end. */
export type Term = { lastDay: Day | null; expiresAt: Date | null }

const lastAsked = new WeakMap<Validity, { earnedOn: Day; zone: string; term: Term }>()

/** All receipts of a day ask this one question, and calendars are slow: the last answer of each validity is kept. */
export function termOf(validity: Validity, earnedOn: Day, zone: string): Term {
  const known = lastAsked.get(validity)
  if (known?.earnedOn === earnedOn && known.zone === zone) return known.term
  const term = { lastDay: lastDayOf(validity, earnedOn), expiresAt: expiryOf(validity, earnedOn, zone) }
  lastAsked.set(validity, { earnedOn, zone, term })
  return term
}
