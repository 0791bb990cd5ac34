import {
  type CompiledLevel,
  type CompiledLevels,
  type CompiledProgram,
  nextReviewOn,
  rankOf,
  reason as reasonOf,
  windowOn,
} from '../../../program/index.ts'
import { addDays, type Day, dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { lockOwners } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import type { Attempt } from '../refusals/index.ts'
import { levelErrors } from './errors.ts'
import { eventsOf } from './events.ts'
import { grantLevel, grantReviewOn, isLocked, standingBy } from './grant.ts'
import { questionOf } from './level-question.ts'
import { emptyLevelChanges, type LevelChanges, type LevelState, moveTo, noteLock } from './level-state.ts'
import { loadLevelStates } from './level-store.ts'
import { writeLevels } from './level-write-store.ts'

/** What somebody of the staff wants of a member's level. The programs are those in force. */
export type LevelWish = {
  memberId: number
  level: string
  reason: string
  staff: string
  programs: readonly CompiledProgram[]
  now: Date
  zone: string
  attempt: Attempt
}

/**
 * Gives a level that the program gives by invitation, as long as it says.
 * @throws levels/no-such-level, levels/not-by-invitation, levels/reason-missing, levels/is-locked
 */
export async function inviteToLevel(tx: Transaction, wish: LevelWish): Promise<void> {
  await changeLevel(tx, wish, ({ changes, levels, level, state, program, on }) => {
    if (level.granted?.by !== 'invitation') throw levelErrors.make('not-by-invitation', { level: level.level })
    refuseLocked(state, on)
    const reasons = [reasonOf('level-granted', `level-${level.level}`, { level: level.name, why: wish.reason.trim() })]
    grantLevel(changes, levels, state, {
      level,
      way: 'invitation',
      on,
      at: wish.now,
      receiptId: null,
      programVersion: program.version,
      staff: wish.staff,
      reasons,
    })
  })
}

/**
 * Puts a member on a level, and locks it there where a last day is given: until then it neither rises nor falls.
 * @throws levels/no-such-level, levels/reason-missing, levels/lock-in-the-past, levels/is-locked, levels/nothing-to-change
 */
export async function setLevel(tx: Transaction, wish: LevelWish & { lockedThrough: Day | null }): Promise<void> {
  const { lockedThrough, staff } = wish
  const why = wish.reason.trim()
  await changeLevel(tx, wish, ({ changes, levels, level, state, program, on }) => {
    refuseLocked(state, on)
    if (lockedThrough !== null && lockedThrough < on)
      throw levelErrors.make('lock-in-the-past', { lastDay: lockedThrough })
    const move = { on, at: wish.now, receiptId: null, programVersion: program.version, staff }
    if (state.level !== level.level) {
      const reasons = [reasonOf('level-set', `level-${level.level}`, { level: level.name, why })]
      moveTo(changes, levels, state, { to: level.level, cause: 'manual', ...move, reasons })
    } else if (lockedThrough === null) throw levelErrors.make('nothing-to-change')
    if (lockedThrough === null) return
    const reasons = [reasonOf('level-locked', `level-${level.level}`, { lastDay: lockedThrough, why })]
    noteLock(changes, state, { ...move, reasons, throughOn: lockedThrough })
    // On the first day after it the level is judged as any other.
    state.reviewOn = addDays(lockedThrough, 1)
    state.riseOn = null
    state.graceThrough = null
  })
}

/**
 * Lifts a lock before its end: from the next receipt or review on the level moves again.
 * @throws levels/not-locked, levels/no-such-level, levels/reason-missing
 */
export async function unlockLevel(tx: Transaction, wish: LevelWish): Promise<void> {
  await changeLevel(tx, wish, ({ changes, levels, level, state, program, on }) => {
    if (!isLocked(state, on)) throw levelErrors.make('not-locked')
    const reasons = [reasonOf('level-unlocked', `level-${level.level}`, { why: wish.reason.trim() })]
    const { now: at, staff } = wish
    noteLock(changes, state, { on, at, programVersion: program.version, staff, reasons, throughOn: null })
    const isLowest = rankOf(levels, state.level) === 0
    const isGranted = standingBy(levels, state, on) !== null
    state.reviewOn = isGranted
      ? grantReviewOn(levels, state, on)
      : isLowest
        ? null
        : nextReviewOn(levels, on, state.level)
  })
}

function refuseLocked(state: LevelState, on: Day): void {
  if (isLocked(state, on)) throw levelErrors.make('is-locked', { lastDay: state.lockedThrough ?? on })
}

type Changing = {
  changes: LevelChanges
  program: CompiledProgram
  levels: CompiledLevels
  level: CompiledLevel
  state: LevelState
  on: Day
}

async function changeLevel(tx: Transaction, wish: LevelWish, change: (changing: Changing) => void): Promise<void> {
  const { memberId, reason, now, zone } = wish
  if (reason.trim().length < 3) throw levelErrors.make('reason-missing')
  const found = findLevel(wish)
  const { program, level } = found
  wish.attempt.about({
    thing: level.level,
    name: level.name,
    program: { code: program.code, version: program.version },
  })
  await lockOwners(tx, [memberId])
  const member = (await loadMembers(tx, [memberId])).get(memberId)
  invariant(member, 'a member who was found can be read')
  const on = dayOf(now, zone)
  const joinedOn = dayOf(member.joinedAt, zone)
  const question = questionOf(found.levels, {
    memberId,
    programCode: found.program.code,
    daysOf: window => windowOn(window, on, joinedOn),
    withRises: false,
  })
  const [state] = await loadLevelStates(tx, [question])
  invariant(state, 'every question is answered')
  const changes = emptyLevelChanges()
  change({ ...found, changes, state, on })
  await writeLevels(tx, changes, [state])
  await publish(tx, eventsOf(changes, now))
}

/** Codes are told apart over the tracks of a program; of several programs the first that has the level is meant. */
function findLevel({ programs, level: code }: LevelWish) {
  for (const program of programs)
    for (const levels of program.tracks) {
      const level = levels.ladder.find(candidate => candidate.level === code)
      if (level) return { program, levels, level }
    }
  throw levelErrors.make('no-such-level', { level: code })
}
