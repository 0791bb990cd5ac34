import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type ConnectionTarget, type Transaction, transactionOn } from '../platform/database.ts'
import { takeInstanceLock } from '../platform/instance-lock.ts'
import { applyOnce, ownSchemas } from '../platform/migrate.ts'
import { connectForCopy, listTables } from './backup-store.ts'
import { backupErrors } from './errors.ts'
import type { Manifest, TableFile } from './manifest.ts'
import { readBackup, requireKey } from './read-backup.ts'
import {
  analyzeTables,
  copyIn,
  countOthers,
  databaseName,
  dropSchemas,
  emptyTables,
  holdsTables,
  liftGuards,
  makePartitions,
  putGuardsBack,
  setSequences,
} from './restore-store.ts'
import { readCompressed } from './table-files.ts'
import { leftOut } from './take-backup.ts'

export type RestoreBackup = {
  target: ConnectionTarget
  from: string
  keyFile: string
  /** Asked before anything that is there is replaced; without it only an empty database is filled. */
  mayReplace: ((database: string) => Promise<boolean>) | null
  onProgress?: (done: number, total: number) => void
}

/**
 * Fills a database from a back-up, in one transaction: whatever fails, the database is as it was. The tables are made by
 * the migrations that the back-up had seen; newer ones follow at the next start, as ever.
 * @throws backup/not-a-backup, file-missing, file-damaged, newer-backup, key-missing, key-wrong, in-use, not-empty,
 * not-confirmed, other-shape, rows-differ
 */
export async function restoreBackup(wish: RestoreBackup): Promise<Manifest> {
  const manifest = await readBackup(wish.from)
  await requireKey(wish.keyFile, manifest.keyFingerprint)
  const lock = await takeInstanceLock(wish.target)
  if (!lock) throw backupErrors.make('in-use', { connections: 1 })
  const client = await connectForCopy(wish.target)
  try {
    const tx = transactionOn(client)
    const connections = await countLasting(tx)
    if (connections > 0) throw backupErrors.make('in-use', { connections })
    const isReplacing = await mayFill(tx, wish)
    await client.query('begin')
    await fill(client, { wish, manifest, isReplacing })
    await client.query('commit')
    await analyzeTables(tx, manifest.tables)
    return manifest
  } finally {
    // A transaction that was not committed goes with its connection.
    await client.end()
    await lock.release()
  }
}

/** The connections of a process that has just ended are still there for a moment. */
const leavingMs = 2_000

async function countLasting(tx: Transaction): Promise<number> {
  const beganAt = performance.now()
  for (;;) {
    const connections = await countOthers(tx)
    if (connections === 0 || performance.now() - beganAt > leavingMs) return connections
    await pause(100)
  }
}

/** @returns whether there is something to replace */
async function mayFill(tx: Transaction, { mayReplace }: RestoreBackup): Promise<boolean> {
  if (!(await holdsTables(tx, await ownSchemas()))) return false
  const database = await databaseName(tx)
  if (!mayReplace) throw backupErrors.make('not-empty', { database })
  if (!(await mayReplace(database))) throw backupErrors.make('not-confirmed')
  return true
}

type Filling = { wish: RestoreBackup; manifest: Manifest; isReplacing: boolean }

async function fill(client: pg.Client, { wish, manifest, isReplacing }: Filling): Promise<void> {
  const tx = transactionOn(client)
  const schemas = await ownSchemas()
  if (isReplacing) await dropSchemas(tx, [...schemas, ...leftOut.map(({ schema }) => schema)])
  for (const name of manifest.migrations) await applyOnce(tx, name)
  await makePartitions(tx, manifest.partitions)
  await requireSameShape(tx, { schemas, tables: manifest.tables })
  const guards = await liftGuards(tx, schemas)
  await emptyTables(tx, manifest.tables)
  await loadTables(client, { wish, tables: manifest.tables })
  await setSequences(tx, manifest.sequences)
  await putGuardsBack(tx, guards)
}

/** Each table of the back-up is here with the same columns, and no other table is. */
async function requireSameShape(
  tx: Transaction,
  { schemas, tables }: { schemas: readonly string[]; tables: readonly TableFile[] },
): Promise<void> {
  const made = new Map(
    (await listTables(tx, schemas)).map(table => [`${table.schema}.${table.table}`, table.columns.toSorted().join()]),
  )
  for (const { schema, table, columns } of tables) {
    const name = `${schema}.${table}`
    if (made.get(name) !== columns.toSorted().join()) throw backupErrors.make('other-shape', { table: name })
    made.delete(name)
  }
  const [missing] = made.keys()
  if (missing !== undefined) throw backupErrors.make('other-shape', { table: missing })
}

async function loadTables(
  client: pg.Client,
  { wish, tables }: { wish: RestoreBackup; tables: readonly TableFile[] },
): Promise<void> {
  const total = tables.reduce((sum, table) => sum + table.bytes, 0)
  let done = 0
  const onBytes = (count: number) => {
    done += count
    wish.onProgress?.(done, total)
  }
  for (const table of tables) {
    const rows = copyIn(client, table)
    await readCompressed(join(resolve(wish.from), table.file), rows, onBytes)
    if (rows.rowCount !== table.rows)
      throw backupErrors.make('rows-differ', {
        table: `${table.schema}.${table.table}`,
        expected: table.rows,
        found: rows.rowCount,
      })
  }
}
