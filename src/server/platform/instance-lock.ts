import pg from 'pg'
import { type ConnectionTarget, poolConfigOf } from './database.ts'

/** One number for the lock that a supervisor holds on its database for as long as it lives. */
const lockNumber = 748_105_992
/** That of the background process that looks after the sandbox. */
export const sandboxLock = 748_105_994

export type InstanceLock = {
  /** False once the connection broke, as when the database was restarted: then the lock must be taken again. */
  isHeld(): boolean
  release(): Promise<void>
}

/**
 * Makes one process the only supervisor of a database. The lock belongs to a connection, so the database itself takes
 * it back when the process dies, however it dies; a lock file would outlive a kill -9.
 * @returns undefined when another process holds it
 */
export async function takeInstanceLock(
  target: ConnectionTarget,
  number: number = lockNumber,
): Promise<InstanceLock | undefined> {
  const client = new pg.Client({ ...poolConfigOf(target, 1), application_name: `regulars supervisor ${process.pid}` })
  let isHeld = false
  client.on('error', () => undefined)
  client.on('end', () => {
    isHeld = false
  })
  await client.connect()
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [number])
  if (!rows[0]?.taken) {
    await client.end()
    return undefined
  }
  isHeld = true
  return { isHeld: () => isHeld, release: () => client.end() }
}

/** The process id of the supervisor that holds the lock, for a message to a person. */
export async function instanceLockHolder(target: ConnectionTarget): Promise<number | undefined> {
  const client = new pg.Client(poolConfigOf(target, 1))
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select activity.application_name as name
         from pg_locks lock join pg_stat_activity activity using (pid)
        where lock.locktype = 'advisory' and lock.granted and lock.objid = $1 and activity.datname = current_database()`,
      [lockNumber],
    )
    return Number(rows[0]?.name.split(' ').at(-1)) || undefined
  } finally {
    await client.end()
  }
}
