import { Worker } from 'node:worker_threads'
import { Chunk } from './chunk.ts'
import type { FromThread, ThreadStart, ToThread } from './messages.ts'
import type { BacktestPlan, NewWords } from './plan.ts'
import type { ShardResult } from './shard.ts'

/** So many chunks are on their way at once: one is filled while others are walked. */
const slotsMax = 4

/** Decisions are short-lived: with room for many of them hardly any lives until the young generation is swept. */
const maxYoungGenerationSizeMb = 128

/** The threads of one back-test, and the chunks that travel between them. */
export class Threads {
  readonly #workers: Worker[]
  readonly #chunks = Array.from({ length: slotsMax }, () => new Chunk())
  /** How many threads have still to walk each chunk. */
  readonly #open = this.#chunks.map(() => 0)
  readonly #results: ShardResult[] = []
  #failure: Error | null = null
  #wake: () => void = () => undefined

  constructor(plan: BacktestPlan) {
    const slots = this.#chunks.map(chunk => chunk.buffer)
    this.#workers = Array.from({ length: plan.threads }, (_, index) => {
      const workerData: ThreadStart = { plan, index, slots }
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData,
        resourceLimits: { maxYoungGenerationSizeMb },
      })
      worker.on('message', (message: FromThread) => this.#hear(message))
      worker.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))))
      return worker
    })
  }

  #hear(message: FromThread): void {
    if (message.kind === 'walked') this.#open[message.slot] = (this.#open[message.slot] ?? 0) - 1
    else this.#results.push(message.result)
    this.#wake()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }

  /** A chunk that nobody walks any more, emptied. */
  async freeChunk(): Promise<Chunk> {
    await this.#until(() => this.#open.includes(0))
    const chunk = this.#chunks[this.#open.indexOf(0)]
    if (!chunk) throw new Error('a slot has a chunk')
    chunk.empty()
    return chunk
  }

  /** Hands a filled chunk to all threads; each walks its own members. */
  walk(chunk: Chunk, words: NewWords): void {
    const slot = this.#chunks.indexOf(chunk)
    this.#open[slot] = this.#workers.length
    this.#tell({ kind: 'walk', slot, receipts: chunk.receiptCount, lines: chunk.lineCount, words })
  }

  async finish(): Promise<ShardResult[]> {
    this.#tell({ kind: 'finish' })
    await this.#until(() => this.#results.length === this.#workers.length)
    return this.#results
  }

  /** Ends the threads at once, whatever they do. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map(worker => worker.terminate()))
  }

  /** Lets whoever waits look again, as when somebody cancels. */
  abort(reason: Error): void {
    this.#fail(reason)
  }

  #tell(message: ToThread): void {
    for (const worker of this.#workers) worker.postMessage(message)
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#failure) throw this.#failure
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    if (this.#failure) throw this.#failure
  }
}
