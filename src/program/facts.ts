import type { Day } from '../shared/calendar.ts'
import type { CouponRight } from './coupons.ts'

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
  gender: 'female' | 'male' | 'other' | null
  attributes: Readonly<Record<string, unknown>>
  segments: readonly string[]
  /** The way of joining that was taken; nobody knows it of members who were imported or joined before there were ways. */
  joinedBy?: string | null
  /** What rules with a limit gave already in the periods of today, by `limitKey`. */
  used: Readonly<Record<string, Used>>
}

/** The levels of a member, one of each track, that of the first track first. */
export function levelsHeld({ level, otherLevels = {} }: Pick<MemberFacts, 'level' | 'otherLevels'>): readonly string[] {
  return [...new Set([...(level === null ? [] : [level]), ...Object.values(otherLevels)])]
}

/** A member of whom nothing is known yet but that he joined. */
export const plainMember = {
  birthday: null,
  level: null,
  hasBought: false,
  usable: {},
  measures: {},
  gender: null,
  attributes: {},
  segments: [],
  used: {},
} as const satisfies Omit<MemberFacts, 'joinedOn'>

/** How often something was given, and how many points of it. */
export type Used = { points: number; times: number }

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
  /** What the shop paid for the whole line; null where it is not known. */
  costCents: number | null
}

export type RedeemWish = { rule: string; points: number }

export type SaleFacts = {
  storeCode: string
  soldAt: Date
  soldOn: Day
  /** Minutes since local midnight. */
  soldMinute: number
  channel: string
  /** Kinds of payment; null while nobody knows how it will be paid. */
  tenders: readonly string[] | null
  promoter: string | null
  lines: readonly SaleLine[]
  redeem: readonly RedeemWish[]
  /** Coupons of the member that may be used; none where nothing is said. */
  coupons?: readonly CouponRight[]
}

/** What a line costs before the program's own reductions, in 分. */
export function netCentsOf(line: SaleLine): number {
  return line.grossCents - line.manualDiscountCents
}

/** Level prices are for what the shop sells, not for money changers such as gift cards and deposits. */
export function isSold(line: Pick<SaleLine, 'kind'>): boolean {
  return line.kind === 'goods' || line.kind === 'service'
}
