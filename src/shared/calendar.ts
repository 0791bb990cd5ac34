/**
 * Days and instants in the organisation's time zone. A day is an ISO string ("2026-03-05"); an instant is a Date.
 * Every rule of the product that says "day", "today" or "midnight" goes through here.
 */
export type Day = string

export type Period = { count: number; unit: 'days' | 'weeks' | 'months' | 'years' }

const dayMs = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/** The zone's distance from UTC at an instant, in milliseconds. Zones change on quarter hours, so one answer serves 15 minutes. */
function offsetMs(instantMs: number, zone: string): number {
  const quarter = Math.floor(instantMs / 900_000)
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const cached = known.get(quarter)
  if (cached !== undefined) return cached
  const value = readOffsetMs(quarter * 900_000, zone)
  if (known.size > 200_000) known.clear()
  known.set(quarter, value)
  return value
}

function readOffsetMs(instantMs: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const field: Record<string, number> = {}
  for (const part of format.formatToParts(instantMs)) field[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instantMs / 1000) * 1000
}

/** The local day on which an instant falls. */
export function dayOf(instant: Date, zone: string): Day {
  return isoDay(instant.getTime() + offsetMs(instant.getTime(), zone))
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteOf(instant: Date, zone: string): number {
  const local = instant.getTime() + offsetMs(instant.getTime(), zone)
  return Math.floor((((local % dayMs) + dayMs) % dayMs) / 60_000)
}

/** As people read it: day and local time. */
export function localText(instant: Date, zone: string): string {
  const minute = minuteOf(instant, zone)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${dayOf(instant, zone)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** The instant at which a local day begins. Where midnight does not exist (a clock change), the first instant after it. */
export function startOfDay(day: Day, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const guess = wall - offsetMs(wall, zone)
  const better = wall - offsetMs(guess, zone)
  // Both readings of the offset agree except around a clock change; the later one that is still on the day is the start.
  const candidates = [guess, better].sort((a, b) => a - b)
  for (const candidate of candidates) if (dayOf(new Date(candidate), zone) === day) return new Date(candidate)
  return new Date(better)
}

const monthShifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]

/** 0 = Sunday … 6 = Saturday, by Sakamoto's formula (1993): conditions ask it of every receipt. */
export function weekdayOf(day: Day): number {
  const { year, month, date } = fields(day)
  const counted = month < 3 ? year - 1 : year
  const leaps = Math.floor(counted / 4) - Math.floor(counted / 100) + Math.floor(counted / 400)
  return (counted + leaps + (monthShifts[month - 1] ?? 0) + date) % 7
}

export function addDays(day: Day, count: number): Day {
  return isoDay(Date.parse(`${day}T00:00:00Z`) + count * dayMs)
}

/** Whole months later; the 29th to 31st become the month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = fields(day)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return isoDay(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
}

export function addPeriod(day: Day, { count, unit }: Period): Day {
  switch (unit) {
    case 'days':
      return addDays(day, count)
    case 'weeks':
      return addDays(day, 7 * count)
    case 'months':
      return addMonths(day, count)
    case 'years':
      return addMonths(day, 12 * count)
  }
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

export function endOfMonth(day: Day): Day {
  return addDays(addMonths(startOfMonth(day), 1), -1)
}

export function startOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-01-01`
}

/** The birthday (month and day, "02-29") as it is celebrated in a year; 29 February moves to the 28th in common years. */
export function anniversaryIn(year: number, monthDay: string): Day {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const day = monthDay === '02-29' && !isLeap ? '02-28' : monthDay
  return `${String(year).padStart(4, '0')}-${day}`
}

/** True for a real calendar day written as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    isoDay(Date.parse(`${text}T00:00:00Z`)) === text
  )
}

function fields(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) }
}

/** Receipts ask for the same few days again and again. */
const daysMade = new Map<number, Day>()

function isoDay(ms: number): Day {
  const number = Math.floor(ms / dayMs)
  const known = daysMade.get(number)
  if (known !== undefined) return known
  const day = new Date(ms).toISOString().slice(0, 10)
  if (daysMade.size >= 4_096) daysMade.clear()
  daysMade.set(number, day)
  return day
}
