import type { Day, Period } from '../shared/calendar.ts'
import type { Texts } from '../shared/languages.ts'
import type { CompiledBenefit, CompiledWay } from './compiled-benefits.ts'
import type { CompiledGuard, CompiledOffer } from './compiled-offers.ts'
import type { Test } from './conditions.ts'
import type { LineKind } from './facts.ts'
import type { Reason } from './reasons.ts'
import type { Fraction, LimitPeriod } from './scalars.ts'
import type { CountedGoods } from './threshold-schema.ts'

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
  /** The tracks of levels, each with its ladder; none where the program has no levels. */
  tracks: readonly CompiledLevels[]
  /** What the tracks count of certain goods only. */
  goodsMeasures: readonly GoodsMeasure[]
  redemption: readonly CompiledRedeemRule[]
  /** In the order of use. */
  offers: readonly CompiledOffer[]
  /** Those of them that need no coupon. */
  openOffers: readonly CompiledOffer[]
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
  /** When the points of a receipt can be used; null: at once. */
  pending: Pending | null
  rounding: 'down' | 'nearest' | 'up'
  debt: 'owe' | 'absorb'
  grace: Period | null
  /** How much a member may give to others; null: nothing. */
  transfer: CompiledLimit | null
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
  | { kind: 'each'; period: Period | null; monthDay: string }
  | { kind: 'through'; lastDay: Day }
  | { kind: 'inactive'; period: Period; keptBy: readonly string[] }

export type Pending = { kind: 'for'; period: Period } | { kind: 'until'; activity: string }

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

/** A bound on what a rule, an offer, or an asset over all its rules gives. `scope` names whose count it is. */
export type CompiledLimit = {
  scope: string
  amount: number
  counts: 'points' | 'times'
  period: LimitPeriod
  /** Of offers: what is counted under points are the 分 taken off. */
  isMoney?: boolean
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
  | LevelUp

/** One level up in the first track: at most to a level, and for so long; null: to the highest, as that level is reviewed. */
export type LevelUp = { kind: 'level-up'; upTo: string | null; kept: Period | null }

/** One track: a family of levels, of which each member has one. */
export type CompiledLevels = {
  track: string
  window: Window
  review: Review
  risesAtReview: boolean
  grace: Period | null
  fallsOneStep: boolean
  /** From the lowest to the highest. */
  ladder: readonly CompiledLevel[]
  /** Everything that the thresholds count, each once. A score is not among them: its parts are. */
  gauges: readonly Gauge[]
  /** Of each level that only other versions have: its name, and the level that stands for it here. */
  standIns: ReadonlyMap<string, { name: Texts; level: string }>
}

export type Window =
  | { kind: 'rolling'; period: Period }
  | { kind: 'calendar month' }
  | { kind: 'last full month' }
  | { kind: 'calendar quarter' }
  | { kind: 'calendar year' }
  | { kind: 'year since joining' }
  | { kind: 'since joining' }
export type Review = 'yearly' | 'every 1 January' | 'monthly' | 'daily' | 'never'

/** Something that is counted over a window. */
export type Gauge = {
  /** What its amount is called among the measures of a track: just the measure where it counts over the track's own window. */
  key: string
  /** What the counts of each day keep it under: a measure of every receipt, of certain goods, an activity, active-months or score. */
  measure: string
  name: Texts
  isMoney: boolean
  window: Window
  /** What a score is made of, exactly; empty for all else. */
  parts: readonly { gauge: Gauge; weight: Fraction }[]
}

export type Need = { kind: 'reach'; gauge: Gauge; value: number } | { kind: 'all' | 'any'; needs: readonly Need[] }

/** A measure that counts only some goods: how it is kept, and which goods they are. */
export type GoodsMeasure = { measure: string; counts: 'net-spend' | 'visits'; goods: CountedGoods }

export type Granted =
  | { by: 'invitation'; kept: Period | null }
  | { by: 'event'; event: string; kept: Period | null }
  | { by: 'goods'; sku: readonly string[]; kept: Period | null }

export type CompiledLevel = {
  level: string
  name: Texts
  /** Null: the lowest, or one that is only granted. */
  need: Need | null
  granted: Granted | null
  /** Its own, before that of the track. */
  review: Review
  discount: { basisPoints: number; test: Test; when: Texts | null } | null
  benefits: readonly Texts[]
}
