/** What the model keeps of points, and what it expects to find in the journal. */

export type Lot = {
  number: number
  granted: number
  remaining: number
  held: number
  endsAtMs: number | null
  /** Null: at once. */
  usableFromMs: number | null
  /** Where it ends by inactivity: the last day that kept it. */
  keptOn: string | null
}

export type Hold = {
  holdId: string
  points: number
  endsAtMs: number
  state: 'open' | 'captured' | 'released'
  parts: { lot: number; points: number }[]
}

export type Entry = {
  version: number
  kind:
    | 'earn'
    | 'redeem'
    | 'take-back'
    | 'give-back'
    | 'expire'
    | 'settle-debt'
    | 'adjust'
    | 'transfer-out'
    | 'transfer-in'
  amount: number
  postedAfter: number
  debtChange: number
  shortfall: number
  lapsed: number
  /** Microseconds since 1970. */
  postedMicros: number
  reverses: number | null
  moves: { lot: number; points: number }[]
}

/** First to end first, never-ending ones last, older before newer. */
export function byEnd(a: Lot, b: Lot): number {
  return (a.endsAtMs ?? Infinity) === (b.endsAtMs ?? Infinity)
    ? a.number - b.number
    : (a.endsAtMs ?? Infinity) - (b.endsAtMs ?? Infinity)
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
