import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { type ConnectionTarget, type Database, openDatabase } from '../../src/server/platform/database.ts'
import { targetOf } from './database-target.ts'

export type FreshDatabase = {
  db: Database
  target: ConnectionTarget
  /** Closes `db` and removes the database with all that is in it. */
  drop(): Promise<void>
}

/** A migrated, empty database of one's own, for one test file: `const { db, drop } = await freshDatabase()`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return makeDatabase(inject('databaseTemplate'))
}

/** A database with nothing in it at all: no migration has seen it. */
export async function bareDatabase(): Promise<FreshDatabase> {
  return makeDatabase('template0')
}

async function makeDatabase(template: string): Promise<FreshDatabase> {
  const server = inject('databaseTarget')
  const name = `regulars_test_${randomUUID().replaceAll('-', '')}`
  await command(server, `create database ${name} template ${template} strategy file_copy`)
  const target = targetOf(server, name)
  const db = openDatabase(target)
  return {
    db,
    target,
    drop: async () => {
      await db.close()
      await command(server, `drop database ${name} with (force)`)
    },
  }
}

/** Databases are made and dropped outside of any transaction. */
async function command(server: ConnectionTarget, sql: string): Promise<void> {
  const admin = openDatabase(server, { connectionsMax: 1 })
  try {
    await admin.run(sql)
  } finally {
    await admin.close()
  }
}
