import { type Day, dayOf } from '../../shared/calendar.ts'
import { ProgramBook } from '../modules/programs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Context } from '../platform/context.ts'
import { invariant } from '../platform/errors.ts'
import { clearTarget, findClock, insertLines, type StoredClock, writeClock, writeDay } from './clock-store.ts'
import { findReleases, liveDay } from './live-day.ts'
import type { TestClock } from './test-clock.ts'
import { nextMidnight } from './travel.ts'

export type TimeMachineParts = {
  context: Context
  clock: TestClock
  outside: Clock
  onTrouble: (error: unknown) => void
}

/**
 * Takes the clock of a sandbox where its database says that it should go, day by day. Where it goes stands in the
 * database, so a journey that was interrupted goes on at the next start. One process of a sandbox has one of these.
 */
export class TimeMachine {
  readonly #parts: TimeMachineParts
  readonly #programs: ProgramBook
  #running: Promise<void> | null = null
  #isAsked = false
  #problem: string | null = null
  #isStopping = false

  constructor(parts: TimeMachineParts) {
    this.#parts = parts
    this.#programs = new ProgramBook(parts.context.db, parts.context.timeZone)
  }

  /** Looks whether there is somewhere to go, and goes there. Called after each wish, and once a second. */
  wake(): void {
    this.#isAsked = true
    if (this.#isStopping || this.#running) return
    this.#running = this.#work().finally(() => {
      this.#running = null
      // Asked in the very moment in which it found nothing more to do.
      if (this.#isAsked) this.wake()
    })
  }

  /** Why it did not get further, as the server said it; null while all is well. */
  get problem(): string | null {
    return this.#problem
  }

  /** Resolves where nothing is left to do for now. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Ends after the day in hand. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.settled()
  }

  async #work(): Promise<void> {
    while (this.#isAsked && !this.#isStopping) {
      this.#isAsked = false
      // What failed is tried again at the next call: the day in hand is not noted as done.
      await this.#go().then(
        () => {
          this.#problem = null
        },
        error => {
          this.#problem = error instanceof Error ? error.message : String(error)
          this.#parts.onTrouble(error)
        },
      )
    }
  }

  async #go(): Promise<void> {
    while (!this.#isStopping) {
      const stored = await findClock(this.#parts.context.db)
      invariant(stored, 'a sandbox has a clock')
      const { timeZone: zone } = this.#parts.context
      const to = stored.targetAt ?? this.#parts.clock.now()
      const midnight = nextMidnight(stored.workedThrough, { to, zone })
      if (midnight) await this.#live(midnight)
      else if (isArrived(stored)) return
      else await this.#arrive(stored)
    }
  }

  async #live({ day, at: midnight }: { day: Day; at: Date }): Promise<void> {
    const { clock, context } = this.#parts
    const now = clock.now()
    // A clock that runs is past midnight by a moment already, and something may have been posted in it.
    await this.#stand(now > midnight ? now : midnight)
    const lines = await liveDay(context, { day, programs: this.#programs })
    await context.db.transaction(tx => writeDay(tx, { day, lines }))
  }

  async #stand(at: Date): Promise<void> {
    const { clock, context } = this.#parts
    await writeClock(context.db, { at, runsSince: null })
    clock.set({ at, runsSince: null })
  }

  /** No day is left: the rest of the way is within one. */
  async #arrive(stored: StoredClock): Promise<void> {
    const { clock, context, outside } = this.#parts
    const now = clock.now()
    const at = stored.targetAt && stored.targetAt > now ? stored.targetAt : now
    const runsSince = stored.runs ? outside.now() : null
    const day = dayOf(at, context.timeZone)
    const lines = await findReleases(context, { day, through: at, programs: this.#programs })
    await context.db.transaction(async tx => {
      await insertLines(tx, { day, lines })
      await writeClock(tx, { at, runsSince })
      if (stored.targetAt) await clearTarget(tx, stored.targetAt)
    })
    clock.set({ at, runsSince })
  }
}

/** Nowhere to go, and it runs or stands as it should. */
function isArrived({ targetAt, runs, runsSince }: StoredClock): boolean {
  return targetAt === null && runs === (runsSince !== null)
}
