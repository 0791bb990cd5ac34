import {
  type CompiledLevel,
  type CompiledLevels,
  type CompiledProgram,
  lowestLevel,
  type Measure,
  rankOf,
  windowOn,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { LevelProgress } from '../../../shared/contract/levels.ts'
import type { Transaction } from '../../platform/database.ts'
import type { LevelState } from './level-state.ts'
import { findMoves, loadLevelStates } from './level-store.ts'

type Track = LevelProgress['tracks'][number]

/** One member's standing in every program that has levels: what counts, how much of it, and what the next level needs. */
export async function showLevels(
  tx: Transaction,
  {
    member,
    programs,
    now,
    zone,
  }: {
    member: { memberId: number; memberNumber: string; joinedAt: Date }
    programs: readonly CompiledProgram[]
    now: Date
    zone: string
  },
): Promise<LevelProgress> {
  const tracks: Track[] = []
  for (const program of programs) {
    if (!program.levels) continue
    const window = windowOn(program.levels.window, dayOf(now, zone), dayOf(member.joinedAt, zone))
    const question = {
      memberId: member.memberId,
      programCode: program.code,
      track: program.levels.track,
      ...window,
      lowest: lowestLevel(program.levels).level,
      withRises: false,
    }
    const [state] = await loadLevelStates(tx, [question])
    if (state) tracks.push(await trackOf(tx, { program, levels: program.levels, state, window }))
  }
  return { memberNumber: member.memberNumber, tracks }
}

type Showing = {
  program: CompiledProgram
  levels: CompiledLevels
  state: LevelState
  window: { from: Day; through: Day }
}

async function trackOf(tx: Transaction, { program, levels, state, window }: Showing): Promise<Track> {
  const rank = rankOf(levels, state.level)
  const current = levels.ladder[rank] ?? lowestLevel(levels)
  const nameOf = (code: string) => (levels.ladder.find(level => level.level === code) ?? current).name
  const moves = await findMoves(tx, { memberId: state.memberId, programCode: state.programCode, track: state.track })
  const isLimited = window.from > '0001-01-01'
  return {
    program: program.code,
    track: levels.track,
    level: current.level,
    levelName: current.name,
    sinceOn: state.reachedOn,
    reviewOn: state.reviewOn,
    benefits: [...current.benefits],
    measures: levels.measures.map(measure => ({
      measure,
      value: state.measures[measure] ?? 0,
      from: isLimited ? window.from : null,
      to: isLimited ? window.through : null,
    })),
    next: nextOf(levels.ladder[rank + 1], state),
    ladder: levels.ladder.map(level => ({
      level: level.level,
      name: level.name,
      from: [...level.from],
      discountPercent: level.discount ? level.discount.basisPoints / 100 : null,
    })),
    history: moves.map(move => ({
      level: move.to,
      levelName: nameOf(move.to),
      movedOn: move.movedOn,
      cause: move.cause,
    })),
  }
}

function nextOf(next: CompiledLevel | undefined, state: LevelState): Track['next'] {
  if (!next) return null
  const missing = next.from.map(({ measure, value }) => missingOf(measure, value, state.measures[measure] ?? 0))
  return { level: next.level, levelName: next.name, missing }
}

function missingOf(measure: Measure, from: number, value: number) {
  return { measure, from, value, missing: Math.max(from - value, 0) }
}
