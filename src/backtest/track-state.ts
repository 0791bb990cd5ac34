import {
  type CompiledLevel,
  type CompiledLevels,
  type CompiledProgram,
  levelFor,
  lowestLevel,
  type Measures,
  nextReviewOn,
  rankOf,
  standingLevel,
  undoRise,
} from '../program/index.ts'
import { addDays, addPeriod, type Day } from '../shared/calendar.ts'

/** A level's dates: since when it is held, when it is reviewed, and the last day of a grace that has begun. */
export type LevelDates = { reachedOn: Day | null; reviewOn: Day | null; graceThrough: Day | null }

/** A rise that its own refund may undo, with the dates of the level that it left. */
type Rise = { from: string; to: string; sale: number; before: LevelDates }

/** A level that was given without its threshold, and where it found the member. */
export type TrackGrant = {
  level: string
  grantedOn: Day
  /** Its last day; null: without end. */
  throughOn: Day | null
  /** The sale whose goods gave it; null: given otherwise. */
  sale: number | null
  below: { level: string } & LevelDates
}

/** Where a member stands in one track. */
export type TrackState = LevelDates & {
  track: string
  level: string
  /** The day on which time alone may raise. */
  riseOn: Day | null
  /** Locked by hand: neither rises nor falls through this day. */
  lockedThrough: Day | null
  rises: Rise[]
  grants: TrackGrant[]
}

function freshState(levels: CompiledLevels): TrackState {
  return {
    track: levels.track,
    level: lowestLevel(levels).level,
    reachedOn: null,
    reviewOn: null,
    graceThrough: null,
    riseOn: null,
    lockedThrough: null,
    rises: [],
    grants: [],
  }
}

export type MoveCause = 'receipt' | 'refund' | 'review' | 'manual' | 'granted' | 'grant-ended'
export type TrackMove = { to: string; cause: MoveCause; on: Day; sale: number | null }

/**
 * Puts a state onto another level. The next review counts from here; but whoever falls back because a receipt came back
 * has the dates of before it.
 */
export function moveState(levels: CompiledLevels, state: TrackState, { to, cause, on, sale }: TrackMove): void {
  const undone = cause === 'refund' ? state.rises.at(-1) : undefined
  const { level: from, reachedOn, reviewOn, graceThrough } = state
  if (cause === 'receipt') {
    // What no refund will undo hides whatever lies below it.
    if (sale === null) state.rises = []
    else state.rises.push({ from, to, sale, before: { reachedOn, reviewOn, graceThrough } })
  } else if (undone) {
    state.rises.pop()
    if (to !== undone.from) state.rises.push({ ...undone, to })
  } else if (cause === 'review' || cause === 'manual') state.rises = []
  const fresh = { reachedOn: on, reviewOn: nextReviewOn(levels, on, to), graceThrough: null }
  Object.assign(state, undone?.from === to ? undone.before : fresh)
  state.level = to
  if (to === lowestLevel(levels).level) state.reviewOn = null
}

export function isLocked({ lockedThrough }: TrackState, on: Day): boolean {
  return lockedThrough !== null && lockedThrough >= on
}

const isLive = ({ throughOn }: TrackGrant, on: Day) => throughOn === null || throughOn >= on

/** The highest level that grants keep a member on; null where none lives. */
export function floorOf(levels: CompiledLevels, { grants }: TrackState, on: Day): string | null {
  let floor: string | null = null
  for (const grant of grants)
    if (isLive(grant, on) && (floor === null || rankOf(levels, grant.level) > rankOf(levels, floor)))
      floor = grant.level
  return floor
}

/** The grant by which a member has the level of now: the newest that was there when it was reached, or came later. */
export function standingBy(levels: CompiledLevels, state: TrackState, on: Day): TrackGrant | null {
  const { grants, level, reachedOn } = state
  const here = grants.filter(
    grant =>
      rankOf(levels, grant.level) === rankOf(levels, level) &&
      grant.grantedOn <= on &&
      (grant.throughOn === null || reachedOn === null || grant.throughOn >= reachedOn),
  )
  return here.at(-1) ?? null
}

/** The day after the last day of the grants that keep this level; null where one of them has no end. */
export function grantReviewOn(levels: CompiledLevels, state: TrackState, on: Day): Day | null {
  const days = state.grants
    .filter(grant => isLive(grant, on) && rankOf(levels, grant.level) === rankOf(levels, state.level))
    .map(({ throughOn }) => throughOn)
  const ends = days.filter(day => day !== null).sort()
  return ends.length < days.length ? null : addDays(ends.at(-1) ?? on, 1)
}

/** Gives the level that goods carry. @returns where the member moves to; null where he stands higher or is locked */
export function grantByGoods(
  levels: CompiledLevels,
  state: TrackState,
  { lines, on, sale }: { lines: readonly { sku: string }[]; on: Day; sale: number },
): string | null {
  const level = levels.ladder.findLast(
    ({ granted }) => granted?.by === 'goods' && lines.some(({ sku }) => granted.sku.includes(sku)),
  )
  return level ? grantLevel(levels, state, { level, on, sale }) : null
}

/** Gives the level that is granted for an activity. @returns where the member moves to; null as above */
export function grantForEvent(
  levels: CompiledLevels,
  state: TrackState,
  { code, on }: { code: string; on: Day },
): string | null {
  const level = levels.ladder.findLast(({ granted }) => granted?.by === 'event' && granted.event === code)
  return level ? grantLevel(levels, state, { level, on, sale: null }) : null
}

/** Gives a level through a recorded day. @returns where the member moves to; null as above */
export function grantByHand(
  levels: CompiledLevels,
  state: TrackState,
  { code, ...given }: { code: string; on: Day; throughOn: Day | null },
): string | null {
  const level = levels.ladder.find(candidate => candidate.level === code)
  return level ? grantLevel(levels, state, { level, sale: null, ...given }) : null
}

/** On the first day after it the level is judged as any other. */
export function lock(state: TrackState, lockedThrough: Day): void {
  const reviewOn = addDays(lockedThrough, 1)
  Object.assign(state, { lockedThrough, reviewOn, riseOn: null, graceThrough: null, rises: [] })
}

/** From the next receipt or review on the level moves again. */
export function unlock(levels: CompiledLevels, state: TrackState, on: Day): void {
  if (!isLocked(state, on)) return
  Object.assign(state, { lockedThrough: null, rises: [] })
  const isLowest = rankOf(levels, state.level) === 0
  if (standingBy(levels, state, on)) state.reviewOn = grantReviewOn(levels, state, on)
  else state.reviewOn = isLowest ? null : nextReviewOn(levels, on, state.level)
}

function grantLevel(
  levels: CompiledLevels,
  state: TrackState,
  {
    level,
    on,
    sale,
    throughOn = level.granted?.kept ? addPeriod(on, level.granted.kept) : null,
  }: { level: CompiledLevel; on: Day; sale: number | null; throughOn?: Day | null },
): string | null {
  const renewed = standingBy(levels, state, on)
  const { reachedOn, reviewOn, graceThrough } = state
  const isRenewed = renewed?.level === level.level
  state.grants.push({
    level: level.level,
    grantedOn: on,
    throughOn,
    sale,
    below: isRenewed ? renewed.below : { level: state.level, reachedOn, reviewOn, graceThrough },
  })
  if (rankOf(levels, level.level) > rankOf(levels, state.level) && !isLocked(state, on)) return level.level
  if (isRenewed) state.reviewOn = grantReviewOn(levels, state, on)
  return null
}

/**
 * Where the end of a grant leads: back to where it found the member if that is still held, or to what is earned or
 * granted otherwise. @returns null where the member stays, else the level and the dates that come back with it
 */
export function endOfGrant(
  levels: CompiledLevels,
  state: TrackState,
  { grant, on, measures }: { grant: TrackGrant; on: Day; measures: Measures },
): { to: string; dates: LevelDates | null } | null {
  const { level: below, ...dates } = grant.below
  const isHeld = dates.reviewOn === null || dates.reviewOn > on
  const earned = Math.max(rankOf(levels, levelFor(levels, measures).level), rankOf(levels, floorOf(levels, state, on)))
  const base = isHeld ? rankOf(levels, below) : 0
  const back = levels.ladder[Math.max(earned, base)]
  if (!back || rankOf(levels, state.level) <= Math.max(earned, base)) return null
  return { to: back.level, dates: base > earned || (base === earned && isHeld) ? dates : null }
}

/** Who stands higher by a grant moves nowhere now, but comes back to no level that was undone. */
export function undoBelow(levels: CompiledLevels, state: TrackState, measures: Measures): void {
  const rise = state.rises.at(-1)
  const back = rise && undoRise(levels, rise, measures)
  if (!rise || !back) return
  for (const grant of state.grants)
    if (grant.below.level === rise.to)
      grant.below = back.to === rise.from ? { level: back.to, ...rise.before } : { ...grant.below, level: back.to }
}

/**
 * One state for each track of a program, found by the track's code, in the order of the program. A level that a ladder
 * does not have counts as the one that stands for it.
 */
export function arranged(states: readonly TrackState[], { tracks }: CompiledProgram): TrackState[] {
  return tracks.map((levels, place) => {
    const here = states[place]
    const isFree = here !== undefined && tracks.every(({ track }) => track !== here.track)
    const state = states.find(({ track }) => track === levels.track) ?? (isFree ? here : freshState(levels))
    state.track = levels.track
    state.level = standingLevel(levels, state.level).level
    if (state.level === lowestLevel(levels).level) Object.assign(state, { reviewOn: null, graceThrough: null })
    return state
  })
}

/** Whether the states are those of a program already. */
export function isArranged(states: readonly TrackState[], { tracks }: CompiledProgram): boolean {
  const isIn = ({ ladder }: CompiledLevels, { level }: TrackState) =>
    ladder.some(candidate => candidate.level === level)
  return (
    states.length === tracks.length &&
    tracks.every((levels, place) => {
      const state = states[place]
      return state?.track === levels.track && isIn(levels, state)
    })
  )
}

export const isHighest = (levels: CompiledLevels, { level }: TrackState) =>
  rankOf(levels, level) === levels.ladder.length - 1

/** The next day on which a state is looked at; null where none is planned. */
export function nextDay({ reviewOn, riseOn }: TrackState): Day | null {
  if (reviewOn === null || riseOn === null) return reviewOn ?? riseOn
  return reviewOn < riseOn ? reviewOn : riseOn
}
