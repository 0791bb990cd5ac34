import { setTimeout as pause } from 'node:timers/promises'
import { type InstanceLock, instanceLockHolder, takeInstanceLock } from '../server/platform/instance-lock.ts'
import type { EmbeddedPostgres } from '../server/platform/postgres-server.ts'

type Start = () => Promise<EmbeddedPostgres>
type Log = (sentence: string) => void

const everyMs = 2_000
/** The lock of a supervisor that was killed goes with its connection, a moment later. */
const lockPatienceMs = 2_000

/** The embedded database while we run: ours alone, and started again when it dies. */
export class WatchedDatabase {
  readonly #start: Start
  readonly #log: Log
  readonly #ending = new AbortController()
  #server: EmbeddedPostgres
  #lock: InstanceLock
  #watching: Promise<void> = Promise.resolve()

  private constructor(parts: { start: Start; log: Log; server: EmbeddedPostgres; lock: InstanceLock }) {
    this.#start = parts.start
    this.#log = parts.log
    this.#server = parts.server
    this.#lock = parts.lock
  }

  /** @throws when another supervisor runs on the same data */
  static async open(start: Start, log: Log): Promise<WatchedDatabase> {
    const server = await start()
    const lock = await lockWithPatience(server)
    if (!lock) throw new Error(await alreadyRunning(server))
    const database = new WatchedDatabase({ start, log, server, lock })
    database.#watching = database.#watch()
    return database
  }

  get target(): EmbeddedPostgres['target'] {
    return this.#server.target
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#watching
    await this.#server.stop()
  }

  async #watch(): Promise<void> {
    const { signal } = this.#ending
    while (!signal.aborted) {
      await pause(everyMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted || this.#lock.isHeld()) continue
      // The lock's own connection tells of a dead database; asking it all the time is not needed.
      await this.#mend().catch(error => this.#log(error instanceof Error ? error.message : String(error)))
    }
  }

  async #mend(): Promise<void> {
    if (!(await this.#server.isAlive()))
      this.#log('The database ended and is started again. 数据库意外退出，正在重启。')
    this.#server = await this.#start()
    this.#lock = (await takeInstanceLock(this.#server.target)) ?? this.#lock
  }
}

async function lockWithPatience({ target }: EmbeddedPostgres): Promise<InstanceLock | undefined> {
  const beganAt = Date.now()
  for (;;) {
    const lock = await takeInstanceLock(target)
    if (lock || Date.now() - beganAt > lockPatienceMs) return lock
    await pause(100)
  }
}

async function alreadyRunning({ target }: EmbeddedPostgres): Promise<string> {
  const holder = await instanceLockHolder(target)
  return `Regulars is already running on these data 已有一个实例在使用这份数据${holder ? ` (process ${holder})` : ''}.
A second one needs a folder and a port of its own: REGULARS_DATA=/path PORT=8081 npm start`
}
