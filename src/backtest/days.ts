import type { Day } from '../shared/calendar.ts'

const dayMs = 86_400_000
const texts = new Map<number, Day>()

/** A later day than any that occurs: points that never end, a review that never comes. */
export const never = 0x7fff_ffff

/** Days since 1 January 1970, as columns hold them. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

/** The day as the program language writes it. A back-test asks for the same few thousand days again and again. */
export function dayText(number: number): Day {
  let text = texts.get(number)
  if (text === undefined) {
    text = new Date(number * dayMs).toISOString().slice(0, 10)
    texts.set(number, text)
  }
  return text
}

/** The months of a period and which of them each day belongs to. Months count from 1; 0 is whatever lies before. */
export class Months {
  readonly names: readonly string[]
  readonly count: number
  readonly #from: number
  readonly #indexes: Uint16Array

  constructor(from: number, through: number) {
    const names: string[] = []
    this.#from = from
    this.#indexes = new Uint16Array(Math.max(through - from + 1, 0))
    for (let day = from; day <= through; day++) {
      const name = dayText(day).slice(0, 7)
      if (names.at(-1) !== name) names.push(name)
      this.#indexes[day - from] = names.length
    }
    this.names = names
    this.count = names.length + 1
  }

  /** A day after the period belongs to its last month: nothing is told of later ones. */
  indexOf(day: number): number {
    if (day < this.#from) return 0
    return this.#indexes[day - this.#from] ?? this.count - 1
  }
}
