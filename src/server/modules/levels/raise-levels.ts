import {
  type CompiledLevels,
  type CompiledProgram,
  lowestLevel,
  nextRiseOn,
  type Reason,
  rankOf,
  reason,
  riseFor,
  undoRise,
} from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { endGrant, floorOf, grantLevel, isLocked, standingBy } from './grant.ts'
import { type LevelChanges, type LevelState, moveTo, type Rise } from './level-state.ts'

/** A change of level as others are told of it. */
export type Moved = { track: string; from: string; to: string; reasons: readonly Reason[] }

export type Judging = {
  program: CompiledProgram
  states: readonly LevelState[]
  changes: LevelChanges
  /** Today, and the instant of it. */
  on: Day
  at: Date
  receiptId: string | null
}

/** Raises a member at once in every track where what was just counted is enough. */
export function raiseLevels({ joinedOn, ...judging }: Judging & { joinedOn: Day }): Moved[] {
  const { changes, on, at, receiptId, program } = judging
  return eachTrack(judging, (levels, state) => {
    // A locked level is judged when the lock ends.
    if (isLocked(state, on)) return null
    const rise = riseFor(levels, state.level, state.measures, { day: on, joinedOn })
    if (rise)
      moveTo(changes, levels, state, {
        to: rise.to,
        cause: 'receipt',
        on,
        at,
        receiptId,
        programVersion: program.version,
        reasons: rise.reasons,
      })
    planRise(levels, state, { on, joinedOn })
    return rise
  })
}

/** Where time alone may raise a member who bought, the day on which to look again. Whoever stands highest has none. */
function planRise(levels: CompiledLevels, state: LevelState, { on, joinedOn }: { on: Day; joinedOn: Day }): void {
  const isHighest = rankOf(levels, state.level) === levels.ladder.length - 1
  const riseOn = state.riseOn ?? (isHighest ? null : nextRiseOn(levels, on, state.reachedOn ?? joinedOn))
  if (riseOn === state.riseOn) return
  state.riseOn = riseOn
  state.isChanged = true
}

/** Undoes in every track the rise that a receipt had caused, as far as it is no longer earned. */
export function undoRises(judging: Judging): Moved[] {
  const { changes, on, at, receiptId, program } = judging
  return eachTrack(judging, (levels, state) => {
    const rise = state.rises.at(-1)
    if (!rise || rise.receiptId !== receiptId || isLocked(state, on)) return null
    if (rankOf(levels, state.level) > rankOf(levels, rise.to)) return undoBelow(levels, state, rise)
    const fall = undoRise(levels, rise, state.measures, floorOf(levels, state, on))
    if (fall)
      moveTo(changes, levels, state, {
        to: fall.to,
        cause: 'refund',
        on,
        at,
        receiptId,
        programVersion: program.version,
        reasons: fall.reasons,
      })
    return fall
  })
}

/** Who stands higher by a grant moves nowhere now, but comes back to no level that was undone. */
function undoBelow(levels: CompiledLevels, state: LevelState, rise: Rise): null {
  const back = undoRise(levels, rise, state.measures)
  for (const grant of state.grants)
    if (back && grant.below.level === rise.to) {
      grant.below = back.to === rise.from ? { level: back.to, ...rise.before } : { ...grant.below, level: back.to }
      grant.isChanged = true
    }
  return null
}

/** Gives the levels that come with goods on a receipt, in every track. */
export function grantForGoods(judging: Judging & { skus: readonly string[] }): Moved[] {
  const { changes, skus, on, at, receiptId, program } = judging
  return eachTrack(judging, (levels, state) => {
    const level = levels.ladder.findLast(
      ({ granted }) => granted?.by === 'goods' && granted.sku.some(sku => skus.includes(sku)),
    )
    if (level?.granted?.by !== 'goods') return null
    const sku = level.granted.sku.find(code => skus.includes(code)) ?? ''
    const reasons = [reason('level-bought', `level-${level.level}`, { sku, level: level.name })]
    const programVersion = program.version
    const moved = grantLevel(changes, levels, state, {
      level,
      way: 'goods',
      on,
      at,
      receiptId,
      programVersion,
      reasons,
    })
    return moved && { ...moved, reasons }
  })
}

/** Takes back what came with goods of a receipt, once none of them is left. `skus`: what the buyer still has. */
export function takeGrantsBack(judging: Judging & { skus: readonly string[] }): Moved[] {
  const { changes, skus, on, at, receiptId, program } = judging
  return eachTrack(judging, (levels, state) => {
    const grant = state.grants.find(candidate => candidate.receiptId === receiptId && candidate.takenBackOn === null)
    const granted = levels.ladder.find(({ level }) => level === grant?.level)?.granted
    if (!grant || (granted?.by === 'goods' && granted.sku.some(sku => skus.includes(sku)))) return null
    const standing = standingBy(levels, state, on)
    grant.takenBackOn = on
    grant.isChanged = true
    state.isChanged = true
    // Another grant of the same level keeps it, and a lock keeps everything.
    if (standing?.number !== grant.number || isLocked(state, on)) return null
    return endGrant(changes, levels, state, { grant, on, at, receiptId, programVersion: program.version })
  })
}

type TrackJudge = (
  levels: CompiledLevels,
  state: LevelState,
) => { from: string; to: string; reasons: readonly Reason[] } | null

function eachTrack({ program, states }: Judging, judge: TrackJudge): Moved[] {
  return program.tracks.flatMap(levels => {
    const state = states.find(candidate => candidate.track === levels.track)
    const moved = state && judge(levels, state)
    return moved ? [{ track: levels.track, from: moved.from, to: moved.to, reasons: moved.reasons }] : []
  })
}

/** The level that each track of a program has for a member, by track. */
export function levelsByTrack(program: CompiledProgram, states: readonly LevelState[]): Record<string, string> {
  return Object.fromEntries(
    program.tracks.map(levels => [
      levels.track,
      states.find(state => state.track === levels.track)?.level ?? lowestLevel(levels).level,
    ]),
  )
}
