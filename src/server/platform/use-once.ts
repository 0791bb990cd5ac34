import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import { deleteEndedMarks, insertMarks } from './used-mark-store.ts'

export type Mark = {
  /** What kind of thing, and whose: equal texts of two scopes are two marks. */
  scope: string
  text: string
  /** Until when it may not come again, this instant included. */
  endsAt: Date
}

type Waiting = { mark: Buffer; endsAt: Date; answer: (isNew: boolean) => void; fail: (error: unknown) => void }

/** How many marks one statement notes at most. */
const batchMax = 500

/**
 * Lets each mark through once, over all processes and restarts. What arrives while a statement runs goes together into
 * the next one: a busy second costs a few hundred statements at most, and a lone mark waits for nothing.
 */
export class UseOnce {
  readonly #db: Database
  readonly #clock: Clock
  #waiting: Waiting[] = []
  #isRunning = false

  constructor({ db, clock }: { db: Database; clock: Clock }) {
    this.#db = db
    this.#clock = clock
  }

  /** @returns false when it was used before. A failure of the database throws: nothing passes unproven. */
  use({ scope, text, endsAt }: Mark): Promise<boolean> {
    const mark = createHash('sha256').update(`${scope}\0${text}`).digest()
    return new Promise((answer, fail) => {
      this.#waiting.push({ mark, endsAt, answer, fail })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    // One turn of the event loop, so that what arrived in the same packet goes together.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchMax)
      this.#waiting = this.#waiting.slice(batchMax)
      await this.#note(batch).catch(error => {
        for (const { fail } of batch) fail(error)
      })
    }
    this.#isRunning = false
  }

  async #note(batch: readonly Waiting[]): Promise<void> {
    // Of two equal marks in one batch the first passes.
    const first = new Map<string, Waiting>()
    for (const waiting of batch) {
      const name = waiting.mark.toString('hex')
      if (!first.has(name)) first.set(name, waiting)
    }
    const noted = await insertMarks(this.#db, { marks: [...first.values()], now: this.#clock.now() })
    for (const waiting of batch) {
      const name = waiting.mark.toString('hex')
      waiting.answer(first.get(name) === waiting && noted.has(name))
    }
  }
}

/** How many rows one sweep takes at most. */
const sweepMax = 10_000

/** Forgets marks whose time is over. @returns how many */
export function forgetEndedMarks({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  return deleteEndedMarks(db, { now: clock.now(), max: sweepMax })
}
