import type { TestProject } from 'vitest/node'
import { readConfig } from '../../src/server/platform/config.ts'
import { type ConnectionTarget, openDatabase } from '../../src/server/platform/database.ts'
import { migrate } from '../../src/server/platform/migrate.ts'
import { startPostgres } from '../../src/server/platform/postgres-server.ts'
import { targetOf } from './database-target.ts'
import { removeFolder, removeLeftovers, temporaryFolder } from './temporary-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseTarget: ConnectionTarget
    databaseTemplate: string
  }
}

type Server = { target: ConnectionTarget; stop(): Promise<void> }

/** Nothing of a test needs to outlive the machine, so durability is switched off. */
const hastySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
  max_wal_size: '4GB',
}

/** One throw-away server for the whole run, and in it one migrated database that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { databaseUrl } = readConfig()
  const server = databaseUrl ? lentServer(databaseUrl) : await ownServer()
  try {
    const template = await makeTemplate(server.target)
    project.provide('databaseTarget', server.target)
    project.provide('databaseTemplate', template)
    return async () => {
      if (databaseUrl) await dropTemplate(server.target, template)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const lentServer = (connectionString: string): Server => ({ target: { connectionString }, stop: async () => undefined })

async function ownServer(): Promise<Server> {
  await removeLeftovers()
  const baseFolder = await temporaryFolder()
  try {
    const server = await startPostgres({ baseFolder, log: () => undefined, settings: hastySettings })
    return { target: server.target, stop: () => server.stop().finally(() => removeFolder(baseFolder)) }
  } catch (error) {
    await removeFolder(baseFolder)
    throw error
  }
}

async function makeTemplate(server: ConnectionTarget): Promise<string> {
  const template = `regulars_template_${process.pid}_${Date.now()}`
  const admin = openDatabase(server, { connectionsMax: 1 })
  try {
    await admin.run(`create database ${template}`)
    const db = openDatabase(targetOf(server, template), { connectionsMax: 1 })
    await migrate(db).finally(() => db.close())
    // A database is only cloned while nobody is connected; this keeps a forgetful test out.
    await admin.run(`alter database ${template} with is_template true allow_connections false`)
    return template
  } finally {
    await admin.close()
  }
}

async function dropTemplate(server: ConnectionTarget, template: string): Promise<void> {
  const admin = openDatabase(server, { connectionsMax: 1 })
  try {
    await admin.run(`alter database ${template} with is_template false`)
    await admin.run(`drop database ${template} with (force)`)
  } finally {
    await admin.close()
  }
}
