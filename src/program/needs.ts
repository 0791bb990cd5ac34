import type { Period } from '../shared/calendar.ts'
import { windowKey } from './compile-needs.ts'
import type { Gauge, Need, Window } from './compiled.ts'
import { isAmongGoods } from './gauges.ts'

/** What was counted, by the keys of gauges. */
export type Measures = Readonly<Record<string, number>>

/** The amount of a gauge. A score is added up exactly and rounded down once. */
export function amountOf({ key, parts }: Gauge, measures: Measures): number {
  if (parts.length === 0) return measures[key] ?? 0
  const unit = parts.reduce((product, { weight }) => product * BigInt(weight.den), 1n)
  const units = parts.reduce(
    (sum, { gauge, weight }) =>
      sum + (BigInt(measures[gauge.key] ?? 0) * BigInt(weight.num) * unit) / BigInt(weight.den),
    0n,
  )
  return units < 0n ? 0 : Number(units / unit)
}

export function isMet(need: Need, measures: Measures): boolean {
  if (need.kind === 'reach') return amountOf(need.gauge, measures) >= need.value
  if (need.kind === 'all') return need.needs.every(part => isMet(part, measures))
  return need.needs.some(part => isMet(part, measures))
}

/** One threshold and how it stands. */
export type Standing = { gauge: Gauge; value: number; threshold: number; isMet: boolean }

/** Every threshold within a need, in the order of the document. */
export function standingsOf(need: Need | null, measures: Measures): Standing[] {
  if (!need) return []
  if (need.kind !== 'reach') return need.needs.flatMap(part => standingsOf(part, measures))
  const value = amountOf(need.gauge, measures)
  return [{ gauge: need.gauge, value, threshold: need.value, isMet: value >= need.value }]
}

/** The thresholds by which a need that holds does hold: of several ways the first that was reached. */
export function reachedBy(need: Need | null, measures: Measures): Standing[] {
  if (!need) return []
  if (need.kind === 'all') return need.needs.flatMap(part => reachedBy(part, measures))
  if (need.kind === 'any') return reachedBy(need.needs.find(part => isMet(part, measures)) ?? null, measures)
  return standingsOf(need, measures)
}

type Reach = Extract<Need, { kind: 'reach' }>

/**
 * Whether everybody who meets `lower` also meets `higher`, as far as the words alone prove it.
 * @param reaches what one threshold proves of another
 */
export function implies(lower: Need, higher: Need, reaches = reachesSame): boolean {
  if (lower.kind === 'any') return lower.needs.every(part => implies(part, higher, reaches))
  if (higher.kind === 'all') return higher.needs.every(part => implies(lower, part, reaches))
  if (lower.kind === 'all' && lower.needs.some(part => implies(part, higher, reaches))) return true
  if (higher.kind === 'any') return higher.needs.some(part => implies(lower, part, reaches))
  return lower.kind === 'reach' && higher.kind === 'reach' && reaches(lower, higher)
}

/** By the same measure, or one that is a part of it. */
function reachesSame(lower: Reach, higher: Reach): boolean {
  const isSame = lower.gauge.measure === higher.gauge.measure || isPartOf(lower.gauge, higher.gauge)
  return isSame && isEnough(lower, higher)
}

/** Also by measures that bound each other: goods among more goods, and months with a purchase, each of which has one. */
export function reachesLike(lower: Reach, higher: Reach): boolean {
  const [less, more] = [lower.gauge.measure, higher.gauge.measure]
  const isLike = (less === 'active-months' && more === 'visits') || isAmongGoods(less, more)
  return reachesSame(lower, higher) || (isLike && isEnough(lower, higher))
}

function isEnough(lower: Reach, higher: Reach): boolean {
  return lower.value >= higher.value && covers(higher.gauge.window, lower.gauge.window)
}

/** What certain goods add up to is never more than what all goods do. */
function isPartOf(part: Gauge, whole: Gauge): boolean {
  return (whole.measure === 'net-spend' || whole.measure === 'visits') && part.measure.startsWith(`${whole.measure} {`)
}

/** Of windows that begin anew, the longer ones hold the shorter ones on every day. */
const calendar: readonly Window['kind'][] = ['calendar month', 'calendar quarter', 'calendar year']

/** Whether one window holds every day of the other, on whatever day one looks. */
function covers(wide: Window, narrow: Window): boolean {
  if (wide.kind === 'since joining' || windowKey(wide) === windowKey(narrow)) return true
  if (wide.kind === 'rolling') {
    const days = daysMaxOf(narrow)
    return days !== null && daysMinOf(wide.period) >= days
  }
  const [outer, inner] = [calendar.indexOf(wide.kind), calendar.indexOf(narrow.kind)]
  return inner >= 0 && outer >= inner
}

/** How many days back from today the oldest day of a window can be, today included; null: without end. */
function daysMaxOf(window: Window): number | null {
  switch (window.kind) {
    case 'rolling':
      return daysIn(window.period, { day: 1, week: 7, month: 31, year: 366 })
    case 'calendar month':
      return 31
    // On 31 August the last full month began on 1 July.
    case 'last full month':
      return 62
    case 'calendar quarter':
      return 92
    case 'calendar year':
    case 'year since joining':
      return 366
    case 'since joining':
      return null
  }
}

const daysMinOf = (period: Period) => daysIn(period, { day: 1, week: 7, month: 28, year: 365 })

function daysIn({ count, unit }: Period, days: { day: number; week: number; month: number; year: number }): number {
  if (unit === 'days') return count * days.day
  if (unit === 'weeks') return count * days.week
  return unit === 'months' ? count * days.month : count * days.year
}

/** The ways to meet a need, each with all that it takes. At most `waysMax` of a document that was checked. */
export function waysOf(need: Need | null, measures: Measures): Standing[][] {
  if (!need) return []
  if (need.kind === 'reach') return [standingsOf(need, measures)]
  const parts = need.needs.map(part => waysOf(part, measures))
  if (need.kind === 'any') return parts.flat()
  return parts.reduce<Standing[][]>((ways, part) => ways.flatMap(way => part.map(more => [...way, ...more])), [[]])
}

/** More ways than anybody would read. */
export const waysMax = 50

export function countWays(need: Need): number {
  if (need.kind === 'reach') return 1
  const counts = need.needs.map(countWays)
  return need.kind === 'any' ? counts.reduce((a, b) => a + b, 0) : counts.reduce((a, b) => a * b, 1)
}

/** The way that is nearest: of which the threshold that lacks most lacks least. */
export function nearestWay(ways: readonly Standing[][]): Standing[] {
  const reached = (way: readonly Standing[]) =>
    Math.min(...way.map(({ value, threshold }) => (threshold === 0 ? 1 : value / threshold)))
  return ways.reduce<Standing[]>((best, way) => (best.length === 0 || reached(way) > reached(best) ? way : best), [])
}
