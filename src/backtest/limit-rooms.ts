import {
  type CompiledProgram,
  type LimitPeriod,
  limitKey,
  limitPeriodStart,
  type MemberFacts,
  type SaleDecision,
  type UsedNow,
  usedByOffers,
} from '../program/index.ts'
import { dayText } from './days.ts'

type Row = { start: string; points: number; times: number }

const nothing: MemberFacts['used'] = {}

/** Under this place the limits over all members are counted. */
const everybody = -1

/** What members used of limits in the running period of each. Only programs with limits keep anything. */
export class LimitRooms {
  readonly #members = new Map<number, Map<string, Row>>()

  usedBy(member: number, { limits }: CompiledProgram, day: number): MemberFacts['used'] {
    if (limits.length === 0) return nothing
    const used: Record<string, { points: number; times: number }> = {}
    for (const limit of limits) {
      const row = this.#members.get(limit.period === 'all' ? everybody : member)?.get(limitKey(limit))
      if (row?.start === limitPeriodStart(limit.period, dayText(day))) used[limitKey(limit)] = row
    }
    return used
  }

  /** Counts what a sale used on its day, or gives it back when all of it came back. */
  add(
    member: number,
    { program, day, used, sign }: { program: CompiledProgram; day: number; used: readonly UsedNow[]; sign: 1 | -1 },
  ): void {
    for (const now of used)
      for (const [key, period] of periodsOf(program, now.scope)) {
        const row = this.#rowOf(period === 'all' ? everybody : member, key)
        count(row, now, { start: limitPeriodStart(period, dayText(day)), sign })
      }
  }

  #rowOf(member: number, key: string): Row {
    let rows = this.#members.get(member)
    if (!rows) {
      rows = new Map()
      this.#members.set(member, rows)
    }
    let row = rows.get(key)
    if (!row) {
      row = { start: '', points: 0, times: 0 }
      rows.set(key, row)
    }
    return row
  }
}

/** Points and times of one period are one count, however many limits look at it. A receipt has nothing to remember. */
function periodsOf({ limits }: CompiledProgram, scope: string): Map<string, LimitPeriod> {
  const own = limits.filter(limit => limit.scope === scope && limit.period !== 'receipt')
  return new Map(own.map(limit => [limitKey(limit), limit.period]))
}

function count(row: Row, { points, times }: UsedNow, { start, sign }: { start: string; sign: 1 | -1 }): void {
  if (row.start !== start) {
    // What comes back of a period that is over makes room for nobody.
    if (sign < 0) return
    row.start = start
    row.points = 0
    row.times = 0
  }
  row.points += sign * points
  row.times += sign * times
}

/** What offers used of their limits. */
export const offersUsed = ({ offers }: Pick<SaleDecision, 'offers'>): UsedNow[] =>
  usedByOffers(offers.map(offer => ({ ...offer, isByCoupon: offer.couponId !== null })))
