import type { MemberFacts, SaleFacts, SaleLine } from '../program/index.ts'
import type { BroughtCoupon } from './coupon-rights.ts'
import type { LimitPeriodAt } from './limit-rooms.ts'
import type { TrackState } from './track-state.ts'

/** A program as a side of the comparison: its text, and where its receipts are made. */
export type ProgramSource = {
  document: string
  version: number
}

/**
 * How members use their points, the one thing that no receipt tells: so many of them ever redeem, and at each purchase
 * they use so much of what they could. An assumption, never a forecast; both in per cent.
 */
export type Behaviour = { membersPercent: number; usedPercent: number }

/** What a back-test assumes, with less and more beside it. */
export type Assumption = { low: Behaviour; base: Behaviour; high: Behaviour }

/** Goods as receipts name them: everything of a line that repeats. */
export type Goods = Pick<SaleLine, 'sku' | 'class' | 'brand' | 'kind' | 'isWeighed'>

/** Where and how something was sold: everything of a receipt that repeats. */
export type Place = Pick<SaleFacts, 'storeCode' | 'channel' | 'tenders' | 'promoter'> & {
  /** Whether today's program and the draft rule that store. */
  isRuledByLive: boolean
  isRuledByDraft: boolean
}

/** Everything of a member that repeats. */
export type Profile = Pick<MemberFacts, 'gender' | 'attributes' | 'segments' | 'joinedBy'>

/** Members in columns, in the order of their ids. */
export type MemberColumns = {
  ids: Float64Array
  joinedOn: Int32Array
  /** `unknownDay` where nobody knows it. */
  birthdays: Int32Array
  profiles: Uint32Array
}

export const unknownDay = -0x8000_0000

/** What members hold when the replay begins, in columns; members are places in MemberColumns. */
export type Opening = {
  /** `usableOn`: 0 where they can be used at once. `isIdle`: they end by inactivity, as today's program says. */
  lots: {
    member: Int32Array
    asset: Uint8Array
    expiry: Int32Array
    usableOn: Int32Array
    isIdle: Uint8Array
    points: Float64Array
  }
  debts: { member: Int32Array; asset: Uint8Array; points: Float64Array }
  levels: { member: Int32Array; level: Uint8Array; reviewOn: Int32Array; graceThrough: Int32Array }
  /** What members used of limits in the periods of today; `limit` counts `limitPeriods`. Budgets are of nobody. */
  limits: { member: Int32Array; limit: Uint16Array; points: Float64Array; times: Int32Array }
  budgets: readonly { limit: number; points: number; times: number }[]
  days: { member: Int32Array; day: Int32Array; spend: Float64Array; visits: Int32Array; points: Float64Array }
  /** What is given once and was given already. */
  given: readonly { member: number; benefit: string; period: string }[]
  /** Where levels are more than one of a ladder: states with their locks and grants, and what else days count. */
  states: readonly { member: number; state: TrackState }[]
  measures: readonly { member: number; day: number; measure: string; amount: number }[]
  /** The words that the columns above count. */
  assets: readonly string[]
  levelCodes: readonly string[]
  limitPeriods: readonly LimitPeriodAt[]
}

/** What is assumed of gifts and coupons that are issued: of 100 so many are used; and what goods cost, in 分, by SKU. */
export type GiftAssumption = {
  usedPercent: { low: number; base: number; high: number }
  goodsCents: Readonly<Record<string, number>>
}

/** Everything that the threads of a back-test know before the first receipt. */
export type BacktestPlan = {
  zone: string
  live: ProgramSource
  draft: ProgramSource
  /** The days that are told of, as numbers. What lies before is replayed under today's program and told as the opening. */
  from: number
  through: number
  /** So many days later than recorded do receipts happen; whole weeks. */
  shiftDays: number
  assumption: Assumption
  gifts: GiftAssumption
  /** So many days after a sale the activity is reported that its points wait for, where they wait for one. */
  waitDays: number
  /** Low and high are computed for one member in so many. */
  bandEvery: number
  members: MemberColumns
  opening: Opening | null
  /** Whether levels were given by hand: then they are kept member by member. */
  hasLevelsByHand?: boolean
  threads: number
}

/** Words that a chunk is the first to use; each list goes on where the last one ended. */
export type NewWords = {
  goods: readonly Goods[]
  places: readonly Place[]
  profiles: readonly Profile[]
  /** The coupons that one receipt used, together. */
  coupons: readonly (readonly BroughtCoupon[])[]
  /** Codes of activities. */
  activities: readonly string[]
  /** Codes of the points that were moved by hand. */
  assets: readonly string[]
  /** Codes of the levels that were given by hand. */
  levels: readonly string[]
}

export const noWords: NewWords = {
  goods: [],
  places: [],
  profiles: [],
  coupons: [],
  activities: [],
  assets: [],
  levels: [],
}
