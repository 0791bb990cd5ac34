import type { Transaction } from '../../platform/database.ts'
import type { NewReceipt, NewRefund } from './receipt-store.ts'

/** Writes new receipts and their lines: two statements, whatever the number of receipts. */
export async function insertReceipts(tx: Transaction, receipts: readonly NewReceipt[]): Promise<void> {
  if (receipts.length === 0) return
  await tx.run(
    `insert into checkout.receipt (member_id, receipt_id, store_id, till_id, number, sold_at, business_on, recorded_at, state, payable_cents,
       refunded_cents, program_code, program_version, staff, promoter, channel, tenders, postings, other_effects)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::date[], $8::timestamptz[], $9::text[], $10::bigint[],
       $11::bigint[], $12::text[], $13::int[], $14::text[], $15::text[], $16::text[], $17::jsonb[], $18::jsonb[], $19::jsonb[])`,
    [
      receipts.map(receipt => receipt.memberId),
      receipts.map(receipt => receipt.receiptId),
      receipts.map(receipt => receipt.storeId),
      receipts.map(receipt => receipt.tillId),
      receipts.map(receipt => receipt.number),
      receipts.map(receipt => receipt.soldAt),
      receipts.map(receipt => receipt.businessOn),
      receipts.map(receipt => receipt.recordedAt),
      receipts.map(receipt => receipt.state),
      receipts.map(receipt => receipt.payableCents),
      receipts.map(receipt => receipt.refundedCents),
      receipts.map(receipt => receipt.programCode),
      receipts.map(receipt => receipt.programVersion),
      receipts.map(receipt => receipt.staff),
      receipts.map(receipt => receipt.promoter),
      receipts.map(receipt => receipt.channel),
      receipts.map(receipt => JSON.stringify(receipt.tenders)),
      receipts.map(receipt => JSON.stringify(receipt.postings)),
      receipts.map(receipt => JSON.stringify(receipt.otherEffects)),
    ],
  )
  await insertLines(tx, receipts)
}

async function insertLines(tx: Transaction, receipts: readonly NewReceipt[]): Promise<void> {
  const lines = receipts.flatMap(receipt => receipt.lines.map(line => ({ receipt, line })))
  await tx.run(
    `insert into checkout.receipt_line (member_id, receipt_id, line_number, sku, name, class, brand, kind, units, is_weighed, unit_price_cents, gross_cents,
       manual_discount_cents, manual_discount_reason, level_discount_cents, points_discount_cents, payable_cents, tax_cents, cost_cents, promoter,
       attributes, is_unknown_goods, earned, redeemed, refunded_units, refunded_cents)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::boolean[],
       $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::text[],
       $21::jsonb[], $22::boolean[], $23::jsonb[], $24::jsonb[], $25::bigint[], $26::bigint[])`,
    [
      lines.map(({ receipt }) => receipt.memberId),
      lines.map(({ receipt }) => receipt.receiptId),
      lines.map(({ line }) => line.lineNumber),
      lines.map(({ line }) => line.sku),
      lines.map(({ line }) => line.name),
      lines.map(({ line }) => line.class),
      lines.map(({ line }) => line.brand),
      lines.map(({ line }) => line.kind),
      lines.map(({ line }) => line.units),
      lines.map(({ line }) => line.isWeighed),
      lines.map(({ line }) => line.unitPriceCents),
      lines.map(({ line }) => line.grossCents),
      lines.map(({ line }) => line.manualDiscountCents),
      lines.map(({ line }) => line.manualDiscountReason),
      lines.map(({ line }) => line.levelDiscountCents),
      lines.map(({ line }) => line.pointsDiscountCents),
      lines.map(({ line }) => line.payableCents),
      lines.map(({ line }) => line.taxCents),
      lines.map(({ line }) => line.costCents),
      lines.map(({ line }) => line.promoter),
      lines.map(({ line }) => (line.attributes ? JSON.stringify(line.attributes) : null)),
      lines.map(({ line }) => line.isUnknownGoods),
      lines.map(({ line }) => JSON.stringify(line.earned)),
      lines.map(({ line }) => JSON.stringify(line.redeemed)),
      lines.map(({ line }) => line.refundedUnits),
      lines.map(({ line }) => line.refundedCents),
    ],
  )
}

export async function insertRefunds(tx: Transaction, refunds: readonly NewRefund[]): Promise<void> {
  if (refunds.length === 0) return
  await tx.run(
    `insert into checkout.refund (member_id, refund_id, receipt_id, store_id, till_id, number, refunded_at, business_on, recorded_at, refund_cents, is_void, reason, staff, channel, without_original)
     select * from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::text[], $7::timestamptz[], $8::date[], $9::timestamptz[], $10::bigint[],
       $11::boolean[], $12::text[], $13::text[], $14::text[], $15::jsonb[])`,
    [
      refunds.map(refund => refund.memberId),
      refunds.map(refund => refund.refundId),
      refunds.map(refund => refund.receiptId),
      refunds.map(refund => refund.storeId),
      refunds.map(refund => refund.tillId),
      refunds.map(refund => refund.number),
      refunds.map(refund => refund.refundedAt),
      refunds.map(refund => refund.businessOn),
      refunds.map(refund => refund.recordedAt),
      refunds.map(refund => refund.refundCents),
      refunds.map(refund => refund.isVoid),
      refunds.map(refund => refund.reason),
      refunds.map(refund => refund.staff),
      refunds.map(refund => refund.channel),
      refunds.map(refund => (refund.withoutOriginal ? JSON.stringify(refund.withoutOriginal) : null)),
    ],
  )
  const lines = refunds.flatMap(refund => refund.lines.map(line => ({ refund, line })))
  await tx.run(
    `insert into checkout.refund_line (member_id, refund_id, line_number, units, refund_cents)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::bigint[], $5::bigint[])`,
    [
      lines.map(({ refund }) => refund.memberId),
      lines.map(({ refund }) => refund.refundId),
      lines.map(({ line }) => line.lineNumber),
      lines.map(({ line }) => line.units),
      lines.map(({ line }) => line.refundCents),
    ],
  )
}
