import {
  type CompiledLevels,
  lowestLevel,
  nextReviewOn,
  nextRiseOn,
  rankOf,
  reviewLevel,
  riseFor,
} from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { type LevelChanges, type LevelState, moveTo } from './level-state.ts'
import type { DueReview } from './level-store.ts'

/** A review, or a day on which time alone may raise, with what judges it. */
export type HeldReview = {
  due: DueReview
  day: Day
  isReview: boolean
  joinedOn: Day
  /** Null: the program has this track no more. */
  levels: CompiledLevels | null
  programVersion: number
}

/** Judges one member in one track, in memory. */
export function holdReview(changes: LevelChanges, state: LevelState, held: HeldReview & { at: Date }): void {
  // Between finding and locking, a receipt may have moved the member and the review with it.
  if (state.reviewOn !== held.due.reviewOn || state.riseOn !== held.due.riseOn) return
  state.isChanged = true
  if (!held.levels) {
    state.reviewOn = null
    state.riseOn = null
    return
  }
  if (held.isReview) review(changes, state, { ...held, levels: held.levels })
  else rise(changes, state, { ...held, levels: held.levels })
  if (state.riseOn === held.day) planNextRise(held.levels, state, held)
}

type Holding = HeldReview & { levels: CompiledLevels; at: Date }

function review(
  changes: LevelChanges,
  state: LevelState,
  { levels, day, joinedOn, programVersion, at }: Holding,
): void {
  const verdict = reviewLevel(levels, {
    level: state.level,
    reviewOn: day,
    graceThrough: state.graceThrough,
    measures: state.measures,
    joinedOn,
  })
  if (verdict.level !== state.level)
    moveTo(changes, levels, state, {
      to: verdict.level,
      cause: 'review',
      on: day,
      at,
      receiptId: null,
      programVersion,
      reasons: verdict.reasons,
    })
  state.reviewOn =
    verdict.level === lowestLevel(levels).level ? null : (verdict.reviewOn ?? nextReviewOn(levels, day, verdict.level))
  state.graceThrough = verdict.graceThrough
}

function rise(changes: LevelChanges, state: LevelState, { levels, day, joinedOn, programVersion, at }: Holding): void {
  const move = riseFor(levels, state.level, state.measures, { day, joinedOn, isReview: true })
  if (move)
    moveTo(changes, levels, state, {
      to: move.to,
      cause: 'review',
      on: day,
      at,
      receiptId: null,
      programVersion,
      reasons: move.reasons,
    })
}

/** Looked at again only if something was bought since: who stays away cannot rise. */
function planNextRise(levels: CompiledLevels, state: LevelState, { day, joinedOn }: HeldReview): void {
  const { lastOn, reachedOn } = state
  const hasBoughtSince = lastOn !== null && lastOn >= day
  const isHighest = rankOf(levels, state.level) === levels.ladder.length - 1
  state.riseOn = hasBoughtSince && !isHighest ? nextRiseOn(levels, lastOn, reachedOn ?? joinedOn) : null
}
