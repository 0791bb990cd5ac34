import type { Transaction } from '../../platform/database.ts'
import type { Use } from './benefit.ts'

const columns = `member_id as "memberId", use_id as "useId", program_code as "programCode", benefit, name, issue_id as "issueId",
  period, used_at as "usedAt", used_on as "usedOn", store_id as "storeId", used_by as "usedBy", note, cost_cents as "costCents",
  undone_at as "undoneAt", undone_by as "undoneBy", undo_reason as "undoReason"`

export async function insertUse(tx: Transaction, use: Use): Promise<void> {
  await tx.run(
    `insert into benefits.use (member_id, use_id, program_code, benefit, name, issue_id, period, used_at, used_on, store_id, used_by,
       note, cost_cents) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      use.memberId,
      use.useId,
      use.programCode,
      use.benefit,
      JSON.stringify(use.name),
      use.issueId,
      use.period,
      use.usedAt,
      use.usedOn,
      use.storeId,
      use.usedBy,
      use.note,
      use.costCents,
    ],
  )
}

export async function findUse(
  tx: Transaction,
  { memberId, useId }: Pick<Use, 'memberId' | 'useId'>,
): Promise<Use | undefined> {
  return tx.row<Use>(`select ${columns} from benefits.use where member_id = $1 and use_id = $2`, [memberId, useId])
}

/** Newest first. */
export async function listUses(tx: Transaction, { memberId, max }: { memberId: number; max: number }): Promise<Use[]> {
  return tx.rows<Use>(
    `select ${columns} from benefits.use where member_id = $1 order by used_at desc, use_id desc limit $2`,
    [memberId, max],
  )
}

/** @returns whether it stood until now */
export async function markUndone(
  tx: Transaction,
  undone: { memberId: number; useId: string; at: Date; by: string; reason: string },
): Promise<boolean> {
  const row = await tx.row(
    `update benefits.use set undone_at = $3, undone_by = $4, undo_reason = $5
     where member_id = $1 and use_id = $2 and undone_at is null returning 1 as done`,
    [undone.memberId, undone.useId, undone.at, undone.by, undone.reason],
  )
  return row !== undefined
}

export type Count = { memberId: number; programCode: string; benefit: string; period: string }

/** Counts one more, but never above `most`: parallel requests wait for each other at the row. @returns whether it was counted */
export async function countUp(tx: Transaction, count: Count & { most: number }): Promise<boolean> {
  const row = await tx.row(
    `insert into benefits.counter as known (member_id, program_code, benefit, period, used)
     select $1, $2, $3, $4, 1 where $5 > 0
     on conflict (member_id, program_code, benefit, period) do update set used = known.used + 1 where known.used < $5
     returning 1 as done`,
    [count.memberId, count.programCode, count.benefit, count.period, count.most],
  )
  return row !== undefined
}

export async function countDown(tx: Transaction, count: Count): Promise<void> {
  await tx.run(
    `update benefits.counter set used = used - 1 where member_id = $1 and program_code = $2 and benefit = $3 and period = $4`,
    [count.memberId, count.programCode, count.benefit, count.period],
  )
}

/** How often each benefit was used, by benefit and period. */
export async function loadCounts(
  tx: Transaction,
  { memberId, programCode }: { memberId: number; programCode: string },
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ name: string; used: number }>(
    `select benefit || '/' || period as name, used from benefits.counter where member_id = $1 and program_code = $2`,
    [memberId, programCode],
  )
  return new Map(rows.map(row => [row.name, row.used]))
}
