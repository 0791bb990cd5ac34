import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import type { Clock } from '../platform/clock.ts'
import { type ConnectionTarget, type Transaction, transactionOn } from '../platform/database.ts'
import { appliedMigrations, migrationNames, ownSchemas } from '../platform/migrate.ts'
import { findKeyFingerprint } from '../platform/operation-store.ts'
import { version } from '../platform/version.ts'
import {
  beginSnapshot,
  connectForCopy,
  copyOut,
  insertBackupTaken,
  joinSnapshot,
  listPartitions,
  listSequences,
  listTables,
  serverVersion,
  shareShape,
  type Table,
} from './backup-store.ts'
import { backupErrors } from './errors.ts'
import { backupFormat, type Manifest, manifestName, sumsName, sumsText, type TableFile } from './manifest.ts'
import { syncFolder, writeCompressed, writeWhole } from './table-files.ts'

/** What stays out of a back-up, and why. */
export const leftOut = [
  {
    schema: 'jobs',
    because: 'pg-boss keeps the timetable of daily work there; the background process writes it anew at each start.',
  },
] as const

/** Two tables at once: one is compressed while the next is read, and the shop keeps the rest of the machine. */
const connectionsAtOnce = 2

export type TakeBackup = {
  target: ConnectionTarget
  /** The folder to be made. */
  to: string
  clock: Clock
  signal: AbortSignal
  /** Told how many bytes of how many were read. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Copies everything of ours as it is at one moment, while the shop goes on. The folder appears under its name only when
 * it is whole; until then it is called `….unfinished-<process>`.
 * @throws backup/folder-exists, nothing-to-keep, newer-database, shape-changing
 */
export async function takeBackup(wish: TakeBackup): Promise<Manifest> {
  const folder = resolve(wish.to)
  if (existsSync(folder)) throw backupErrors.make('folder-exists', { folder })
  const draft = `${folder}.unfinished-${process.pid}`
  const lead = await connectForCopy(wish.target)
  try {
    const manifest = await writeDraft(wish, { draft, lead })
    await syncFolder(draft)
    await rename(draft, folder)
    await syncFolder(dirname(folder))
    await noteTaken(lead, manifest, wish.clock)
    return manifest
  } finally {
    await lead.end()
    await rm(draft, { recursive: true, force: true })
  }
}

async function writeDraft(wish: TakeBackup, { draft, lead }: { draft: string; lead: pg.Client }): Promise<Manifest> {
  if (!(await shareShape(transactionOn(lead)))) throw backupErrors.make('shape-changing')
  const snapshot = await beginSnapshot(lead)
  const shape = await readShape(snapshot.tx)
  await mkdir(dirname(draft), { recursive: true })
  await mkdir(draft, { mode: 0o700 })
  const tables = await copyTables(wish, { draft, lead, snapshot: snapshot.name, tables: shape.tables })
  const manifest: Manifest = {
    format: backupFormat,
    program: version,
    database: await serverVersion(snapshot.tx),
    takenAt: snapshot.takenAt.toISOString(),
    migrations: shape.migrations,
    keyFingerprint: shape.keyFingerprint,
    left: [...leftOut],
    tables,
    partitions: await listPartitions(snapshot.tx, shape.schemas),
    sequences: await listSequences(snapshot.tx, shape.schemas),
  }
  await lead.query('commit')
  const { sha256 } = await writeWhole(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeWhole(join(draft, sumsName), sumsText([...tables, { file: manifestName, sha256 }]))
  return manifest
}

async function readShape(tx: Transaction) {
  const migrations = await appliedMigrations(tx)
  const known = await migrationNames()
  const unknown = migrations.find(name => !known.includes(name))
  // A newer version may have tables in places that this one does not look at.
  if (unknown) throw backupErrors.make('newer-database', { migration: unknown })
  const fingerprint = migrations.length > 0 ? await findKeyFingerprint(tx) : undefined
  if (!fingerprint) throw backupErrors.make('nothing-to-keep')
  const schemas = await ownSchemas()
  return { migrations, schemas, keyFingerprint: fingerprint.toString('hex'), tables: await listTables(tx, schemas) }
}

type Copying = { draft: string; lead: pg.Client; snapshot: string; tables: readonly Table[] }

/** Each connection takes the largest table that is left. */
async function copyTables(wish: TakeBackup, { draft, lead, snapshot, tables }: Copying): Promise<TableFile[]> {
  const helpers = await connectHelpers(wish.target, snapshot)
  const failed = new AbortController()
  const signal = AbortSignal.any([wish.signal, failed.signal])
  const progress = new TableProgress(tables, wish.onProgress)
  const left = [...tables]
  const written: TableFile[] = []
  const work = async (client: pg.Client) => {
    for (let table = left.shift(); table; table = left.shift()) {
      signal.throwIfAborted()
      written.push(await copyTable(client, table, { draft, signal, onBytes: progress.of(table) }))
      progress.finish(table)
    }
  }
  try {
    const stopOthers = (cause: unknown) => {
      failed.abort(cause)
      throw cause
    }
    await Promise.all([lead, ...helpers].map(client => work(client).catch(stopOthers)))
    return written.sort((a, b) => a.file.localeCompare(b.file, 'en'))
  } finally {
    await Promise.all(helpers.map(client => client.end()))
  }
}

async function connectHelpers(target: ConnectionTarget, snapshot: string): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: connectionsAtOnce - 1 }, async () => {
      const client = await connectForCopy(target)
      await joinSnapshot(client, snapshot)
      return client
    }),
  )
}

async function copyTable(
  client: pg.Client,
  table: Table,
  { draft, signal, onBytes }: { draft: string; signal: AbortSignal; onBytes: (count: number) => void },
): Promise<TableFile> {
  const file = `${table.schema}.${table.table}.copy.zst`
  const rows = copyOut(client, table)
  const { bytes, sha256 } = await writeCompressed(join(draft, file), rows, { onBytes, signal })
  return { schema: table.schema, table: table.table, columns: table.columns, rows: rows.rowCount, file, bytes, sha256 }
}

/** A row as text is about as long as on the disk; a finished table counts as what it was announced with. */
class TableProgress {
  readonly #total: number
  readonly #listener: TakeBackup['onProgress']
  readonly #done = new Map<Table, number>()

  constructor(tables: readonly Table[], listener: TakeBackup['onProgress']) {
    this.#total = tables.reduce((sum, table) => sum + table.bytes, 0)
    this.#listener = listener
  }

  of(table: Table): (count: number) => void {
    return count => this.#set(table, Math.min((this.#done.get(table) ?? 0) + count, table.bytes))
  }

  finish(table: Table): void {
    this.#set(table, table.bytes)
  }

  #set(table: Table, bytes: number): void {
    this.#done.set(table, bytes)
    this.#listener?.(
      [...this.#done.values()].reduce((sum, done) => sum + done, 0),
      this.#total,
    )
  }
}

/** Noted in the database too, where monitoring sees that the last one is too old. */
async function noteTaken(lead: pg.Client, manifest: Manifest, clock: Clock): Promise<void> {
  // A back-up before an upgrade is taken by the new program of a database that is still the old one.
  if (!manifest.migrations.includes('0015-operations.sql')) return
  const takenAt = new Date(manifest.takenAt)
  await insertBackupTaken(transactionOn(lead), {
    takenAt,
    // The database and this machine may disagree by a moment about what time it is.
    finishedAt: new Date(Math.max(clock.now().getTime(), takenAt.getTime())),
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    bytes: manifest.tables.reduce((sum, table) => sum + table.bytes, 0),
  })
}
