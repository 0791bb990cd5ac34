import type { Transaction } from '../../platform/database.ts'

/** A refund of a receipt, with what came back of each line. */
export type ListedRefund = {
  refundId: string
  number: string
  refundedAt: Date
  refundCents: number
  isVoid: boolean
  lines: { lineNumber: number; units: number; refundCents: number }[]
}

/** The refunds of one receipt, in the order in which they were recorded. */
export async function findRefundsOfReceipt(
  tx: Transaction,
  { memberId, receiptId }: { memberId: number; receiptId: string },
): Promise<ListedRefund[]> {
  const rows = await tx.rows<{
    refund_id: string
    number: string
    refunded_at: Date
    refund_cents: number
    is_void: boolean
    lines: ListedRefund['lines'] | null
  }>(
    `select f.refund_id, f.number, f.refunded_at, f.refund_cents, f.is_void,
       (select json_agg(json_build_object('lineNumber', l.line_number, 'units', l.units, 'refundCents', l.refund_cents) order by l.line_number)
        from checkout.refund_line l where l.member_id = f.member_id and l.refund_id = f.refund_id) as lines
     from checkout.refund f where f.member_id = $1 and f.receipt_id = $2 order by f.recorded_at, f.refund_id`,
    [memberId, receiptId],
  )
  return rows.map(row => ({
    refundId: row.refund_id,
    number: row.number,
    refundedAt: row.refunded_at,
    refundCents: row.refund_cents,
    isVoid: row.is_void,
    lines: row.lines ?? [],
  }))
}
