import type { Texts } from '../shared/languages.ts'
import type { Gauge, Need, Window } from './compiled.ts'
import type { LevelsBlock } from './document.ts'
import { goodsMeasure, goodsName, ownMeasure, ownMeasureName, type PointKinds } from './gauges.ts'
import { measureName } from './reason-texts.ts'
import { type Fraction, fraction, must, readFraction, readMoney, readPeriod } from './scalars.ts'
import { type ScoreBlock, scoreWords } from './score-schema.ts'
import { type Threshold, thresholdWords } from './threshold-schema.ts'

/** Thresholds become needs: what is counted, over which days, and how much of it is enough. */

type Counting = Pick<LevelsBlock, 'measure' | 'window' | 'score'> & { kinds: PointKinds }
type From = LevelsBlock['ladder'][number]['from']
type Within = { track: Counting; window: LevelsBlock['window'] }

/** A bare value is of the track's own measure, money only where that is money. @returns null where nothing is asked */
export function compileNeed(from: From, track: Counting): Need | null {
  if (from === undefined) return null
  const within: Within = { track, window: track.window }
  if (typeof from === 'object') return needOf(from, within)
  const measure = track.measure ?? 'net-spend'
  const value = measure === 'net-spend' ? must(readMoney(from), 'from is money') : Number(from)
  return { kind: 'reach', gauge: gaugeOf(measure, undefined, within), value }
}

function needOf(threshold: Threshold, outer: Within): Need | null {
  const within: Within = { track: outer.track, window: threshold.window ?? outer.window }
  const needs = leavesOf(threshold, within)
  const nested = (parts: readonly Threshold[]) => parts.flatMap(part => needOf(part, within) ?? [])
  needs.push(...nested(threshold.all ?? []))
  if (threshold.any) needs.push({ kind: 'any', needs: nested(threshold.any) })
  if (needs.length === 0) return null
  return needs.length === 1 ? (needs[0] ?? null) : { kind: 'all', needs }
}

function leavesOf(threshold: Threshold, within: Within): Need[] {
  const leaves: Need[] = []
  const reach = (measure: string, value: number, goods?: Threshold['goods']) =>
    leaves.push({ kind: 'reach', gauge: gaugeOf(measure, goods, within), value })
  const spend = readMoney(threshold['net-spend'])
  if (spend !== undefined) reach('net-spend', spend, threshold.goods)
  if (threshold.visits !== undefined) reach('visits', threshold.visits, threshold.goods)
  for (const measure of ['points-earned', 'active-months', 'score'] as const) {
    const value = threshold[measure]
    if (value !== undefined) reach(measure, value)
  }
  const { kinds } = within.track
  for (const [word, value] of ownWordsOf(threshold, thresholdWords)) reach(ownMeasure(word, kinds), value)
  return leaves
}

/** The words of a block that are codes of the shop, of kinds of points or activities, with their numbers. */
export function ownWordsOf(block: object, words: readonly string[]): [code: string, value: number][] {
  return Object.entries(block).flatMap(([word, value]) =>
    words.includes(word) || typeof value !== 'number' ? [] : [[word, value]],
  )
}

function gaugeOf(measure: string, goods: Threshold['goods'], within: Within): Gauge {
  const window = compileWindow(within.window)
  const span = windowKey(window)
  const isOfTrack = span === windowKey(compileWindow(within.track.window))
  const isGoods = goods !== undefined && (measure === 'net-spend' || measure === 'visits')
  const kept = isGoods ? goodsMeasure(measure, goods).measure : measure
  return {
    key: isOfTrack ? kept : `${kept} in ${span}`,
    measure: kept,
    name: isGoods ? goodsName(measure, goods) : nameOf(measure, within.track.kinds),
    isMoney: measure === 'net-spend',
    window,
    parts: measure === 'score' ? partsOf(within.track.score ?? {}, within) : [],
  }
}

function nameOf(measure: string, kinds: PointKinds): Texts {
  return measureName(measure) ?? ownMeasureName(measure, kinds)
}

function partsOf(score: Partial<ScoreBlock>, within: Within): { gauge: Gauge; weight: Fraction }[] {
  const parts: { gauge: Gauge; weight: Fraction }[] = []
  const add = (measure: string, weight: Fraction) => parts.push({ gauge: gaugeOf(measure, undefined, within), weight })
  const [points, per] = score['net-spend']?.split(' per ') ?? []
  if (points !== undefined) {
    const { num, den } = weightOf(Number(points))
    add('net-spend', fraction(num, den * must(readMoney(per), 'per is money')))
  }
  for (const word of ['visits', 'points-earned', 'active-months'] as const) {
    const value = score[word]
    if (value !== undefined) add(word, weightOf(value))
  }
  const { kinds } = within.track
  for (const [word, value] of ownWordsOf(score, scoreWords)) add(ownMeasure(word, kinds), weightOf(value))
  return parts
}

const weightOf = (value: number) => must(readFraction(value), 'a weight is a short decimal')

export function compileWindow(window: LevelsBlock['window']): Window {
  switch (window) {
    case 'calendar month':
    case 'last full month':
    case 'calendar quarter':
    case 'calendar year':
    case 'year since joining':
    case 'since joining':
      return { kind: window }
    default:
      return { kind: 'rolling', period: readPeriod(window) ?? { count: 12, unit: 'months' } }
  }
}

/** The same span of time has the same key, however it is written: a year is twelve months. */
export function windowKey(window: Window): string {
  if (window.kind !== 'rolling') return window.kind
  const { count, unit } = window.period
  if (unit === 'years') return `${12 * count} months`
  return unit === 'weeks' ? `${7 * count} days` : `${count} ${unit}`
}

/** Everything that a need counts, the parts of a score instead of the score. */
export function gaugesOf(need: Need | null): Gauge[] {
  if (!need) return []
  if (need.kind !== 'reach') return need.needs.flatMap(gaugesOf)
  return need.gauge.parts.length > 0 ? need.gauge.parts.map(part => part.gauge) : [need.gauge]
}
