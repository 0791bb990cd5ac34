import type { Transaction } from '../../platform/database.ts'

export type WaitingLot = {
  assetId: number
  lotNumber: number
  remaining: number
  programCode: string
  assetCode: string
  programVersion: number
  soldAt: Date
}

/** The lots of a receipt whose points wait for an activity. To be read after locking the member. */
export async function findWaitingLots(
  tx: Transaction,
  { memberId, receiptId, activity }: { memberId: number; receiptId: string; activity: string },
): Promise<WaitingLot[]> {
  const rows = await tx.rows<{
    asset_id: number
    lot_number: number
    remaining: number
    program_code: string
    code: string
    program_version: number
    sold_at: Date
  }>(
    `select l.asset_id, l.lot_number, l.remaining, a.program_code, a.code, l.program_version, e.sold_at
     from ledger.lot l
     join ledger.entry e on e.member_id = l.member_id and e.asset_id = l.asset_id and e.version = l.lot_number
     join ledger.asset a on a.asset_id = l.asset_id
     where l.member_id = $1 and l.is_pending and l.pending_until = $3 and e.receipt_id = $2
     order by l.asset_id, l.lot_number`,
    [memberId, receiptId, activity],
  )
  return rows.map(row => ({
    assetId: row.asset_id,
    lotNumber: row.lot_number,
    remaining: row.remaining,
    programCode: row.program_code,
    assetCode: row.code,
    programVersion: row.program_version,
    soldAt: row.sold_at,
  }))
}
