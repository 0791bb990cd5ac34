import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { ConnectionTarget } from '../../../src/server/platform/database.ts'
import { type EmbeddedPostgres, startPostgres } from '../../../src/server/platform/postgres-server.ts'
import { type BeginMessage, isReady } from '../../../src/server/platform/supervised-process.ts'
import { removeFolder, temporaryFolder } from '../../support/temporary-folder.ts'
import { rules } from '../program.ts'
import { moveClock, readClock } from './clock-file.ts'
import { killPostmaster } from './kill-postmaster.ts'

const projectFolder = join(import.meta.dirname, '../../..')
const preload = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href

/** One process of the product, started again whenever it dies. */
export class FleetProcess {
  address = ''
  #child: ChildProcess | undefined
  #isEnding = false
  readonly #file: string
  readonly #fleet: Fleet

  constructor(fleet: Fleet, file: string) {
    this.#fleet = fleet
    this.#file = file
  }

  async start(): Promise<void> {
    const child = fork(join(projectFolder, this.#file), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--import', preload],
      env: this.#fleet.environment,
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.#fleet.hear(`${this.#file}: ${text}`))
    const ready = Promise.withResolvers<void>()
    child.on('message', message => {
      if (!isReady(message)) return
      this.address = message.address ?? ''
      ready.resolve()
    })
    child.on('exit', () => {
      ready.resolve()
      this.address = ''
      if (!this.#isEnding) void pause(100).then(() => (this.#isEnding ? undefined : this.start()))
    })
    const begin: BeginMessage = { kind: 'begin', target: this.#fleet.target, name: 'proof' }
    child.send(begin, () => undefined)
    await ready.promise
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  /** Stops it where it stands: what it has asked of the database goes on, but it hears and says nothing. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    this.#isEnding = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await Promise.race([ended, pause(15_000).then(() => child.kill('SIGKILL'))])
  }
}

/** A whole installation of its own: database, two web processes, the background process, the keeper of days. */
export class Fleet {
  readonly folder: string
  readonly webs: readonly FleetProcess[]
  readonly #others: readonly FleetProcess[]
  readonly #clockFile: string
  #postgres: EmbeddedPostgres | undefined
  /** What the processes printed: a fault of ours is told there. */
  readonly said: string[] = []
  /** Every value of the clock, and since when it stands. */
  readonly clockMoves: { fromMs: number; valueMs: number }[] = []

  private constructor(folder: string) {
    this.folder = folder
    this.#clockFile = join(folder, 'clock')
    this.webs = [new FleetProcess(this, 'src/server/main.ts'), new FleetProcess(this, 'src/server/main.ts')]
    this.#others = [
      new FleetProcess(this, 'src/server/worker.ts'),
      new FleetProcess(this, 'test/proof/processes/keeper.ts'),
    ]
  }

  static async found(startAt: string): Promise<Fleet> {
    const fleet = new Fleet(await temporaryFolder())
    try {
      fleet.setClock(Date.parse(startAt))
      await fleet.startDatabase()
      return fleet
    } catch (error) {
      await fleet.close()
      throw error
    }
  }

  get keyFile(): string {
    return join(this.folder, 'regulars.key')
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      DATABASE_URL: '',
      REGULARS_DATA: join(this.folder, 'data'),
      REGULARS_KEY_FILE: this.keyFile,
      REGULARS_DEMO: 'no',
      REGULARS_LOG: 'error',
      REGULARS_ADJUSTMENT_LIMIT: String(rules.adjustmentLimitPoints),
      REGULARS_ADJUSTMENT_DAY_LIMIT: String(rules.adjustmentDayLimitPoints),
      PORT: '0',
      PROOF_CLOCK: this.#clockFile,
    }
  }

  get target(): ConnectionTarget {
    if (!this.#postgres) throw new Error('the database was started')
    return this.#postgres.target
  }

  get nowMs(): number {
    return readClock(this.#clockFile)
  }

  setClock(valueMs: number): void {
    this.clockMoves.push({ fromMs: Date.now(), valueMs })
    moveClock(this.#clockFile, valueMs)
  }

  hear(text: string): void {
    this.said.push(text)
  }

  /**
   * Commit times are kept, because they are the order in which everything happened. Nothing here survives a power cut:
   * what a killed process has handed to the kernel stays, and without waiting for the disk a recovery takes a second.
   */
  async startDatabase(): Promise<void> {
    const settings = { track_commit_timestamp: 'on', max_connections: '100', fsync: 'off' }
    this.#postgres = await startPostgres({
      baseFolder: join(this.folder, 'data'),
      log: sentence => this.hear(sentence),
      settings,
    })
  }

  async startProcesses(): Promise<void> {
    await Promise.all([...this.webs, ...this.#others].map(each => each.start()))
  }

  webAt(index: number): FleetProcess {
    const web = this.webs[index % this.webs.length]
    if (!web) throw new Error('a fleet has web processes')
    return web
  }

  killBackground(index: number): void {
    this.#others[index % this.#others.length]?.kill()
  }

  /** Kills the postmaster as a power cut of the process would, and lets its successor recover. */
  async killDatabase(): Promise<void> {
    const beganMs = Date.now()
    await killPostmaster(join(this.folder, 'data/postgres/data'))
    const deadMs = Date.now()
    await this.startDatabase()
    this.hear(`The database died in ${deadMs - beganMs} ms and was back ${Date.now() - deadMs} ms later.`)
  }

  /** Runs one command of the product's command line against this installation. */
  async command(...words: string[]): Promise<{ exitCode: number; output: string }> {
    const child = spawn(process.execPath, [join(projectFolder, 'launch/regulars.mjs'), ...words], {
      cwd: projectFolder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    const [exitCode] = await once(child, 'close')
    return { exitCode: Number(exitCode ?? -1), output }
  }

  async stopProcesses(): Promise<void> {
    await Promise.all([...this.webs, ...this.#others].map(each => each.stop()))
  }

  async close(): Promise<void> {
    await this.stopProcesses()
    await this.#postgres?.stop()
    await removeFolder(this.folder)
  }
}
