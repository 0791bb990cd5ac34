/**
 * Gathers what arrives within a moment and runs it together, because one commit for many receipts costs hardly more
 * than one commit for one. A thing never runs together with another of its name, in its own batch or in one beside it:
 * it waits, so that things of one name are done in the order in which they came.
 * What cannot be done at the moment is put off while the others go on; what would wait for too long is refused.
 */
export type BatcherOptions<Item, Answer> = {
  /** Runs a batch in one transaction, in order. Throws only when nothing of it was done. */
  run: (items: readonly Item[]) => Promise<(Answer | Later)[]>
  /** Names that an item must have to itself while it runs. */
  namesOf: (item: Item) => readonly string[]
  itemsMax: number
  /** How heavy an item is, and how heavy a batch may be: a batch of one may be heavier. */
  weightOf: (item: Item) => number
  weightMax: number
  waitMs: number
  /** How many batches may run at once: each takes a connection of the pool. */
  batchesMax: number
  /**
   * One batch runs beside another only when so many items wait, or one has waited for `besideMs`: few large batches cost
   * less than many small ones, and yet a slow one holds nobody up for long.
   */
  besideMin: number
  besideMs: number
  /** How much may wait, in items and in weight. What comes above it is refused at once: `refusals.full`. */
  waitingMax: { items: number; weight: number }
  /**
   * What was put off is tried again after `againMs`, and refused (`refusals.busy`) when `patienceMs` are over and it was
   * tried `triesMin` times: where every batch takes long, time alone says nothing about who is to blame.
   */
  againMs: number
  patienceMs: number
  triesMin: number
  refusals: { full: () => Error; busy: () => Error }
  /** Whether a batch failed for a reason that lies outside of it, so that no part of it would fare better alone. */
  isOutside: (cause: unknown) => boolean
}

/** What `run` answers for an item that it could not do at the moment, and of which it did nothing. */
export const later: unique symbol = Symbol('later')
export type Later = typeof later

type Waiting<Item, Answer> = {
  item: Item
  names: readonly string[]
  weight: number
  resolve: (answer: Answer) => void
  reject: (cause: unknown) => void
  /** When it was put off for the first time, how often, and when it may be tried again; null while it never was. */
  putOff: { firstMs: number; againMs: number; tries: number } | null
}

export class Batcher<Item, Answer> {
  readonly #options: BatcherOptions<Item, Answer>
  #queue: Waiting<Item, Answer>[] = []
  #waitingWeight = 0
  #running = 0
  readonly #busyNames = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #againTimer: NodeJS.Timeout | null = null
  #besideTimer: NodeJS.Timeout | null = null

  constructor(options: BatcherOptions<Item, Answer>) {
    this.#options = options
  }

  /** @returns the item's own answer; rejects when it failed although it was run alone, or was refused a place */
  submit(item: Item): Promise<Answer> {
    const { namesOf, weightOf, itemsMax, waitMs, waitingMax, refusals } = this.#options
    const weight = weightOf(item)
    const isFull = this.#queue.length >= waitingMax.items || this.#waitingWeight + weight > waitingMax.weight
    // Whoever comes to an empty queue finds a place, however heavy.
    if (isFull && this.#queue.length > 0) return Promise.reject(refusals.full())
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, names: namesOf(item), weight, resolve, reject, putOff: null })
      this.#waitingWeight += weight
      if (this.#queue.length >= itemsMax) this.#start()
      else this.#timer ??= setTimeout(() => this.#start(), waitMs)
    })
  }

  /** How many items wait for a batch: what a health page shows. */
  get waiting(): number {
    return this.#queue.length
  }

  /** `isOverdue`: somebody waits for so long that one batch may start beside another, however few there are. */
  #start(isOverdue = false): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    let isAllowed = isOverdue
    while (this.#running < this.#options.batchesMax) {
      if (this.#running > 0 && this.#queue.length < this.#options.besideMin && !isAllowed) break
      isAllowed = false
      const batch = this.#takeBatch()
      if (batch.length === 0) break
      // Who still waits now has waited for this batch only.
      if (this.#besideTimer) clearTimeout(this.#besideTimer)
      this.#besideTimer = null
      const names = batch.flatMap(waiting => waiting.names)
      for (const name of names) this.#busyNames.add(name)
      this.#running += 1
      void this.#runBatch(batch).finally(() => {
        for (const name of names) this.#busyNames.delete(name)
        this.#running -= 1
        this.#start()
      })
    }
    this.#watchWaiting()
  }

  /** Nobody waits for longer than `besideMs` for those who run. */
  #watchWaiting(): void {
    if (this.#queue.length === 0 || this.#besideTimer) return
    this.#besideTimer = setTimeout(() => {
      this.#besideTimer = null
      this.#start(true)
    }, this.#options.besideMs)
  }

  /** Takes from the front, leaving what would meet its own name, or was put off and is not due again. */
  #takeBatch(): Waiting<Item, Answer>[] {
    const { itemsMax, weightMax } = this.#options
    const taken: Waiting<Item, Answer>[] = []
    const left: Waiting<Item, Answer>[] = []
    const names = new Set<string>()
    let weight = 0
    const nowMs = performance.now()
    const isTaken = (name: string) => names.has(name) || this.#busyNames.has(name)
    for (const waiting of this.#queue) {
      const isFull = taken.length >= itemsMax || (taken.length > 0 && weight + waiting.weight > weightMax)
      const isEarly = waiting.putOff !== null && waiting.putOff.againMs > nowMs
      if (isFull || isEarly || waiting.names.some(isTaken)) left.push(waiting)
      else {
        taken.push(waiting)
        weight += waiting.weight
      }
      // Those left behind keep their names too, so that order is kept among things of one name.
      for (const name of waiting.names) names.add(name)
    }
    this.#queue = left
    this.#waitingWeight -= weight
    return taken
  }

  async #runBatch(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      this.#answer(batch, await this.#options.run(batch.map(({ item }) => item)))
    } catch (cause) {
      if (batch.length === 1 || this.#options.isOutside(cause)) for (const waiting of batch) waiting.reject(cause)
      // Something in the batch cannot be done. Alone, each finds out whether it was the one.
      else for (const waiting of batch) await this.#runBatch([waiting])
    }
  }

  #answer(batch: readonly Waiting<Item, Answer>[], answers: readonly (Answer | Later)[]): void {
    const putOff: Waiting<Item, Answer>[] = []
    for (const [index, waiting] of batch.entries()) {
      const answer = answers[index]
      if (answer === undefined) waiting.reject(new Error('a batch answers each of its items'))
      else if (answer === later) putOff.push(waiting)
      else waiting.resolve(answer)
    }
    if (putOff.length > 0) this.#putOff(putOff)
  }

  /** Back to the front of the queue, for a while. */
  #putOff(batch: readonly Waiting<Item, Answer>[]): void {
    const { againMs, patienceMs, triesMin, refusals } = this.#options
    const nowMs = performance.now()
    const again: Waiting<Item, Answer>[] = []
    for (const waiting of batch) {
      const firstMs = waiting.putOff?.firstMs ?? nowMs
      const tries = (waiting.putOff?.tries ?? 0) + 1
      if (tries >= triesMin && nowMs - firstMs >= patienceMs) waiting.reject(refusals.busy())
      else again.push({ ...waiting, putOff: { firstMs, againMs: nowMs + againMs, tries } })
    }
    this.#queue.unshift(...again)
    this.#waitingWeight += again.reduce((sum, { weight }) => sum + weight, 0)
    this.#watchPutOff()
  }

  #watchPutOff(): void {
    if (!this.#queue.some(waiting => waiting.putOff !== null)) return
    this.#againTimer ??= setTimeout(() => {
      this.#againTimer = null
      this.#start()
      this.#watchPutOff()
    }, this.#options.againMs)
  }
}
