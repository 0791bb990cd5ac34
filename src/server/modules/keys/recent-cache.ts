/**
 * Remembers what a look-up found for a moment. Whoever asks while it is looked up waits for the same answer. Nothing
 * is remembered of things that do not exist, so that made-up names cannot fill it. Time is the process's own, because
 * the clock of tests and sandboxes jumps.
 */
export class RecentCache<Value> {
  readonly #entries = new Map<string, { value: Promise<Value | undefined>; startedAtMs: number }>()
  readonly #lifeMs: number
  readonly #entriesMax: number

  constructor({ lifeMs, entriesMax }: { lifeMs: number; entriesMax: number }) {
    this.#lifeMs = lifeMs
    this.#entriesMax = entriesMax
  }

  get(name: string, lookUp: (name: string) => Promise<Value | undefined>): Promise<Value | undefined> {
    const now = performance.now()
    const known = this.#entries.get(name)
    if (known && now - known.startedAtMs < this.#lifeMs) return known.value
    const value = lookUp(name)
    this.#remember(name, { value, startedAtMs: now })
    return value
  }

  forget(name: string): void {
    this.#entries.delete(name)
  }

  #remember(name: string, entry: { value: Promise<Value | undefined>; startedAtMs: number }): void {
    this.#entries.delete(name)
    this.#entries.set(name, entry)
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > this.#entriesMax && !oldest.done) this.#entries.delete(oldest.value)
    const drop = () => {
      if (this.#entries.get(name) === entry) this.#entries.delete(name)
    }
    entry.value.then(value => value === undefined && drop(), drop)
  }
}
