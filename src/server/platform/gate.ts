import { httpErrors } from './http-errors.ts'

export type GateOptions = {
  /** How many may be inside at once. */
  passingMax: number
  /** How many may wait outside, and how long. */
  waitingMax: number
  patienceMs: number
}

type Waiting = { enter: () => void; timer: NodeJS.Timeout }

/**
 * Lets so many in at once; the others wait in the order in which they came. Where too many wait, or one for too long,
 * it is told to come again: a queue without an end helps nobody, because whoever stands in it has given up meanwhile.
 */
export class Gate {
  readonly #options: GateOptions
  readonly #waiting = new Set<Waiting>()
  #passing = 0

  constructor(options: GateOptions) {
    this.#options = options
  }

  /** How many wait outside. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** @throws request/shop-busy when there is no room to wait, or the wait became too long; then `work` was not begun */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#passing < this.#options.passingMax) this.#passing += 1
    else await this.#wait()
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.size >= this.#options.waitingMax) return Promise.reject(httpErrors.make('shop-busy'))
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        enter: resolve,
        timer: setTimeout(() => {
          this.#waiting.delete(waiting)
          reject(httpErrors.make('shop-busy'))
        }, this.#options.patienceMs),
      }
      this.#waiting.add(waiting)
    })
  }

  /** Whoever leaves hands the place on: nobody who comes at that moment slips in before those who wait. */
  #leave(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#passing -= 1
      return
    }
    this.#waiting.delete(next)
    clearTimeout(next.timer)
    next.enter()
  }
}
