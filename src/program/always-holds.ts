import { type Condition, weekdays } from './condition-schema.ts'
import { type ProgramDocument, tracksOf } from './document.ts'
import { readHours } from './scalars.ts'

const months = Array.from({ length: 12 }, (_, index) => index + 1)
const daysOfMonth = Array.from({ length: 31 }, (_, index) => index + 1)
const minutesOfDay = 1_440

type Of = Pick<ProgramDocument, 'levels' | 'stores'>

/**
 * The same condition without the words that hold on every receipt of the program: all weekdays, all of its stores, every
 * level of a track. Where a program names no stores, nobody knows all of them.
 */
export function withoutAlways(condition: Condition | undefined, document: Of): Condition {
  const asked = condition ?? {}
  const { weekday: _w, month: _m, 'month-day': _d, hours: _h, level: _l, store: _s, all: _a, any: _y, ...rest } = asked
  return { ...rest, ...timesOf(asked), ...listsOf(asked, document), ...partsOf(asked, document) }
}

function timesOf({ weekday, month, 'month-day': monthDay, hours }: Condition): Condition {
  return {
    ...(weekday && !names(weekday, weekdays) ? { weekday } : {}),
    ...(month && !names(month, months) ? { month } : {}),
    ...(monthDay && !names(monthDay, daysOfMonth) ? { 'month-day': monthDay } : {}),
    ...(hours !== undefined && !isWholeDay(hours) ? { hours } : {}),
  }
}

/** Every member has one level of each track. */
function listsOf({ level, store }: Condition, { levels, stores }: Of): Condition {
  const isEveryLevel = level && tracksOf(levels).some(({ block }) => names(level, block.ladder.map(codeOf)))
  return {
    ...(level && !isEveryLevel ? { level } : {}),
    ...(store && !(stores && names(store, stores)) ? { store } : {}),
  }
}

function partsOf({ all, any }: Condition, document: Of): Condition {
  const parts = (all ?? []).map(part => withoutAlways(part, document)).filter(part => !isEmpty(part))
  const ways = (any ?? []).map(part => withoutAlways(part, document))
  return {
    ...(parts.length > 0 ? { all: parts } : {}),
    ...(any && !ways.some(isEmpty) ? { any: ways } : {}),
  }
}

function names<Word>(list: readonly Word[], everything: readonly Word[]): boolean {
  return everything.every(one => list.includes(one))
}

function codeOf({ level }: { level: string }): string {
  return level
}

function isWholeDay(hours: string): boolean {
  const span = readHours(hours)
  return span?.fromMinute === 0 && span.toMinute === minutesOfDay
}

function isEmpty(condition: Condition): boolean {
  return Object.keys(condition).length === 0
}
