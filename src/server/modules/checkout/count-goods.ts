import { type GoodsMeasure, isSold, measureGoods } from '../../../program/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Transaction } from '../../platform/database.ts'
import { lockFreeOwners } from '../ledger/index.ts'
import {
  advanceMeasureCount,
  type CountedDay,
  findOpenMeasureCounts,
  insertMeasureCounts,
  type MeasureCount,
  replaceDayMeasures,
} from '../levels/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { findBuyersAfter, loadSoldGoods, type SoldGoods } from './sold-goods-store.ts'

const membersPerBatch = 200
/** Until every process surely knows the version that asks for a measure, and counts new receipts for it. */
const settleMsUsual = 10_000

type Counting = { db: Database; clock: Clock; programs: ProgramBook; settleMs?: number }

/**
 * Counts measures of certain goods that a new version asks for from the receipts that were there before it, so that a
 * level put into a running program finds everybody's history. Member by member under their lock, what was noted
 * meanwhile is replaced by what the receipts say; interrupted, it goes on where it was left.
 * @returns how many members were counted
 */
export async function countGoods({ db, clock, programs, settleMs = settleMsUsual }: Counting): Promise<number> {
  await programs.refresh()
  const keys = programs
    .newest()
    .flatMap(({ programCode }) => programs.goodsMeasures(programCode).map(({ measure }) => ({ programCode, measure })))
  await db.transaction(tx => insertMeasureCounts(tx, keys, clock.now()))
  let members = 0
  for (const open of await db.transaction(findOpenMeasureCounts)) {
    const measure = programs.goodsMeasures(open.programCode).find(candidate => candidate.measure === open.measure)
    if (!measure || clock.now().getTime() - open.begunAt.getTime() < settleMs) continue
    members += await countMeasure(db, { open, measure, now: clock.now() })
  }
  return members
}

type Open = { open: MeasureCount; measure: GoodsMeasure; now: Date }

async function countMeasure(db: Database, { open, measure, now }: Open): Promise<number> {
  for (let lastMemberId = open.lastMemberId, members = 0; ; ) {
    const counted = await db.transaction(tx => countBatch(tx, { open: { ...open, lastMemberId }, measure, now }))
    members += counted.members
    if (counted.lastMemberId === null) return members
    lastMemberId = counted.lastMemberId
  }
}

/** @returns `lastMemberId` null: nobody is left, or the next one is being worked on and waits for the next run */
async function countBatch(
  tx: Transaction,
  { open, measure, now }: Open,
): Promise<{ members: number; lastMemberId: number | null }> {
  const { programCode, lastMemberId } = open
  const buyers = await findBuyersAfter(tx, { memberId: Math.max(lastMemberId, 0), max: membersPerBatch })
  const free = await lockFreeOwners(tx, buyers)
  const firstBusy = buyers.findIndex(memberId => !free.has(memberId))
  const memberIds = firstBusy < 0 ? buyers : buyers.slice(0, firstBusy)
  const isDone = buyers.length < membersPerBatch && firstBusy < 0
  const last = memberIds.at(-1) ?? lastMemberId
  if (memberIds.length > 0) {
    const goods = await loadSoldGoods(tx, { memberIds, programCode })
    await replaceDayMeasures(tx, open, { memberIds, counted: countedDays(measure, goods) })
  }
  await advanceMeasureCount(tx, open, { lastMemberId: last, countedAt: isDone ? now : null })
  return { members: memberIds.length, lastMemberId: isDone || firstBusy >= 0 ? null : last }
}

/** What is left of each receipt, added up by member and day. A visit is left as long as one piece of the goods is. */
export function countedDays(measure: GoodsMeasure, goods: readonly SoldGoods[]): CountedDay[] {
  const days = new Map<string, CountedDay>()
  for (const lines of Map.groupBy(goods, line => line.receiptId).values()) {
    const [first] = lines
    const left = lines.filter(line => isSold(line) && (measure.counts === 'net-spend' || line.unitsLeft > 0))
    const amount = measureGoods([measure], left)[measure.measure] ?? 0
    if (!first || amount === 0) continue
    const { memberId, businessOn: dayOn } = first
    const key = `${memberId} ${dayOn}`
    days.set(key, { memberId, dayOn, amount: amount + (days.get(key)?.amount ?? 0) })
  }
  return [...days.values()]
}
