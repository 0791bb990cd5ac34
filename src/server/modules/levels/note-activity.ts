import {
  activityMeasure,
  type CompiledProgram,
  measureEarned,
  rankOf,
  reason,
  windowOn,
} from '../../../program/index.ts'
import { addPeriod, type Day, dayOf, type Period } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { eventsOf } from './events.ts'
import { grantLevel, isLocked } from './grant.ts'
import { levelQuestions } from './level-question.ts'
import { countDay, emptyLevelChanges, type LevelChanges, type LevelState, moveTo } from './level-state.ts'
import { loadLevelStates } from './level-store.ts'
import { writeLevels } from './level-write-store.ts'
import { type Moved, raiseLevels } from './raise-levels.ts'

/** Something that a member did under a program. The caller has locked the member and sees to it that it happens once. */
export type NotedActivity = {
  memberId: number
  program: CompiledProgram
  code: string
  on: Day
  /** What it earned of a kind of points. */
  earned: (asset?: string) => number
  joinedOn: Day
  now: Date
  zone: string
}

/** Counts an activity, gives the levels that are granted for it and raises where the count is enough. */
export async function noteActivity(tx: Transaction, activity: NotedActivity): Promise<Moved[]> {
  const { program, code, on, earned, joinedOn, now, zone } = activity
  return withLevels(tx, activity, (changes, states) => {
    const others = { [activityMeasure(code)]: 1, ...measureEarned(program.assets, earned) }
    const pointsEarned = earned(program.assets[0]?.code)
    countDay(changes, states, { dayOn: on, netSpendCents: 0, visits: 0, pointsEarned, others })
    const judging = { program, states, changes, on: dayOf(now, zone), at: now, receiptId: null }
    return [...grantForEvent(judging, code), ...raiseLevels({ ...judging, joinedOn })]
  })
}

type Judging = Parameters<typeof raiseLevels>[0]

function grantForEvent({ program, states, changes, on, at }: Omit<Judging, 'joinedOn'>, code: string): Moved[] {
  return program.tracks.flatMap(levels => {
    const state = states.find(candidate => candidate.track === levels.track)
    const level = levels.ladder.findLast(({ granted }) => granted?.by === 'event' && granted.event === code)
    if (!state || !level) return []
    const reasons = [reason('level-granted-for', `level-${level.level}`, { event: code, level: level.name })]
    const programVersion = program.version
    const move = { level, way: 'event' as const, on, at, receiptId: null, programVersion, reasons }
    const moved = grantLevel(changes, levels, state, move)
    return moved ? [{ track: levels.track, ...moved, reasons }] : []
  })
}

/**
 * Lifts a member one level in the first track: for a time, after which they stand where their spend puts them, or to be
 * reviewed as that level is. The caller has locked the member, and asked whether the level may be reached so.
 * @returns null where there is no higher level, or it is locked
 */
export async function liftOneLevel(
  tx: Transaction,
  lifting: Omit<NotedActivity, 'code' | 'on' | 'earned'> & { kept: Period | null },
): Promise<Moved | null> {
  const { program, now, zone, kept } = lifting
  const on = dayOf(now, zone)
  const moved = await withLevels(tx, lifting, (changes, states) => {
    const [levels] = program.tracks
    const [state] = states
    if (!levels || !state || isLocked(state, on)) return []
    const next = levels.ladder[rankOf(levels, state.level) + 1]
    if (!next) return []
    const from = state.level
    if (kept) {
      const lastDay = addPeriod(on, kept)
      const reasons = [reason('level-for-points', `level-${next.level}`, { level: next.name, lastDay })]
      const move = { on, at: now, receiptId: null, programVersion: program.version, reasons, kept }
      const moved = grantLevel(changes, levels, state, { level: next, way: 'points', ...move })
      return moved ? [{ track: levels.track, ...moved, reasons }] : []
    }
    const reasons = [reason('level-step', `level-${next.level}`, { level: next.name })]
    const move = { cause: 'granted', on, at: now, receiptId: null, programVersion: program.version, reasons } as const
    moveTo(changes, levels, state, { to: next.level, ...move })
    return [{ track: levels.track, from, to: next.level, reasons }]
  })
  return moved[0] ?? null
}

async function withLevels(
  tx: Transaction,
  { memberId, program, joinedOn, now, zone }: Omit<NotedActivity, 'code' | 'on' | 'earned'>,
  change: (changes: LevelChanges, states: readonly LevelState[]) => Moved[],
): Promise<Moved[]> {
  const today = dayOf(now, zone)
  const daysOf = (window: Parameters<typeof windowOn>[0]) => windowOn(window, today, joinedOn)
  const states = await loadLevelStates(tx, levelQuestions(program, { memberId, daysOf, withRises: false }))
  const changes = emptyLevelChanges()
  const moved = change(changes, states)
  await writeLevels(tx, changes, states)
  await publish(tx, eventsOf(changes, now))
  return moved
}
