import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

/** A measure of certain goods, and how far it was counted from receipts that were there before it. */
export type MeasureKey = { programCode: string; measure: string }
export type MeasureCount = MeasureKey & { begunAt: Date; lastMemberId: number }

/** Remembers measures that nobody has counted yet. */
export async function insertMeasureCounts(tx: Transaction, keys: readonly MeasureKey[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await tx.run(
    `insert into levels.measure_count (program_code, measure, begun_at)
     select program_code, measure, $3 from unnest($1::text[], $2::text[]) as k (program_code, measure) on conflict do nothing`,
    [texts(keys, key => key.programCode), texts(keys, key => key.measure), at],
  )
}

export async function findOpenMeasureCounts(tx: Transaction): Promise<MeasureCount[]> {
  const rows = await tx.rows<{ program_code: string; measure: string; begun_at: Date; last_member_id: number }>(
    'select program_code, measure, begun_at, last_member_id from levels.measure_count where counted_at is null order by begun_at, program_code, measure',
  )
  return rows.map(row => ({
    programCode: row.program_code,
    measure: row.measure,
    begunAt: row.begun_at,
    lastMemberId: row.last_member_id,
  }))
}

/** Measures that are counted for everybody, as "program measure". */
export async function findCountedMeasures(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ program_code: string; measure: string }>(
    'select program_code, measure from levels.measure_count where counted_at is not null',
  )
  return new Set(rows.map(row => `${row.program_code} ${row.measure}`))
}

/** Notes that every member up to this one is counted; `countedAt`: that there is none after them. */
export async function advanceMeasureCount(
  tx: Transaction,
  { programCode, measure }: MeasureKey,
  { lastMemberId, countedAt }: { lastMemberId: number; countedAt: Date | null },
): Promise<void> {
  await tx.run(
    'update levels.measure_count set last_member_id = greatest(last_member_id, $3), counted_at = $4 where program_code = $1 and measure = $2',
    [programCode, measure, lastMemberId, countedAt],
  )
}

/** Puts what was counted from the receipts of locked members in the place of what was noted so far. */
export async function replaceDayMeasures(
  tx: Transaction,
  { programCode, measure }: MeasureKey,
  { memberIds, counted }: { memberIds: readonly number[]; counted: readonly CountedDay[] },
): Promise<void> {
  await tx.run(
    'delete from levels.day_measure where program_code = $1 and measure = $2 and member_id = any($3::bigint[])',
    [programCode, measure, [...memberIds]],
  )
  if (counted.length === 0) return
  await tx.run(
    `insert into levels.day_measure (member_id, program_code, measure, day_on, amount)
     select member_id, $1, $2, day_on, amount from unnest($3::bigint[], $4::date[], $5::bigint[]) as c (member_id, day_on, amount)`,
    [
      programCode,
      measure,
      bigints(counted, day => day.memberId),
      days(counted, day => day.dayOn),
      bigints(counted, day => day.amount),
    ],
  )
}

export type CountedDay = { memberId: number; dayOn: Day; amount: number }
