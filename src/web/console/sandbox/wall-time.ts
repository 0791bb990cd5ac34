import { minuteOf, startOfDay } from '../../../shared/calendar.ts'

/** The instant of a time on the wall of the shop, "2027-03-06T09:30", whatever zone the browser is in. */
export function instantOnWall(text: string, zone: string): Date {
  const [day = '', time = ''] = text.split('T')
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const wanted = hour * 60 + minute
  const guess = new Date(startOfDay(day, zone).getTime() + wanted * 60_000)
  // After midnight the clock may have been put on or back.
  return new Date(guess.getTime() + (wanted - minuteOf(guess, zone)) * 60_000)
}
