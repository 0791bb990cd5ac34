import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type ConnectionTarget, openDatabase } from '../server/platform/database.ts'
import { invariant } from '../server/platform/errors.ts'
import { isFirstRunFinished } from '../server/platform/first-run-store.ts'
import { migrate } from '../server/platform/migrate.ts'
import { buildPages } from './build-pages.ts'
import { openControl } from './control.ts'
import { projectFolder, startEmbedded } from './database-server.ts'
import { portRefusal } from './free-port.ts'
import { MetricsGatherer } from './gather-metrics.ts'
import { forked, SupervisedProcess, sharingPort } from './supervise.ts'
import { WatchedDatabase } from './watch-database.ts'

const log = (sentence: string) => console.log(sentence)

/** Starts everything with one command, stays, and on Ctrl-C or SIGTERM ends everything that it has started. */
export async function run(): Promise<number> {
  const config = readConfig()
  const refusal = await portRefusal(config)
  if (refusal) throw new Error(refusal)

  const ending = new AbortController()
  // npm and the launcher pass signals on, so one Ctrl-C arrives several times; the first one counts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort())
  process.on('disconnect', () => ending.abort())

  const system = new System(config, ending.signal)
  try {
    const address = await system.start()
    log(`\nRegulars 熟客: ${config.publicUrl || address}\nStop 停止: Ctrl-C\n`)
    const control = await system.openControl(address)
    await aborted(ending.signal)
    control?.close()
    log('Stopping … 正在停止……')
    return 0
  } catch (error) {
    if (ending.signal.aborted) return 0
    throw error
  } finally {
    await system.stop()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

class System {
  readonly #config: Config
  readonly #ending: AbortSignal
  readonly #webs: SupervisedProcess[] = []
  #worker: SupervisedProcess | undefined
  #target: ConnectionTarget | undefined
  readonly #gatherer = new MetricsGatherer(() =>
    [...this.#webs, this.#worker].flatMap(process => (process ? [process.child] : [])),
  )
  #database: WatchedDatabase | undefined

  constructor(config: Config, ending: AbortSignal) {
    this.#config = config
    this.#ending = ending
  }

  /** @returns the address of the pages */
  async start(): Promise<string> {
    // The web processes load their code while the database starts; they wait for its address.
    const spawn = sharingPort(join(projectFolder, 'src/server/main.ts'))
    const hear = (message: unknown, from: ChildProcess) => this.#gatherer.hear(message, from)
    const noticeMs = this.#config.leaveSeconds * 1_000
    for (let count = 1; count <= this.#config.webProcesses; count++)
      this.#webs.push(new SupervisedProcess({ name: `web-${count}`, spawn, log, noticeMs, hear }))
    const [target] = await bothSettled(this.#openDatabase(), this.#buildPages())
    this.#target = target
    this.#ending.throwIfAborted()
    await this.#prepareDatabase(target)
    this.#ending.throwIfAborted()
    const [address] = await Promise.all(this.#webs.map(web => web.begin(target)))
    // Nobody waits for the background process: loading it beside the pages would only make them slower.
    const worker = forked(join(projectFolder, 'src/server/worker.ts'))
    this.#worker = new SupervisedProcess({ name: 'background', spawn: worker, log, hear })
    await this.#worker.begin(target)
    return address ?? ''
  }

  /** Lets `regulars restart` in. Without that door everything else works all the same. */
  async openControl(address: string): Promise<Server | undefined> {
    const place = { host: this.#config.host, port: Number(new URL(address).port) }
    return openControl(place, say => this.#restart(say)).catch(error => {
      log(`regulars restart will not work: ${error instanceof Error ? error.message : error}`)
      return undefined
    })
  }

  /**
   * New processes take over one after the other: newly built pages and newer migrations first, as at a start. Ours is
   * not replaced: what a new version changes in the supervisor counts from the next start.
   */
  async #restart(say: (sentence: string) => void): Promise<void> {
    invariant(this.#target, 'whoever can be asked for a restart has started')
    const tell = (sentence: string) => {
      log(sentence)
      say(sentence)
    }
    if (this.#config.buildPages) await buildPages({ projectFolder, log: tell })
    await this.#prepareDatabase(this.#target)
    for (const [index, web] of this.#webs.entries()) {
      await web.replace()
      tell(`Replaced web process ${index + 1} of ${this.#webs.length}. 已更换网页进程。`)
    }
    await this.#worker?.replace()
    tell('Replaced the background process. 已更换后台进程。')
  }

  /** The processes first, so that they can still write what they have accepted; the database last. */
  async stop(): Promise<void> {
    await Promise.all([...this.#webs, this.#worker].map(process => process?.stop()))
    await this.#database?.stop()
  }

  async #openDatabase(): Promise<ConnectionTarget> {
    if (this.#config.databaseUrl) return requireServer({ connectionString: this.#config.databaseUrl })
    this.#database = await WatchedDatabase.open(() => startEmbedded(this.#config, log), log)
    return this.#database.target
  }

  async #buildPages(): Promise<void> {
    if (this.#config.buildPages) await buildPages({ projectFolder, log })
  }

  async #prepareDatabase(target: ConnectionTarget): Promise<void> {
    const db = openDatabase(target, { connectionsMax: 1 })
    try {
      await migrate(db)
      if (!(await isFirstRunFinished(db, { withDemo: this.#config.demo }))) await runFirst(this.#ending)
    } finally {
      await db.close()
    }
  }
}

/** Fills an empty database in a process of its own, see first-run.ts. Ended in the middle, the next start goes on with it. */
async function runFirst(ending: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(projectFolder, 'launch/regulars.mjs'), 'first-run'], { stdio: 'inherit' })
  const end = () => child.kill('SIGTERM')
  ending.addEventListener('abort', end)
  const [code] = await once(child, 'exit')
  ending.removeEventListener('abort', end)
  ending.throwIfAborted()
  if (code !== 0)
    throw new Error('The first start could not be finished; start again to go on. 首次启动未完成，请再次启动。')
}

/** The oldest server whose SQL we use has this number. */
const serverVersionMin = 150_000

/** A mistake in DATABASE_URL is told in a sentence, before anything is done. */
async function requireServer(target: ConnectionTarget): Promise<ConnectionTarget> {
  const db = openDatabase(target, { connectionsMax: 1 })
  try {
    const found = await db.row<{ number: number }>(`select current_setting('server_version_num')::int as number`)
    if (found && found.number >= serverVersionMin) return target
    throw new Error('it is older than PostgreSQL 15')
  } catch (error) {
    const reason = error instanceof Error ? error.message || ('code' in error && error.code) : error
    throw new Error(`The database of DATABASE_URL cannot be used 无法使用该数据库: ${reason}`)
  } finally {
    await db.close()
  }
}

/** Waits for both even when one fails: a database in the middle of its start could not be stopped. */
async function bothSettled<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}
