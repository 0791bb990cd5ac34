import type { Finding, Path } from './findings.ts'
import type { FindingMaker } from './parse.ts'
import type { LimitPeriod } from './scalars.ts'

/** A limit as it was read, with the words that it was written in. */
export type ReadLimit = {
  text: string
  /** Which of a list it is. */
  place: number | undefined
  amount: number
  counts: 'points' | 'times'
  period: LimitPeriod
}

/** The limits of one rule, asset or offer, and what else bounds it. */
export type Limited = {
  rule: string
  path: Path
  limits: readonly ReadLimit[]
  /** How often it happens anyway: once a receipt, a birthday once a year; null: as often as you like. */
  once: LimitPeriod | null
  /** What one time comes to, in the unit of `points`, and the words that say so; null where nobody can say before. */
  most: Most | null
  /** Limits from elsewhere that bound it too, in points: those of the asset. */
  outer?: readonly ReadLimit[]
}

/** `isExact`: a time comes to just so much or does not happen; otherwise it may come to less. */
export type Most = { once: number; text: string; isExact?: boolean }

/** How many spans of each kind can touch some days; of those that are not there, any number. */
export type Spans = Readonly<Partial<Record<LimitPeriod, number>>>

/** How many spans of each kind can touch one span: a week may lie in two months, a month in six weeks. */
export const touching: Readonly<Record<LimitPeriod, Spans>> = {
  receipt: { receipt: 1, day: 1, week: 1, month: 1, year: 1, life: 1, all: 1 },
  day: { day: 1, week: 1, month: 1, year: 1, life: 1, all: 1 },
  week: { day: 7, week: 1, month: 2, year: 2, life: 1, all: 1 },
  month: { day: 31, week: 6, month: 1, year: 1, life: 1, all: 1 },
  year: { day: 366, week: 54, month: 12, year: 1, life: 1, all: 1 },
  life: { life: 1, all: 1 },
  all: { all: 1 },
}

/** Limits that are written twice for a span, and those that are never reached because another one is before. */
export function checkLimits(at: FindingMaker, limited: Limited, twice: Finding['severity'] = 'warning'): Finding[] {
  const { rule, limits, once, most, outer = [] } = limited
  return limits.flatMap((limit, place) => {
    const path = limitPath(limited, limit)
    const values = { rule, limit: limit.text }
    if (limits.slice(0, place).some(earlier => isSameSpan(limit, earlier)))
      return [at(path, 'limit-twice', values, twice)]
    const anyway = once === null ? null : onceIn(once)
    const hasMore = (other: ReadLimit) => mostUnder(other, askedOf(limit), most) > limit.amount
    // Of two that say the same, such as 1 time and the points of one time, the later one is too many.
    const isLaterTwin = (other: ReadLimit) =>
      limits.indexOf(other) > place && mostUnder(limit, askedOf(other), most) <= other.amount
    if (anyway && !hasMore(anyway))
      return limit.counts === 'times'
        ? [at(path, 'limit-once-anyway', { ...values, once: anyway.text }, 'warning')]
        : [at(path, 'limit-never', { ...values, other: most?.text ?? anyway.text }, 'warning')]
    const others = [...limits.filter(candidate => !isSameSpan(limit, candidate)), ...outer]
    const other = others.find(candidate => !hasMore(candidate) && !isLaterTwin(candidate))
    return other ? [at(path, 'limit-never', { ...values, other: other.text }, 'warning')] : []
  })
}

/** Where a limit stands. */
export function limitPath({ path }: Pick<Limited, 'path'>, { place }: ReadLimit): Path {
  return place === undefined ? path : [...path, place]
}

function onceIn(period: LimitPeriod): ReadLimit {
  return {
    text: `1 time ${period === 'life' ? 'in life' : `a ${period}`}`,
    place: undefined,
    amount: 1,
    counts: 'times',
    period,
  }
}

function isSameSpan(a: ReadLimit, b: ReadLimit): boolean {
  return a.counts === b.counts && a.period === b.period
}

type Asked = { counts: ReadLimit['counts']; spans: Spans }

function askedOf({ counts, period }: ReadLimit): Asked {
  return { counts, spans: touching[period] }
}

/** The most that can come together in some days while only `other` bounds it, counted as is asked. */
function mostUnder(other: ReadLimit, { counts, spans }: Asked, most: Most | null): number {
  const touched = spans[other.period] ?? Number.POSITIVE_INFINITY
  if (other.counts === counts) return other.amount * touched
  if (most === null) return Number.POSITIVE_INFINITY
  if (counts === 'points') return other.amount * most.once * touched
  // How many times use up an amount can be said only where no time comes to less.
  return most.isExact ? Math.floor(other.amount / most.once) * touched : Number.POSITIVE_INFINITY
}

/** The most points that come together in some days under these limits; infinite where nothing bounds them. */
export function mostIn(spans: Spans, { limits, once, most }: Omit<Limited, 'rule' | 'path'>): number {
  const bounds = [...limits, ...(once === null ? [] : [onceIn(once)])]
  return Math.min(Number.POSITIVE_INFINITY, ...bounds.map(limit => mostUnder(limit, { counts: 'points', spans }, most)))
}
