import {
  type CompiledLevels,
  levelFor,
  lowestLevel,
  nextReviewOn,
  nextRiseOn,
  rankOf,
  reviewLevel,
  riseFor,
} from '../../../program/index.ts'
import { addDays, type Day } from '../../../shared/calendar.ts'
import { endGrant, floorOf, grantReviewOn, isLocked, standingBy } from './grant.ts'
import { type Grant, type LevelChanges, type LevelState, moveTo } from './level-state.ts'
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
  if (isLocked(state, held.day)) {
    // Judged on the first day after the lock.
    state.reviewOn = addDays(state.lockedThrough ?? held.day, 1)
    state.riseOn = null
    return
  }
  if (held.isReview) review(changes, state, { ...held, levels: held.levels })
  else rise(changes, state, { ...held, levels: held.levels })
  if (state.riseOn === held.day) planNextRise(held.levels, state, held)
}

type Holding = HeldReview & { levels: CompiledLevels; at: Date }

function review(changes: LevelChanges, state: LevelState, holding: Holding): void {
  const { levels, day, joinedOn, programVersion, at } = holding
  const standing = standingBy(levels, state, day)
  if (standing && keepOrEndGrant(changes, state, { ...holding, standing })) return
  const verdict = reviewLevel(levels, {
    level: state.level,
    reviewOn: day,
    graceThrough: state.graceThrough,
    measures: state.measures,
    joinedOn,
    floor: floorOf(levels, state, day),
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

/**
 * A level that was granted is kept as long as the grant lives, and given back when it has ended, whatever a review of
 * that level would say. @returns false where the level is earned meanwhile, or a higher one is
 */
function keepOrEndGrant(
  changes: LevelChanges,
  state: LevelState,
  { standing, levels, day, programVersion, at }: Holding & { standing: Grant },
): boolean {
  if (rankOf(levels, levelFor(levels, state.measures).level) >= rankOf(levels, state.level)) return false
  const isKept = rankOf(levels, floorOf(levels, state, day)) >= rankOf(levels, state.level)
  if (isKept) state.reviewOn = grantReviewOn(levels, state, day)
  else endGrant(changes, levels, state, { grant: standing, on: day, at, receiptId: null, programVersion })
  return true
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
