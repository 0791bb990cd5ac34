import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../src/server/platform/database.ts'
import { migrate } from '../../src/server/platform/migrate.ts'
import { startPostgres } from '../../src/server/platform/postgres-server.ts'
import type { FreshDatabase } from './database.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

/** A PostgreSQL that one test file has to itself, so that it may be ended and filled up. */
export async function startOwnServer(
  settings: Readonly<Record<string, string>> = {},
  below = '',
  prepare: (baseFolder: string) => Promise<void> = async () => undefined,
) {
  const folder = await temporaryFolder()
  const baseFolder = join(folder, below)
  await mkdir(baseFolder, { recursive: true })
  await prepare(baseFolder)
  const start = () =>
    startPostgres({ baseFolder, log: () => undefined, settings: { shared_buffers: '16MB', ...settings } })
  let server = await start()
  const { target } = server
  const db = openDatabase(target)
  await migrate(db)
  const database: FreshDatabase = { db, target, drop: () => db.close() }
  return {
    database,
    folder,
    baseFolder,
    /** As an operator ends it: running statements are cancelled. */
    stop: () => server.stop(),
    /** As a power cut ends it. */
    kill: async () => {
      const pid = Number((await readFile(join(baseFolder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
      process.kill(pid, 'SIGKILL')
    },
    start: async () => {
      server = await start()
    },
    remove: async () => {
      await server.stop().catch(() => undefined)
      await removeFolder(folder)
    },
  }
}

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>
