/**
 * Gathers what arrives within a moment and runs it together, because one commit for many receipts costs hardly more
 * than one commit for one. A thing never runs together with another of its name, in its own batch or in one beside it:
 * it waits, so that things of one name are done in the order in which they came.
 */
export type BatcherOptions<Item, Answer> = {
  /** Runs a batch in one transaction, in order. Throws only when nothing of it was done. */
  run: (items: readonly Item[]) => Promise<Answer[]>
  /** Names that an item must have to itself while it runs. */
  namesOf: (item: Item) => readonly string[]
  itemsMax: number
  /** How heavy an item is, and how heavy a batch may be: a batch of one may be heavier. */
  weightOf: (item: Item) => number
  weightMax: number
  waitMs: number
  /** How many batches may run at once: each takes a connection of the pool. */
  batchesMax: number
}

type Waiting<Item, Answer> = {
  item: Item
  names: readonly string[]
  resolve: (answer: Answer) => void
  reject: (cause: unknown) => void
}

export class Batcher<Item, Answer> {
  readonly #options: BatcherOptions<Item, Answer>
  #queue: Waiting<Item, Answer>[] = []
  #running = 0
  readonly #busyNames = new Set<string>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: BatcherOptions<Item, Answer>) {
    this.#options = options
  }

  /** @returns the item's own answer; rejects when it failed although it was run alone */
  submit(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, names: this.#options.namesOf(item), resolve, reject })
      if (this.#queue.length >= this.#options.itemsMax) this.#start()
      else this.#timer ??= setTimeout(() => this.#start(), this.#options.waitMs)
    })
  }

  /** How many items wait for a batch: what a health page shows. */
  get waiting(): number {
    return this.#queue.length
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    while (this.#running < this.#options.batchesMax) {
      const batch = this.#takeBatch()
      if (batch.length === 0) return
      const names = batch.flatMap(waiting => waiting.names)
      for (const name of names) this.#busyNames.add(name)
      this.#running += 1
      void this.#runBatch(batch).finally(() => {
        for (const name of names) this.#busyNames.delete(name)
        this.#running -= 1
        this.#start()
      })
    }
  }

  /** Takes from the front, leaving what would meet its own name. */
  #takeBatch(): Waiting<Item, Answer>[] {
    const taken: Waiting<Item, Answer>[] = []
    const left: Waiting<Item, Answer>[] = []
    const names = new Set<string>()
    let weight = 0
    const isTaken = (name: string) => names.has(name) || this.#busyNames.has(name)
    for (const waiting of this.#queue) {
      const isHeavy = taken.length > 0 && weight + this.#options.weightOf(waiting.item) > this.#options.weightMax
      const isFull = taken.length >= this.#options.itemsMax || isHeavy
      if (isFull || waiting.names.some(isTaken)) left.push(waiting)
      else {
        taken.push(waiting)
        weight += this.#options.weightOf(waiting.item)
      }
      // Those left behind keep their names too, so that order is kept among things of one name.
      for (const name of waiting.names) names.add(name)
    }
    this.#queue = left
    return taken
  }

  async #runBatch(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#options.run(batch.map(({ item }) => item))
      for (const [index, waiting] of batch.entries()) {
        const answer = answers[index]
        if (answer === undefined) waiting.reject(new Error('a batch answers each of its items'))
        else waiting.resolve(answer)
      }
    } catch (cause) {
      if (batch.length === 1) batch[0]?.reject(cause)
      // Something in the batch cannot be done. Alone, each finds out whether it was the one.
      else for (const waiting of batch) await this.#runBatch([waiting])
    }
  }
}
