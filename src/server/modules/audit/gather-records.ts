import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { AuditRecord, AuditTrail } from '../../platform/deed.ts'
import { insertRecords } from './record-store.ts'

type Waiting = { records: readonly AuditRecord[]; resolve: () => void; reject: (cause: unknown) => void }

/** Statements that may be under way at once: more would only wait for the same disk. */
const statementsMax = 2
/** A list of tills that all ask at once is a statement of some thousand rows, not more. */
const recordsMax = 2_000

/**
 * The trail of one process. What arrives while a statement is under way goes with the next one, so that many readings
 * cost one commit.
 */
export class Trail implements AuditTrail {
  readonly #db: Database
  readonly #clock: Clock
  #queue: Waiting[] = []
  #running = 0
  readonly write = insertRecords

  constructor({ db, clock }: { db: Database; clock: Clock }) {
    this.#db = db
    this.#clock = clock
  }

  now(): Date {
    return this.#clock.now()
  }

  writeAlone(records: readonly AuditRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#queue.push({ records, resolve, reject })
      void this.#work()
    })
  }

  async #work(): Promise<void> {
    if (this.#running >= statementsMax) return
    this.#running += 1
    for (let taken = this.#take(); taken.length > 0; taken = this.#take()) await this.#writeTogether(taken)
    this.#running -= 1
  }

  #take(): Waiting[] {
    let count = 0
    const taken = this.#queue.filter(({ records }, index) => {
      count += records.length
      return index === 0 || count <= recordsMax
    })
    this.#queue = this.#queue.slice(taken.length)
    return taken
  }

  async #writeTogether(taken: readonly Waiting[]): Promise<void> {
    try {
      await insertRecords(
        this.#db,
        taken.flatMap(({ records }) => records),
      )
      for (const { resolve } of taken) resolve()
    } catch (cause) {
      const [only, ...others] = taken
      if (others.length === 0) only?.reject(cause)
      // One of them cannot be written. Alone, each finds out whether it was the one.
      else for (const waiting of taken) await this.#writeTogether([waiting])
    }
  }
}
