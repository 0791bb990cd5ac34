import type { CompiledProgram, Occasion, SaleDecision, SaleFacts } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import type { LevelRow, MovementRow } from './chunk.ts'
import type { BroughtCoupon } from './coupon-rights.ts'
import type { Place, Profile } from './plan.ts'

/** The words that the columns of all sides count: kinds of points, and levels, of every program that takes part. */
export type Codes = { assets: readonly string[]; levels: readonly string[] }

/** A member at a receipt: his place in this thread, and what never changes. */
export type Buyer = { member: number; memberId: number; joinedOn: Day; birthday: Day | null; profile: Profile }

export type SeenSale = {
  /** Without wishes: those are the side's own assumption. */
  facts: SaleFacts
  place: Place
  day: number
  sale: number
  comesBack: number
  /** What it used when it was recorded. */
  coupons: readonly BroughtCoupon[]
  buyer: Buyer
}

export type SeenRefund = {
  day: number
  sale: number
  isVoid: boolean
  lines: readonly { line: number; units: number }[]
  buyer: Buyer
}

/** Something that a member did besides buying. */
export type SeenActivity = { occasion: Occasion; place: Place; day: number; buyer: Buyer }

/** Points that were added, taken or given away by hand. */
export type SeenMovement = Pick<MovementRow, 'day' | 'points' | 'expiry' | 'isIdle' | 'isTransfer'> & {
  asset: string
  buyer: Buyer
}

/** What staff did to a level. */
export type SeenLevel = Pick<LevelRow, 'day' | 'deed' | 'through'> & { level: string; buyer: Buyer }

/** What a side made of a sale, for the comparison of both; null where no program ruled it. */
export type Outcome = {
  level: string | null
  payableCents: number
  program: CompiledProgram | null
  decision: SaleDecision | null
}
