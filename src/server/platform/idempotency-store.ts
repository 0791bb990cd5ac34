import { hash } from 'node:crypto'
import type { Day } from '../../shared/calendar.ts'
import { byteas, smallints, texts, wideBigints } from './columns.ts'
import type { Transaction } from './database.ts'
import { shapeLock } from './migrate.ts'

/** Who asks, under which key, with what: the same caller and key with another hash is a mistake of the caller. */
export type IdempotencyClaim = { caller: string; key: string; requestHash: Buffer }

export type StoredAnswer = { status: number; body: string }

/** A number for an advisory lock: the first 64 bits of a hash, so that unlike keys practically never meet. */
export function lockNumberOf(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigInt64BE(0)
}

/** Tries to lock names until the end of the transaction, without waiting. @returns one answer for each name, in order */
export async function tryLockNames(tx: Transaction, names: readonly string[]): Promise<boolean[]> {
  const rows = await tx.rows<{ is_locked: boolean }>(
    'select pg_try_advisory_xact_lock(number) as is_locked from unnest($1::bigint[]) with ordinality as wanted (number, position) order by position',
    [wideBigints(names, lockNumberOf)],
  )
  return rows.map(row => row.is_locked)
}

/** Claims keys that nobody used yet. Callers hold the keys' advisory locks, so this never waits. @returns the claimed ones */
export async function insertIdempotencyKeys(
  tx: Transaction,
  claims: readonly IdempotencyClaim[],
  createdOn: Day,
): Promise<Set<string>> {
  const rows = await tx.rows<{ caller: string; key: string }>(
    `insert into platform.idempotency_key (caller, key, request_hash, created_on)
     select caller, key, request_hash, $4 from unnest($1::text[], $2::text[], $3::bytea[]) as claim (caller, key, request_hash)
     on conflict do nothing returning caller, key`,
    [
      texts(claims, claim => claim.caller),
      texts(claims, claim => claim.key),
      byteas(claims, claim => claim.requestHash),
      createdOn,
    ],
  )
  return new Set(rows.map(claimName))
}

/** Takes claims of this same transaction back. */
export async function deleteIdempotencyKeys(
  tx: Transaction,
  claims: readonly { caller: string; key: string }[],
): Promise<void> {
  await tx.run(
    `delete from platform.idempotency_key k using unnest($1::text[], $2::text[]) as claim (caller, key)
     where k.caller = claim.caller and k.key = claim.key`,
    [claims.map(claim => claim.caller), claims.map(claim => claim.key)],
  )
}

/** Reads what was answered before. A key without an answer cannot be: both are written in one transaction. */
export async function findAnswers(
  tx: Transaction,
  claims: readonly { caller: string; key: string }[],
): Promise<Map<string, StoredAnswer & { requestHash: Buffer }>> {
  const rows = await tx.rows<{ caller: string; key: string; request_hash: Buffer; status: number; body: string }>(
    `select k.caller, k.key, k.request_hash, a.status, a.body
     from unnest($1::text[], $2::text[]) as asked (caller, key)
     join platform.idempotency_key k using (caller, key)
     join platform.idempotency_answer a on a.created_on = k.created_on and a.caller = k.caller and a.key = k.key`,
    [texts(claims, claim => claim.caller), texts(claims, claim => claim.key)],
  )
  return new Map(
    rows.map(row => [claimName(row), { status: row.status, body: row.body, requestHash: row.request_hash }]),
  )
}

export async function insertAnswers(
  tx: Transaction,
  answers: readonly (StoredAnswer & { caller: string; key: string })[],
  createdOn: Day,
): Promise<void> {
  await tx.run(
    `insert into platform.idempotency_answer (created_on, caller, key, status, body)
     select $5, * from unnest($1::text[], $2::text[], $3::smallint[], $4::text[])`,
    [
      texts(answers, answer => answer.caller),
      texts(answers, answer => answer.key),
      smallints(answers, answer => answer.status),
      texts(answers, answer => answer.body),
      createdOn,
    ],
  )
}

export function claimName({ caller, key }: { caller: string; key: string }): string {
  return `${caller}\0${key}`
}

/** Whether partitions may come and go until the end of this transaction: not while a back-up reads them. */
export async function mayChangeShape(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ may: boolean }>(`select pg_try_advisory_xact_lock(${shapeLock}) as may`)
  return row?.may ?? false
}

/** Makes the partition of one day. Rows of days without one lie in the rest partition and are found there all the same. */
export async function createAnswerPartition(tx: Transaction, day: Day, nextDay: Day): Promise<void> {
  const name = `idempotency_answer_${day.replaceAll('-', '')}`
  const existing = await tx.row<{ name: string | null }>('select to_regclass($1)::text as name', [`platform.${name}`])
  if (existing?.name) return
  const rest = await tx.row<{ count: number }>(
    'select count(*) as count from platform.idempotency_answer_rest where created_on = $1',
    [day],
  )
  if (rest && rest.count > 0) return
  await tx.run(
    `create table platform.${name} partition of platform.idempotency_answer for values from ('${day}') to ('${nextDay}') with (toast_tuple_target = 8160)`,
  )
}

/** Forgets keys and answers of before a day. */
export async function deleteIdempotencyBefore(tx: Transaction, day: Day): Promise<number> {
  const partitions = await tx.rows<{ name: string }>(
    `select relname as name from pg_class join pg_inherits on inhrelid = pg_class.oid
     where inhparent = 'platform.idempotency_answer'::regclass and relname ~ '_[0-9]{8}$' and relname < $1`,
    [`idempotency_answer_${day.replaceAll('-', '')}`],
  )
  for (const { name } of partitions) await tx.run(`drop table platform.${name}`)
  await tx.run('delete from platform.idempotency_answer_rest where created_on < $1', [day])
  return tx.run('delete from platform.idempotency_key where created_on < $1', [day])
}
