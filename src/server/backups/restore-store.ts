import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Transaction } from '../platform/database.ts'
import { columnList, nameOf } from './backup-store.ts'
import type { Manifest, TableFile } from './manifest.ts'

export async function databaseName(tx: Transaction): Promise<string> {
  return (await tx.row<{ name: string }>('select current_database() as name'))?.name ?? ''
}

/** How many connections of the running system there are; those of back-up and restore do not count. */
export async function countOthers(tx: Transaction): Promise<number> {
  const row = await tx.row<{ count: number }>(
    `select count(*) as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name = 'regulars'`,
  )
  return row?.count ?? 0
}

export async function holdsTables(tx: Transaction, schemas: readonly string[]): Promise<boolean> {
  const row = await tx.row<{ holds: boolean }>(
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = any($1) and c.relkind in ('r', 'p')) as holds`,
    [schemas],
  )
  return row?.holds ?? false
}

export async function dropSchemas(tx: Transaction, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await tx.run(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
}

/** Makes the partitions that the running system had made, so that forgetting a day stays the dropping of a table. */
export async function makePartitions(tx: Transaction, partitions: Manifest['partitions']): Promise<void> {
  for (const { schema, table, of, bounds } of partitions)
    await tx.run(
      `create table if not exists ${nameOf({ schema, table })} partition of ${nameOf({ schema, table: of })} ${bounds}`,
    )
}

/** What was switched off for loading, to be put back exactly. */
export type Guards = {
  triggers: { on: string; name: string }[]
  references: { on: string; name: string; definition: string }[]
}

/**
 * Takes away what would hinder loading whole tables in any order: our own triggers (journals refuse being emptied) and
 * foreign keys. Everything else, as keys, checks and uniqueness, holds for each row that is loaded.
 */
export async function liftGuards(tx: Transaction, schemas: readonly string[]): Promise<Guards> {
  const triggers = await tx.rows<Guards['triggers'][number]>(
    `select t.tgrelid::regclass::text as on, quote_ident(t.tgname) as name
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled = 'O'`,
    [schemas],
  )
  const references = await tx.rows<Guards['references'][number]>(
    `select k.conrelid::regclass::text as on, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where n.nspname = any($1) and k.contype = 'f' and k.conparentid = 0`,
    [schemas],
  )
  for (const { on, name } of triggers) await tx.run(`alter table ${on} disable trigger ${name}`)
  for (const { on, name } of references) await tx.run(`alter table ${on} drop constraint ${name}`)
  return { triggers, references }
}

/** Puts them back. A foreign key that is added is proven for every row, so one that does not hold ends the restore. */
export async function putGuardsBack(tx: Transaction, { triggers, references }: Guards): Promise<void> {
  for (const { on, name, definition } of references)
    await tx.run(`alter table ${on} add constraint ${name} ${definition}`)
  for (const { on, name } of triggers) await tx.run(`alter table ${on} enable trigger ${name}`)
}

/** Migrations may have put rows of their own into new tables. */
export async function emptyTables(
  tx: Transaction,
  tables: readonly { schema: string; table: string }[],
): Promise<void> {
  if (tables.length > 0) await tx.run(`truncate ${tables.map(nameOf).join(', ')}`)
}

/** A stream that writes rows into a table, as `copyOut` read them. */
export function copyIn(client: pg.Client, { schema, table, columns }: TableFile) {
  return client.query(from(`copy ${nameOf({ schema, table })} (${columnList(columns)}) from stdin`))
}

export async function setSequences(tx: Transaction, sequences: Manifest['sequences']): Promise<void> {
  for (const { schema, sequence, last } of sequences)
    await tx.run('select setval($1::regclass, $2::bigint)', [nameOf({ schema, table: sequence }), last])
}

/** The planner knows nothing of tables that were just filled. */
export async function analyzeTables(
  tx: Transaction,
  tables: readonly { schema: string; table: string }[],
): Promise<void> {
  for (const table of tables) await tx.run(`analyze ${nameOf(table)}`)
}
