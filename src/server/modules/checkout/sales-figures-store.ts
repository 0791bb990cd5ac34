import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

export type SalesFigures = {
  receipts: number
  netSalesCents: number
  memberSalesCents: number
  activeMembers: number
  months: { month: string; netSalesCents: number; memberSalesCents: number; receipts: number }[]
}

/** What was sold in a period, both days included: from the daily totals; members counted from receipts. */
export async function countSales(
  tx: Transaction,
  { from, through }: { from: Day; through: Day },
): Promise<SalesFigures> {
  const months = await tx.rows<{
    month: string
    receipts: number
    net_sales_cents: number
    member_sales_cents: number
  }>(
    `select to_char(business_on, 'YYYY-MM') as month, sum(receipts)::bigint as receipts, sum(payable_cents - refunded_cents)::bigint as net_sales_cents,
       coalesce(sum(payable_cents - refunded_cents) filter (where is_member), 0)::bigint as member_sales_cents
     from checkout.sales_day where business_on between $1 and $2 group by 1 order by 1`,
    [from, through],
  )
  const active = await tx.row<{ members: number }>(
    `select count(distinct member_id) as members from checkout.receipt where business_on between $1 and $2 and member_id > 0 and state <> 'voided'`,
    [from, through],
  )
  const rows = months.map(row => ({
    month: row.month,
    netSalesCents: row.net_sales_cents,
    memberSalesCents: row.member_sales_cents,
    receipts: row.receipts,
  }))
  return {
    receipts: rows.reduce((sum, row) => sum + row.receipts, 0),
    netSalesCents: rows.reduce((sum, row) => sum + row.netSalesCents, 0),
    memberSalesCents: rows.reduce((sum, row) => sum + row.memberSalesCents, 0),
    activeMembers: active?.members ?? 0,
    months: rows,
  }
}

/** When the newest receipt of the house was recorded, by the clock of then; null when there is none. */
export async function findNewestRecordedAt(tx: Transaction): Promise<Date | null> {
  const row = await tx.row<{ newest: Date | null }>('select max(recorded_at) as newest from checkout.receipt')
  return row?.newest ?? null
}
