import type { LimitPeriod } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, integers, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

/** What was given under one scope in one period: to a member, or (member 0, period "all") out of a budget. */
export type LimitRow = {
  memberId: number
  programCode: string
  scope: string
  period: LimitPeriod
  startsOn: Day
  points: number
  times: number
}

/** The caller has locked the members. */
export async function loadUsed(tx: Transaction, rows: readonly LimitRow[]): Promise<LimitRow[]> {
  if (rows.length === 0) return []
  return tx.rows<LimitRow>(
    `select u.member_id as "memberId", u.program_code as "programCode", u.scope, u.period, u.starts_on as "startsOn", u.points, u.times
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[]) as q (member_id, program_code, scope, period, starts_on)
     join limits.used u using (member_id, program_code, scope, period, starts_on)`,
    keysOf(rows),
  )
}

/** Adds up, one row a period. Rows are taken in the order of their key, as every writer does. */
export async function addUsed(tx: Transaction, rows: readonly LimitRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into limits.used (member_id, program_code, scope, period, starts_on, points, times)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::int[]) order by 1, 2, 3, 4, 5
     on conflict (member_id, program_code, scope, period, starts_on) do update set points = used.points + excluded.points, times = used.times + excluded.times`,
    [...keysOf(rows), bigints(rows, row => row.points), integers(rows, row => row.times)],
  )
}

function keysOf(rows: readonly LimitRow[]) {
  return [
    bigints(rows, row => row.memberId),
    texts(rows, row => row.programCode),
    texts(rows, row => row.scope),
    texts(rows, row => row.period),
    days(rows, row => row.startsOn),
  ]
}

/** The rows of budgets, made where they are missing, so that there is something to lock; locked in the order of their key. */
export async function lockBudgets(
  tx: Transaction,
  rows: readonly LimitRow[],
  { isToSpend }: { isToSpend: boolean },
): Promise<LimitRow[]> {
  const names = [texts(rows, row => row.programCode), texts(rows, row => row.scope)]
  if (isToSpend)
    await tx.run(
      `insert into limits.budget (program_code, scope) select * from unnest($1::text[], $2::text[]) order by 1, 2 on conflict do nothing`,
      names,
    )
  const found = await tx.rows<{ programCode: string; scope: string; points: number; times: number }>(
    `select b.program_code as "programCode", b.scope, b.points, b.times from limits.budget b
     where (b.program_code, b.scope) in (select * from unnest($1::text[], $2::text[]))
     order by b.program_code, b.scope${isToSpend ? ' for update' : ''}`,
    names,
  )
  return found.map(row => ({ memberId: 0, period: 'all', startsOn: '0001-01-01', ...row }))
}

export async function addBudgets(tx: Transaction, rows: readonly LimitRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into limits.budget as b (program_code, scope, points, times)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) order by 1, 2
     on conflict (program_code, scope) do update set points = b.points + excluded.points, times = b.times + excluded.times`,
    [
      texts(rows, row => row.programCode),
      texts(rows, row => row.scope),
      bigints(rows, row => row.points),
      bigints(rows, row => row.times),
    ],
  )
}

/** @returns how many rows were deleted, at most `max` */
export async function deleteUsedBefore(
  tx: Transaction,
  { before, max }: { before: Day; max: number },
): Promise<number> {
  const row = await tx.row<{ count: number }>(
    `with gone as (
       delete from limits.used where ctid = any(array(
         select ctid from limits.used where period <> 'life' and starts_on < $1 limit $2 for update skip locked))
       returning 1
     )
     select count(*) as count from gone`,
    [before, max],
  )
  return row?.count ?? 0
}
