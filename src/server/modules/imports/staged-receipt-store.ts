import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'
import type { RefundToMatch, SoldLine } from './match-refunds.ts'
import type { BrokenCode, ReceiptKey, Returns, StagedLine, StagedReceipt } from './staged-receipt.ts'

/**
 * Adds rows to the receipts of a run. A receipt whose rows lie apart in the file grows; one that another run brought is left alone.
 * @returns the receipts that were written
 */
export async function upsertReceipts(
  tx: Transaction,
  runId: number,
  receipts: readonly StagedReceipt[],
): Promise<ReceiptKey[]> {
  if (receipts.length === 0) return []
  return tx.rows<ReceiptKey>(
    `insert into imports.receipt as known (store_code, till_code, number, run_id, kind, sold_at, last_sold_at, member, lines, broken_code, broken_line)
     select store_code, till_code, number, $1, kind, sold_at, last_sold_at, member, lines, broken_code, broken_line
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[], $9::jsonb[], $10::text[], $11::int[])
       as new (store_code, till_code, number, kind, sold_at, last_sold_at, member, lines, broken_code, broken_line)
     on conflict (store_code, till_code, number) do update set
       sold_at = least(known.sold_at, excluded.sold_at), last_sold_at = greatest(known.last_sold_at, excluded.last_sold_at),
       member = coalesce(known.member, excluded.member), lines = known.lines || excluded.lines,
       broken_code = coalesce(known.broken_code, excluded.broken_code, case when known.member <> excluded.member then 'two-members' end),
       broken_line = coalesce(known.broken_line, excluded.broken_line, (excluded.lines->0->>'at')::int)
     where known.run_id = excluded.run_id
     returning store_code as "storeCode", till_code as "tillCode", number`,
    [
      runId,
      receipts.map(receipt => receipt.storeCode),
      receipts.map(receipt => receipt.tillCode),
      receipts.map(receipt => receipt.number),
      receipts.map(receipt => receipt.kind),
      receipts.map(receipt => receipt.soldAt),
      receipts.map(receipt => receipt.lastSoldAt),
      receipts.map(receipt => (receipt.member ? JSON.stringify(receipt.member) : null)),
      receipts.map(receipt => JSON.stringify(receipt.lines)),
      receipts.map(receipt => receipt.broken?.code ?? null),
      receipts.map(receipt => receipt.broken?.lineNumber ?? null),
    ],
  )
}

export type BrokenReceipt = { number: string; lineNumbers: number[]; code: BrokenCode; brokenLine: number }

/** Takes out of the staging what may not be settled; its number is free again for a corrected file. */
export async function deleteBrokenReceipts(tx: Transaction, runId: number): Promise<BrokenReceipt[]> {
  await tx.run(
    `update imports.receipt set broken_code = 'two-days', broken_line = (lines->0->>'at')::int
     where run_id = $1 and broken_code is null and last_sold_at - sold_at > interval '12 hours'`,
    [runId],
  )
  return tx.rows<BrokenReceipt>(
    `delete from imports.receipt where run_id = $1 and broken_code is not null
     returning number, broken_code as code, broken_line as "brokenLine",
       array(select (line->>'at')::int from jsonb_array_elements(lines) as line) as "lineNumbers"`,
    [runId],
  )
}

export async function findRefundsToMatch(tx: Transaction, runId: number): Promise<RefundToMatch[]> {
  return tx.rows<RefundToMatch>(
    `select store_code as "storeCode", till_code as "tillCode", number, member::text, sold_at as "soldAt", lines
     from imports.receipt where run_id = $1 and kind = 'refund' order by sold_at, (lines->0->>'at')::int`,
    [runId],
  )
}

export type StagedSaleLine = Omit<SoldLine, 'left'> & { quantity: number }

/** The lines of staged sales, from any file, that refunds of a run may come back to. Weighed goods are not matched. */
export async function findSoldLines(tx: Transaction, runId: number): Promise<StagedSaleLine[]> {
  return tx.rows<StagedSaleLine>(
    `with back as materialized (
       select distinct member, line->>'sku' as sku, line->>'unitPriceCents' as price
       from imports.receipt, jsonb_array_elements(lines) as line where run_id = $1 and kind = 'refund' and member is not null
     )
     select store_code as "storeCode", till_code as "tillCode", number, sale.member::text, sold_at as "soldAt", place::int as "lineNumber",
       line->>'sku' as sku, (line->>'unitPriceCents')::bigint as "unitPriceCents", (line->>'quantity')::bigint as quantity
     from imports.receipt sale, jsonb_array_elements(lines) with ordinality as part (line, place)
     join back on back.sku = line->>'sku' and back.price = line->>'unitPriceCents'
     where sale.kind = 'sale' and back.member = sale.member and line ? 'quantity'
     order by sold_at, store_code, till_code, number, place`,
    [runId],
  )
}

/** What refunds of runs before this one took already. */
export async function findEarlierReturns(tx: Transaction, runId: number): Promise<Returns[]> {
  const rows = await tx.rows<{ returns: Returns }>(
    `select returns from imports.receipt where kind = 'refund' and returns is not null and run_id <> $1`,
    [runId],
  )
  return rows.map(row => row.returns)
}

export async function writeReturns(
  tx: Transaction,
  refunds: readonly ReceiptKey[],
  returns: readonly Returns[],
): Promise<void> {
  await tx.run(
    `update imports.receipt set returns = new.returns
     from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) as new (store_code, till_code, number, returns)
     where receipt.store_code = new.store_code and receipt.till_code = new.till_code and receipt.number = new.number`,
    [
      refunds.map(refund => refund.storeCode),
      refunds.map(refund => refund.tillCode),
      refunds.map(refund => refund.number),
      returns.map(part => JSON.stringify(part)),
    ],
  )
}

/** A staged receipt on its way to be settled. */
export type PendingReceipt = ReceiptKey & {
  kind: 'sale' | 'refund'
  soldAt: Date
  member: MemberReference | null
  lines: StagedLine[]
  returns: Returns | null
}

/** The next receipts in the order of time, of files that were read to their end. Walks along the index receipt_pending. */
export async function findPendingReceipts(
  tx: Transaction,
  { before, after, max }: { before: Date; after: PendingReceipt | null; max: number },
): Promise<PendingReceipt[]> {
  return tx.rows<PendingReceipt>(
    `select store_code as "storeCode", till_code as "tillCode", number, kind, sold_at as "soldAt", member, lines, returns
     from imports.receipt
     where state = 'pending' and sold_at < $1 and run_id in (select run_id from imports.run where finished_at is not null)
       and ($2::timestamptz is null or sold_at >= $2)
       and ($2::timestamptz is null or sold_at > $2 or kind < $3 or (kind = $3 and (store_code, till_code, number) > ($4, $5, $6)))
     order by sold_at, kind desc, store_code, till_code, number limit $7`,
    [
      before,
      after?.soldAt ?? null,
      after?.kind ?? null,
      after?.storeCode ?? null,
      after?.tillCode ?? null,
      after?.number ?? null,
      max,
    ],
  )
}

export async function countPending(tx: Transaction, before: Date): Promise<number> {
  const row = await tx.row<{ pending: number }>(
    `select count(*) as pending from imports.receipt where state = 'pending' and sold_at < $1
       and run_id in (select run_id from imports.run where finished_at is not null)`,
    [before],
  )
  return row?.pending ?? 0
}

export type ReceiptOutcome = ReceiptKey & { state: 'settled' | 'known' | 'refused'; reason: string | null }

export async function markOutcomes(tx: Transaction, outcomes: readonly ReceiptOutcome[]): Promise<void> {
  await tx.run(
    `update imports.receipt set state = new.state, reason = new.reason
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as new (store_code, till_code, number, state, reason)
     where receipt.store_code = new.store_code and receipt.till_code = new.till_code and receipt.number = new.number`,
    [
      outcomes.map(outcome => outcome.storeCode),
      outcomes.map(outcome => outcome.tillCode),
      outcomes.map(outcome => outcome.number),
      outcomes.map(outcome => outcome.state),
      outcomes.map(outcome => outcome.reason),
    ],
  )
}

/** Who is named in the receipts of a run, and when for the first time. */
export async function findMembersOfRun(
  tx: Transaction,
  runId: number,
): Promise<{ member: MemberReference; firstAt: Date }[]> {
  return tx.rows(
    `select member, min(sold_at) as "firstAt" from imports.receipt where run_id = $1 and member is not null group by member order by 2, member::text`,
    [runId],
  )
}

/** What the sales of a run sold: each SKU with the name that most of its lines give it. */
export async function findGoodsOfRun(
  tx: Transaction,
  runId: number,
): Promise<{ sku: string; name: string; kind: string | null }[]> {
  return tx.rows(
    `select distinct on (sku) sku, coalesce(name, sku) as name, kind
     from (select line->>'sku' as sku, line->>'name' as name, line->>'kind' as kind, count(*) as lines
           from imports.receipt, jsonb_array_elements(lines) as line where run_id = $1 group by 1, 2, 3) as named
     order by sku, (name is null), lines desc, name`,
    [runId],
  )
}
