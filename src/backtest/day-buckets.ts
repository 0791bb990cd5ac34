import { grow } from './grow.ts'

const none = -1

/** What one receipt or refund adds to a day. */
export type DayChange = { spendCents: number; points: number; visits: number }

export type DaySums = Record<'net-spend' | 'points-earned' | 'visits', number>

/**
 * Days and members are rows of 32 bytes, half a line of the processor's cache, seen as eight integers or four doubles:
 * with a million members each column of its own would be a wait for memory of its own. All rows have the sums in common.
 */
const integers = 8
const doubles = 4
const visitsAt = 3
const spendAt = 2
const pointsAt = 3
/** Of a day: the next older one. */
const nextAt = 0
const dayAt = 1
/** Of a member: his newest day, its number, and that of the oldest one. */
const headAt = 0
const newestAt = 1
const oldestAt = 2

const beforeAll = -0x8000_0000
const afterAll = 0x7fff_ffff

/** What members did per day, newest day first: linked lists in rows. Windows add them up. */
export class DayBuckets {
  readonly #memberIntegers: Int32Array
  readonly #memberDoubles: Float64Array
  #integers = new Int32Array(1024 * integers)
  #doubles = new Float64Array(this.#integers.buffer)
  #used = 0
  #free = none

  constructor(members: number) {
    this.#memberIntegers = new Int32Array(members * integers)
    this.#memberDoubles = new Float64Array(this.#memberIntegers.buffer)
    for (let member = 0; member < members; member++) this.#empty(member)
  }

  #empty(member: number): void {
    const row = member * integers
    this.#memberIntegers[row + headAt] = none
    this.#memberIntegers[row + newestAt] = beforeAll
    this.#memberIntegers[row + oldestAt] = afterAll
  }

  touch(member: number): number {
    const head = this.#memberIntegers[member * integers + headAt] ?? none
    return head === none ? 0 : this.#dayOf(head)
  }

  add(member: number, day: number, { spendCents, points, visits }: DayChange): void {
    const node = this.#nodeOf(member, day)
    addTo(this.#integers, node * integers + visitsAt, visits)
    addTo(this.#doubles, node * doubles + spendAt, spendCents)
    addTo(this.#doubles, node * doubles + pointsAt, points)
    addTo(this.#memberIntegers, member * integers + visitsAt, visits)
    addTo(this.#memberDoubles, member * doubles + spendAt, spendCents)
    addTo(this.#memberDoubles, member * doubles + pointsAt, points)
  }

  /** The row of a day, begun when it is first met. */
  #nodeOf(member: number, day: number): number {
    const row = member * integers
    const head = this.#memberIntegers[row + headAt] ?? none
    const newest = this.#memberIntegers[row + newestAt] ?? beforeAll
    if (newest === day) return head
    if (newest < day) {
      const added = this.#begin(day, head)
      this.#memberIntegers[row + headAt] = added
      this.#memberIntegers[row + newestAt] = day
      if (head === none) this.#memberIntegers[row + oldestAt] = day
      return added
    }
    let before = head
    let node = this.#nextOf(before)
    while (node !== none && this.#dayOf(node) > day) {
      before = node
      node = this.#nextOf(node)
    }
    if (node !== none && this.#dayOf(node) === day) return node
    const added = this.#begin(day, node)
    this.#integers[before * integers + nextAt] = added
    if (node === none) this.#memberIntegers[row + oldestAt] = day
    return added
  }

  #begin(day: number, next: number): number {
    const node = this.#take()
    this.#integers[node * integers + nextAt] = next
    this.#integers[node * integers + dayAt] = day
    this.#integers[node * integers + visitsAt] = 0
    this.#doubles[node * doubles + spendAt] = 0
    this.#doubles[node * doubles + pointsAt] = 0
    return node
  }

  sum(member: number, { from, through }: { from: number; through: number }): DaySums {
    const row = member * integers
    const isAllWithin =
      (this.#memberIntegers[row + oldestAt] ?? afterAll) >= from &&
      (this.#memberIntegers[row + newestAt] ?? beforeAll) <= through
    // Nearly always: what no window reaches is forgotten.
    return isAllWithin
      ? {
          'net-spend': this.#memberDoubles[member * doubles + spendAt] ?? 0,
          'points-earned': this.#memberDoubles[member * doubles + pointsAt] ?? 0,
          visits: this.#memberIntegers[row + visitsAt] ?? 0,
        }
      : this.#walk(member, { from, through })
  }

  #walk(member: number, { from, through }: { from: number; through: number }): DaySums {
    const sums = { 'net-spend': 0, 'points-earned': 0, visits: 0 }
    for (
      let node = this.#memberIntegers[member * integers + headAt] ?? none;
      node !== none;
      node = this.#nextOf(node)
    ) {
      const day = this.#dayOf(node)
      if (day < from) break
      if (day > through) continue
      sums['net-spend'] += this.#doubles[node * doubles + spendAt] ?? 0
      sums['points-earned'] += this.#doubles[node * doubles + pointsAt] ?? 0
      sums.visits += this.#integers[node * integers + visitsAt] ?? 0
    }
    return sums
  }

  /** Forgets the days before one that no window reaches back to any more. */
  forget(member: number, before: number): void {
    const row = member * integers
    if ((this.#memberIntegers[row + oldestAt] ?? afterAll) >= before) return
    let last = none
    let node = this.#memberIntegers[row + headAt] ?? none
    while (node !== none && this.#dayOf(node) >= before) {
      last = node
      node = this.#nextOf(node)
    }
    if (last === none) this.#empty(member)
    else {
      this.#integers[last * integers + nextAt] = none
      this.#memberIntegers[row + oldestAt] = this.#dayOf(last)
    }
    while (node !== none) node = this.#release(member, node)
  }

  /** Takes a day out of the sums of its member. @returns the next older one */
  #release(member: number, node: number): number {
    const next = this.#nextOf(node)
    addTo(this.#memberIntegers, member * integers + visitsAt, -(this.#integers[node * integers + visitsAt] ?? 0))
    addTo(this.#memberDoubles, member * doubles + spendAt, -(this.#doubles[node * doubles + spendAt] ?? 0))
    addTo(this.#memberDoubles, member * doubles + pointsAt, -(this.#doubles[node * doubles + pointsAt] ?? 0))
    this.#integers[node * integers + nextAt] = this.#free
    this.#free = node
    return next
  }

  #nextOf(node: number): number {
    return this.#integers[node * integers + nextAt] ?? none
  }

  #dayOf(node: number): number {
    return this.#integers[node * integers + dayAt] ?? 0
  }

  #take(): number {
    const node = this.#free
    if (node !== none) {
      this.#free = this.#nextOf(node)
      return node
    }
    if (this.#used * integers === this.#integers.length) {
      this.#integers = grow(this.#integers)
      this.#doubles = new Float64Array(this.#integers.buffer)
    }
    return this.#used++
  }
}

function addTo(column: Int32Array | Float64Array, at: number, amount: number): void {
  column[at] = (column[at] ?? 0) + amount
}
