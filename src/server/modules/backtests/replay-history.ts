import { availableParallelism } from 'node:os'
import {
  type BacktestPlan,
  bandAround,
  bandEveryFor,
  dayNumber,
  type Mover,
  runBacktest,
} from '../../../backtest/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { BacktestReport } from '../../../shared/contract/backtests.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { giftAssumption } from './gift-assumption.ts'
import { openHistory } from './history-source.ts'
import { firstDayOfHistory, hasLevelsByHand, numbersOf } from './history-store.ts'
import { leftOutOf } from './left-out.ts'
import { readMemberColumns } from './member-columns.ts'
import { readOpening } from './opening.ts'
import { redemptionHabit } from './redemption-habit.ts'
import type { BacktestRequest } from './run-store.ts'
import { rulingOf, sidesOf } from './sides.ts'
import { waitAssumption, waitsForActivity } from './wait-assumption.ts'
import { Words } from './words.ts'

export type Replaying = {
  document: string
  request: BacktestRequest
  book: ProgramBook
  directory: StoreDirectory
  now: Date
  zone: string
  threads?: number
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

export type Replayed = { report: BacktestReport; movers: (Mover & { memberNumber: string })[] }

/** Cores stay free for the shop: half of them replay. */
const threadsOf = (threads: number | undefined) => threads ?? Math.max(1, Math.floor(availableParallelism() / 2))

/**
 * Replays the recorded receipts of a period under today's program and a draft. `tx` is one snapshot.
 * @throws backtests/draft-has-errors, backtests/no-program-to-compare
 */
export async function replayHistory(tx: Transaction, replaying: Replaying): Promise<Replayed> {
  const { request, book, directory, now, zone, onProgress, signal } = replaying
  const sides = sidesOf(book, { document: replaying.document, now, zone })
  const words = new Words()
  const members = await readMemberColumns(tx, { words, zone })
  const shiftDays = request.against === 'live' ? shiftToLive(request.from, dayOf(now, zone)) : 0
  const { assumption, assumedFrom } = await assumptionOf(tx, request, sides.liveProgram.code)
  const { gifts, giftsFrom } = await giftAssumption(tx, { request, sides, today: dayOf(now, zone), zone })
  const { waitDays, waitFrom } = await waitAssumption(tx, { request, sides, zone })
  const isWaiting = [sides.liveProgram, sides.draftProgram].some(waitsForActivity)
  const from = request.opening === 'earlier' ? ((await firstDayOfHistory(tx)) ?? request.from) : request.from
  const first = from < request.from ? from : request.from
  const programCode = sides.liveProgram.code
  const plan: BacktestPlan = {
    zone,
    live: sides.live,
    draft: sides.draft,
    from: dayNumber(request.from) + shiftDays,
    through: dayNumber(request.to) + shiftDays,
    shiftDays,
    assumption,
    gifts,
    waitDays,
    bandEvery: bandEveryFor(members.ids.length),
    members,
    opening:
      request.against === 'live'
        ? await readOpening(tx, { live: sides.liveProgram, draft: sides.draftProgram, members, now, zone, waitDays })
        : null,
    hasLevelsByHand:
      request.against === 'receipts' && (await hasLevelsByHand(tx, { programCode, from: first, through: request.to })),
    threads: threadsOf(replaying.threads),
  }
  const ruling = rulingOf(book, { ...sides, directory, now })
  const source = await openHistory(tx, {
    from: first,
    through: request.to,
    zone,
    members,
    words,
    isAgain: request.against === 'live',
    programCode,
    storeOf: storeId => {
      // What happened in no store is ruled by the program of the first one, as when it was recorded.
      const store = storeId === null ? directory.stores[0] : directory.storeById(storeId)
      invariant(store, 'receipts name stores of the house')
      return storeId === null ? { ...ruling(store), storeCode: '' } : ruling(store)
    },
  })
  const { movers, changes, ...figures } = await runBacktest(plan, source, {
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  })
  const replayed = Object.keys(figures.draft.activities?.replayed ?? {})
  const programs = { live: sides.liveProgram, draft: sides.draftProgram }
  const leftOut = await leftOutOf(tx, { ...programs, replayed, request, zone })
  const numbers = await numbersOf(
    tx,
    [...changes, ...movers].map(({ memberId }) => memberId),
  )
  return {
    report: {
      ...figures,
      mode: request.against,
      opening: request.opening ?? 'zero',
      assumedFrom,
      giftsFrom,
      ...(isWaiting ? { waitDays, waitFrom } : {}),
      leftOut,
      changes: changes.map(({ memberId, ...change }) => ({ ...change, memberNumber: numbers.get(memberId) ?? null })),
    },
    movers: movers.map(mover => ({ ...mover, memberNumber: numbers.get(mover.memberId) ?? '' })),
  }
}

/**
 * How much later receipts happen that are replayed to today's members: whole weeks, so that weekdays stay, and as few
 * as bring the first day after today.
 */
export function shiftToLive(from: Day, today: Day): number {
  const behind = dayNumber(today) - dayNumber(from)
  return behind < 0 ? 0 : (Math.floor(behind / 7) + 1) * 7
}

async function assumptionOf(tx: Transaction, request: BacktestRequest, programCode: string) {
  const habit = await redemptionHabit(tx, programCode)
  const { membersPercent = habit.membersPercent, usedPercent = habit.usedPercent, bandPercent = 50 } = request
  const isGiven = request.membersPercent !== undefined || request.usedPercent !== undefined
  return {
    assumption: bandAround({ membersPercent, usedPercent }, bandPercent),
    assumedFrom: isGiven ? ('given' as const) : habit.assumedFrom,
  }
}
