import type { Transaction } from '../../platform/database.ts'

export type Batch = {
  batchId: string
  programCode: string
  offerCode: string
  note: string
  wanted: number
  made: number
  state: 'making' | 'made' | 'cancelled'
  staff: string | null
  createdAt: Date
  endedAt: Date | null
}

const columns = `batch_id as "batchId", program_code as "programCode", offer_code as "offerCode", note, wanted, made, state, staff,
  created_at as "createdAt", ended_at as "endedAt"`

export async function insertBatch(tx: Transaction, batch: Omit<Batch, 'made' | 'state' | 'endedAt'>): Promise<void> {
  await tx.run(
    `insert into coupons.batch (batch_id, program_code, offer_code, note, wanted, staff, created_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, 'making')`,
    [batch.batchId, batch.programCode, batch.offerCode, batch.note, batch.wanted, batch.staff, batch.createdAt],
  )
}

/** Newest first. */
export function listBatches(tx: Transaction, max: number): Promise<Batch[]> {
  return tx.rows<Batch>(`select ${columns} from coupons.batch order by created_at desc, batch_id desc limit $1`, [max])
}

export function findBatch(tx: Transaction, batchId: string): Promise<Batch | undefined> {
  return tx.row<Batch>(`select ${columns} from coupons.batch where batch_id = $1`, [batchId])
}

/** The oldest batch that nobody else works on. It is locked until the transaction ends. */
export function lockNextBatch(tx: Transaction): Promise<Batch | undefined> {
  return tx.row<Batch>(
    `select ${columns} from coupons.batch where state = 'making' order by created_at limit 1 for update skip locked`,
  )
}

export async function markMade(
  tx: Transaction,
  { batchId, made, now }: { batchId: string; made: number; now: Date },
): Promise<void> {
  await tx.run(
    `update coupons.batch set made = made + $2, state = case when made + $2 >= wanted then 'made' else state end,
       ended_at = case when made + $2 >= wanted then $3::timestamptz end
     where batch_id = $1`,
    [batchId, made, now],
  )
}

/** Waits for the few thousand codes that are being made just now, at most. False when it was cancelled before. */
export async function markCancelled(
  tx: Transaction,
  { batchId, now }: { batchId: string; now: Date },
): Promise<boolean> {
  const marked = await tx.run(
    `update coupons.batch set state = 'cancelled', ended_at = $2 where batch_id = $1 and state <> 'cancelled'`,
    [batchId, now],
  )
  return marked === 1
}
