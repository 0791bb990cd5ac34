import { type Day, isDay, minuteOf, startOfDay } from '../../../shared/calendar.ts'

/** The instant of a day and a time such as "00:00" in the zone of the shop; null for what is neither. */
export function instantAt(day: Day, time: string, zone: string): Date | null {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(time.trim())
  if (!isDay(day) || !match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  const guess = new Date(startOfDay(day, zone).getTime() + minute * 60_000)
  // Where the clocks were put on or back since midnight, the guess is off by just that.
  return new Date(guess.getTime() + (minute - minuteOf(guess, zone)) * 60_000)
}

/** The day and the time of an instant, as somebody would write them. */
export function timeAt(instant: Date, zone: string): string {
  const minute = minuteOf(instant, zone)
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
