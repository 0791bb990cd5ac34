import { type CompiledLevels, lowestLevel, nextReviewOn, type Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { CountedGauge, Days } from './level-question.ts'

/** A level's dates: since when it is held, when it is reviewed, and the last day of a grace that has begun. */
export type LevelDates = { reachedOn: Day | null; reviewOn: Day | null; graceThrough: Day | null }

/** A rise that a receipt caused, with the dates of the level that it left. */
export type Rise = { from: string; to: string; receiptId: string; before: LevelDates }

/** A level that was given without its threshold, and where it found the member. */
export type Grant = {
  number: number
  level: string
  way: 'invitation' | 'event' | 'goods' | 'points'
  grantedOn: Day
  /** Its last day; null: until it is taken back. */
  throughOn: Day | null
  receiptId: string | null
  below: { level: string } & LevelDates
  takenBackOn: Day | null
  isChanged: boolean
}

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
  /** What the windows hold, by gauge, and whether the member ever bought. */
  measures: Record<string, number>
  hasBought: boolean
  /** The last day on which something was counted. */
  lastOn: Day | null
  /** The day on which time alone may raise. */
  riseOn: Day | null
  /** Locked by hand: neither rises nor falls through this day. */
  lockedThrough: Day | null
  /** The grants that were not taken back, oldest first, and how many there ever were. */
  grants: Grant[]
  grantCount: number
  window: Days
  gauges: readonly CountedGauge[]
  /** Receipts by month of the gauges of active months: a month is active as long as one of them is left. */
  months: Record<string, Record<string, number>>
  isChanged: boolean
}

export type MoveCause = 'receipt' | 'refund' | 'review' | 'manual' | 'granted' | 'grant-ended' | 'locked' | 'unlocked'

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
  staff: string | null
  /** Of a lock: its last day. */
  throughOn: Day | null
}

/** What a receipt, refund or activity adds to one day of a member. */
export type DayCounts = {
  dayOn: Day
  netSpendCents: number
  visits: number
  pointsEarned: number
  /** What it adds to measures that only some programs count. */
  others: Readonly<Record<string, number>>
}
export type Bucket = Omit<DayCounts, 'others'> & { memberId: number; programCode: string }
export type DayMeasure = { memberId: number; programCode: string; measure: string; dayOn: Day; amount: number }

/** What a transaction is about to write. */
export type LevelChanges = { moves: LevelMoveRow[]; buckets: Bucket[]; dayMeasures: DayMeasure[] }

export function emptyLevelChanges(): LevelChanges {
  return { moves: [], buckets: [], dayMeasures: [] }
}

export type Move = {
  to: string
  cause: MoveCause
  on: Day
  at: Date
  receiptId: string | null
  programVersion: number
  reasons: readonly Reason[]
  staff?: string | null
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
    staff: move.staff ?? null,
    throughOn: null,
  })
  addToRises(state.rises, { from: state.level, before, ...move })
  state.level = move.to
  const isBack = undone?.from === move.to
  const fresh = { reachedOn: move.on, reviewOn: nextReviewOn(levels, move.on, move.to), graceThrough: null }
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
  // What is given and ends by itself lies above what was earned, and leaves that alone.
  if (cause === 'granted' || cause === 'grant-ended') return
  if (cause === 'receipt' && receiptId !== null) rises.push({ from, to, receiptId, before })
  else if (cause === 'refund' && last && last.receiptId === receiptId) {
    rises.pop()
    if (to !== last.from) rises.push({ ...last, to })
  } else rises.length = 0
}

/** Notes a lock, or its end, in the history: nobody moves by it. */
export function noteLock(
  changes: LevelChanges,
  state: LevelState,
  lock: Omit<Move, 'to' | 'cause' | 'receiptId'> & { throughOn: Day | null },
): void {
  const { on, at, throughOn, staff = null, programVersion, reasons } = lock
  const { level, reachedOn, reviewOn, graceThrough } = state
  state.moves += 1
  changes.moves.push({
    state,
    moveNumber: state.moves,
    from: level,
    before: { reachedOn, reviewOn, graceThrough },
    to: level,
    cause: throughOn === null ? 'unlocked' : 'locked',
    movedOn: on,
    movedAt: at,
    receiptId: null,
    programVersion,
    reasons,
    staff,
    throughOn,
  })
  state.rises.length = 0
  state.lockedThrough = throughOn
  state.isChanged = true
}

/** Adds to a day of a member, and in every track to each window in which that day lies. */
export function countDay(changes: LevelChanges, states: readonly LevelState[], counts: DayCounts): void {
  const [first] = states
  if (!first) return
  const { memberId, programCode } = first
  const { others, ...bucket } = counts
  if (bucket.visits !== 0 || bucket.netSpendCents !== 0 || bucket.pointsEarned !== 0)
    changes.buckets.push({ memberId, programCode, ...bucket })
  for (const [measure, amount] of Object.entries(others))
    if (amount !== 0) changes.dayMeasures.push({ memberId, programCode, measure, dayOn: bucket.dayOn, amount })
  for (const state of states) countInState(state, counts)
}

function countInState(state: LevelState, counts: DayCounts): void {
  const { dayOn } = counts
  if (counts.visits > 0) state.hasBought = true
  if (state.lastOn === null || dayOn > state.lastOn) state.lastOn = dayOn
  if (isWithin(state.window, dayOn))
    for (const measure of ['net-spend', 'visits', 'points-earned']) addTo(state, measure, amountOf(counts, measure))
  for (const gauge of state.gauges) {
    if (!isWithin(gauge, dayOn)) continue
    if (gauge.measure === 'active-months') countMonth(state, gauge.key, counts)
    else addTo(state, gauge.key, amountOf(counts, gauge.measure))
  }
}

const isWithin = ({ from, through }: Days, day: Day) => day >= from && day <= through

function addTo(state: LevelState, key: string, amount: number): void {
  state.measures[key] = (state.measures[key] ?? 0) + amount
}

function amountOf({ netSpendCents, visits, pointsEarned, others }: DayCounts, measure: string): number {
  if (measure === 'net-spend') return netSpendCents
  if (measure === 'visits') return visits
  return measure === 'points-earned' ? pointsEarned : (others[measure] ?? 0)
}

function countMonth(state: LevelState, key: string, { dayOn, visits }: DayCounts): void {
  const months = state.months[key] ?? {}
  state.months[key] = months
  const month = dayOn.slice(0, 7)
  months[month] = (months[month] ?? 0) + visits
  state.measures[key] = activeMonths(months)
}

export function activeMonths(months: Readonly<Record<string, number>>): number {
  return Object.values(months).filter(visits => visits > 0).length
}
