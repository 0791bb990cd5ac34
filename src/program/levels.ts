import { addDays, addPeriod, type Day } from '../shared/calendar.ts'
import type { CompiledLevel, CompiledLevels, Gauge, Window } from './compiled.ts'
import { amountOf, isMet, type Measures, reachedBy, type Standing, standingsOf } from './needs.ts'
import { moneyText, type Reason, reason } from './reasons.ts'
import { nextReviewOn, reviewWindowOn, windowOn } from './windows.ts'

/** A change of level, with its reasons. */
export type LevelMove = { from: string; to: string; reasons: Reason[] }

/** The highest level whose need holds. The lowest has none, so there always is one; what is only granted is never earned. */
export function levelFor(levels: CompiledLevels, measures: Measures): CompiledLevel {
  for (let index = levels.ladder.length - 1; index > 0; index--) {
    const level = levels.ladder[index]
    if (level?.need && isMet(level.need, measures)) return level
  }
  return lowestLevel(levels)
}

export function lowestLevel(levels: CompiledLevels): CompiledLevel {
  const [lowest] = levels.ladder
  if (!lowest) throw new Error('a ladder has at least one level')
  return lowest
}

/**
 * Where a level stands, 0 the lowest. A level that only other versions of the ladder have counts as the one that stands
 * for it, and one that nobody has ever heard of as the lowest.
 */
export function rankOf(levels: CompiledLevels, level: string | null): number {
  const rank = levels.ladder.findIndex(candidate => candidate.level === level)
  if (rank >= 0 || level === null) return Math.max(rank, 0)
  const standIn = levels.standIns.get(level)?.level
  return Math.max(
    levels.ladder.findIndex(candidate => candidate.level === standIn),
    0,
  )
}

/** The level of this ladder that a member has. */
export function standingLevel(levels: CompiledLevels, level: string | null): CompiledLevel {
  return levels.ladder[rankOf(levels, level)] ?? lowestLevel(levels)
}

/** Why a member who stood on a level that is no longer there counts as another; nothing where it is there. */
export function removedReasons(levels: CompiledLevels, level: string | null): Reason[] {
  const removed = level === null ? undefined : levels.standIns.get(level)
  if (!removed) return []
  const standIn = standingLevel(levels, level)
  return [reason('level-removed', `level-${level}`, { level: removed.name, standIn: standIn.name })]
}

/** When a rise is judged: on which day, and whether a review judges it or a receipt. */
export type RiseDay = { day: Day; joinedOn: Day; isReview?: boolean }

/** The level that these measures raise to, without its reasons; null where they raise nobody. */
export function higherLevel(levels: CompiledLevels, current: string | null, measures: Measures): CompiledLevel | null {
  const reached = levelFor(levels, measures)
  return rankOf(levels, reached.level) > rankOf(levels, current) ? reached : null
}

/** The rise that these measures bring; null when they bring none, or only a review may raise. */
export function riseFor(
  levels: CompiledLevels,
  current: string | null,
  measures: Measures,
  { day, joinedOn, isReview = false }: RiseDay,
): LevelMove | null {
  if (levels.risesAtReview && !isReview) return null
  const reached = higherLevel(levels, current, measures)
  if (!reached) return null
  const windowAt = (window: Window) => shownWindow(windowOn(window, day, joinedOn), { day, joinedOn })
  return {
    from: current ?? lowestLevel(levels).level,
    to: reached.level,
    reasons: [...removedReasons(levels, current), ...reachedReasons(reached, measures, windowAt)],
  }
}

type WindowAt = (window: Window) => { from: Day; through: Day }

function reachedReasons(level: CompiledLevel, measures: Measures, windowAt: WindowAt): Reason[] {
  return reachedBy(level.need, measures).flatMap(standing => [
    reason('level-reached', `level-${level.level}`, { ...told(standing, windowAt), level: level.name }),
    ...scoreReasons(standing.gauge, measures, level.level),
  ])
}

/** What each part of a score came to. */
export function scoreReasons({ parts }: Gauge, measures: Measures, level: string): Reason[] {
  return parts
    .map(({ gauge, weight }) => ({ gauge, weight, value: amountOf(gauge, measures) }))
    .filter(({ value }) => value > 0)
    .map(({ gauge, weight: { num, den }, value }) =>
      reason('score-part', `level-${level}`, {
        measure: gauge.name,
        value: shownAmount(gauge, value),
        points: Number((BigInt(value) * BigInt(num) * 100n) / BigInt(den)) / 100,
      }),
    )
}

/** What a review decides: the level from then on, and when the next one is. */
export type ReviewVerdict = { level: string; reviewOn: Day | null; graceThrough: Day | null; reasons: Reason[] }

export type ReviewQuestion = {
  level: string
  reviewOn: Day
  graceThrough: Day | null
  /** What the window ending the day before held. */
  measures: Measures
  joinedOn: Day
  /** A level below which no review brings a member, because it was granted. */
  floor?: string | null
}

/**
 * Judges a level on its review day by the window that ended the evening before. Enough for the level or a higher one:
 * kept (or raised) until the next review. Not enough: first the grace, then down as the program says.
 */
export function reviewLevel(
  levels: CompiledLevels,
  { level, reviewOn, graceThrough, measures, joinedOn, floor = null }: ReviewQuestion,
): ReviewVerdict {
  const earned = highestOf(levels, levelFor(levels, measures).level, floor)
  const earnedRank = rankOf(levels, earned.level)
  const heldRank = rankOf(levels, level)
  const judged = addDays(reviewOn, -1)
  const windowAt = (window: Window) =>
    shownWindow(reviewWindowOn(window, reviewOn, joinedOn), { day: judged, joinedOn })
  const removed = removedReasons(levels, level)
  if (earnedRank >= heldRank) {
    const reasons = earnedRank > heldRank ? reachedReasons(earned, measures, windowAt) : []
    return {
      level: earned.level,
      reviewOn: nextReviewOn(levels, reviewOn, earned.level),
      graceThrough: null,
      reasons: [...removed, ...reasons],
    }
  }
  if (levels.grace && graceThrough === null) {
    const through = addDays(addPeriod(reviewOn, levels.grace), -1)
    return { level, reviewOn: addDays(through, 1), graceThrough: through, reasons: removed }
  }
  const lower = levels.fallsOneStep ? levels.ladder[heldRank - 1] : earned
  const to = lower ?? lowestLevel(levels)
  // Only what fell short: a member who came often enough but spent too little is told of the spending.
  const reasons = standingsOf(levels.ladder[heldRank]?.need ?? null, measures)
    .filter(standing => !standing.isMet)
    .map(standing => reason('level-reviewed-down', `level-${level}`, { ...told(standing, windowAt), level: to.name }))
  return {
    level: to.level,
    reviewOn: nextReviewOn(levels, reviewOn, to.level),
    graceThrough: null,
    reasons: [...removed, ...reasons],
  }
}

/** The higher of an earned level and one that was granted. */
function highestOf(levels: CompiledLevels, earned: string, floor: string | null): CompiledLevel {
  return levels.ladder[Math.max(rankOf(levels, earned), rankOf(levels, floor))] ?? lowestLevel(levels)
}

/** The fall that undoes a rise: back to what is still earned or granted, but no lower than before the receipt. */
export function undoRise(
  levels: CompiledLevels,
  rise: { from: string; to: string },
  measures: Measures,
  floor: string | null = null,
): LevelMove | null {
  const earned = highestOf(levels, levelFor(levels, measures).level, floor)
  const backTo = Math.max(rankOf(levels, earned.level), rankOf(levels, rise.from))
  if (backTo >= rankOf(levels, rise.to)) return null
  const back = levels.ladder[backTo] ?? lowestLevel(levels)
  const left = levels.ladder[rankOf(levels, rise.to)]
  return {
    from: rise.to,
    to: back.level,
    reasons: [reason('level-undone', `level-${rise.to}`, { level: left?.name ?? rise.to, back: back.name })],
  }
}

/** A threshold for a sentence: what is counted, how much there was, how much was needed, and over which days. */
function told({ gauge, value, threshold }: Standing, windowAt: WindowAt) {
  return {
    measure: gauge.name,
    value: shownAmount(gauge, value),
    threshold: shownAmount(gauge, threshold),
    ...windowAt(gauge.window),
  }
}

const shownAmount = ({ isMoney }: Gauge, amount: number) => (isMoney ? moneyText(amount) : amount)

/** The days of a window as a member is told them: what is to come does not count yet, and nothing before joining. */
function shownWindow({ from, through }: { from: Day; through: Day }, { day, joinedOn }: { day: Day; joinedOn: Day }) {
  return { from: from === '0001-01-01' ? joinedOn : from, through: through > day ? day : through }
}
