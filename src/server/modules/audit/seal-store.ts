import type { Transaction } from '../../platform/database.ts'
import type { RecordTexts } from './sealed-bytes.ts'

/** One number for the advisory lock that lets a single process seal while the others pass. */
const sealingLock = 748_105_993

/** Tries to be the one who seals, until the end of the transaction. */
export async function tryLockSealing(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ is_locked: boolean }>(`select pg_try_advisory_xact_lock(${sealingLock}) as is_locked`)
  return row?.is_locked === true
}

export async function findTrailId(tx: Transaction): Promise<string | undefined> {
  const row = await tx.row<{ trail_id: string }>('select trail_id::text as trail_id from audit.trail')
  return row?.trail_id
}

export type Seal = { number: number; recordId: number; hash: Buffer }

export function findLastSeal(tx: Transaction): Promise<Seal | undefined> {
  return tx.row<Seal>('select number, record_id as "recordId", hash from audit.seal order by number desc limit 1')
}

export function findSeal(tx: Transaction, number: number): Promise<Seal | undefined> {
  return tx.row<Seal>('select number, record_id as "recordId", hash from audit.seal where number = $1', [number])
}

/** Every column of a record as text, the instant to the microsecond: what the database holds, not what a type makes of it. */
const columns = `array[record_id::text, (extract(epoch from at) * 1000000)::bigint::text, caller_kind, caller_id, address,
  request_id, action, member_number, thing, store_id::text, shown_members::text, outcome, code]`

export type UnsealedRecord = { recordId: number; columns: RecordTexts | null }

/** Takes the oldest records that wait, in the order of their ids; `columns` is null where one is gone. What commits later is sealed later. */
export async function takeUnsealed(tx: Transaction, max: number): Promise<UnsealedRecord[]> {
  return tx.rows<UnsealedRecord>(
    `with taken as (
       delete from audit.unsealed where record_id in (select record_id from audit.unsealed order by record_id limit $1)
       returning record_id)
     select record_id as "recordId", case when r.record_id is not null then ${columns} end as columns
     from taken left join audit.record r using (record_id) order by record_id`,
    [max],
  )
}

export async function insertSeals(tx: Transaction, seals: readonly Seal[]): Promise<void> {
  await tx.run(
    `insert into audit.seal (number, record_id, hash)
     select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])`,
    [seals.map(seal => seal.number), seals.map(seal => seal.recordId), seals.map(seal => seal.hash)],
  )
}

export type SealedRecord = Seal & { columns: RecordTexts | null }

/** A stretch of the chain in the order of its numbers; `columns` is null where the record is gone. */
export function readSeals(tx: Transaction, after: number, max: number): Promise<SealedRecord[]> {
  return tx.rows<SealedRecord>(
    `select number, record_id as "recordId", hash, case when r.record_id is not null then ${columns} end as columns
     from (select number, record_id, hash from audit.seal where number > $1 order by number limit $2) as s
     left join audit.record r using (record_id) order by number`,
    [after, max],
  )
}

/** Records that no seal covers: those that wait for it since a moment ago are in order. */
export async function countUnsealed(
  tx: Transaction,
  before: Date,
): Promise<{ strayRecords: number; lateRecords: number; lostRecords: number }> {
  const row = await tx.row<{ stray: number; late: number; lost: number }>(
    `select
       (select count(*) from audit.record r where not exists (select from audit.seal s where s.record_id = r.record_id)
          and not exists (select from audit.unsealed u where u.record_id = r.record_id)) as stray,
       (select count(*) from audit.unsealed u join audit.record r using (record_id) where r.at < $1) as late,
       (select count(*) from audit.unsealed u where not exists (select from audit.record r where r.record_id = u.record_id)) as lost`,
    [before],
  )
  return { strayRecords: row?.stray ?? 0, lateRecords: row?.late ?? 0, lostRecords: row?.lost ?? 0 }
}

/** A check sees one moment and may take as long as it needs: it reads every row. */
export async function takeSnapshot(tx: Transaction): Promise<void> {
  await tx.run('set transaction isolation level repeatable read read only')
  await tx.run('set local statement_timeout = 0')
}
