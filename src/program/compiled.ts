import type { Period } from '../shared/calendar.ts'
import type { Texts } from '../shared/languages.ts'
import type { CompiledBenefit, CompiledWay } from './compiled-benefits.ts'
import type { CompiledGuard, CompiledOffer } from './compiled-offers.ts'
import type { Test } from './conditions.ts'
import type { Measure } from './document.ts'
import type { LineKind } from './facts.ts'
import type { Reason } from './reasons.ts'
import type { LimitPeriod } from './scalars.ts'

/** A program after compiling: closures and whole numbers, ready to decide. Made once per version and process. */
export type CompiledProgram = {
  code: string
  version: number
  name: Texts
  brand: string | null
  /** null: every store of the brand. */
  stores: readonly string[] | null
  zone: string
  assets: readonly CompiledAsset[]
  base: EarningBase
  levels: CompiledLevels | null
  redemption: readonly CompiledRedeemRule[]
  /** In the order of use. */
  offers: readonly CompiledOffer[]
  guard: CompiledGuard | null
  rewards: readonly CompiledReward[]
  benefits: readonly CompiledBenefit[]
  /** None: whoever wants to joins for nothing. */
  joining: readonly CompiledWay[]
  /** Every limit of the program: what must be known of the past before something is decided. */
  limits: readonly CompiledLimit[]
}

export type EarningBase = {
  kinds: ReadonlySet<LineKind>
  countsTax: boolean
  deductsDiscounts: boolean
  countsPaidByPoints: boolean
}

export type CompiledAsset = {
  code: string
  name: Texts
  valid: Validity
  rounding: 'down' | 'nearest' | 'up'
  debt: 'owe' | 'absorb'
  grace: Period | null
  rules: readonly CompiledEarnRule[]
  /** What something other than a purchase gives, by what happens. */
  occasions: ReadonlyMap<string, readonly CompiledEarnRule[]>
  limits: readonly CompiledLimit[]
  /** Whether rules exclude or limit each other: then each rule is counted by itself. */
  isContested: boolean
  /** Whether multipliers exclude each other. */
  hasGroups: boolean
  multipliers: readonly CompiledMultiplier[]
  usesAllMultipliers: boolean
  /** Points are counted in 1/unit points, so that every rate and multiplier is a whole number and nothing is rounded twice. */
  rateUnit: number
  timesUnit: number
  /** The largest basket that is still counted exactly: 分 before any discount, or pieces. */
  basketCentsMax: number
}

export type Validity =
  | { kind: 'never ends' }
  | { kind: 'lasts'; period: Period | null; until: 'day' | 'month' | 'quarter' | 'year' }

export type CompiledEarnRule = {
  rule: string
  name: Texts
  test: Test
  /** The condition in words; null: always. */
  when: Texts | null
  /** Whole points in 1/rateUnit for one 分, one piece or one receipt. */
  rateUnits: number
  per: 'money' | 'whole-money' | 'item' | 'receipt'
  perCents: number
  points: number
  group: string | null
  priority: number
  limits: readonly CompiledLimit[]
  /** Why it did not apply, by the word of its condition that does not hold: the same sentence every time. */
  missed: (word: string) => Reason
}

/** A bound on what a rule, or an asset over all its rules, gives. `scope` names whose count it is. */
export type CompiledLimit = { scope: string; amount: number; counts: 'points' | 'times'; period: LimitPeriod }

export type CompiledMultiplier = {
  rule: string
  name: Texts
  test: Test
  when: Texts | null
  timesUnits: number
  times: number
  /** Written in the ladder: every member of the level has it. */
  isOfLevel: boolean
  group: string | null
  priority: number
  limits: readonly CompiledLimit[]
  missed: (word: string) => Reason
}

export type CompiledRedeemRule = {
  rule: string
  name: Texts
  asset: string
  step: number
  centsPerStep: number
  /** Where the value differs by level: of each level that can use the rule. */
  centsPerStepOfLevel: Readonly<Record<string, number>> | null
  minimum: number
  maximum: number | null
  shareBasisPoints: number
  test: Test
  when: Texts | null
}

/** Points for something given, away from any receipt. */
export type CompiledReward = {
  rule: string
  name: Texts
  asset: string
  points: number
  gives: Gift
  limits: readonly CompiledLimit[]
  test: Test
  when: Texts | null
}

export type Gift =
  | { kind: 'goods'; sku: string }
  | { kind: 'coupon'; offer: string }
  | { kind: 'asset'; asset: string; points: number }
  | { kind: 'level-up' }

export type CompiledLevels = {
  track: string
  window: Window
  review: Review
  grace: Period | null
  fallsOneStep: boolean
  /** From the lowest to the highest. */
  ladder: readonly CompiledLevel[]
  measures: readonly Measure[]
}

export type Window =
  | { kind: 'rolling'; period: Period }
  | { kind: 'calendar year' }
  | { kind: 'year since joining' }
  | { kind: 'since joining' }
export type Review = 'yearly' | 'every 1 January' | 'monthly' | 'daily' | 'never'

export type CompiledLevel = {
  level: string
  name: Texts
  from: readonly { measure: Measure; value: number }[]
  discount: { basisPoints: number; test: Test; when: Texts | null } | null
  benefits: readonly Texts[]
}
