/** Where "now" comes from. Use cases get it passed in, so that tests, replays and sandboxes move time themselves. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: Date

  constructor(start: Date | string) {
    this.#now = new Date(start)
  }

  now(): Date {
    return new Date(this.#now)
  }

  moveTo(instant: Date | string): void {
    this.#now = new Date(instant)
  }
}
