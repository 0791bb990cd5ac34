import { growFloats, growIntegers } from './grow.ts'

const none = -1

/** Lots of receipts that nobody brings back are alike when they end alike. */
export const anybody = -1

/** A part of a lot that was drawn or is to be filled again. */
export type LotPart = { expiry: number; owner: number; points: number }

/** Told of each lot that ends: how much was left, on which day, and whose it was. */
export type OnExpired = (points: number, expiry: number, owner: number) => void

/**
 * The points of many accounts, lot by lot, first to end first: linked lists in four columns. Lots that end on the same
 * day are one, but for those of sales that will come back: a refund takes from its own lot first.
 */
export class LotPool {
  readonly #heads: Int32Array
  /** The lot that ends last: most new ones belong after it. */
  readonly #tails: Int32Array
  /** What can be used of each account: the sum of its lots. */
  readonly usable: Float64Array
  #next = new Int32Array(1024)
  #expiry = new Int32Array(1024)
  #owner = new Int32Array(1024)
  #points = new Float64Array(1024)
  #used = 0
  #free = none

  constructor(accounts: number) {
    this.#heads = new Int32Array(accounts).fill(none)
    this.#tails = new Int32Array(accounts).fill(none)
    this.usable = new Float64Array(accounts)
  }

  /** Ends the lots of an account whose day has come: `expiry` is the first day on which a lot cannot be used. */
  expire(account: number, day: number, onExpired: OnExpired): void {
    let node = this.#heads[account] ?? none
    while (node !== none && (this.#expiry[node] ?? 0) <= day) {
      const points = this.#points[node] ?? 0
      this.usable[account] = (this.usable[account] ?? 0) - points
      onExpired(points, this.#expiry[node] ?? 0, this.#owner[node] ?? anybody)
      const next = this.#next[node] ?? none
      this.#release(node)
      node = next
    }
    this.#heads[account] = node
    if (node === none) this.#tails[account] = none
  }

  add(account: number, part: LotPart): void {
    if (part.points === 0) return
    this.usable[account] = (this.usable[account] ?? 0) + part.points
    const { before, same } = this.#placeFor(account, part)
    if (same === none) this.#insert(account, before, part)
    else this.#points[same] = (this.#points[same] ?? 0) + part.points
  }

  /** The lot that a part may join, or the one after which a new one belongs. */
  #placeFor(account: number, { expiry, owner }: LotPart): { before: number; same: number } {
    const last = this.#tails[account] ?? none
    const lastEnds = last === none ? -1 : (this.#expiry[last] ?? 0)
    if (lastEnds < expiry) return { before: last, same: none }
    if (lastEnds === expiry && owner === anybody)
      return { before: last, same: this.#owner[last] === anybody ? last : none }
    return this.#walkTo(account, { expiry, owner })
  }

  #walkTo(account: number, { expiry, owner }: Pick<LotPart, 'expiry' | 'owner'>): { before: number; same: number } {
    let before = none
    let same = none
    for (let node = this.#heads[account] ?? none; node !== none; node = this.#next[node] ?? none) {
      const ends = this.#expiry[node] ?? 0
      if (ends > expiry) break
      // Of those that are anybody's only the last of a day may grow, so that the order in which lots are used stays.
      if (owner === anybody) same = none
      if (ends === expiry && this.#owner[node] === owner) same = node
      before = node
    }
    return { before, same }
  }

  #insert(account: number, before: number, { expiry, owner, points }: LotPart): void {
    const added = this.#take()
    this.#next[added] = before === none ? (this.#heads[account] ?? none) : (this.#next[before] ?? none)
    this.#expiry[added] = expiry
    this.#owner[added] = owner
    this.#points[added] = points
    if (this.#next[added] === none) this.#tails[account] = added
    if (before === none) this.#heads[account] = added
    else this.#next[before] = added
  }

  /** What is left in the lot of one sale. */
  left(account: number, owner: number): number {
    for (let node = this.#heads[account] ?? none; node !== none; node = this.#next[node] ?? none)
      if (this.#owner[node] === owner) return this.#points[node] ?? 0
    return 0
  }

  /** Draws points, from the lot of `preferred` first, else first to end first. @param parts is told from where, if given */
  draw(account: number, points: number, { preferred, parts }: { preferred: number; parts: LotPart[] | null }): void {
    let missing = points
    if (preferred !== anybody) missing = this.#drawFrom(account, missing, { only: preferred, parts })
    missing = this.#drawFrom(account, missing, { only: null, parts })
    if (missing > 0) throw new Error('no more is drawn than can be used')
    this.usable[account] = (this.usable[account] ?? 0) - points
  }

  #drawFrom(
    account: number,
    points: number,
    { only, parts }: { only: number | null; parts: LotPart[] | null },
  ): number {
    let missing = points
    let before = none
    let node = this.#heads[account] ?? none
    while (node !== none && missing > 0) {
      const next = this.#next[node] ?? none
      const isWanted = only === null || this.#owner[node] === only
      if (isWanted) missing -= this.#drain(node, missing, parts)
      if (this.#points[node] === 0) this.#unlink(account, before, node)
      else before = node
      node = next
    }
    return missing
  }

  /** Takes what a lot has, as far as it is missing. @returns how much that was */
  #drain(node: number, missing: number, parts: LotPart[] | null): number {
    const has = this.#points[node] ?? 0
    const taken = Math.min(has, missing)
    this.#points[node] = has - taken
    parts?.push({ expiry: this.#expiry[node] ?? 0, owner: this.#owner[node] ?? anybody, points: taken })
    return taken
  }

  #unlink(account: number, before: number, node: number): void {
    const next = this.#next[node] ?? none
    if (before === none) this.#heads[account] = next
    else this.#next[before] = next
    if (next === none) this.#tails[account] = before
    this.#release(node)
  }

  #take(): number {
    const node = this.#free
    if (node !== none) {
      this.#free = this.#next[node] ?? none
      return node
    }
    if (this.#used === this.#next.length) {
      this.#next = growIntegers(this.#next)
      this.#expiry = growIntegers(this.#expiry)
      this.#owner = growIntegers(this.#owner)
      this.#points = growFloats(this.#points)
    }
    return this.#used++
  }

  #release(node: number): void {
    this.#next[node] = this.#free
    this.#free = node
  }
}
