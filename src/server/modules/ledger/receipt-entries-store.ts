import type { Reason } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import type { EntryKind } from './posting.ts'

export type ReceiptEntry = {
  assetId: number
  asset: string
  version: number
  kind: EntryKind
  amount: number
  expiresAt: string | null
  reasons: Reason[]
  refundId: string | null
  postedAt: Date
  programVersion: number | null
}

/** What a receipt and its refunds moved, in order. */
export async function findEntriesOfReceipt(
  tx: Transaction,
  { memberId, receiptId }: { memberId: number; receiptId: string },
): Promise<ReceiptEntry[]> {
  const rows = await tx.rows<{
    asset_id: number
    code: string
    version: number
    kind: EntryKind
    amount: number
    expires_at: Date | null
    reasons: Reason[]
    refund_id: string | null
    posted_at: Date
    program_version: number | null
  }>(
    `select e.asset_id, a.code, e.version, e.kind, e.amount, l.expires_at, e.reasons, e.refund_id, e.posted_at, e.program_version
     from ledger.entry e join ledger.asset a using (asset_id)
     left join ledger.lot l on e.kind = 'earn' and l.member_id = e.member_id and l.asset_id = e.asset_id and l.lot_number = e.version
     where e.member_id = $1 and e.receipt_id = $2 order by e.posted_at, e.version`,
    [memberId, receiptId],
  )
  return rows.map(row => ({
    assetId: row.asset_id,
    asset: row.code,
    version: row.version,
    kind: row.kind,
    amount: row.amount,
    expiresAt: row.expires_at?.toISOString() ?? null,
    reasons: row.reasons,
    refundId: row.refund_id,
    postedAt: row.posted_at,
    programVersion: row.program_version,
  }))
}

/** Points that members can still use at an instant, or will be able to: what the shop owes. Lots that are due count no more, swept or not. */
export async function countOutstanding(tx: Transaction, now: Date): Promise<number> {
  const row = await tx.row<{ points: number }>(
    `select coalesce(sum(l.remaining), 0)::bigint as points from ledger.lot l join ledger.asset a using (asset_id)
     where l.is_open and a.kind = 'points' and (l.expires_at is null or l.expires_at > $1 or (l.is_pending and l.usable_from is null))`,
    [now],
  )
  return row?.points ?? 0
}

/** Who holds the points that countOutstanding counts, most points first. */
export async function listPointHolders(
  tx: Transaction,
  now: Date,
  { offset, pageSize }: { offset: number; pageSize: number },
): Promise<{ memberId: number; points: number; total: number }[]> {
  const rows = await tx.rows<{ member_id: number; points: number; total: number }>(
    `select l.member_id, sum(l.remaining)::bigint as points, count(*) over () as total from ledger.lot l join ledger.asset a using (asset_id)
     where l.is_open and a.kind = 'points' and (l.expires_at is null or l.expires_at > $1 or (l.is_pending and l.usable_from is null))
     group by l.member_id order by points desc, l.member_id offset $2 limit $3`,
    [now, offset, pageSize],
  )
  return rows.map(row => ({ memberId: row.member_id, points: row.points, total: row.total }))
}
