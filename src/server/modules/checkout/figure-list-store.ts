import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** The lists behind the figures of the dashboard: each row is one that the figure counted. */
export type Page = { offset: number; pageSize: number }
export type SoldPeriod = { from: Day; through: Day }

export type ActiveMember = {
  memberId: number
  receipts: number
  netSalesCents: number
  lastSoldAt: Date
  total: number
}

/** Members who bought in a period, most recent buyer first. Refunds count against the receipts that they are of. */
export async function listActiveMembers(
  tx: Transaction,
  { from, through }: SoldPeriod,
  { offset, pageSize }: Page,
): Promise<ActiveMember[]> {
  const rows = await tx.rows<{
    member_id: number
    receipts: number
    net_sales_cents: number
    last_sold_at: Date
    total: number
  }>(
    `select member_id, count(*) as receipts, sum(payable_cents - refunded_cents)::bigint as net_sales_cents, max(sold_at) as last_sold_at,
       count(*) over () as total
     from checkout.receipt where business_on between $1 and $2 and member_id > 0 and state <> 'voided'
     group by member_id order by last_sold_at desc, member_id offset $3 limit $4`,
    [from, through, offset, pageSize],
  )
  return rows.map(row => ({
    memberId: row.member_id,
    receipts: row.receipts,
    netSalesCents: row.net_sales_cents,
    lastSoldAt: row.last_sold_at,
    total: row.total,
  }))
}

export type SoldReceipt = {
  memberId: number
  receiptId: string
  storeId: number
  tillId: number
  number: string
  soldAt: Date
  state: 'settled' | 'partly-refunded' | 'refunded'
  payableCents: number
  refundedCents: number
  total: number
}

/** Receipts sold in a period, voided ones left out, newest first. */
export async function listSoldReceipts(
  tx: Transaction,
  { from, through, buyers }: SoldPeriod & { buyers: 'all' | 'members' | 'guests' },
  { offset, pageSize }: Page,
): Promise<SoldReceipt[]> {
  const rows = await tx.rows<{
    member_id: number
    receipt_id: string
    store_id: number
    till_id: number
    number: string
    sold_at: Date
    state: SoldReceipt['state']
    payable_cents: number
    refunded_cents: number
    total: number
  }>(
    `select member_id, receipt_id, store_id, till_id, number, sold_at, state, payable_cents, refunded_cents, count(*) over () as total
     from checkout.receipt
     where business_on between $1 and $2 and state <> 'voided' and ($3 = 'all' or ($3 = 'members') = (member_id > 0))
     order by sold_at desc, receipt_id desc offset $4 limit $5`,
    [from, through, buyers, offset, pageSize],
  )
  return rows.map(row => ({
    memberId: row.member_id,
    receiptId: row.receipt_id,
    storeId: row.store_id,
    tillId: row.till_id,
    number: row.number,
    soldAt: row.sold_at,
    state: row.state,
    payableCents: row.payable_cents,
    refundedCents: row.refunded_cents,
    total: row.total,
  }))
}
