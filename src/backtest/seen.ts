import type { SaleDecision, SaleFacts } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
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
  buyer: Buyer
}

export type SeenRefund = {
  day: number
  sale: number
  isVoid: boolean
  lines: readonly { line: number; units: number }[]
  buyer: Buyer
}

/** What a side made of a sale, for the comparison of both. */
export type Outcome = {
  level: string | null
  usable: Readonly<Record<string, number>>
  payableCents: number
  decision: SaleDecision | null
  /** What the member got out of it: price reductions, and what the points are worth. */
  benefitCents: number
}
