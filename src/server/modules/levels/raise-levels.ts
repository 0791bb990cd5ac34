import {
  type CompiledLevels,
  type CompiledProgram,
  lowestLevel,
  nextRiseOn,
  type Reason,
  rankOf,
  riseFor,
  undoRise,
} from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { type LevelChanges, type LevelState, moveTo } from './level-state.ts'

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
    if (!rise || rise.receiptId !== receiptId) return null
    const fall = undoRise(levels, rise, state.measures)
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
