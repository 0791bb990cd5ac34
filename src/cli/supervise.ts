import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConnectionTarget } from '../server/platform/database.ts'
import { type BeginMessage, drainMs, isReady } from '../server/platform/supervised-process.ts'

type Supervised = { name: string; file: string; log: (sentence: string) => void }

const firstPauseMs = 200
const pauseMsMax = 30_000
/** Whoever has lived this long has earned a quick restart again. */
const healthyMs = 60_000

/** One of our processes: spawned at once, set to work by `begin`, and started again whenever it dies. */
export class SupervisedProcess {
  readonly #duty: Supervised
  #child: ChildProcess
  #startedAt = 0
  #pauseMs = firstPauseMs
  #target: ConnectionTarget | undefined
  #isStopping = false
  readonly #first = Promise.withResolvers<string | undefined>()

  constructor(duty: Supervised) {
    this.#duty = duty
    this.#child = this.#spawn()
    // Whoever never calls `begin` has no use for the news that it cannot begin.
    this.#first.promise.catch(() => undefined)
  }

  /**
   * Sets the process to work. It has loaded its code meanwhile, so this is quick.
   * @returns the address at which it listens, if it does
   * @throws when it dies before it was ready for the first time: trying again would end the same way
   */
  begin(target: ConnectionTarget): Promise<string | undefined> {
    this.#target = target
    this.#tell(target)
    return this.#first.promise
  }

  /** Lets it finish what it has accepted, and ends it. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#child
    if (hasEnded(child)) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    // It ends by itself after drainMs; this is for one that hangs.
    const patience = new AbortController()
    await Promise.race([ended, pause(drainMs + 2_000, undefined, { signal: patience.signal }).catch(() => undefined)])
    patience.abort()
    if (!hasEnded(child)) child.kill('SIGKILL')
    await ended
  }

  #spawn(): ChildProcess {
    this.#startedAt = Date.now()
    const child = fork(this.#duty.file, { stdio: 'inherit', execArgv: [] })
    child.on('message', message => {
      if (isReady(message)) this.#first.resolve(message.address)
    })
    child.on('error', error => this.#duty.log(`${this.#duty.name}: ${error.message}`))
    child.on('exit', (code, signal) => void this.#afterExit(signal ?? `exit code ${code}`))
    return child
  }

  #tell(target: ConnectionTarget): void {
    // The message waits in the channel until the process has loaded its code.
    const message: BeginMessage = { kind: 'begin', target }
    this.#child.send(message, () => undefined)
  }

  async #afterExit(how: string): Promise<void> {
    if (this.#isStopping) return
    this.#first.reject(new Error(`The ${this.#duty.name} process ended before it was ready (${how}).`))
    if (!this.#target) return
    if (Date.now() - this.#startedAt > healthyMs) this.#pauseMs = firstPauseMs
    this.#duty.log(`The ${this.#duty.name} process ended (${how}) and starts again. 进程意外退出，正在重启。`)
    await pause(this.#pauseMs)
    this.#pauseMs = Math.min(this.#pauseMs * 2, pauseMsMax)
    if (this.#isStopping) return
    this.#child = this.#spawn()
    this.#tell(this.#target)
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
