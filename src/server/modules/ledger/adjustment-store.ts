import type { Transaction } from '../../platform/database.ts'
import { lockNumberOf } from '../../platform/idempotency-store.ts'

export type Adjustment = {
  adjustmentId: string
  memberId: number
  assetId: number
  points: number
  reason: string
  expiresOn: string | null
  state: 'posted' | 'waiting' | 'declined'
  askedBy: string
  askedByName: string
  askedAt: Date
  decidedBy: string | null
  decidedByName: string | null
  decidedAt: Date | null
  version: number | null
}

type AdjustmentRow = {
  adjustment_id: string
  member_id: number
  asset_id: number
  points: number
  reason: string
  expires_on: string | null
  state: Adjustment['state']
  asked_by: string
  asked_by_name: string
  asked_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  version: number | null
}

function adjustmentOf(row: AdjustmentRow): Adjustment {
  return {
    adjustmentId: row.adjustment_id,
    memberId: row.member_id,
    assetId: row.asset_id,
    points: row.points,
    reason: row.reason,
    expiresOn: row.expires_on,
    state: row.state,
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    decidedBy: row.decided_by,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    version: row.version,
  }
}

export async function insertAdjustment(tx: Transaction, adjustment: Adjustment): Promise<void> {
  await tx.run(
    `insert into ledger.adjustment (member_id, adjustment_id, asset_id, points, reason, expires_on, state, asked_by, asked_by_name, asked_at, decided_by, decided_by_name, decided_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      adjustment.memberId,
      adjustment.adjustmentId,
      adjustment.assetId,
      adjustment.points,
      adjustment.reason,
      adjustment.expiresOn,
      adjustment.state,
      adjustment.askedBy,
      adjustment.askedByName,
      adjustment.askedAt,
      adjustment.decidedBy,
      adjustment.decidedByName,
      adjustment.decidedAt,
      adjustment.version,
    ],
  )
}

/** Lets the adjustments of one person wait for each other until the end of the transaction. */
export async function lockAdjuster(tx: Transaction, askedBy: string): Promise<void> {
  await tx.run('select pg_advisory_xact_lock($1::bigint)', [lockNumberOf(`ledger.adjustment of ${askedBy}`)])
}

/**
 * What somebody added and took of an asset without a second person: sizes, not signs, so that taking does not make
 * room for giving. One range of the index adjustment_asked.
 */
export async function sumAdjustedAlone(
  tx: Transaction,
  { askedBy, memberId, assetId, since }: { askedBy: string; memberId: number; assetId: number; since: Date },
): Promise<{ forMember: number; forAll: number }> {
  const row = await tx.row<{ forMember: number; forAll: number }>(
    `select coalesce(sum(abs(points)), 0)::bigint as "forAll",
       coalesce(sum(abs(points)) filter (where member_id = $2), 0)::bigint as "forMember"
     from ledger.adjustment
     where asked_by = $1 and asset_id = $3 and asked_at > $4 and state = 'posted' and decided_by is null`,
    [askedBy, memberId, assetId, since],
  )
  return row ?? { forMember: 0, forAll: 0 }
}

/** Locks the request, so that two people cannot decide it at once. Whose it is comes first: it is locked where it lies. */
export async function lockAdjustment(tx: Transaction, adjustmentId: string): Promise<Adjustment | undefined> {
  const owner = await tx.row<{ member_id: number }>(
    'select member_id from ledger.adjustment where adjustment_id = $1',
    [adjustmentId],
  )
  if (!owner) return undefined
  const row = await tx.row<AdjustmentRow>(
    'select * from ledger.adjustment where member_id = $1 and adjustment_id = $2 for update',
    [owner.member_id, adjustmentId],
  )
  return row && adjustmentOf(row)
}

export async function markAdjustmentDecided(tx: Transaction, adjustment: Adjustment): Promise<void> {
  await tx.run(
    `update ledger.adjustment set state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, version = $7
     where member_id = $1 and adjustment_id = $2 and state = 'waiting'`,
    [
      adjustment.memberId,
      adjustment.adjustmentId,
      adjustment.state,
      adjustment.decidedBy,
      adjustment.decidedByName,
      adjustment.decidedAt,
      adjustment.version,
    ],
  )
}

export async function listAdjustments(tx: Transaction, state: Adjustment['state'] | null): Promise<Adjustment[]> {
  const rows = await tx.rows<AdjustmentRow>(
    'select * from ledger.adjustment where $1::text is null or state = $1 order by asked_at desc, adjustment_id limit 200',
    [state],
  )
  return rows.map(adjustmentOf)
}
