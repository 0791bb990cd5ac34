import type { Day } from '../../shared/calendar.ts'
import type { Transaction } from '../platform/database.ts'
import type { DiaryFacts } from './diary.ts'
import type { Contents } from './room.ts'

/** The clock of a sandbox as its database keeps it. */
export type StoredClock = {
  at: Date
  runsSince: Date | null
  runs: boolean
  workedThrough: Day
  leftAt: Date | null
  targetAt: Date | null
  contents: Contents
  isFilled: boolean
}

const columns = `at, runs_since as "runsSince", runs, worked_through as "workedThrough", left_at as "leftAt", target_at as "targetAt",
  contents, is_filled as "isFilled"`

/** Undefined in the database of a shop: only a sandbox has a clock of its own. */
export function findClock(tx: Transaction): Promise<StoredClock | undefined> {
  return tx.row<StoredClock>(`select ${columns} from sandbox.clock`)
}

export function lockClock(tx: Transaction): Promise<StoredClock | undefined> {
  return tx.row<StoredClock>(`select ${columns} from sandbox.clock for update`)
}

export async function insertClock(
  tx: Transaction,
  clock: Pick<StoredClock, 'at' | 'runsSince' | 'runs' | 'workedThrough' | 'contents' | 'isFilled'>,
): Promise<void> {
  await tx.run(
    `insert into sandbox.clock (at, runs_since, runs, worked_through, contents, is_filled) values ($1, $2, $3, $4, $5, $6)`,
    [clock.at, clock.runsSince, clock.runs, clock.workedThrough, clock.contents, clock.isFilled],
  )
}

/** Where it stands now. Written before anything is posted there, so that a crash never leaves it behind its journal. */
export async function writeClock(tx: Transaction, { at, runsSince }: Pick<StoredClock, 'at' | 'runsSince'>) {
  await tx.run('update sandbox.clock set at = $1, runs_since = $2', [at, runsSince])
}

export async function writeTarget(tx: Transaction, { leftAt, targetAt }: { leftAt: Date; targetAt: Date }) {
  await tx.run('update sandbox.clock set left_at = $1, target_at = $2', [leftAt, targetAt])
}

/** It is there, or goes no further. A wish for another place that came meanwhile stays. */
export async function clearTarget(tx: Transaction, targetAt: Date): Promise<void> {
  await tx.run('update sandbox.clock set left_at = null, target_at = null where target_at = $1', [targetAt])
}

export async function writeRuns(tx: Transaction, runs: boolean): Promise<void> {
  await tx.run('update sandbox.clock set runs = $1', [runs])
}

export async function markFilled(tx: Transaction): Promise<void> {
  await tx.run('update sandbox.clock set is_filled = true')
}

/** The work of a day is done, and this is what it brought. */
export async function writeDay(tx: Transaction, { day, lines }: { day: Day; lines: readonly DiaryFacts[] }) {
  await insertLines(tx, { day, lines })
  await tx.run('update sandbox.clock set worked_through = $1', [day])
}

export async function insertLines(tx: Transaction, { day, lines }: { day: Day; lines: readonly DiaryFacts[] }) {
  if (lines.length === 0) return
  await tx.run(
    'insert into sandbox.diary (day_on, facts) select $1::date, line from jsonb_array_elements($2::jsonb) with ordinality as l (line, place) order by place',
    [day, JSON.stringify(lines)],
  )
}

export type StoredLine = { lineNumber: number; day: Day; facts: DiaryFacts }

export function findToldReleases(tx: Transaction): Promise<{ programCode: string; number: number }[]> {
  return tx.rows<{ programCode: string; number: number }>(
    `select facts ->> 'programCode' as "programCode", (facts ->> 'number')::int as number
     from sandbox.diary where facts ->> 'kind' = 'released'`,
  )
}

/** Newest first. */
export function findLines(
  tx: Transaction,
  { before, max }: { before: number | null; max: number },
): Promise<StoredLine[]> {
  return tx.rows<StoredLine>(
    `select line_number as "lineNumber", day_on as day, facts from sandbox.diary
     where $1::bigint is null or line_number < $1 order by line_number desc limit $2`,
    [before, max],
  )
}

/** The database's own clock, by which it notes when something was written; as text, because Date would round it down. */
export async function databaseNow(tx: Transaction): Promise<string> {
  const row = await tx.row<{ now: string }>('select clock_timestamp()::text as now')
  return row?.now ?? '-infinity'
}
