import type { Period } from '../shared/calendar.ts'
import type { Texts } from '../shared/languages.ts'
import type { CompiledGuard, CompiledOffer } from './compiled-offers.ts'
import type { Test } from './conditions.ts'
import type { Measure } from './document.ts'
import type { LineKind } from './facts.ts'

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
}

export type CompiledMultiplier = {
  rule: string
  name: Texts
  test: Test
  when: Texts | null
  timesUnits: number
  times: number
  /** Written in the ladder: every member of the level has it. */
  isOfLevel: boolean
}

export type CompiledRedeemRule = {
  rule: string
  name: Texts
  asset: string
  step: number
  centsPerStep: number
  minimum: number
  maximum: number | null
  shareBasisPoints: number
  test: Test
  when: Texts | null
}

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
