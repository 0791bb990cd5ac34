import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database, Transaction } from './database.ts'
import { invariant } from './errors.ts'

const folder = join(import.meta.dirname, '../../../db/migrations')

/**
 * One number for the advisory lock on the shape of the database. Whoever changes tables holds it alone; a back-up shares
 * it, because a change of a table would wait for the back-up, and every receipt would wait behind that change.
 */
export const shapeLock = 748_105_991

/**
 * Brings the database to the newest form: forward only, each file of db/migrations once, in the order of their names,
 * each in a transaction of its own. Where nothing is to be done it locks nothing, so that a start never waits for a
 * back-up.
 * @returns the names of the files that were applied now
 */
export async function migrate(db: Database): Promise<string[]> {
  const done = await appliedMigrations(db)
  const applied: string[] = []
  for (const name of await migrationNames())
    if (!done.includes(name) && (await db.transaction(tx => applyOnce(tx, name)))) applied.push(name)
  return applied
}

/** Every migration that this version of the program has, in their order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
}

/** The migrations that a database has seen; none where it is empty. */
export async function appliedMigrations(tx: Transaction): Promise<string[]> {
  const found = await tx.row<{ name: string | null }>(`select to_regclass('platform.migration')::text as name`)
  if (!found?.name) return []
  const rows = await tx.rows<{ name: string }>('select name from platform.migration order by name')
  return rows.map(row => row.name)
}

/** The schemas that are ours: those that migrations make. */
export async function ownSchemas(): Promise<string[]> {
  const texts = await Promise.all((await migrationNames()).map(name => readFile(join(folder, name), 'utf8')))
  const made = texts.flatMap(text => [...text.matchAll(/^create schema (?:if not exists )?(\w+);/gm)])
  return [...new Set(made.map(([, name = '']) => name))].sort()
}

/** @returns false when another process was quicker */
export async function applyOnce(tx: Transaction, name: string): Promise<boolean> {
  // Somebody else may be migrating or backing up, and readers may be reading: here there is time.
  await tx.run(`set local lock_timeout = '60s'`)
  await tx.run(`select pg_advisory_xact_lock(${shapeLock})`)
  await tx.run('create schema if not exists platform')
  await tx.run(
    'create table if not exists platform.migration (name text primary key, applied_at timestamptz not null default now())',
  )
  const [done] = await tx.rows<{ name: string }>('select name from platform.migration where name = $1', [name])
  if (done) return false
  for (const statement of statementsOf(await readFile(join(folder, name), 'utf8'))) await tx.run(statement)
  const inserted = await tx.run('insert into platform.migration (name) values ($1)', [name])
  invariant(inserted === 1, 'a migration is noted once')
  return true
}

/** Splits a file where a line ends with a semicolon; function bodies are kept whole by their $$. */
function statementsOf(sql: string): string[] {
  const statements: string[] = []
  let current = ''
  let isInBody = false
  for (const line of sql.split('\n')) {
    current += `${line}\n`
    if ((line.match(/\$\$/g) ?? []).length % 2 === 1) isInBody = !isInBody
    if (!isInBody && line.trimEnd().endsWith(';')) {
      statements.push(current)
      current = ''
    }
  }
  if (current.replace(/--.*$/gm, '').trim()) statements.push(current)
  return statements
}
