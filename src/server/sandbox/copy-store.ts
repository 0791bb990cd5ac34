import pg from 'pg'
import { emptyTables, liftGuards, putGuardsBack } from '../backups/restore-store.ts'
import type { Database, Transaction } from '../platform/database.ts'

type Table = { schema: string; table: string }

/** Whole parts of the shop that hold no member, and who may sign in. Sessions, second factors and keys stay out. */
const copiedSchemas = ['organisation', 'catalog', 'programs']
const copiedOfStaff = ['user', 'account', 'policy']
const leftOut = ['organisation.machine_key']

const rowsPerPage = 2_000

export async function createDatabase(db: Database, name: string): Promise<void> {
  await db.run(`create database ${pg.escapeIdentifier(name)} template template0`)
}

/** With whoever is connected to it. */
export async function dropDatabase(db: Database, name: string): Promise<void> {
  await db.run(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

/** Copies what a sandbox begins with, as of one moment of the shop. The shop is only read. */
export async function copyShop(shop: Database, sandbox: Database): Promise<void> {
  await shop.transaction(async from => {
    await from.run('set transaction isolation level repeatable read, read only')
    const tables = await findCopied(from)
    await sandbox.transaction(async to => {
      const guards = await liftGuards(to, [...copiedSchemas, 'staff'])
      await emptyTables(to, tables)
      for (const table of tables) await copyTable(from, to, table)
      await setIdentities(to, tables)
      await putGuardsBack(to, guards)
      // Their secrets are sealed with the key of the shop, which no sandbox has.
      await to.run('update staff."user" set "twoFactorEnabled" = false')
      await to.run(`update staff.policy set second_factor = 'offered'`)
    })
  })
}

function findCopied(tx: Transaction): Promise<Table[]> {
  return tx.rows<Table>(
    `select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and (n.nspname = any($1) or (n.nspname = 'staff' and c.relname = any($2))) and n.nspname || '.' || c.relname <> all($3)
     order by 1, 2`,
    [copiedSchemas, copiedOfStaff, leftOut],
  )
}

/** As JSON, page by page: whatever columns a table has or gets, both databases are of one version. */
async function copyTable(from: Transaction, to: Transaction, table: Table): Promise<void> {
  const name = nameOf(table)
  for (let offset = 0; ; offset += rowsPerPage) {
    const page = await from.row<{ rows: string | null; count: number }>(
      `select json_agg(t)::text as rows, count(*) as count from (select * from ${name} order by ctid offset $1 limit ${rowsPerPage}) t`,
      [offset],
    )
    if (!page?.rows) return
    await to.run(
      `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, $1::json)`,
      [page.rows],
    )
    if (page.count < rowsPerPage) return
  }
}

/** What the sandbox adds is numbered after what was copied. */
async function setIdentities(to: Transaction, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const columns = await to.rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attidentity <> ''`,
      [nameOf(table)],
    )
    for (const { name } of columns)
      await to.run(
        `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${pg.escapeIdentifier(name)}), 0) + 1, false) from ${nameOf(table)}`,
        [nameOf(table), name],
      )
  }
}

function nameOf({ schema, table }: Table): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
}
