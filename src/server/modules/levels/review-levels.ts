import { setTimeout as pause } from 'node:timers/promises'
import { type CompiledLevels, type CompiledProgram, reviewWindowOn, windowOn } from '../../../program/index.ts'
import { type Day, dayOf, startOfDay } from '../../../shared/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { lockFreeOwners } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { findProgramsBeingCounted } from './being-counted.ts'
import { eventsOf } from './events.ts'
import { type HeldReview, holdReview } from './hold-review.ts'
import { questionOf } from './level-question.ts'
import { emptyLevelChanges } from './level-state.ts'
import { type DueReview, findReviewsDue, loadLevelStates } from './level-store.ts'
import { writeLevels } from './level-write-store.ts'

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
  const found = await findReviewsDue(tx, {
    today: dayOf(now, timeZone),
    max: membersPerBatch,
    except: await findProgramsBeingCounted(tx, programs),
  })
  const free = await lockFreeOwners(
    tx,
    found.map(review => review.memberId),
  )
  const due = found.filter(review => free.has(review.memberId))
  const busy = found.length - due.length
  if (due.length === 0) return { held: 0, busy }
  const members = await loadMembers(tx, [...free])
  const joinedOn = (memberId: number) => dayOf(members.get(memberId)?.joinedAt ?? now, timeZone)
  const changes = emptyLevelChanges()
  const held = due.map(review => heldOf(review, { programs, now, timeZone, joinedOn: joinedOn(review.memberId) }))
  const states = await loadLevelStates(tx, held.map(questionFor))
  for (const [index, state] of states.entries()) {
    const review = held[index]
    if (review) holdReview(changes, state, { ...review, at: now })
  }
  await writeLevels(tx, changes, states)
  await publish(tx, eventsOf(changes, now))
  return { held: due.length, busy }
}

type Holding = { programs: ProgramBook; now: Date; timeZone: string; joinedOn: Day }

/**
 * A review is judged by the version in force on its own day, however late it is held. Where that version did not have
 * the track yet, today's judges; where today's has none either, nothing is left to review.
 */
function heldOf(due: DueReview, { programs, now, timeZone, joinedOn }: Holding): HeldReview {
  const isReview = due.reviewOn !== null && (due.riseOn === null || due.reviewOn <= due.riseOn)
  const day = (isReview ? due.reviewOn : due.riseOn) ?? dayOf(now, timeZone)
  const candidates = [startOfDay(day, timeZone), now].flatMap(at =>
    programs.current(at).filter(published => published.programCode === due.programCode),
  )
  const track = candidates.map(({ program }) => trackOf(program, due.track)).find(found => found !== null)
  return { due, day, isReview, joinedOn, levels: track?.levels ?? null, programVersion: track?.version ?? 0 }
}

function trackOf(program: CompiledProgram, track: string): { levels: CompiledLevels; version: number } | null {
  const levels = program.tracks.find(candidate => candidate.track === track)
  return levels ? { levels, version: program.version } : null
}

/** A review judges the days before it; where a new month alone may raise, its first day is asked as a receipt of it would. */
function questionFor({ due, day, isReview, joinedOn, levels }: HeldReview) {
  const { memberId, programCode, track } = due
  const isOfReview = isReview || levels?.risesAtReview === true
  const daysOf = (window: Parameters<typeof windowOn>[0]) =>
    isOfReview ? reviewWindowOn(window, day, joinedOn) : windowOn(window, day, joinedOn)
  if (levels) return questionOf(levels, { memberId, programCode, daysOf, withRises: false })
  return { memberId, programCode, track, lowest: '', withRises: false, from: day, through: day, gauges: [] }
}
