import { integers, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

/** Why a waiting refund could not be applied: an error of the checkout, with the values of its sentence. */
export type Problem = { code: string; details: Readonly<Record<string, unknown>> }

/** A refund whose sale has not arrived. */
export type WaitingRefund = {
  /** The till that will have sold. */
  storeId: number
  tillId: number
  receiptNumber: string
  /** The till that took the goods back, and its own number for that. */
  refundStoreId: number
  refundTillId: number
  refundNumber: string
  request: {
    refundId: string
    refundedAt: string
    lines: { lineNumber: number; units: number; isWeighed: boolean }[] | null
    reason: string | null
  }
  caller: { staff: string | null; channel: string }
  arrivedAt: Date
}

export async function insertWaitingRefunds(tx: Transaction, waiting: readonly WaitingRefund[]): Promise<void> {
  for (const refund of waiting) {
    await tx.run(
      `insert into checkout.waiting_refund (store_id, till_id, receipt_number, refund_number, request, caller, arrived_at, refund_store_id, refund_till_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        refund.storeId,
        refund.tillId,
        refund.receiptNumber,
        refund.refundNumber,
        JSON.stringify(refund.request),
        JSON.stringify(refund.caller),
        refund.arrivedAt,
        refund.refundStoreId,
        refund.refundTillId,
      ],
    )
  }
}

/** Zero stands for the till that sold, in rows of before refunds of other tills were told apart. */
const isThisOne = `store_id = $1 and till_id = $2 and receipt_number = $3 and coalesce(nullif(refund_store_id, 0), store_id) = $4
  and coalesce(nullif(refund_till_id, 0), till_id) = $5 and refund_number = $6`

function keyOf(refund: WaitingRefund): unknown[] {
  const { storeId, tillId, receiptNumber, refundStoreId, refundTillId, refundNumber } = refund
  return [storeId, tillId, receiptNumber, refundStoreId, refundTillId, refundNumber]
}

/** Refunds that wait for these sales. */
export async function findWaitingRefunds(
  tx: Transaction,
  sales: readonly { storeId: number; tillId: number; number: string }[],
): Promise<WaitingRefund[]> {
  if (sales.length === 0) return []
  const rows = await tx.rows<{
    store_id: number
    till_id: number
    receipt_number: string
    refund_number: string
    refund_store_id: number
    refund_till_id: number
    request: WaitingRefund['request']
    caller: WaitingRefund['caller']
    arrived_at: Date
  }>(
    `select w.* from unnest($1::int[], $2::int[], $3::text[]) as sale (store_id, till_id, receipt_number) join checkout.waiting_refund w using (store_id, till_id, receipt_number)
     order by w.arrived_at, w.refund_number`,
    [integers(sales, sale => sale.storeId), integers(sales, sale => sale.tillId), texts(sales, sale => sale.number)],
  )
  return rows.map(row => ({
    storeId: row.store_id,
    tillId: row.till_id,
    receiptNumber: row.receipt_number,
    refundStoreId: row.refund_store_id || row.store_id,
    refundTillId: row.refund_till_id || row.till_id,
    refundNumber: row.refund_number,
    request: row.request,
    caller: row.caller,
    arrivedAt: row.arrived_at,
  }))
}

/** Notes why a refund could not be applied, so that somebody looks at it. */
export async function markWaitingProblems(
  tx: Transaction,
  problems: readonly { waiting: WaitingRefund; problem: Problem }[],
): Promise<void> {
  for (const { waiting, problem } of problems) {
    await tx.run(`update checkout.waiting_refund set problem = $7 where ${isThisOne}`, [
      ...keyOf(waiting),
      JSON.stringify(problem),
    ])
  }
}

export async function deleteWaitingRefunds(tx: Transaction, applied: readonly WaitingRefund[]): Promise<void> {
  for (const refund of applied) {
    await tx.run(`delete from checkout.waiting_refund where ${isThisOne}`, keyOf(refund))
  }
}

export type ListedWaitingRefund = {
  storeId: number
  tillId: number
  receiptNumber: string
  refundNumber: string
  arrivedAt: Date
  problem: Problem | null
}

/** Every refund that waits for its sale, or could not be applied when it came; oldest first. */
export async function listWaitingRefunds(
  tx: Transaction,
  storeIds: 'all' | readonly number[],
): Promise<ListedWaitingRefund[]> {
  const rows = await tx.rows<{
    store_id: number
    till_id: number
    receipt_number: string
    refund_number: string
    arrived_at: Date
    problem: Problem | null
  }>(
    `select store_id, till_id, receipt_number, refund_number, arrived_at, problem from checkout.waiting_refund
     where $1::integer[] is null or store_id = any ($1) order by arrived_at limit 500`,
    [storeIds === 'all' ? null : storeIds],
  )
  return rows.map(row => ({
    storeId: row.store_id,
    tillId: row.till_id,
    receiptNumber: row.receipt_number,
    refundNumber: row.refund_number,
    arrivedAt: row.arrived_at,
    problem: row.problem,
  }))
}
