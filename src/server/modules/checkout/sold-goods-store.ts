import type { LineKind } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'

/** The next members who ever bought, in the order of their numbers. */
export async function findBuyersAfter(
  tx: Transaction,
  { memberId, max }: { memberId: number; max: number },
): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>(
    'select distinct member_id from checkout.receipt where member_id > $1 order by member_id limit $2',
    [memberId, max],
  )
  return rows.map(row => row.member_id)
}

/** A line as it stands today: what was paid for it and did not come back. */
export type SoldGoods = {
  memberId: number
  receiptId: string
  businessOn: Day
  sku: string
  class: string | null
  brand: string | null
  kind: LineKind
  cents: number
  unitsLeft: number
}

export async function loadSoldGoods(
  tx: Transaction,
  { memberIds, programCode }: { memberIds: readonly number[]; programCode: string },
): Promise<SoldGoods[]> {
  const rows = await tx.rows<{
    member_id: number
    receipt_id: string
    business_on: Day
    sku: string
    class: string | null
    brand: string | null
    kind: LineKind
    cents: number
    units_left: number
  }>(
    `select r.member_id, r.receipt_id, r.business_on, l.sku, l.class, l.brand, l.kind,
       l.payable_cents - l.refunded_cents as cents, l.units - l.refunded_units as units_left
     from checkout.receipt r join checkout.receipt_line l on l.member_id = r.member_id and l.receipt_id = r.receipt_id
     where r.member_id = any($1::bigint[]) and r.program_code = $2`,
    [[...memberIds], programCode],
  )
  return rows.map(row => ({
    memberId: row.member_id,
    receiptId: row.receipt_id,
    businessOn: row.business_on,
    sku: row.sku,
    class: row.class,
    brand: row.brand,
    kind: row.kind,
    cents: row.cents,
    unitsLeft: row.units_left,
  }))
}
