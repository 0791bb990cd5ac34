import type { Transaction } from '../../platform/database.ts'
import type { ReceiptState } from './receipt-store.ts'

export type ListedReceipt = {
  receiptId: string
  storeId: number
  tillId: number
  number: string
  soldAt: Date
  state: ReceiptState
  payableCents: number
  refundedCents: number
  lineCount: number
}

/** The receipts of one member in these stores, newest first. `after` is the last one of the page before. */
export async function listReceipts(
  tx: Transaction,
  {
    memberId,
    storeIds,
    after,
    pageSize,
  }: {
    memberId: number
    storeIds: 'all' | readonly number[]
    after: { soldAt: Date; receiptId: string } | null
    pageSize: number
  },
): Promise<ListedReceipt[]> {
  const rows = await tx.rows<{
    receipt_id: string
    store_id: number
    till_id: number
    number: string
    sold_at: Date
    state: ReceiptState
    payable_cents: number
    refunded_cents: number
    line_count: number
  }>(
    `select r.receipt_id, r.store_id, r.till_id, r.number, r.sold_at, r.state, r.payable_cents, r.refunded_cents,
       (select count(*) from checkout.receipt_line l where l.member_id = r.member_id and l.receipt_id = r.receipt_id) as line_count
     from checkout.receipt r
     where r.member_id = $1 and ($5::integer[] is null or r.store_id = any ($5)) and ($2::timestamptz is null or (r.sold_at, r.receipt_id) < ($2, $3))
     order by r.sold_at desc, r.receipt_id desc limit $4`,
    [memberId, after?.soldAt ?? null, after?.receiptId ?? null, pageSize, storeIds === 'all' ? null : storeIds],
  )
  return rows.map(row => ({
    receiptId: row.receipt_id,
    storeId: row.store_id,
    tillId: row.till_id,
    number: row.number,
    soldAt: row.sold_at,
    state: row.state,
    payableCents: row.payable_cents,
    refundedCents: row.refunded_cents,
    lineCount: row.line_count,
  }))
}
