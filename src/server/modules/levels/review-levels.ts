import { setTimeout as pause } from 'node:timers/promises'
import {
  type CompiledProgram,
  lowestLevel,
  nextReviewOn,
  rankOf,
  reviewLevel,
  reviewWindowOn,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { lockFreeOwners } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { levelMoved } from './events.ts'
import { emptyLevelChanges, type LevelChanges, type LevelState, moveTo } from './level-state.ts'
import { findReviewsDue, loadLevelStates, writeLevels } from './level-store.ts'

const membersPerBatch = 200
const busyPauseMs = 250
const busyTriesMax = 20

type Reviewing = { db: Database; clock: Clock; timeZone: string; programs: ProgramBook }

/**
 * Judges every level whose review day has come: the only way down, a refund of its own rise aside.
 * A member who was not looked after for several periods is judged once for each of them, in order.
 * @returns how many reviews were held
 */
export async function reviewLevels({ db, clock, timeZone, programs }: Reviewing): Promise<number> {
  await programs.refresh()
  for (let reviewed = 0, tries = 0; ; ) {
    const { held, busy } = await db.transaction(tx => reviewBatch(tx, { now: clock.now(), timeZone, programs }))
    reviewed += held
    if (held > 0) continue
    // Receipts of these members are being settled right now: a moment later they are not. Who is held for longer is
    // reviewed by the next run, for the same day.
    tries += 1
    if (busy === 0 || tries > busyTriesMax) return reviewed
    await pause(busyPauseMs)
  }
}

async function reviewBatch(
  tx: Transaction,
  { now, timeZone, programs }: { now: Date; timeZone: string; programs: ProgramBook },
): Promise<{ held: number; busy: number }> {
  const found = await findReviewsDue(tx, { today: dayOf(now, timeZone), max: membersPerBatch })
  const free = await lockFreeOwners(
    tx,
    found.map(review => review.memberId),
  )
  const due = found.filter(review => free.has(review.memberId))
  const busy = found.length - due.length
  if (due.length === 0) return { held: 0, busy }
  const memberIds = [...free]
  const members = await loadMembers(tx, memberIds)
  const changes = emptyLevelChanges()
  const states: LevelState[] = []
  for (const programCode of new Set(due.map(review => review.programCode))) {
    const program = programs.current(now).find(published => published.programCode === programCode)?.program
    const reviews = due.filter(review => review.programCode === programCode)
    states.push(
      ...(await judge(tx, {
        program,
        reviews,
        changes,
        now,
        joinedOn: id => dayOf(members.get(id)?.joinedAt ?? now, timeZone),
      })),
    )
  }
  await writeLevels(tx, changes, states)
  await publish(
    tx,
    changes.moves.map(({ state, from, to, cause, movedOn }) =>
      levelMoved.of(
        { memberId: state.memberId, programCode: state.programCode, track: state.track, from, to, cause, movedOn },
        now,
      ),
    ),
  )
  return { held: due.length, busy }
}

type Judging = {
  program: CompiledProgram | undefined
  reviews: readonly { memberId: number; programCode: string; track: string; reviewOn: Day }[]
  changes: LevelChanges
  now: Date
  joinedOn: (memberId: number) => Day
}

async function judge(tx: Transaction, { program, reviews, changes, now, joinedOn }: Judging): Promise<LevelState[]> {
  const levels = program?.levels
  const questions = reviews.map(({ memberId, programCode, track, reviewOn }) => {
    const window = levels
      ? reviewWindowOn(levels.window, reviewOn, joinedOn(memberId))
      : { from: reviewOn, through: reviewOn }
    return {
      memberId,
      programCode,
      track,
      ...window,
      lowest: levels ? lowestLevel(levels).level : '',
      withRises: false,
    }
  })
  const states = await loadLevelStates(tx, questions)
  for (const [index, state] of states.entries()) {
    const reviewOn = reviews[index]?.reviewOn
    if (!levels || levels.track !== state.track) {
      clearReview(state)
      continue
    }
    // Between finding and locking, a receipt may have moved the member and the review with it.
    if (!reviewOn || state.reviewOn !== reviewOn) continue
    const verdict = reviewLevel(levels, {
      level: state.level,
      reviewOn,
      graceThrough: state.graceThrough,
      measures: state.measures,
      joinedOn: joinedOn(state.memberId),
    })
    if (rankOf(levels, verdict.level) !== rankOf(levels, state.level))
      moveTo(changes, levels, state, {
        to: verdict.level,
        cause: 'review',
        on: reviewOn,
        at: now,
        receiptId: null,
        programVersion: program.version,
        reasons: verdict.reasons,
      })
    state.reviewOn =
      verdict.level === lowestLevel(levels).level ? null : (verdict.reviewOn ?? nextReviewOn(levels, reviewOn))
    state.graceThrough = verdict.graceThrough
    state.isChanged = true
  }
  return states
}

/** The program in force has no levels any more, or another track: nothing is left to review. */
function clearReview(state: LevelState): void {
  state.reviewOn = null
  state.isChanged = true
}
