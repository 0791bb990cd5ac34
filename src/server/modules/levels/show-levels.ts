import {
  amountOf,
  type CompiledLevel,
  type CompiledLevels,
  type CompiledProgram,
  nearestWay,
  rankOf,
  reasonSentences,
  removedReasons,
  type Standing,
  spanOf,
  standingLevel,
  standingsOf,
  type Window,
  waysOf,
  windowOn,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { LevelProgress, LevelThreshold } from '../../../shared/contract/levels.ts'
import type { Texts } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import type { ProgramBook } from '../programs/index.ts'
import { findProgramsBeingCounted } from './being-counted.ts'
import { isLive, isLocked } from './grant.ts'
import { type Days, levelQuestions } from './level-question.ts'
import type { LevelState } from './level-state.ts'
import { loadLevelStates } from './level-store.ts'
import { findMoves, type StoredMove } from './move-store.ts'

type Track = LevelProgress['tracks'][number]
type Asked = {
  member: { memberId: number; memberNumber: string; joinedAt: Date }
  programs: ProgramBook
  now: Date
  zone: string
}

/** One member's standing in every track of every program: what counts, how much of it, and what the next level needs. */
export async function showLevels(tx: Transaction, { member, programs, now, zone }: Asked): Promise<LevelProgress> {
  const { memberId, memberNumber } = member
  const [today, joinedOn] = [dayOf(now, zone), dayOf(member.joinedAt, zone)]
  const daysOf = (window: Window) => windowOn(window, today, joinedOn)
  const asked = programs
    .current(now)
    .flatMap(({ program }) =>
      program.tracks.length === 0
        ? []
        : levelQuestions(program, { memberId, daysOf, withRises: false }).map(question => ({ program, question })),
    )
  const states = await loadLevelStates(
    tx,
    asked.map(({ question }) => question),
  )
  const beingCounted = await findProgramsBeingCounted(tx, programs)
  const tracks: Track[] = []
  for (const [index, state] of states.entries()) {
    const program = asked[index]?.program
    const levels = program?.tracks.find(({ track }) => track === state.track)
    if (!program || !levels) continue
    const moves = await findMoves(tx, { memberId, programCode: program.code, track: state.track })
    const isBeingCounted = beingCounted.includes(program.code)
    tracks.push(
      trackOf({ program, levels, state, moves, isBeingCounted, today, daysOf: window => shown(daysOf(window)) }),
    )
  }
  return { memberNumber, tracks }
}

/** What a level brings by name: what its own words say, and the benefits of the program that name it. */
function benefitsOf({ benefits }: CompiledProgram, { level, benefits: told }: CompiledLevel): Texts[] {
  return [...told, ...benefits.filter(({ levels }) => levels?.includes(level)).map(({ name }) => name)]
}

type Showing = {
  program: CompiledProgram
  levels: CompiledLevels
  state: LevelState
  moves: readonly StoredMove[]
  isBeingCounted: boolean
  today: Day
  daysOf: (window: Window) => ShownDays
}

type ShownDays = { from: Day | null; to: Day | null }

/** A window without end is said in words only. */
function shown({ from, through }: Days): ShownDays {
  return from > '0001-01-01' ? { from, to: through } : { from: null, to: null }
}

function trackOf({ program, levels, state, moves, isBeingCounted, today, daysOf }: Showing): Track {
  const rank = rankOf(levels, state.level)
  const current = standingLevel(levels, state.level)
  const thresholdOf = (standing: Standing) => thresholdAnswer(standing, daysOf)
  return {
    program: program.code,
    track: levels.track,
    level: current.level,
    levelName: current.name,
    isHighest: rank === levels.ladder.length - 1,
    isBeingCounted,
    sinceOn: state.reachedOn,
    reviewOn: state.reviewOn,
    lockedThrough: isLocked(state, today) ? state.lockedThrough : null,
    grants: state.grants
      .filter(grant => isLive(grant, today))
      .map(({ level, way, grantedOn, throughOn }) => ({
        level,
        levelName: nameOf(levels, level),
        way,
        grantedOn,
        throughOn,
      })),
    benefits: benefitsOf(program, current),
    measures: levels.gauges.map(gauge => ({
      measure: gauge.measure,
      name: gauge.name,
      isMoney: gauge.isMoney,
      value: amountOf(gauge, state.measures),
      ...daysOf(gauge.window),
    })),
    next: nextOf(levels, { rank, state, thresholdOf }),
    ladder: levels.ladder.map(level => ({
      level: level.level,
      name: level.name,
      grantedBy: level.granted?.by ?? null,
      from: standingsOf(level.need, {}).map(({ gauge, threshold }) => ({ measure: gauge.measure, value: threshold })),
      discountPercent: level.discount ? level.discount.basisPoints / 100 : null,
    })),
    history: [...standingNote(levels, state), ...moves.map(move => moveAnswer(levels, move))],
  }
}

/** Who stands on a level that was removed has moved nowhere yet; the history says all the same why another counts. */
function standingNote(levels: CompiledLevels, { level, reachedOn }: LevelState): Track['history'] {
  const reasons = removedReasons(levels, level).map(reasonSentences)
  if (reasons.length === 0 || reachedOn === null) return []
  const { level: code, name } = standingLevel(levels, level)
  return [{ number: 0, level: code, levelName: name, movedOn: reachedOn, cause: 'review', staff: null, reasons }]
}

function moveAnswer(levels: CompiledLevels, { number, to, movedOn, cause, staff, reasons }: StoredMove) {
  return {
    number,
    level: to,
    levelName: nameOf(levels, to),
    movedOn,
    cause,
    staff,
    reasons: reasons.map(reasonSentences),
  }
}

/** A level that the ladder has no more keeps its own name in the history. */
function nameOf(levels: CompiledLevels, code: string): Texts {
  const name = levels.ladder.find(({ level }) => level === code)?.name ?? levels.standIns.get(code)?.name
  return name ?? { 'zh-CN': code, 'zh-TW': code, en: code }
}

/** The next level that can be reached: one that is only granted is no aim. */
function nextOf(
  levels: CompiledLevels,
  {
    rank,
    state,
    thresholdOf,
  }: { rank: number; state: LevelState; thresholdOf: (standing: Standing) => LevelThreshold },
): Track['next'] {
  const next = levels.ladder.slice(rank + 1).find(level => level.need !== null)
  if (!next) return null
  const ways = waysOf(next.need, state.measures)
  return {
    level: next.level,
    levelName: next.name,
    missing: nearestWay(ways).map(thresholdOf),
    ways: ways.map(way => way.map(thresholdOf)),
  }
}

function thresholdAnswer({ gauge, value, threshold }: Standing, daysOf: (window: Window) => ShownDays): LevelThreshold {
  const { from: windowFrom, to: windowTo } = daysOf(gauge.window)
  return {
    measure: gauge.measure,
    name: gauge.name,
    isMoney: gauge.isMoney,
    from: threshold,
    value,
    missing: Math.max(threshold - value, 0),
    windowName: spanOf(gauge.window),
    windowFrom,
    windowTo,
  }
}
