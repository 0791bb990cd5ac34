import type { Condition } from './document.ts'
import { readHours, readMoney, readPercent, readPeriod } from './scalars.ts'

/** What the words of two conditions prove of each other, whatever is sold to whomever. */

/** Words that hold at once, and where in a condition they stand. */
export type Asked = { words: Condition; path: readonly (string | number)[] }

/** Everything that must hold at once: the condition without its `all`, and the parts of that, at whatever depth. */
export function askedBy({ all = [], ...words }: Condition, path: Asked['path'] = []): Asked[] {
  return [{ words, path }, ...all.flatMap((part, index) => askedBy(part, [...path, 'all', index]))]
}

/** Of these whatever is sold has one: two lists without a common word exclude each other. */
export const singles = [
  'class',
  'brand',
  'sku',
  'store',
  'channel',
  'promoter',
  'gender',
  'joined-by',
  'weekday',
  'month',
  'month-day',
] as const

/** Ways of an `any` are looked at one by one only where there are few: each of them doubles the work. */
const waysMax = 12

/** Whether the first condition surely holds where the second does. What the words do not prove counts as no. */
export function holdsWhenever(first: Condition | undefined, second: Condition | undefined): boolean {
  return isProvenBy(first, second) || holdsInEachWay(first, second)
}

/** One way of the first `any` of the second condition holds; where each proves it, nobody needs to know which. */
function holdsInEachWay(first: Condition | undefined, second: Condition | undefined): boolean {
  const known = askedBy(second ?? {}).map(({ words }) => words)
  const alternatives = known.flatMap(({ any }) => (any ? [any] : []))
  const [ways] = alternatives
  if (!ways || alternatives.reduce((product, { length }) => product * length, 1) > waysMax) return false
  const place = known.findIndex(({ any }) => any === ways)
  const rest = known.map((words, index) => {
    const { any: _, ...others } = words
    return index === place ? others : words
  })
  return ways.every(way => holdsWhenever(first, { all: [...rest, way] }))
}

function isProvenBy(first: Condition | undefined, second: Condition | undefined): boolean {
  const known = askedBy(second ?? {}).map(({ words }) => words)
  const entries = known.flatMap(words => Object.entries(words))
  const isProven = ([word, value]: [string, unknown]) =>
    entries.some(([other, said]) => other === word && follows(word, value, said))
  return askedBy(first ?? {}).every(({ words: { any, none = [], 'basket-has': goods = [], ...plain } }) => {
    // What excludes more excludes less; goods that are there are there as goods of a wider kind too.
    const excluded = known.flatMap(words => words.none ?? [])
    const present = known.flatMap(words => words['basket-has'] ?? [])
    return (
      Object.entries(plain).every(isProven) &&
      (!any || isProven(['any', any]) || any.some(part => holdsWhenever(part, second))) &&
      none.every(part => excluded.some(other => holdsWhenever(other, part)) || isExcludedBy(part, known)) &&
      goods.every(part => present.some(other => holdsWhenever(part, other)))
    )
  })
}

/** Whether a condition cannot hold beside what is known, because whatever is sold has one class, store, day … alone. */
function isExcludedBy(part: Condition, known: readonly Condition[]): boolean {
  return askedBy(part).some(({ words }) =>
    singles.some(word => {
      const list: readonly (string | number)[] | undefined = words[word]
      return list && known.some(({ [word]: said }) => said && !list.some(one => isAmong(one, said)))
    }),
  )
}

function isAmong(one: string | number, list: readonly (string | number)[]): boolean {
  return list.includes(one)
}

/** Whether a word holds with `value` wherever it holds with `said`. */
function follows(word: string, value: unknown, said: unknown): boolean {
  if (canonical(value) === canonical(said)) return true
  if (Array.isArray(value) && Array.isArray(said)) {
    const values = new Set(value.map(canonical))
    return said.every(one => values.has(canonical(one)))
  }
  if (isBlock(value) && isBlock(said))
    return Object.entries(value).every(
      ([key, inner]) => Object.hasOwn(said, key) && follows(word, inner, Reflect.get(said, key)),
    )
  if (word === 'hours') return isWithinHours(said, value)
  if (word === 'birthday') return said === 'day'
  if (word === 'joined-within') return isShorter(said, value)
  return isTighter(word, said, value)
}

function isBlock(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWithinHours(inner: unknown, outer: unknown): boolean {
  const [a, b] = [readHours(inner), readHours(outer)]
  return a !== undefined && b !== undefined && a.fromMinute >= b.fromMinute && a.toMinute <= b.toMinute
}

/** Periods of different units are not compared: how many days a month has depends on the month. */
function isShorter(short: unknown, long: unknown): boolean {
  const [a, b] = [readPeriod(short), readPeriod(long)]
  return a !== undefined && b !== undefined && a.unit === b.unit && a.count <= b.count
}

function isTighter(word: string, tight: unknown, wide: unknown): boolean {
  if (typeof tight === 'string' && typeof wide === 'string') {
    if (word === 'from') return tight >= wide
    if (word === 'through') return tight <= wide
  }
  const [a, b] = [sizeOf(tight), sizeOf(wide)]
  if (a === undefined || b === undefined) return false
  return word.endsWith('-from') ? a >= b : word.endsWith('-below') && a <= b
}

/** Hundredths of a per cent, 分, or a hundred for each of what is counted: of one word always the same. */
export function sizeOf(bound: unknown): number | undefined {
  return readPercent(bound) ?? readMoney(bound)
}

/** The same text for conditions that say the same in another order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const members = Object.entries(value).map(([key, inner]) => `${key}:${canonical(inner)}`)
  return `{${members.sort().join()}}`
}
