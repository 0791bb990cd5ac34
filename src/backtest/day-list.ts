import type { CompiledLevels, Measures } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import type { DayChange } from './day-buckets.ts'
import { dayText } from './days.ts'

type CountedDay = { day: number; amounts: Record<string, number> }

export type DayAmounts = DayChange & { others: Readonly<Record<string, number>> }

/** What one member did per day, of every measure that any program has: for programs that count more than the usual. */
export class DayList {
  readonly #days: CountedDay[] = []
  visits = 0
  #lastDay: number | null = null

  /** The last day with a purchase, or with points: other activities put off nothing. */
  get lastOn(): Day | null {
    return this.#lastDay === null ? null : dayText(this.#lastDay)
  }

  add(day: number, { spendCents, points, visits, others }: DayAmounts): void {
    const { amounts } = this.#at(day)
    this.visits += visits
    if (spendCents !== 0 || points !== 0 || visits !== 0) this.#lastDay = Math.max(this.#lastDay ?? day, day)
    addTo(amounts, 'net-spend', spendCents)
    addTo(amounts, 'points-earned', points)
    addTo(amounts, 'visits', visits)
    for (const measure of Object.keys(others)) addTo(amounts, measure, others[measure] ?? 0)
  }

  /** The row of a day: nearly always the last one, or a new one after it. */
  #at(day: number): CountedDay {
    let place = this.#days.length
    while (place > 0 && (this.#days[place - 1]?.day ?? 0) > day) place -= 1
    const known = this.#days[place - 1]
    if (known?.day === day) return known
    const added = { day, amounts: {} }
    this.#days.splice(place, 0, added)
    return added
  }

  /** What each gauge of a track holds within its days. */
  measures(
    { gauges }: CompiledLevels,
    spanOf: (window: CompiledLevels['window']) => { from: number; through: number },
  ): Measures {
    const measures: Record<string, number> = {}
    for (const { key, measure, window } of gauges) {
      const span = spanOf(window)
      measures[key] = measure === 'active-months' ? this.#activeMonths(span) : this.#sum(measure, span)
    }
    return measures
  }

  #sum(measure: string, { from, through }: { from: number; through: number }): number {
    let sum = 0
    for (const { day, amounts } of this.#days) if (day >= from && day <= through) sum += amounts[measure] ?? 0
    return sum
  }

  /** A month is active as long as one receipt of it is left. */
  #activeMonths({ from, through }: { from: number; through: number }): number {
    const visits: Record<string, number> = {}
    for (const { day, amounts } of this.#days)
      if (day >= from && day <= through) addTo(visits, dayText(day).slice(0, 7), amounts.visits ?? 0)
    return Object.values(visits).filter(count => count > 0).length
  }
}

function addTo(amounts: Record<string, number>, measure: string, amount: number): void {
  amounts[measure] = (amounts[measure] ?? 0) + amount
}
