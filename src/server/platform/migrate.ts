import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { invariant } from './errors.ts'

const folder = join(import.meta.dirname, '../../../db/migrations')

/** One number for the advisory lock that lets a single process migrate while the others wait. */
const migrationLock = 748_105_991

/**
 * Brings the database to the newest form: forward only, each file of db/migrations once, in the order of their names,
 * each in a transaction of its own.
 * @returns the names of the files that were applied now
 */
export async function migrate(db: Database): Promise<string[]> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const applied: string[] = []
  for (const name of files) if (await applyOnce(db, name)) applied.push(name)
  return applied
}

async function applyOnce(db: Database, name: string): Promise<boolean> {
  return db.transaction(async tx => {
    // Somebody else may be migrating, and readers may be reading: here there is time.
    await tx.run(`set local lock_timeout = '60s'`)
    await tx.run(`select pg_advisory_xact_lock(${migrationLock})`)
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
  })
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
