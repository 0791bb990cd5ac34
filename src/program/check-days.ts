import { addDays, daysBetween, weekdayOf } from '../shared/calendar.ts'
import type { Asked } from './compare-conditions.ts'
import { weekdays } from './condition-schema.ts'
import type { Finding } from './findings.ts'
import type { FindingMaker } from './parse.ts'

export const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** A longer time holds every month and every day of the week. */
const spanMax = 366

/** Days that never come: of no month, or not between the days from and through, over all that is asked at once. */
export function dayFindings(asked: readonly Asked[], at: FindingMaker): Finding[] {
  const months = common(asked, 'month') ?? daysOfMonth.map((_, index) => index + 1)
  const dates = common(asked, 'month-day')
  const isNever = (date: number) => months.every(month => date > (daysOfMonth[month - 1] ?? 0))
  const monthDay = asked.find(({ words }) => words['month-day'])
  // Lists without a common word are told by themselves.
  if (monthDay && dates && dates.length > 0 && months.length > 0 && dates.every(isNever))
    return [at([...monthDay.path, 'month-day'], 'no-such-day', {}, 'warning')]
  return spanFindings(asked, at)
}

/** What every part that has the word allows; undefined where none has it. */
function common(asked: readonly Asked[], word: 'month' | 'month-day'): number[] | undefined {
  const lists = asked.flatMap(({ words }) => (words[word] ? [words[word]] : []))
  return lists[0]?.filter(one => lists.every(list => list.includes(one)))
}

const calendarWords = ['month', 'month-day', 'weekday'] as const

function spanFindings(asked: readonly Asked[], at: FindingMaker): Finding[] {
  const begins = asked.filter(({ words }) => words.from !== undefined)
  const from = begins
    .map(({ words }) => words.from ?? '')
    .sort()
    .at(-1)
  const through = asked.flatMap(({ words }) => words.through ?? []).sort()[0]
  const last = begins.findLast(({ words }) => words.from === from)
  if (!from || !through || !last) return []
  if (from > through) return [at([...last.path, 'from'], 'days-reversed', { from, through }, 'warning')]
  const words = calendarWords.filter(word => asked.some(part => part.words[word]))
  const [word] = words
  if (!word || daysBetween(from, through) >= spanMax || someDay(asked, from, through)) return []
  const place = asked.find(part => part.words[word])?.path ?? []
  return [at([...place, word], 'no-day-between', { from, through, words: words.join(' + ') }, 'warning')]
}

function someDay(asked: readonly Asked[], from: string, through: string): boolean {
  for (let day = from; day <= through; day = addDays(day, 1)) if (asked.every(part => isMeant(part, day))) return true
  return false
}

export function isMeant({ words: { month, weekday, 'month-day': dates } }: Asked, day: string): boolean {
  const name = weekdays[weekdayOf(day)]
  return (
    (!month || month.includes(Number(day.slice(5, 7)))) &&
    (!dates || dates.includes(Number(day.slice(8)))) &&
    (!weekday || (name !== undefined && weekday.includes(name)))
  )
}

/** A coupon whose offer never holds on a day on which it can be used; told only where its days have both ends. */
export function hasNoDay(asked: readonly Asked[], blackout: readonly string[]): boolean {
  const from = asked
    .flatMap(({ words }) => words.from ?? [])
    .sort()
    .at(-1)
  const through = asked.flatMap(({ words }) => words.through ?? []).sort()[0]
  if (from === undefined || through === undefined) return false
  if (daysBetween(from, through) >= spanMax + blackout.length) return false
  for (let day = from; day <= through; day = addDays(day, 1))
    if (!blackout.includes(day) && asked.every(part => isMeant(part, day))) return false
  return true
}
