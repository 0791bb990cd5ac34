import type { Clock } from '../platform/clock.ts'

/** Where a clock stands, and since which instant outside it runs on from there; null while it stands still. */
export type ClockState = { at: Date; runsSince: Date | null }

/** The clock of a sandbox. What was posted at an instant must not come before it: it never goes back. */
export class TestClock implements Clock {
  readonly #outside: Clock
  #state: ClockState

  constructor(outside: Clock, state: ClockState) {
    this.#outside = outside
    this.#state = state
  }

  now(): Date {
    return instantOf(this.#state, this.#outside.now())
  }

  set(state: ClockState): void {
    this.#state = state
  }
}

/** The clock on the wall may be set back; then a clock that runs on from here waits for it. */
export function instantOf({ at, runsSince }: ClockState, outside: Date): Date {
  const passedMs = runsSince === null ? 0 : Math.max(0, outside.getTime() - runsSince.getTime())
  return new Date(at.getTime() + passedMs)
}
