import { type ChildProcess, fork } from 'node:child_process'
import cluster from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConnectionTarget } from '../server/platform/database.ts'
import { type BeginMessage, drainMs, type HandOverMessage, isReady } from '../server/platform/supervised-process.ts'

type Supervised = {
  name: string
  spawn: () => ChildProcess
  log: (sentence: string) => void
  /** How long it may take to end, beyond draining. */
  noticeMs?: number
  /** Told whatever it says besides being ready. */
  hear: (message: unknown, from: ChildProcess) => void
}

const firstPauseMs = 200
const pauseMsMax = 30_000
/** Whoever has lived this long has earned a quick restart again. */
const healthyMs = 60_000

/**
 * For the web process: what some hundred requests in flight have made dies young, so the young are given room. With
 * V8's own 1 to 16 MB most of it is copied, kept and swept later: a tenth of the processor (bench checkout).
 */
export const webArguments = ['--min-semi-space-size=32', '--max-semi-space-size=64'] as const

/** A process of its own. */
export const forked = (file: string) => () => fork(file, { stdio: 'inherit', execArgv: [] })

/**
 * A process that shares its port with the others of its kind. The listening socket is held by the supervisor, which
 * never accepts from it: a connection that waits to be accepted belongs to no process, so it is lost with none. (With
 * SO_REUSEPORT each process has a queue of its own, and the kernel resets those that wait in it when the process ends.)
 */
export function sharingPort(file: string): () => ChildProcess {
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ exec: file, args: [], execArgv: [...webArguments] })
  return () => cluster.fork().process
}

/** One of our processes: spawned at once, set to work by `begin`, and started again whenever it dies. */
export class SupervisedProcess {
  readonly #duty: Supervised
  #child: ChildProcess
  #startedAt = Date.now()
  #pauseMs = firstPauseMs
  #target: ConnectionTarget | undefined
  #isStopping = false
  readonly #first: Promise<string | undefined>

  constructor(duty: Supervised) {
    this.#duty = duty
    const { child, ready } = this.#spawn()
    this.#child = child
    this.#first = ready
  }

  /**
   * Sets the process to work. It has loaded its code meanwhile, so this is quick.
   * @returns the address at which it listens, if it does
   * @throws when it dies before it was ready for the first time: trying again would end the same way
   */
  begin(target: ConnectionTarget): Promise<string | undefined> {
    this.#target = target
    this.#setToWork(this.#child, target)
    return this.#first
  }

  /**
   * Puts a new process in its place: the old one leaves when the new one works, and has all the time it needs.
   * @throws when the new one does not come to work; then the old one goes on
   */
  async replace(): Promise<void> {
    if (!this.#target || this.#isStopping) return
    const { child, ready } = this.#spawn()
    this.#setToWork(child, this.#target)
    await ready
    const old = this.#child
    this.#take(child)
    tell(old, { kind: 'hand-over' })
    await ended(old, drainMs + 2_000)
    // A system that was told to end meanwhile did not know of the new one yet.
    if (this.#isStopping) await this.stop()
  }

  /** Lets it finish what it has accepted, and ends it. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#child.kill('SIGTERM')
    await ended(this.#child, drainMs + (this.#duty.noticeMs ?? 0) + 2_000)
  }

  /** The one that does the work now. */
  get child(): ChildProcess {
    return this.#child
  }

  #setToWork(child: ChildProcess, target: ConnectionTarget): void {
    tell(child, { kind: 'begin', target, name: this.#duty.name })
  }

  #take(child: ChildProcess): void {
    this.#child = child
    this.#startedAt = Date.now()
  }

  #spawn(): { child: ChildProcess; ready: Promise<string | undefined> } {
    const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
    const child = this.#duty.spawn()
    child.on('message', message => {
      if (isReady(message)) resolve(message.address)
      else this.#duty.hear(message, child)
    })
    child.on('error', error => this.#duty.log(`${this.#duty.name}: ${error.message}`))
    child.on('exit', (code, signal) => {
      const how = signal ?? `exit code ${code}`
      reject(new Error(`The ${this.#duty.name} process ended before it was ready (${how}).`))
      // One that was replaced has gone as it should; one that never came to work is told to whoever waits for it.
      if (child === this.#child) void this.#afterExit(how)
    })
    // Whoever never calls `begin` has no use for the news that it cannot begin.
    promise.catch(() => undefined)
    return { child, ready: promise }
  }

  async #afterExit(how: string): Promise<void> {
    if (this.#isStopping || !this.#target) return
    if (Date.now() - this.#startedAt > healthyMs) this.#pauseMs = firstPauseMs
    this.#duty.log(`The ${this.#duty.name} process ended (${how}) and starts again. 进程意外退出，正在重启。`)
    await pause(this.#pauseMs)
    this.#pauseMs = Math.min(this.#pauseMs * 2, pauseMsMax)
    if (this.#isStopping) return
    this.#take(this.#spawn().child)
    this.#setToWork(this.#child, this.#target)
  }
}

/** The message waits in the channel until the process has loaded its code. */
function tell(child: ChildProcess, message: BeginMessage | HandOverMessage): void {
  if (child.connected) child.send(message, () => undefined)
}

/** Waits for its end. It ends by itself in time; one that hangs is killed. */
async function ended(child: ChildProcess, patienceMs: number): Promise<void> {
  if (hasEnded(child)) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  const patience = new AbortController()
  await Promise.race([exit, pause(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined)])
  patience.abort()
  if (!hasEnded(child)) child.kill('SIGKILL')
  await exit
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
