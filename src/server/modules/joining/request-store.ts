import { byteas, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { DecidedState, Decision, WaitingRequest } from './request.ts'

export type RequestKey = { kind: string; keyHash: Buffer }

export type RequestRow = Omit<WaitingRequest, 'sealed'> & {
  state: 'waiting' | DecidedState
  sealed: Buffer | null
  decidedByName: string | null
  decidedAt: Date | null
  decidedWhy: string | null
  memberNumber: string | null
}

const columns = `request_id as "requestId", state, way, store_id as "storeId", receipt_id as "receiptId", sealed,
  asked_by as "askedBy", asked_by_name as "askedByName", asked_at as "askedAt", decided_by_name as "decidedByName",
  decided_at as "decidedAt", decided_why as "decidedWhy", member_number as "memberNumber"`

export async function insertRequest(tx: Transaction, request: WaitingRequest): Promise<void> {
  const { requestId, way, storeId, receiptId, sealed, askedBy, askedByName, askedAt } = request
  await tx.run(
    `insert into joining.request (request_id, state, way, store_id, receipt_id, sealed, asked_by, asked_by_name, asked_at)
     values ($1, 'waiting', $2, $3, $4, $5, $6, $7, $8)`,
    [requestId, way, storeId, receiptId, sealed, askedBy, askedByName, askedAt],
  )
}

/** Claims keys in their order, so that two who claim the same ones wait instead of deadlocking. @returns how many were free */
export async function claimKeys(
  tx: Transaction,
  { requestId, keys }: { requestId: string; keys: readonly RequestKey[] },
): Promise<number> {
  if (keys.length === 0) return 0
  return tx.run(
    `insert into joining.request_key (kind, key_hash, request_id)
     select kind, key_hash, $3 from unnest($1::text[], $2::bytea[]) as claim (kind, key_hash) order by kind, key_hash
     on conflict (kind, key_hash) do nothing`,
    [texts(keys, key => key.kind), byteas(keys, key => key.keyHash), requestId],
  )
}

/** Locks the row, so that two who decide one request do it one after the other. */
export function lockRequest(tx: Transaction, requestId: string): Promise<RequestRow | undefined> {
  return tx.row<RequestRow>(`select ${columns} from joining.request where request_id = $1 for update`, [requestId])
}

/** Writes what was decided; all that was personal goes. */
export async function closeRequest(tx: Transaction, requestId: string, decision: Decision): Promise<void> {
  const { state, by, at, why, memberNumber } = decision
  await tx.run('delete from joining.request_key where request_id = $1', [requestId])
  await tx.run(
    `update joining.request set state = $2, sealed = null, decided_by = $3, decided_by_name = $4, decided_at = $5,
       decided_why = $6, member_number = $7
     where request_id = $1`,
    [requestId, state, by?.id ?? null, by?.name ?? null, at, why, memberNumber],
  )
}

/** Requests of one state, the oldest first; of all stores, or of some. */
export function listRequests(
  tx: Transaction,
  asked: { state: string; storeIds: 'all' | readonly number[]; after: string | null; max: number },
): Promise<RequestRow[]> {
  const { state, storeIds, after, max } = asked
  return tx.rows<RequestRow>(
    `select ${columns} from joining.request
     where state = $1 and ($2::uuid is null or request_id > $2) and ($3::integer[] is null or store_id = any($3))
     order by request_id limit $4`,
    [state, after, storeIds === 'all' ? null : storeIds, max],
  )
}

/** How many wait for the word of one person: of their own wishes others decide. */
export async function countWaitingFor(
  db: Transaction,
  { storeIds, personId }: { storeIds: 'all' | readonly number[]; personId: string },
): Promise<number> {
  const row = await db.row<{ count: number }>(
    `select count(*)::int as count from joining.request
     where state = 'waiting' and asked_by <> $2 and ($1::integer[] is null or store_id = any($1))`,
    [storeIds === 'all' ? null : storeIds, personId],
  )
  return row?.count ?? 0
}

/** The ids of requests that wait since before an instant. */
export async function findOldRequests(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx.rows<{ requestId: string }>(
    `select request_id as "requestId" from joining.request where state = 'waiting' and asked_at < $1 order by request_id`,
    [before],
  )
  return rows.map(({ requestId }) => requestId)
}
