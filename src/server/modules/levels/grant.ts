import { type CompiledLevel, type CompiledLevels, levelFor, rankOf, reason } from '../../../program/index.ts'
import { addDays, addPeriod, type Day, type Period } from '../../../shared/calendar.ts'
import { type Grant, type LevelChanges, type LevelState, type Move, moveTo } from './level-state.ts'

/** Who locked a level wants it neither higher nor lower through that day. */
export function isLocked({ lockedThrough }: LevelState, on: Day): boolean {
  return lockedThrough !== null && lockedThrough >= on
}

/** A grant lives through its last day, unless it was taken back. */
export function isLive({ throughOn, takenBackOn }: Grant, on: Day): boolean {
  return takenBackOn === null && (throughOn === null || throughOn >= on)
}

/** The highest level that grants keep a member on; null where none lives. */
export function floorOf(levels: CompiledLevels, { grants }: LevelState, on: Day): string | null {
  const live = grants.filter(grant => isLive(grant, on))
  return live.reduce<string | null>(
    (highest, { level }) => (highest === null || rankOf(levels, level) > rankOf(levels, highest) ? level : highest),
    null,
  )
}

/** @property kept for how long, instead of what the level says of its grants */
type Granting = { level: CompiledLevel; way: Grant['way']; receiptId: string | null; kept?: Period | null } & Omit<
  Move,
  'to' | 'cause' | 'receiptId'
>

/** Gives a level without its threshold, as long as it says. Whoever stands higher, or is locked, only has it in hand. */
export function grantLevel(
  changes: LevelChanges,
  levels: CompiledLevels,
  state: LevelState,
  { level, way, kept = level.granted?.kept ?? null, ...move }: Granting,
): { from: string; to: string } | null {
  const renewed = standingBy(levels, state, move.on)
  const grant: Grant = {
    number: state.grantCount + 1,
    level: level.level,
    way,
    grantedOn: move.on,
    throughOn: kept ? addPeriod(move.on, kept) : null,
    receiptId: move.receiptId,
    // Who has the level by another grant already comes back to where that one found them.
    below: renewed?.level === level.level ? renewed.below : belowOf(state),
    takenBackOn: null,
    isChanged: true,
  }
  state.grantCount += 1
  state.grants.push(grant)
  state.isChanged = true
  const from = state.level
  const rises = rankOf(levels, level.level) > rankOf(levels, from) && !isLocked(state, move.on)
  if (rises) moveTo(changes, levels, state, { to: level.level, cause: 'granted', ...move })
  if (rises || renewed?.level === level.level) state.reviewOn = grantReviewOn(levels, state, move.on)
  return rises ? { from, to: level.level } : null
}

const belowOf = ({ level, reachedOn, reviewOn, graceThrough }: LevelState) => ({
  level,
  reachedOn,
  reviewOn,
  graceThrough,
})

/** The grant by which a member has the level of now: the newest that was there when it was reached, or came later. */
export function standingBy(levels: CompiledLevels, { grants, level, reachedOn }: LevelState, on: Day): Grant | null {
  const here = grants.filter(
    grant =>
      rankOf(levels, grant.level) === rankOf(levels, level) &&
      grant.takenBackOn === null &&
      grant.grantedOn <= on &&
      (grant.throughOn === null || reachedOn === null || grant.throughOn >= reachedOn),
  )
  return here.at(-1) ?? null
}

/** The day after the last day of the grants that keep this level; null where one of them has no end. */
export function grantReviewOn(levels: CompiledLevels, state: LevelState, on: Day): Day | null {
  const days = state.grants
    .filter(grant => isLive(grant, on) && rankOf(levels, grant.level) === rankOf(levels, state.level))
    .map(({ throughOn }) => throughOn)
  const ends = days.filter(day => day !== null).sort()
  return ends.length < days.length ? null : addDays(ends.at(-1) ?? on, 1)
}

/**
 * Ends what a grant gave: back to where it found the member if that is still held, or to what is earned or granted
 * otherwise, whichever is higher. A level below whose own review has passed meanwhile is judged by what is earned.
 */
export function endGrant(
  changes: LevelChanges,
  levels: CompiledLevels,
  state: LevelState,
  { grant, ...move }: { grant: Grant } & Omit<Move, 'to' | 'cause' | 'reasons'>,
): { from: string; to: string; reasons: Move['reasons'] } | null {
  const { below } = grant
  const isHeld = below.reviewOn === null || below.reviewOn > move.on
  const earned = Math.max(
    rankOf(levels, levelFor(levels, state.measures).level),
    rankOf(levels, floorOf(levels, state, move.on)),
  )
  const base = isHeld ? rankOf(levels, below.level) : 0
  const back = levels.ladder[Math.max(earned, base)]
  const from = state.level
  if (!back || rankOf(levels, from) <= Math.max(earned, base)) return null
  const left = levels.ladder[rankOf(levels, from)]
  const names = { level: left?.name ?? from, back: back.name }
  const reasons = [
    grant.takenBackOn === null
      ? reason('level-grant-ended', `level-${from}`, { ...names, lastDay: addDays(move.on, -1) })
      : reason('level-grant-returned', `level-${from}`, names),
  ]
  moveTo(changes, levels, state, { to: back.level, cause: 'grant-ended', ...move, reasons })
  if (base > earned || (base === earned && isHeld)) {
    state.reachedOn = below.reachedOn
    state.reviewOn = below.reviewOn
    state.graceThrough = below.graceThrough
  }
  return { from, to: back.level, reasons }
}
