import { rules } from '../program.ts'
import { beginOf, daysLater } from './days.ts'
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
  /** The last day of each thing that keeps points; null while none end by inactivity. */
  #kept: Map<string, string> | null = null
  /** How often a day let points end later, since `noteWritten`. */
  prolonged = 0

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
    copy.#kept = this.#kept && new Map(this.#kept)
    copy.prolonged = this.prolonged
    return copy
  }

  noteWritten(): void {
    this.#fresh = new Set()
    this.ripened = 0
    this.prolonged = 0
  }

  get(number: number): Lot {
    const lot = this.#all.get(number)
    if (!lot) throw new Error(`there is no lot ${number}`)
    return lot
  }

  add(lot: Lot, { isFresh }: { isFresh: boolean }): void {
    this.#all.set(lot.number, lot)
    if (isFresh) this.#fresh.add(lot.number)
    if (lot.keptOn !== null) this.#kept ??= new Map()
    // What is reported late may be older than what kept the others.
    this.keepAsOthers(lot)
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

  /** Something happened on a day: what ends by inactivity ends so long after it. What has ended stays so. */
  keep(what: string, { on, nowMs }: { on: string; nowMs: number }): void {
    if (this.#kept === null || (this.#kept.get(what) ?? '') >= on) return
    this.#kept.set(what, on)
    for (const lot of this.open) if ((lot.endsAtMs ?? 0) > nowMs && prolong(lot, on)) this.prolonged += 1
    this.open.sort(byEnd)
  }

  /**
   * What is filled again, or comes late, ends as if it had been there: what is known to have happened keeps it, in the
   * order of the days, unless it had ended by then. Known is the last day of each thing.
   */
  keepAsOthers(lot: Lot): void {
    for (const on of [...(this.#kept?.values() ?? [])].sort()) if ((lot.endsAtMs ?? 0) > beginOf(on)) prolong(lot, on)
  }
}

function prolong(lot: Lot, on: string): boolean {
  if (lot.keptOn === null || lot.keptOn >= on) return false
  lot.keptOn = on
  lot.endsAtMs = Math.max(lot.endsAtMs ?? 0, idleEndMs(on))
  return true
}

/** The instant at which so many days without anything are over. */
export function idleEndMs(on: string): number {
  return beginOf(daysLater(on, rules.stamps.inactiveDays + 1))
}
