import { type CompiledLevels, lowestLevel, type Measures, nextReviewOn, type Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'

/** A level's dates: since when it is held, when it is reviewed, and the last day of a grace that has begun. */
export type LevelDates = { reachedOn: Day | null; reviewOn: Day | null; graceThrough: Day | null }

/** A rise that a receipt caused, with the dates of the level that it left. */
export type Rise = { from: string; to: string; receiptId: string; before: LevelDates }

/** Where a member stands in one track of one program, in memory between locking and writing. */
export type LevelState = {
  memberId: number
  programCode: string
  track: string
  level: string
  reachedOn: Day | null
  reviewOn: Day | null
  graceThrough: Day | null
  /** How often the member has moved so far. */
  moves: number
  /** The rises that receipts caused and that still stand, oldest first. A refund undoes the last, if it is its own. */
  rises: Rise[]
  /** What the windows hold, and whether the member ever bought. */
  measures: Measures
  hasBought: boolean
  isChanged: boolean
}

export type MoveCause = 'receipt' | 'refund' | 'review' | 'manual'

/** One change of level, as its history keeps it. */
export type LevelMoveRow = {
  state: LevelState
  moveNumber: number
  from: string
  before: LevelDates
  to: string
  cause: MoveCause
  movedOn: Day
  movedAt: Date
  receiptId: string | null
  programVersion: number
  reasons: readonly Reason[]
}

/** What a receipt or refund adds to one day of a member. */
export type Bucket = {
  memberId: number
  programCode: string
  dayOn: Day
  netSpendCents: number
  visits: number
  pointsEarned: number
}

/** What a transaction is about to write. */
export type LevelChanges = { moves: LevelMoveRow[]; buckets: Bucket[] }

export function emptyLevelChanges(): LevelChanges {
  return { moves: [], buckets: [] }
}

export type Move = {
  to: string
  cause: MoveCause
  on: Day
  at: Date
  receiptId: string | null
  programVersion: number
  reasons: readonly Reason[]
}

/**
 * Moves a member to another level and notes why. The next review counts from here; but whoever falls back because a
 * receipt came back has the dates of before it, so that buying and returning wins no time.
 */
export function moveTo(changes: LevelChanges, levels: CompiledLevels, state: LevelState, move: Move): void {
  const undone = move.cause === 'refund' ? state.rises.at(-1) : undefined
  const before = { reachedOn: state.reachedOn, reviewOn: state.reviewOn, graceThrough: state.graceThrough }
  state.moves += 1
  changes.moves.push({
    state,
    moveNumber: state.moves,
    from: state.level,
    before,
    to: move.to,
    cause: move.cause,
    movedOn: move.on,
    movedAt: move.at,
    receiptId: move.receiptId,
    programVersion: move.programVersion,
    reasons: move.reasons,
  })
  addToRises(state.rises, { from: state.level, before, ...move })
  state.level = move.to
  const isBack = undone?.from === move.to
  const fresh = { reachedOn: move.on, reviewOn: nextReviewOn(levels, move.on), graceThrough: null }
  const dates = isBack ? undone.before : fresh
  state.reachedOn = dates.reachedOn
  state.reviewOn = move.to === lowestLevel(levels).level ? null : dates.reviewOn
  state.graceThrough = dates.graceThrough
  state.isChanged = true
}

/**
 * What a change of level does to the rises before it. A refund may undo a rise in steps, as its goods come back; a
 * review judges the whole window, so nothing before it is undone any more.
 */
export function addToRises(
  rises: Rise[],
  { from, to, cause, receiptId, before }: Pick<LevelMoveRow, 'from' | 'to' | 'cause' | 'receiptId' | 'before'>,
): void {
  const last = rises.at(-1)
  if (cause === 'receipt' && receiptId !== null) rises.push({ from, to, receiptId, before })
  else if (cause === 'refund' && last && last.receiptId === receiptId) {
    rises.pop()
    if (to !== last.from) rises.push({ ...last, to })
  } else rises.length = 0
}

/** Adds to the day of a receipt, and to what the window holds if that day lies in it. */
export function addToBucket(
  changes: LevelChanges,
  state: LevelState,
  { bucket, isInWindow }: { bucket: Omit<Bucket, 'memberId' | 'programCode'>; isInWindow: boolean },
): void {
  changes.buckets.push({ memberId: state.memberId, programCode: state.programCode, ...bucket })
  if (bucket.visits > 0) state.hasBought = true
  if (!isInWindow) return
  state.measures = {
    'net-spend': (state.measures['net-spend'] ?? 0) + bucket.netSpendCents,
    visits: (state.measures.visits ?? 0) + bucket.visits,
    'points-earned': (state.measures['points-earned'] ?? 0) + bucket.pointsEarned,
  }
}
