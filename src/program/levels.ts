import { addDays, addPeriod, type Day } from '../shared/calendar.ts'
import type { CompiledLevel, CompiledLevels } from './compiled.ts'
import type { Measure } from './document.ts'
import { measureTexts } from './reason-texts.ts'
import { moneyText, type Reason, reason } from './reasons.ts'
import { nextReviewOn, reviewWindowOn, windowOn } from './windows.ts'

export type Measures = Readonly<Partial<Record<Measure, number>>>

/** A change of level, with its reasons. */
export type LevelMove = { from: string; to: string; reasons: Reason[] }

/** The highest level whose thresholds all hold. The lowest has none, so there always is one. */
export function levelFor(levels: CompiledLevels, measures: Measures): CompiledLevel {
  for (let index = levels.ladder.length - 1; index > 0; index--) {
    const level = levels.ladder[index]
    if (level?.from.every(({ measure, value }) => (measures[measure] ?? 0) >= value)) return level
  }
  return lowestLevel(levels)
}

export function lowestLevel(levels: CompiledLevels): CompiledLevel {
  const [lowest] = levels.ladder
  if (!lowest) throw new Error('a ladder has at least one level')
  return lowest
}

/** Where a level stands, 0 the lowest. A level that the ladder no longer has counts as the lowest. */
export function rankOf(levels: CompiledLevels, level: string | null): number {
  return Math.max(
    levels.ladder.findIndex(candidate => candidate.level === level),
    0,
  )
}

/** The rise that these measures bring, at once; null when they bring none. */
export function riseFor(
  levels: CompiledLevels,
  current: string | null,
  measures: Measures,
  on: { day: Day; joinedOn: Day },
): LevelMove | null {
  const reached = levelFor(levels, measures)
  if (rankOf(levels, reached.level) <= rankOf(levels, current)) return null
  const window = shownWindow(windowOn(levels.window, on.day, on.joinedOn), on)
  return {
    from: current ?? lowestLevel(levels).level,
    to: reached.level,
    reasons: reachedReasons(reached, measures, window),
  }
}

function reachedReasons(level: CompiledLevel, measures: Measures, { from, through }: { from: Day; through: Day }) {
  return standings(level, measures).map(({ measure, value, threshold }) =>
    reason('level-reached', `level-${level.level}`, { measure, value, threshold, from, through, level: level.name }),
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
}

/**
 * Judges a level on its review day by the window that ended the evening before. Enough for the level or a higher one:
 * kept (or raised) until the next review. Not enough: first the grace, then down as the program says.
 */
export function reviewLevel(
  levels: CompiledLevels,
  { level, reviewOn, graceThrough, measures, joinedOn }: ReviewQuestion,
): ReviewVerdict {
  const earned = levelFor(levels, measures)
  const earnedRank = rankOf(levels, earned.level)
  const heldRank = rankOf(levels, level)
  const judged = addDays(reviewOn, -1)
  const window = shownWindow(reviewWindowOn(levels.window, reviewOn, joinedOn), { day: judged, joinedOn })
  if (earnedRank >= heldRank) {
    const reasons = earnedRank > heldRank ? reachedReasons(earned, measures, window) : []
    return { level: earned.level, reviewOn: nextReviewOn(levels, reviewOn), graceThrough: null, reasons }
  }
  if (levels.grace && graceThrough === null) {
    const through = addDays(addPeriod(reviewOn, levels.grace), -1)
    return { level, reviewOn: addDays(through, 1), graceThrough: through, reasons: [] }
  }
  const lower = levels.fallsOneStep ? levels.ladder[heldRank - 1] : earned
  const to = lower ?? lowestLevel(levels)
  // Only what fell short: a member who came often enough but spent too little is told of the spending.
  const reasons = standings(levels.ladder[heldRank], measures)
    .filter(({ isMet }) => !isMet)
    .map(({ measure, value, threshold }) =>
      reason('level-reviewed-down', `level-${level}`, { measure, value, threshold, ...window, level: to.name }),
    )
  return { level: to.level, reviewOn: nextReviewOn(levels, reviewOn), graceThrough: null, reasons }
}

/** The fall that undoes a rise: back to what is still earned, but no lower than before the receipt. */
export function undoRise(
  levels: CompiledLevels,
  rise: { from: string; to: string },
  measures: Measures,
): LevelMove | null {
  const earned = levelFor(levels, measures)
  const floor = Math.max(rankOf(levels, earned.level), rankOf(levels, rise.from))
  if (floor >= rankOf(levels, rise.to)) return null
  const back = levels.ladder[floor] ?? lowestLevel(levels)
  const left = levels.ladder[rankOf(levels, rise.to)]
  return {
    from: rise.to,
    to: back.level,
    reasons: [reason('level-undone', `level-${rise.to}`, { level: left?.name ?? rise.to, back: back.name })],
  }
}

/** How each threshold of a level stands, for the sentences. Money of a measure is shown as money. */
function standings(level: CompiledLevel | undefined, measures: Measures) {
  const shown = (measure: Measure, amount: number) => (measure === 'net-spend' ? moneyText(amount) : amount)
  return (level?.from ?? []).map(({ measure, value }) => ({
    measure: measureTexts[measure],
    value: shown(measure, measures[measure] ?? 0),
    threshold: shown(measure, value),
    isMet: (measures[measure] ?? 0) >= value,
  }))
}

/** The days of a window as a member is told them: what is to come does not count yet, and nothing before joining. */
function shownWindow({ from, through }: { from: Day; through: Day }, { day, joinedOn }: { day: Day; joinedOn: Day }) {
  return { from: from === '0001-01-01' ? joinedOn : from, through: through > day ? day : through }
}
