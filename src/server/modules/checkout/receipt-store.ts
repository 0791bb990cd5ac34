import type { LineKind, UsedNow } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { bigints, booleans, days, integers, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { Effect } from './effects.ts'
import type { SettledLine } from './receipt.ts'

export type ReceiptState = 'settled' | 'partly-refunded' | 'refunded' | 'voided'

/** Which entries a receipt posted in one asset; null where it moved none. */
export type Posting = {
  asset: string
  assetId: number
  earnVersion: number | null
  redeemVersion: number | null
  /** What it used of limits; missing where it used none. */
  used?: readonly UsedNow[]
}

export type NewReceipt = {
  memberId: number
  receiptId: string
  storeId: number
  tillId: number
  number: string
  soldAt: Date
  businessOn: Day
  recordedAt: Date
  state: ReceiptState
  payableCents: number
  refundedCents: number
  programCode: string | null
  programVersion: number | null
  staff: string | null
  promoter: string | null
  channel: string
  tenders: { kind: string; amountCents: number }[]
  postings: Posting[]
  otherEffects: Effect[]
  lines: SettledLine[]
}

/** A receipt read back for a refund, with what the ledger must know of its entries, by their version. */
export type StoredReceipt = NewReceipt & {
  /** How much each redemption still owes to which lots. */
  owed: Map<number, { lotNumber: number; points: number }[]>
  /** How many of the points earned had expired unused. */
  lapsed: Map<number, number>
  isNew: boolean
}

export type NewRefund = {
  memberId: number
  refundId: string
  receiptId: string | null
  storeId: number
  tillId: number
  number: string
  refundedAt: Date
  businessOn: Day
  recordedAt: Date
  refundCents: number
  isVoid: boolean
  reason: string | null
  staff: string | null
  channel: string
  withoutOriginal: Record<string, unknown> | null
  lines: { lineNumber: number; units: number; refundCents: number }[]
}

export type SalesDelta = {
  businessOn: Day
  storeId: number
  isMember: boolean
  receipts: number
  payableCents: number
  refundedCents: number
}

export type NumberKey = { storeId: number; tillId: number; kind: 'sale' | 'refund'; number: string }

/** Which numbers of tills are used, and by what. */
export async function findNumbers(
  tx: Transaction,
  keys: readonly NumberKey[],
): Promise<(NumberKey & { memberId: number; id: string })[]> {
  if (keys.length === 0) return []
  const rows = await tx.rows<{
    store_id: number
    till_id: number
    kind: 'sale' | 'refund'
    number: string
    member_id: number
    id: string
  }>(
    `select asked.*, known.member_id, known.id
     from unnest($1::int[], $2::int[], $3::text[], $4::text[]) as asked (store_id, till_id, kind, number)
     cross join lateral (select member_id, id from checkout.receipt_number n
       where n.store_id = asked.store_id and n.till_id = asked.till_id and n.kind = asked.kind and n.number = asked.number limit 1) as known`,
    [
      integers(keys, key => key.storeId),
      integers(keys, key => key.tillId),
      texts(keys, key => key.kind),
      texts(keys, key => key.number),
    ],
  )
  return rows.map(row => ({
    storeId: row.store_id,
    tillId: row.till_id,
    kind: row.kind,
    number: row.number,
    memberId: row.member_id,
    id: row.id,
  }))
}

/** Whose receipts these are. */
export async function findReceiptOwners(tx: Transaction, receiptIds: readonly string[]): Promise<Map<string, number>> {
  if (receiptIds.length === 0) return new Map()
  const rows = await tx.rows<{ receipt_id: string; member_id: number }>(
    'select receipt_id, member_id from checkout.receipt where receipt_id = any($1::uuid[])',
    [[...receiptIds]],
  )
  return new Map(rows.map(row => [row.receipt_id, row.member_id]))
}

type ReceiptRow = {
  member_id: number
  receipt_id: string
  store_id: number
  till_id: number
  number: string
  sold_at: Date
  business_on: Day
  recorded_at: Date
  state: ReceiptState
  payable_cents: number
  refunded_cents: number
  program_code: string | null
  program_version: number | null
  staff: string | null
  promoter: string | null
  channel: string
  tenders: { kind: string; amountCents: number }[]
  postings: Posting[]
  other_effects: Effect[]
}

type LineRow = {
  receipt_id: string
  line_number: number
  sku: string
  name: string
  class: string | null
  brand: string | null
  kind: LineKind
  units: number
  is_weighed: boolean
  unit_price_cents: number
  gross_cents: number
  manual_discount_cents: number
  manual_discount_reason: string | null
  offer_discount_cents: number
  level_discount_cents: number
  points_discount_cents: number
  payable_cents: number
  tax_cents: number
  cost_cents: number | null
  promoter: string | null
  attributes: Record<string, string> | null
  is_unknown_goods: boolean
  earned: Record<string, number>
  redeemed: Record<string, number>
  refunded_units: number
  refunded_cents: number
}

/** Reads receipts with their lines. */
export async function loadReceipts(
  tx: Transaction,
  keys: readonly { memberId: number; receiptId: string }[],
): Promise<StoredReceipt[]> {
  if (keys.length === 0) return []
  const ids = [keys.map(key => key.memberId), keys.map(key => key.receiptId)]
  const among = '(member_id, receipt_id) in (select * from unnest($1::bigint[], $2::uuid[]))'
  const receipts = await tx.rows<ReceiptRow>(
    `select * from checkout.receipt where ${among} order by member_id, receipt_id`,
    ids,
  )
  const lines = await tx.rows<LineRow>(
    `select * from checkout.receipt_line where ${among} order by receipt_id, line_number`,
    ids,
  )
  const linesOf = Map.groupBy(lines, line => line.receipt_id)
  return receipts.map(row => ({
    ...receiptOf(row),
    lines: (linesOf.get(row.receipt_id) ?? []).map(lineOf),
    owed: new Map(),
    lapsed: new Map(),
    isNew: false,
  }))
}

function receiptOf(row: ReceiptRow): Omit<NewReceipt, 'lines'> {
  return {
    memberId: row.member_id,
    receiptId: row.receipt_id,
    storeId: row.store_id,
    tillId: row.till_id,
    number: row.number,
    soldAt: row.sold_at,
    businessOn: row.business_on,
    recordedAt: row.recorded_at,
    state: row.state,
    payableCents: row.payable_cents,
    refundedCents: row.refunded_cents,
    programCode: row.program_code,
    programVersion: row.program_version,
    staff: row.staff,
    promoter: row.promoter,
    channel: row.channel,
    tenders: row.tenders,
    postings: row.postings,
    otherEffects: row.other_effects,
  }
}

function lineOf(row: LineRow): SettledLine {
  return {
    lineNumber: row.line_number,
    sku: row.sku,
    name: row.name,
    class: row.class,
    brand: row.brand,
    kind: row.kind,
    units: row.units,
    isWeighed: row.is_weighed,
    unitPriceCents: row.unit_price_cents,
    grossCents: row.gross_cents,
    manualDiscountCents: row.manual_discount_cents,
    manualDiscountReason: row.manual_discount_reason,
    offerDiscountCents: row.offer_discount_cents,
    levelDiscountCents: row.level_discount_cents,
    pointsDiscountCents: row.points_discount_cents,
    payableCents: row.payable_cents,
    taxCents: row.tax_cents,
    costCents: row.cost_cents,
    promoter: row.promoter,
    attributes: row.attributes,
    isUnknownGoods: row.is_unknown_goods,
    earned: row.earned,
    redeemed: row.redeemed,
    refundedUnits: row.refunded_units,
    refundedCents: row.refunded_cents,
  }
}

export async function insertNumbers(
  tx: Transaction,
  numbers: readonly (NumberKey & { memberId: number; id: string })[],
): Promise<void> {
  if (numbers.length === 0) return
  await tx.run(
    `insert into checkout.receipt_number (store_id, till_id, kind, number, member_id, id)
     select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::uuid[])`,
    [
      integers(numbers, number => number.storeId),
      integers(numbers, number => number.tillId),
      texts(numbers, number => number.kind),
      texts(numbers, number => number.number),
      bigints(numbers, number => number.memberId),
      uuids(numbers, number => number.id),
    ],
  )
}

/** Marks what came back, on receipts that were there before this transaction. */
export async function updateRefunded(tx: Transaction, receipts: readonly StoredReceipt[]): Promise<void> {
  if (receipts.length === 0) return
  const updated = await tx.run(
    `update checkout.receipt r set state = n.state, refunded_cents = n.refunded_cents
     from unnest($1::bigint[], $2::uuid[], $3::text[], $4::bigint[]) as n (member_id, receipt_id, state, refunded_cents)
     where r.member_id = n.member_id and r.receipt_id = n.receipt_id`,
    [
      bigints(receipts, receipt => receipt.memberId),
      uuids(receipts, receipt => receipt.receiptId),
      texts(receipts, receipt => receipt.state),
      bigints(receipts, receipt => receipt.refundedCents),
    ],
  )
  invariant(updated === receipts.length, 'every refunded receipt is there')
  const lines = receipts.flatMap(receipt => receipt.lines.map(line => ({ receipt, line })))
  await tx.run(
    `update checkout.receipt_line l set refunded_units = n.refunded_units, refunded_cents = n.refunded_cents
     from unnest($1::bigint[], $2::uuid[], $3::int[], $4::bigint[], $5::bigint[]) as n (member_id, receipt_id, line_number, refunded_units, refunded_cents)
     where l.member_id = n.member_id and l.receipt_id = n.receipt_id and l.line_number = n.line_number and l.refunded_units <> n.refunded_units`,
    [
      bigints(lines, ({ receipt }) => receipt.memberId),
      uuids(lines, ({ receipt }) => receipt.receiptId),
      integers(lines, ({ line }) => line.lineNumber),
      bigints(lines, ({ line }) => line.refundedUnits),
      bigints(lines, ({ line }) => line.refundedCents),
    ],
  )
}

/** Adds up what a batch sold and refunded, per day, store and kind of buyer. */
export async function insertSalesDeltas(tx: Transaction, sales: readonly SalesDelta[]): Promise<void> {
  if (sales.length === 0) return
  await tx.run(
    `insert into checkout.sales_delta (business_on, store_id, is_member, receipts, payable_cents, refunded_cents)
     select business_on, store_id, is_member, sum(receipts), sum(payable_cents), sum(refunded_cents)
     from unnest($1::date[], $2::int[], $3::boolean[], $4::int[], $5::bigint[], $6::bigint[]) as d (business_on, store_id, is_member, receipts, payable_cents, refunded_cents)
     group by 1, 2, 3`,
    [
      days(sales, delta => delta.businessOn),
      integers(sales, delta => delta.storeId),
      booleans(sales, delta => delta.isMember),
      integers(sales, delta => delta.receipts),
      bigints(sales, delta => delta.payableCents),
      bigints(sales, delta => delta.refundedCents),
    ],
  )
}

/** How far the totals of days lag behind. */
export async function countSalesDeltas(tx: Transaction): Promise<number> {
  return (await tx.row<{ count: number }>('select count(*) as count from checkout.sales_delta'))?.count ?? 0
}

/** Moves the deltas of finished batches into the totals, by their place as foldDayDeltas does. @returns how many were folded */
export async function foldSalesDeltas(tx: Transaction): Promise<number> {
  const row = await tx.row<{ folded: number }>(
    `with taken as (
       delete from checkout.sales_delta where ctid = any(array(select ctid from checkout.sales_delta limit 10000 for update skip locked))
       returning business_on, store_id, is_member, receipts, payable_cents, refunded_cents
     ), summed as (
       select business_on, store_id, is_member, sum(receipts) as receipts, sum(payable_cents) as payable_cents, sum(refunded_cents) as refunded_cents, count(*) as deltas
       from taken group by 1, 2, 3
     ), folded as (
       insert into checkout.sales_total (business_on, store_id, is_member, receipts, payable_cents, refunded_cents)
       select business_on, store_id, is_member, receipts, payable_cents, refunded_cents from summed order by 1, 2, 3
       on conflict (business_on, store_id, is_member) do update set receipts = sales_total.receipts + excluded.receipts,
         payable_cents = sales_total.payable_cents + excluded.payable_cents, refunded_cents = sales_total.refunded_cents + excluded.refunded_cents
     )
     select coalesce(sum(deltas), 0)::bigint as folded from summed`,
  )
  return row?.folded ?? 0
}
