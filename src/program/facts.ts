import type { Day } from '../shared/calendar.ts'

/** What a decision may know of a member. Balances and measures are as of the moment before the receipt. */
export type MemberFacts = {
  joinedOn: Day
  /** With the year of birth, or null. */
  birthday: Day | null
  /** The level in the program's first track; null where the program has none. */
  level: string | null
  /** The levels in its further tracks, by track. */
  otherLevels?: Readonly<Record<string, string>>
  hasBought: boolean
  /** Points that can be used now, by asset. */
  usable: Readonly<Record<string, number>>
  /** What the level windows hold before this receipt: 分, points or receipts. */
  measures: Readonly<Record<string, number>>
}

export type LineKind = 'goods' | 'service' | 'shipping' | 'tip' | 'gift-card' | 'deposit'

export type SaleLine = {
  sku: string
  class: string | null
  brand: string | null
  kind: LineKind
  /** Pieces, or grams for weighed goods. */
  units: number
  isWeighed: boolean
  grossCents: number
  manualDiscountCents: number
  /** Tax contained in the price, for the whole line. */
  taxCents: number
}

export type RedeemWish = { rule: string; points: number }

export type SaleFacts = {
  storeCode: string
  soldAt: Date
  soldOn: Day
  /** Minutes since local midnight. */
  soldMinute: number
  lines: readonly SaleLine[]
  redeem: readonly RedeemWish[]
}
