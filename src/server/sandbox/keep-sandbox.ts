import type { Clock } from '../platform/clock.ts'
import type { ConnectionTarget, Database } from '../platform/database.ts'
import { type InstanceLock, sandboxLock, takeInstanceLock } from '../platform/instance-lock.ts'
import { existingSandbox, makeSandbox, removeSandbox } from './make-sandbox.ts'
import { nextStep, type Room } from './room.ts'
import { findRoom, markRoom } from './room-store.ts'

/** A process that serves a sandbox. */
export type SandboxProcess = { port: number; isRunning: () => boolean; stop: () => Promise<void> }
export type StartSandbox = (target: ConnectionTarget) => Promise<SandboxProcess>

export type KeepSandbox = {
  db: Database
  target: ConnectionTarget
  clock: Clock
  timeZone: string
  start: StartSandbox
  onTrouble: (error: unknown) => void
}

/**
 * Sees to it that there is the sandbox that was asked for, and no other. Of all background processes one holds its
 * lock, for as long as it lives; a wish for none keeps nobody busy.
 */
export class SandboxKeeper {
  readonly #parts: KeepSandbox
  #process: SandboxProcess | undefined
  #lock: InstanceLock | undefined

  constructor(parts: KeepSandbox) {
    this.#parts = parts
  }

  /** Does the next step, if there is one. @returns how many steps it did */
  async look(): Promise<number> {
    const room = await findRoom(this.#parts.db)
    const step = nextStep(room, this.#process?.isRunning() ?? false)
    if (!room || step === 'nothing' || !(await this.#holdsLock())) return 0
    await this.#do(step, room).catch(error => this.#fail(room, error))
    return 1
  }

  /** Ends the process; the wish stays, and the next background process starts it again. */
  async stop(): Promise<void> {
    await this.#process?.stop()
    this.#process = undefined
    await this.#lock?.release()
    this.#lock = undefined
  }

  async #do(step: 'make' | 'start' | 'remove', room: Room): Promise<void> {
    const { db, target, clock, timeZone } = this.#parts
    const { requestNumber, contents } = room
    await this.#process?.stop()
    this.#process = undefined
    if (step === 'remove') {
      await removeSandbox(db)
      await markRoom(db, requestNumber, { state: 'closed' })
      return this.stop()
    }
    if (step === 'make') await markRoom(db, requestNumber, { state: 'making' })
    const own =
      step === 'make'
        ? await makeSandbox({ shop: db, target, outside: clock, timeZone, contents })
        : await existingSandbox(db, target)
    this.#process = await this.#parts.start(own)
    // Asked for something else meanwhile: the next look sees to that.
    await markRoom(db, requestNumber, { state: 'open', port: this.#process.port })
  }

  async #fail(room: Room, error: unknown): Promise<void> {
    this.#parts.onTrouble(error)
    const problem = error instanceof Error ? error.message : String(error)
    await markRoom(this.#parts.db, room.requestNumber, { state: 'failed', problem })
  }

  async #holdsLock(): Promise<boolean> {
    if (!this.#lock?.isHeld()) this.#lock = await takeInstanceLock(this.#parts.target, sandboxLock)
    return this.#lock !== undefined
  }
}
