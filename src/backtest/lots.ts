import { never } from './days.ts'
import { grow } from './grow.ts'

const none = -1

/** Lots of receipts that nobody brings back are alike when they end alike. Below it: those that end by inactivity. */
export const anybody = -1

/** A part of a lot that was drawn or is to be filled again. */
export type LotPart = { expiry: number; owner: number; points: number }

/** Told of each lot that ends: how much was left, on which day, and whose it was. */
export type OnExpired = (points: number, expiry: number, owner: number) => void

/**
 * Lots are rows of 24 bytes and accounts rows of 32, seen as integers or doubles: what is asked together lies together,
 * because with a million members each column of its own would be a wait for memory of its own.
 */
const lotIntegers = 6
const lotDoubles = 3
const nextAt = 0
const expiryAt = 1
const ownerAt = 2
const pointsAt = 2

const accountIntegers = 8
const accountDoubles = 4
const headAt = 0
/** The lot that ends last: most new ones belong after it. */
const tailAt = 1
/** When the first and the last lot end. */
const firstEndsAt = 2
const lastEndsAt = 3
/** What can be used of an account, the sum of its lots, and what is owed. */
const usableAt = 2
const debtAt = 3

const beforeAll = -0x8000_0000

/**
 * The points of many accounts, lot by lot, first to end first: linked lists in rows. Lots that end on the same day are
 * one, but for those of sales that will come back: a refund takes from its own lot first.
 */
export class LotPool {
  readonly #accounts: Int32Array
  readonly #amounts: Float64Array
  #lots = new Int32Array(1024 * lotIntegers)
  #points = new Float64Array(this.#lots.buffer)
  #used = 0
  #free = none

  constructor(accounts: number) {
    this.#accounts = new Int32Array(accounts * accountIntegers)
    this.#amounts = new Float64Array(this.#accounts.buffer)
    for (let account = 0; account < accounts; account++) this.#empty(account)
  }

  #empty(account: number): void {
    const row = account * accountIntegers
    this.#accounts[row + headAt] = none
    this.#accounts[row + tailAt] = none
    this.#accounts[row + firstEndsAt] = never
    this.#accounts[row + lastEndsAt] = beforeAll
  }

  usable(account: number): number {
    return this.#amounts[account * accountDoubles + usableAt] ?? 0
  }

  #use(account: number, points: number): void {
    this.#amounts[account * accountDoubles + usableAt] = this.usable(account) + points
  }

  /** What the member owes beside his lots. */
  debt(account: number): number {
    return this.#amounts[account * accountDoubles + debtAt] ?? 0
  }

  owe(account: number, points: number): void {
    this.#amounts[account * accountDoubles + debtAt] = this.debt(account) + points
  }

  #headOf(account: number): number {
    return this.#accounts[account * accountIntegers + headAt] ?? none
  }

  #nextOf(lot: number): number {
    return this.#lots[lot * lotIntegers + nextAt] ?? none
  }

  #expiryOf(lot: number): number {
    return this.#lots[lot * lotIntegers + expiryAt] ?? 0
  }

  #ownerOf(lot: number): number {
    return this.#lots[lot * lotIntegers + ownerAt] ?? anybody
  }

  #pointsOf(lot: number): number {
    return this.#points[lot * lotDoubles + pointsAt] ?? 0
  }

  /** Begins an account with another lot, or with none. */
  #setHead(account: number, lot: number): void {
    if (lot === none) {
      this.#empty(account)
      return
    }
    this.#accounts[account * accountIntegers + headAt] = lot
    this.#accounts[account * accountIntegers + firstEndsAt] = this.#expiryOf(lot)
  }

  #setTail(account: number, lot: number): void {
    this.#accounts[account * accountIntegers + tailAt] = lot
    this.#accounts[account * accountIntegers + lastEndsAt] = lot === none ? beforeAll : this.#expiryOf(lot)
  }

  /** Whether a lot of an account has ended by a day. */
  hasEnded(account: number, day: number): boolean {
    return (this.#accounts[account * accountIntegers + firstEndsAt] ?? never) <= day
  }

  /** Ends the lots of an account whose day has come: `expiry` is the first day on which a lot cannot be used. */
  expire(account: number, day: number, onExpired: OnExpired): void {
    if (!this.hasEnded(account, day)) return
    let lot = this.#headOf(account)
    while (lot !== none && this.#expiryOf(lot) <= day) {
      const points = this.#pointsOf(lot)
      this.#use(account, -points)
      onExpired(points, this.#expiryOf(lot), this.#ownerOf(lot))
      const next = this.#nextOf(lot)
      this.#release(lot)
      lot = next
    }
    this.#setHead(account, lot)
  }

  add(account: number, part: LotPart): void {
    if (part.points === 0) return
    this.#use(account, part.points)
    const row = account * accountIntegers
    const last = this.#accounts[row + tailAt] ?? none
    if (last === none || (this.#accounts[row + lastEndsAt] ?? beforeAll) < part.expiry) {
      this.#append(account, last, part)
      return
    }
    const { before, same } = this.#placeFor(account, last, part)
    if (same === none) this.#insert(account, before, part)
    else this.#points[same * lotDoubles + pointsAt] = this.#pointsOf(same) + part.points
  }

  /** The lot that a part may join, or the one after which a new one belongs. */
  #placeFor(account: number, last: number, { expiry, owner }: LotPart): { before: number; same: number } {
    if (this.#expiryOf(last) === expiry && owner <= anybody)
      return { before: last, same: this.#ownerOf(last) === owner ? last : none }
    return this.#walkTo(account, { expiry, owner })
  }

  #walkTo(account: number, { expiry, owner }: Pick<LotPart, 'expiry' | 'owner'>): { before: number; same: number } {
    let before = none
    let same = none
    for (let lot = this.#headOf(account); lot !== none; lot = this.#nextOf(lot)) {
      const ends = this.#expiryOf(lot)
      if (ends > expiry) break
      // Of those that are anybody's only the last of a day may grow, so that the order in which lots are used stays.
      if (owner <= anybody) same = none
      if (ends === expiry && this.#ownerOf(lot) === owner) same = lot
      before = lot
    }
    return { before, same }
  }

  /** What nearly every new lot does; nothing of another lot is read. */
  #append(account: number, last: number, part: LotPart): void {
    const row = account * accountIntegers
    const added = this.#begin(part, none)
    this.#accounts[row + tailAt] = added
    this.#accounts[row + lastEndsAt] = part.expiry
    if (last !== none) {
      this.#lots[last * lotIntegers + nextAt] = added
      return
    }
    this.#accounts[row + headAt] = added
    this.#accounts[row + firstEndsAt] = part.expiry
  }

  #begin({ expiry, owner, points }: LotPart, next: number): number {
    const added = this.#take()
    this.#lots[added * lotIntegers + nextAt] = next
    this.#lots[added * lotIntegers + expiryAt] = expiry
    this.#lots[added * lotIntegers + ownerAt] = owner
    this.#points[added * lotDoubles + pointsAt] = points
    return added
  }

  #insert(account: number, before: number, part: LotPart): void {
    const next = before === none ? this.#headOf(account) : this.#nextOf(before)
    const added = this.#begin(part, next)
    if (before === none) this.#setHead(account, added)
    else this.#lots[before * lotIntegers + nextAt] = added
    if (next === none) this.#setTail(account, added)
  }

  /** Lets the lots that are meant end no earlier than on a day; those of one day stay in the order of their age. */
  prolong(account: number, expiry: number, isMeant: (owner: number) => boolean): void {
    const parts: LotPart[] = []
    let isChanged = false
    for (let lot = this.#headOf(account); lot !== none; lot = this.#nextOf(lot)) {
      const owner = this.#ownerOf(lot)
      const ends = this.#expiryOf(lot)
      const isLonger = ends < expiry && isMeant(owner)
      isChanged ||= isLonger
      parts.push({ expiry: isLonger ? expiry : ends, owner, points: this.#pointsOf(lot) })
    }
    if (!isChanged) return
    for (let lot = this.#headOf(account); lot !== none; ) {
      const next = this.#nextOf(lot)
      this.#release(lot)
      lot = next
    }
    this.#empty(account)
    for (const part of parts) {
      this.#use(account, -part.points)
      this.add(account, part)
    }
  }

  /** What is left in the lot of one sale. */
  left(account: number, owner: number): number {
    for (let lot = this.#headOf(account); lot !== none; lot = this.#nextOf(lot))
      if (this.#ownerOf(lot) === owner) return this.#pointsOf(lot)
    return 0
  }

  /** Draws points, from the lot of `preferred` first, else first to end first. @param parts is told from where, if given */
  draw(account: number, points: number, { preferred, parts }: { preferred: number; parts: LotPart[] | null }): void {
    let missing = points
    if (preferred !== anybody) missing = this.#drawFrom(account, missing, { only: preferred, parts })
    missing = this.#drawFrom(account, missing, { only: null, parts })
    if (missing > 0) throw new Error('no more is drawn than can be used')
    this.#use(account, -points)
  }

  #drawFrom(
    account: number,
    points: number,
    { only, parts }: { only: number | null; parts: LotPart[] | null },
  ): number {
    let missing = points
    let before = none
    let lot = this.#headOf(account)
    while (lot !== none && missing > 0) {
      const next = this.#nextOf(lot)
      const isWanted = only === null || this.#ownerOf(lot) === only
      if (isWanted) missing -= this.#drain(lot, missing, parts)
      if (this.#pointsOf(lot) === 0) this.#unlink(account, before, lot)
      else before = lot
      lot = next
    }
    return missing
  }

  /** Takes what a lot has, as far as it is missing. @returns how much that was */
  #drain(lot: number, missing: number, parts: LotPart[] | null): number {
    const has = this.#pointsOf(lot)
    const taken = Math.min(has, missing)
    this.#points[lot * lotDoubles + pointsAt] = has - taken
    parts?.push({ expiry: this.#expiryOf(lot), owner: this.#ownerOf(lot), points: taken })
    return taken
  }

  #unlink(account: number, before: number, lot: number): void {
    const next = this.#nextOf(lot)
    if (before === none) this.#setHead(account, next)
    else {
      this.#lots[before * lotIntegers + nextAt] = next
      if (next === none) this.#setTail(account, before)
    }
    this.#release(lot)
  }

  #take(): number {
    const lot = this.#free
    if (lot !== none) {
      this.#free = this.#nextOf(lot)
      return lot
    }
    if (this.#used * lotIntegers === this.#lots.length) {
      this.#lots = grow(this.#lots)
      this.#points = new Float64Array(this.#lots.buffer)
    }
    return this.#used++
  }

  #release(lot: number): void {
    this.#lots[lot * lotIntegers + nextAt] = this.#free
    this.#free = lot
  }
}
