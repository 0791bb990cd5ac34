import { byEnd, type Lot, sum } from './entry.ts'

export type Part = { lot: Lot; points: number }

/** The lots of one account: which have points in them, what can be drawn of them, and from which first. */
export class Lots {
  readonly #all = new Map<number, Lot>()
  /** Those with points in them, first to end first. */
  open: Lot[] = []
  /**
   * By when points that were pending can be used: now, or a later instant at which somebody else has looked already.
   * It is no part of the state, because looking writes no entry that would tell when it was.
   */
  ripeMs = Number.NEGATIVE_INFINITY
  /** Granted in this transaction: pending whatever anybody saw before. */
  #fresh = new Set<number>()
  /** How many lots were drawn from that had been pending, since `noteWritten`. */
  ripened = 0

  get all(): Lot[] {
    return [...this.#all.values()]
  }

  get held(): number {
    return sum(this.open.map(lot => lot.held))
  }

  get usable(): number {
    return sum(this.open.map(lot => (this.isPending(lot) ? 0 : lot.remaining - lot.held)))
  }

  get pending(): number {
    return sum(this.open.map(lot => (this.isPending(lot) ? lot.remaining : 0)))
  }

  copy(): Lots {
    const copy = new Lots()
    for (const lot of this.#all.values()) copy.#all.set(lot.number, { ...lot })
    copy.open = this.open.map(lot => copy.get(lot.number))
    copy.#fresh = new Set(this.#fresh)
    copy.ripeMs = this.ripeMs
    copy.ripened = this.ripened
    return copy
  }

  noteWritten(): void {
    this.#fresh = new Set()
    this.ripened = 0
  }

  get(number: number): Lot {
    const lot = this.#all.get(number)
    if (!lot) throw new Error(`there is no lot ${number}`)
    return lot
  }

  add(lot: Lot, { isFresh }: { isFresh: boolean }): void {
    this.#all.set(lot.number, lot)
    if (isFresh) this.#fresh.add(lot.number)
  }

  isPending({ number, usableFromMs }: Lot): boolean {
    return usableFromMs !== null && (usableFromMs > this.ripeMs || this.#fresh.has(number))
  }

  fill(lot: Lot, points: number): void {
    const wasOpen = lot.remaining > 0
    lot.remaining += points
    if (wasOpen && lot.remaining === 0) this.open = this.open.filter(open => open !== lot)
    if (!wasOpen && lot.remaining > 0) this.open = [...this.open, lot].sort(byEnd)
  }

  /** What is taken from which lot: from these first, then from whatever can be used, first to end first. */
  draw(points: number, first: readonly { lot: number; points: number }[]): Part[] {
    const drawn = new Map<Lot, number>()
    let missing = points
    const take = (lot: Lot, most: number) => {
      const part = Math.min(lot.remaining - lot.held - (drawn.get(lot) ?? 0), most, missing)
      if (part <= 0) return
      drawn.set(lot, (drawn.get(lot) ?? 0) + part)
      missing -= part
    }
    for (const { lot, points: most } of first) take(this.get(lot), most)
    for (const lot of this.open) if (!this.isPending(lot)) take(lot, missing)
    if (missing > 0) throw new Error('more is drawn than there is')
    this.ripened += [...drawn.keys()].filter(lot => lot.usableFromMs !== null && !this.isPending(lot)).length
    return [...drawn].map(([lot, part]) => ({ lot, points: -part }))
  }
}
