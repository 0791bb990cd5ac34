import { growFloats, growIntegers } from './grow.ts'

const none = -1

/** What one receipt or refund adds to a day. */
export type DayChange = { spendCents: number; points: number; visits: number }

export type DaySums = Record<'net-spend' | 'points-earned' | 'visits', number>

/** What members did per day, newest day first: linked lists in columns. Windows add them up. */
export class DayBuckets {
  readonly #heads: Int32Array
  #next = new Int32Array(1024)
  #day = new Int32Array(1024)
  #visits = new Int32Array(1024)
  #spend = new Float64Array(1024)
  #points = new Float64Array(1024)
  #used = 0
  /** Whether the last sum met a day that was too old for it. */
  #hasOlder = false
  #free = none

  constructor(members: number) {
    this.#heads = new Int32Array(members).fill(none)
  }

  add(member: number, day: number, { spendCents, points, visits }: DayChange): void {
    let before = none
    let node = this.#heads[member] ?? none
    while (node !== none && (this.#day[node] ?? 0) > day) {
      before = node
      node = this.#next[node] ?? none
    }
    if (node === none || this.#day[node] !== day) {
      const added = this.#take()
      this.#next[added] = node
      this.#day[added] = day
      this.#visits[added] = 0
      this.#spend[added] = 0
      this.#points[added] = 0
      if (before === none) this.#heads[member] = added
      else this.#next[before] = added
      node = added
    }
    this.#visits[node] = (this.#visits[node] ?? 0) + visits
    this.#spend[node] = (this.#spend[node] ?? 0) + spendCents
    this.#points[node] = (this.#points[node] ?? 0) + points
  }

  sum(member: number, { from, through }: { from: number; through: number }): DaySums {
    let spend = 0
    let points = 0
    let visits = 0
    this.#hasOlder = false
    for (let node = this.#heads[member] ?? none; node !== none; node = this.#next[node] ?? none) {
      const day = this.#day[node] ?? 0
      if (day < from) {
        this.#hasOlder = true
        break
      }
      if (day > through) continue
      spend += this.#spend[node] ?? 0
      points += this.#points[node] ?? 0
      visits += this.#visits[node] ?? 0
    }
    return { 'net-spend': spend, 'points-earned': points, visits }
  }

  /** Forgets the days before one that no window reaches back to any more; asked after the sum of the window of a day. */
  forget(member: number, before: number): void {
    if (!this.#hasOlder) return
    let last = none
    let node = this.#heads[member] ?? none
    while (node !== none && (this.#day[node] ?? 0) >= before) {
      last = node
      node = this.#next[node] ?? none
    }
    if (node === none) return
    if (last === none) this.#heads[member] = none
    else this.#next[last] = none
    while (node !== none) {
      const next = this.#next[node] ?? none
      this.#next[node] = this.#free
      this.#free = node
      node = next
    }
  }

  #take(): number {
    const node = this.#free
    if (node !== none) {
      this.#free = this.#next[node] ?? none
      return node
    }
    if (this.#used === this.#next.length) {
      this.#next = growIntegers(this.#next)
      this.#day = growIntegers(this.#day)
      this.#visits = growIntegers(this.#visits)
      this.#spend = growFloats(this.#spend)
      this.#points = growFloats(this.#points)
    }
    return this.#used++
  }
}
