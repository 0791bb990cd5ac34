import { addDays, addPeriod, anniversaryIn, type Day, endOfMonth, type Period, startOfDay } from '../shared/calendar.ts'
import type { CompiledAsset, Validity } from './compiled.ts'
import { type Reason, reason } from './reasons.ts'
import { periodText, thingsText } from './summary-words.ts'

/** The last local day on which points earned on a day can be used, or null when they never end. */
export function lastDayOf(validity: Validity, earnedOn: Day): Day | null {
  if (validity.kind === 'never ends') return null
  if (validity.kind === 'through') return validity.lastDay
  if (validity.kind === 'inactive') return addPeriod(earnedOn, validity.period)
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

/** What an asset says about the time of its points. */
export type Terms = Pick<CompiledAsset, 'valid' | 'pending'>

/**
 * The time of points: their last day and the instant after it, both null when they never end; and, while they are
 * pending, their first day and instant, or the activity that they wait for.
 */
export type Term = {
  lastDay: Day | null
  expiresAt: Date | null
  usableOn: Day | null
  usableFrom: Date | null
  pendingUntil: string | null
  idle: IdleTerm | null
}

/** Points that end so long after the last of these things happened, counted from a day. */
export type IdleTerm = { period: Period; keptBy: readonly string[]; from: Day }

/** The time of points with what a member is told of it. */
export type ToldTerm = Term & { reasons: readonly Reason[] }

const lastAsked = new WeakMap<Terms, { earnedOn: Day; zone: string; term: ToldTerm }>()

/** All receipts of a day ask this one question, and calendars are slow: the last answer of each asset is kept. */
export function termOf(terms: Terms, earnedOn: Day, zone: string): ToldTerm {
  const known = lastAsked.get(terms)
  if (known?.earnedOn === earnedOn && known.zone === zone) return known.term
  const made = makeTerm(terms, earnedOn, zone)
  const term = { ...made, reasons: termReasons(made) }
  lastAsked.set(terms, { earnedOn, zone, term })
  return term
}

/** The time of points that can be used at once: those of activities and those given by hand are never pending. */
export function termAtOnce({ valid }: Pick<Terms, 'valid'>, earnedOn: Day, zone: string): Term {
  const lastDay = lastDayOf(valid, earnedOn)
  const expiresAt = expiryOf(valid, earnedOn, zone)
  const idle = valid.kind === 'inactive' ? { period: valid.period, keptBy: valid.keptBy, from: earnedOn } : null
  return { lastDay, expiresAt, usableOn: null, usableFrom: null, pendingUntil: null, idle }
}

/** Points are pending through the last day of the length, as they are valid through the last day of theirs. */
function makeTerm({ valid, pending }: Terms, earnedOn: Day, zone: string): Term {
  const atOnce = termAtOnce({ valid }, earnedOn, zone)
  if (pending === null) return atOnce
  if (pending.kind === 'until') return { ...atOnce, pendingUntil: pending.activity }
  const usableOn = addDays(addPeriod(earnedOn, pending.period), 1)
  return { ...termFrom({ valid }, { earnedOn, usableOn }, zone), usableOn, usableFrom: startOfDay(usableOn, zone) }
}

/**
 * The end of points that became usable on a later day than they were earned. It counts from the day of earning; where
 * that would end them before anybody could use them, it counts from the day on which they can be used.
 */
export function termFrom(
  terms: Pick<Terms, 'valid'>,
  { earnedOn, usableOn }: { earnedOn: Day; usableOn: Day },
  zone: string,
): Term {
  const term = termAtOnce(terms, earnedOn, zone)
  return term.lastDay !== null && term.lastDay < usableOn ? termAtOnce(terms, usableOn, zone) : term
}

/** What a member is told of the time of new points. */
export function termReasons({ lastDay, usableOn, pendingUntil, idle }: Term): Reason[] {
  const reasons: Reason[] = []
  if (usableOn !== null) reasons.push(reason('pending-through', null, { firstDay: usableOn }))
  if (pendingUntil !== null) reasons.push(reason('pending-until', null, { activity: pendingUntil }))
  if (idle !== null && lastDay !== null) {
    const values = { lastDay, things: thingsText(idle.keptBy), length: periodText(idle.period) }
    return [...reasons, reason('valid-while-active', null, values)]
  }
  reasons.push(lastDay === null ? reason('valid-for-ever', null) : reason('valid-through', null, { lastDay }))
  return reasons
}
