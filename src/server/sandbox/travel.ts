import { addDays, addMonths, type Day, dayOf, daysBetween, minuteOf, startOfDay } from '../../shared/calendar.ts'
import { sandboxErrors } from './errors.ts'

/** Ten years and the leap days in them: further than any window, validity or review of a program reaches. */
export const travelDaysMax = 3_653

export type Wish = { to: string } | { by: string }

/**
 * The instant that somebody wants to go to.
 * @throws sandbox/period-unreadable, sandbox/backwards, sandbox/too-far
 */
export function destinationOf(wish: Wish, { now, zone }: { now: Date; zone: string }): Date {
  const to = 'to' in wish ? new Date(wish.to) : later(wish.by, { now, zone })
  if (to.getTime() < now.getTime())
    throw sandboxErrors.make('backwards', { now: now.toISOString(), to: to.toISOString() })
  if (daysBetween(dayOf(now, zone), dayOf(to, zone)) > travelDaysMax)
    throw sandboxErrors.make('too-far', { days: travelDaysMax })
  return to
}

const period =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?)?$/

/** As ISO 8601 writes it: years, months, weeks and days are of the calendar and keep the hour of the day. */
function later(text: string, { now, zone }: { now: Date; zone: string }): Date {
  const found = period.exec(text)
  if (!found) throw sandboxErrors.make('period-unreadable', { by: text })
  const [years, months, weeks, days, hours, minutes] = found.slice(1).map(part => Number(part ?? 0))
  const today = dayOf(now, zone)
  const day = addDays(addMonths(today, 12 * (years ?? 0) + (months ?? 0)), 7 * (weeks ?? 0) + (days ?? 0))
  return new Date(atHourOf(now, day, zone).getTime() + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000)
}

/** The same time on the wall on another day; where a change of the clock leaves that time out, as long after midnight. */
function atHourOf(instant: Date, day: Day, zone: string): Date {
  const minute = minuteOf(instant, zone)
  const sinceMidnightMs = minute * 60_000 + (instant.getTime() % 60_000)
  const guess = new Date(startOfDay(day, zone).getTime() + sinceMidnightMs)
  const better = new Date(guess.getTime() + (minute - minuteOf(guess, zone)) * 60_000)
  return minuteOf(better, zone) === minute && dayOf(better, zone) === day ? better : guess
}

/** The midnight of the first day whose work is still to come; undefined where the clock arrives before it. */
export function nextMidnight(
  workedThrough: Day,
  { to, zone }: { to: Date; zone: string },
): { day: Day; at: Date } | undefined {
  const day = addDays(workedThrough, 1)
  const at = startOfDay(day, zone)
  return at.getTime() <= to.getTime() ? { day, at } : undefined
}

export type Journey = { from: Date; to: Date; at: Date; days: number; daysDone: number }

export function journeyOf({ from, to, at, zone }: { from: Date; to: Date; at: Date; zone: string }): Journey {
  const day = (instant: Date) => dayOf(instant, zone)
  return { from, to, at, days: daysBetween(day(from), day(to)), daysDone: daysBetween(day(from), day(at)) }
}
