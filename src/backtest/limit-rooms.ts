import {
  type CompiledLimit,
  type CompiledProgram,
  type LimitPeriod,
  limitKey,
  limitPeriodStart,
  type MemberFacts,
  type SaleDecision,
  type UsedNow,
  usedByOffers,
} from '../program/index.ts'
import { dayNumber, dayText } from './days.ts'

type Used = { points: number; times: number }

/** A period of a limit, by the number of its first day. */
export type LimitPeriodAt = Pick<CompiledLimit, 'scope' | 'period'> & { start: number }

const nothing: MemberFacts['used'] = {}

/** No period begins then: of a limit nothing was used yet. */
const notBegun = -0x8000_0000

/**
 * What members used of one limit, in columns: the period that runs by its first day, and what was given in it. A limit
 * over all members together has one row, for everybody.
 */
class LimitColumns {
  readonly #period: LimitPeriod
  readonly #starts: Int32Array
  readonly #points: Float64Array
  readonly #times: Int32Array
  /** Receipts come in the order of time: nearly all ask for the same day. */
  #last = { day: notBegun, start: notBegun }

  constructor(period: LimitPeriod, members: number) {
    const rows = period === 'all' ? 1 : members
    this.#period = period
    this.#starts = new Int32Array(rows).fill(notBegun)
    this.#points = new Float64Array(rows)
    this.#times = new Int32Array(rows)
  }

  #startOf(day: number): number {
    if (this.#last.day !== day) this.#last = { day, start: dayNumber(limitPeriodStart(this.#period, dayText(day))) }
    return this.#last.start
  }

  #rowOf(member: number): number {
    return this.#period === 'all' ? 0 : member
  }

  usedBy(member: number, day: number): Used | null {
    const row = this.#rowOf(member)
    if (this.#starts[row] !== this.#startOf(day)) return null
    return { points: this.#points[row] ?? 0, times: this.#times[row] ?? 0 }
  }

  /** Begins with what was used before the first receipt. */
  /** Begins the period that holds a day with what was used of it already. */
  begin(member: number, day: number, { points, times }: Used): void {
    const row = this.#rowOf(member)
    this.#starts[row] = this.#startOf(day)
    this.#points[row] = points
    this.#times[row] = times
  }

  count(member: number, day: number, { points, times, sign }: Used & { sign: 1 | -1 }): void {
    const row = this.#rowOf(member)
    if (this.#starts[row] !== this.#startOf(day)) {
      // What comes back of a period that is over makes room for nobody.
      if (sign < 0) return
      this.begin(member, day, { points: 0, times: 0 })
    }
    this.#points[row] = (this.#points[row] ?? 0) + sign * points
    this.#times[row] = (this.#times[row] ?? 0) + sign * times
  }
}

/** What members used of limits in the running period of each. Only programs with limits keep anything. */
export class LimitRooms {
  readonly #members: number
  readonly #limits = new Map<string, LimitColumns>()

  constructor(members: number) {
    this.#members = members
  }

  usedBy(member: number, { limits }: CompiledProgram, day: number): MemberFacts['used'] {
    if (limits.length === 0) return nothing
    const used: Record<string, Used> = {}
    for (const limit of limits) {
      const key = limitKey(limit)
      const known = this.#limits.get(key)?.usedBy(member, day)
      if (known) used[key] = known
    }
    return used
  }

  /** Begins with what was used before the first receipt. */
  open(member: number, { start, ...limit }: LimitPeriodAt, used: Used): void {
    this.#columnsOf(limitKey(limit), limit.period).begin(member, start, used)
  }

  /** Counts what a sale used on its day, or gives it back when all of it came back. */
  add(
    member: number,
    { program, day, used, sign }: { program: CompiledProgram; day: number; used: readonly UsedNow[]; sign: 1 | -1 },
  ): void {
    for (const { scope, points, times } of used)
      for (const [key, period] of periodsOf(program, scope))
        this.#columnsOf(key, period).count(member, day, { points, times, sign })
  }

  #columnsOf(key: string, period: LimitPeriod): LimitColumns {
    let columns = this.#limits.get(key)
    if (!columns) {
      columns = new LimitColumns(period, this.#members)
      this.#limits.set(key, columns)
    }
    return columns
  }
}

/** Points and times of one period are one count, however many limits look at it. A receipt has nothing to remember. */
function periodsOf({ limits }: CompiledProgram, scope: string): Map<string, LimitPeriod> {
  const own = limits.filter(limit => limit.scope === scope && limit.period !== 'receipt')
  return new Map(own.map(limit => [limitKey(limit), limit.period]))
}

/** What offers used of their limits. */
export const offersUsed = ({ offers }: Pick<SaleDecision, 'offers'>): UsedNow[] =>
  usedByOffers(offers.map(offer => ({ ...offer, isByCoupon: offer.couponId !== null })))
