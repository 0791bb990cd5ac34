import { join } from 'node:path'
import type { Config } from '../server/platform/config.ts'
import type { ConnectionTarget } from '../server/platform/database.ts'
import { takeInstanceLock } from '../server/platform/instance-lock.ts'
import { defaultDataFolder, type EmbeddedPostgres, startPostgres } from '../server/platform/postgres-server.ts'

export const projectFolder = join(import.meta.dirname, '../..')

type Log = (sentence: string) => void

/** Starts or takes over the embedded database of this project. */
export async function startEmbedded(config: Config, log: Log): Promise<EmbeddedPostgres> {
  const baseFolder = config.dataFolder || (await defaultDataFolder(projectFolder))
  return startPostgres({ baseFolder, log, settings: { max_connections: String(connectionsNeeded(config)) } })
}

/** For sign-in each web process has a pool of its own, see staff-auth.ts. */
const signInConnections = 4
const backgroundConnections = 6
/** Of the sandbox, while one is open: its own pool, and that of its sign-in. */
const sandboxConnections = 10
/** The supervisor's own, commands, a person with psql, and what PostgreSQL keeps for its superuser. */
const otherConnections = 20

/** Every process at its fullest, and during a restart one of each kind more. */
function connectionsNeeded({ webProcesses, connectionsMax }: Config): number {
  return (
    (webProcesses + 1) * (connectionsMax + signInConnections) +
    2 * backgroundConnections +
    sandboxConnections +
    otherConnections
  )
}

/**
 * Does one piece of work against the database, whether the system runs or not: `npm run regulars -- import …` starts
 * the embedded database when nobody else has, and then also stops it.
 */
export async function withDatabaseServer<Result>(
  { config, log }: { config: Config; log: Log },
  work: (target: ConnectionTarget) => Promise<Result>,
): Promise<Result> {
  if (config.databaseUrl) return work({ connectionString: config.databaseUrl })
  const server = await startEmbedded(config, log)
  try {
    return await work(server.target)
  } finally {
    if (!server.wasRunning) await stopUnlessUsed(server)
  }
}

/** A system that was started meanwhile has taken the server over; then it is no longer ours to stop. */
async function stopUnlessUsed(server: EmbeddedPostgres): Promise<void> {
  const lock = await takeInstanceLock(server.target)
  if (!lock) return
  await server.stop()
}
