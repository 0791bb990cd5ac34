import pg from 'pg'
import { to } from 'pg-copy-streams'
import { type ConnectionTarget, poolConfigOf, type Transaction, transactionOn } from '../platform/database.ts'
import { shapeLock } from '../platform/migrate.ts'
import type { Manifest } from './manifest.ts'

/** What text stands for a value must not depend on how the operator set the server up. Nothing ends a long COPY. */
const copyOptions =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex ' +
  '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=10000'

/** A connection that copies tables, in or out. */
export async function connectForCopy(target: ConnectionTarget): Promise<pg.Client> {
  const client = new pg.Client({
    ...poolConfigOf(target, 1),
    application_name: 'regulars backup',
    client_encoding: 'UTF8',
    options: copyOptions,
  })
  // A connection that breaks is told by the statement in hand; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Takes a share of the shape of the database, for as long as the connection lives. */
export async function shareShape(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ shared: boolean }>(`select pg_try_advisory_lock_shared(${shapeLock}) as shared`)
  return row?.shared ?? false
}

/** One moment of the database, which other connections can join by its name. */
export async function beginSnapshot(client: pg.Client): Promise<{ tx: Transaction; name: string; takenAt: Date }> {
  await client.query('begin isolation level repeatable read read only')
  const tx = transactionOn(client)
  // A row that a policy hid would be missing without a word: with this the statement fails instead.
  await tx.run('set local row_security = off')
  const row = await tx.row<{ name: string; taken_at: Date }>(
    'select pg_export_snapshot() as name, clock_timestamp() as taken_at',
  )
  return { tx, name: row?.name ?? '', takenAt: row?.taken_at ?? new Date(0) }
}

export async function joinSnapshot(client: pg.Client, name: string): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  await client.query(`set transaction snapshot ${pg.escapeLiteral(name)}`)
  await client.query('set local row_security = off')
}

export async function serverVersion(tx: Transaction): Promise<string> {
  const row = await tx.row<{ version: string }>(`select current_setting('server_version') as version`)
  return row?.version ?? ''
}

export type Table = { schema: string; table: string; columns: string[]; bytes: number }

/**
 * The tables of these schemas with the columns that are written (computed ones are not), the largest first. A
 * partitioned table counts as one: its partitions are copied through it.
 */
export async function listTables(tx: Transaction, schemas: readonly string[]): Promise<Table[]> {
  return tx.rows<Table>(
    `select n.nspname as schema, c.relname as table,
            coalesce((select sum(pg_relation_size(relid)) from pg_partition_tree(c.oid)), pg_relation_size(c.oid))::bigint as bytes,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
      order by bytes desc, 1, 2`,
    [schemas],
  )
}

export async function listPartitions(tx: Transaction, schemas: readonly string[]): Promise<Manifest['partitions']> {
  return tx.rows<Manifest['partitions'][number]>(
    `select n.nspname as schema, c.relname as table, p.relname as of, pg_get_expr(c.relpartbound, c.oid) as bounds
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
      where n.nspname = any($1) and c.relkind in ('r', 'p') and c.relispartition order by 1, 2`,
    [schemas],
  )
}

/** Sequences know no snapshot. Read after it, they stand at or above every number in it. */
export async function listSequences(tx: Transaction, schemas: readonly string[]): Promise<Manifest['sequences']> {
  return tx.rows<Manifest['sequences'][number]>(
    `select schemaname as schema, sequencename as sequence, last_value::text as last
       from pg_sequences where schemaname = any($1) and last_value is not null order by 1, 2`,
    [schemas],
  )
}

export const nameOf = ({ schema, table }: { schema: string; table: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`

export const columnList = (columns: readonly string[]): string =>
  columns.map(column => pg.escapeIdentifier(column)).join(', ')

/** The rows of a table as a stream of text, in the snapshot of the connection. */
export function copyOut(client: pg.Client, table: Table) {
  return client.query(to(`copy (select ${columnList(table.columns)} from ${nameOf(table)}) to stdout`))
}

export async function insertBackupTaken(
  tx: Transaction,
  backup: { takenAt: Date; finishedAt: Date; rows: number; bytes: number },
): Promise<void> {
  await tx.run(
    'insert into platform.backup_taken (taken_at, finished_at, rows, bytes) values ($1, $2, $3, $4) on conflict do nothing',
    [backup.takenAt, backup.finishedAt, backup.rows, backup.bytes],
  )
}
