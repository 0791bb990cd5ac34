import { bigints, booleans, days, instants, integers, jsons, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { NewReceipt, NewRefund } from './receipt-store.ts'

/** Writes new receipts and their lines: two statements, whatever the number of receipts. */
export async function insertReceipts(tx: Transaction, receipts: readonly NewReceipt[]): Promise<void> {
  if (receipts.length === 0) return
  await tx.together(() => [insertHeads(tx, receipts), insertLines(tx, receipts)])
}

async function insertHeads(tx: Transaction, receipts: readonly NewReceipt[]): Promise<void> {
  await tx.run(
    `insert into checkout.receipt (member_id, receipt_id, store_id, till_id, number, sold_at, business_on, recorded_at, state, payable_cents,
       refunded_cents, program_code, program_version, staff, promoter, channel, tenders, postings, other_effects)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::date[], $8::timestamptz[], $9::text[], $10::bigint[],
       $11::bigint[], $12::text[], $13::int[], $14::text[], $15::text[], $16::text[], $17::jsonb[], $18::jsonb[], $19::jsonb[])`,
    [
      bigints(receipts, receipt => receipt.memberId),
      uuids(receipts, receipt => receipt.receiptId),
      integers(receipts, receipt => receipt.storeId),
      integers(receipts, receipt => receipt.tillId),
      texts(receipts, receipt => receipt.number),
      instants(receipts, receipt => receipt.soldAt.getTime()),
      days(receipts, receipt => receipt.businessOn),
      instants(receipts, receipt => receipt.recordedAt.getTime()),
      texts(receipts, receipt => receipt.state),
      bigints(receipts, receipt => receipt.payableCents),
      bigints(receipts, receipt => receipt.refundedCents),
      texts(receipts, receipt => receipt.programCode),
      integers(receipts, receipt => receipt.programVersion),
      texts(receipts, receipt => receipt.staff),
      texts(receipts, receipt => receipt.promoter),
      texts(receipts, receipt => receipt.channel),
      jsons(receipts, receipt => JSON.stringify(receipt.tenders)),
      jsons(receipts, receipt => JSON.stringify(receipt.postings)),
      jsons(receipts, receipt => JSON.stringify(receipt.otherEffects)),
    ],
  )
}

async function insertLines(tx: Transaction, receipts: readonly NewReceipt[]): Promise<void> {
  const lines = receipts.flatMap(receipt => receipt.lines.map(line => ({ receipt, line })))
  await tx.run(
    `insert into checkout.receipt_line (member_id, receipt_id, line_number, sku, name, class, brand, kind, units, is_weighed, unit_price_cents, gross_cents,
       manual_discount_cents, manual_discount_reason, offer_discount_cents, level_discount_cents, points_discount_cents, payable_cents, tax_cents, cost_cents, promoter,
       attributes, is_unknown_goods, earned, redeemed, refunded_units, refunded_cents)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::boolean[],
       $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::bigint[],
       $21::text[], $22::jsonb[], $23::boolean[], $24::jsonb[], $25::jsonb[], $26::bigint[], $27::bigint[])`,
    [
      bigints(lines, ({ receipt }) => receipt.memberId),
      uuids(lines, ({ receipt }) => receipt.receiptId),
      integers(lines, ({ line }) => line.lineNumber),
      texts(lines, ({ line }) => line.sku),
      texts(lines, ({ line }) => line.name),
      texts(lines, ({ line }) => line.class),
      texts(lines, ({ line }) => line.brand),
      texts(lines, ({ line }) => line.kind),
      bigints(lines, ({ line }) => line.units),
      booleans(lines, ({ line }) => line.isWeighed),
      bigints(lines, ({ line }) => line.unitPriceCents),
      bigints(lines, ({ line }) => line.grossCents),
      bigints(lines, ({ line }) => line.manualDiscountCents),
      texts(lines, ({ line }) => line.manualDiscountReason),
      bigints(lines, ({ line }) => line.offerDiscountCents),
      bigints(lines, ({ line }) => line.levelDiscountCents),
      bigints(lines, ({ line }) => line.pointsDiscountCents),
      bigints(lines, ({ line }) => line.payableCents),
      bigints(lines, ({ line }) => line.taxCents),
      bigints(lines, ({ line }) => line.costCents),
      texts(lines, ({ line }) => line.promoter),
      jsons(lines, ({ line }) => (line.attributes ? JSON.stringify(line.attributes) : null)),
      booleans(lines, ({ line }) => line.isUnknownGoods),
      jsons(lines, ({ line }) => JSON.stringify(line.earned)),
      jsons(lines, ({ line }) => JSON.stringify(line.redeemed)),
      bigints(lines, ({ line }) => line.refundedUnits),
      bigints(lines, ({ line }) => line.refundedCents),
    ],
  )
}

export async function insertRefunds(tx: Transaction, refunds: readonly NewRefund[]): Promise<void> {
  if (refunds.length === 0) return
  await tx.together(() => [insertRefundHeads(tx, refunds), insertRefundLines(tx, refunds)])
}

async function insertRefundHeads(tx: Transaction, refunds: readonly NewRefund[]): Promise<void> {
  await tx.run(
    `insert into checkout.refund (member_id, refund_id, receipt_id, store_id, till_id, number, refunded_at, business_on, recorded_at, refund_cents, is_void, reason, staff, channel, without_original)
     select * from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::text[], $7::timestamptz[], $8::date[], $9::timestamptz[], $10::bigint[],
       $11::boolean[], $12::text[], $13::text[], $14::text[], $15::jsonb[])`,
    [
      bigints(refunds, refund => refund.memberId),
      uuids(refunds, refund => refund.refundId),
      uuids(refunds, refund => refund.receiptId),
      integers(refunds, refund => refund.storeId),
      integers(refunds, refund => refund.tillId),
      texts(refunds, refund => refund.number),
      instants(refunds, refund => refund.refundedAt.getTime()),
      days(refunds, refund => refund.businessOn),
      instants(refunds, refund => refund.recordedAt.getTime()),
      bigints(refunds, refund => refund.refundCents),
      booleans(refunds, refund => refund.isVoid),
      texts(refunds, refund => refund.reason),
      texts(refunds, refund => refund.staff),
      texts(refunds, refund => refund.channel),
      jsons(refunds, refund => (refund.withoutOriginal ? JSON.stringify(refund.withoutOriginal) : null)),
    ],
  )
}

async function insertRefundLines(tx: Transaction, refunds: readonly NewRefund[]): Promise<void> {
  const lines = refunds.flatMap(refund => refund.lines.map(line => ({ refund, line })))
  await tx.run(
    `insert into checkout.refund_line (member_id, refund_id, line_number, units, refund_cents)
     select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::bigint[], $5::bigint[])`,
    [
      bigints(lines, ({ refund }) => refund.memberId),
      uuids(lines, ({ refund }) => refund.refundId),
      integers(lines, ({ line }) => line.lineNumber),
      bigints(lines, ({ line }) => line.units),
      bigints(lines, ({ line }) => line.refundCents),
    ],
  )
}
