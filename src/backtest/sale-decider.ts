import {
  type CompiledProgram,
  decideSale,
  type MemberFacts,
  type Refusal,
  type SaleDecision,
  type WishOf,
} from '../program/index.ts'
import { isRedeemer, wishesFor } from './behaviour.ts'
import { couponGone, decideWithCoupons, isOfCoupon, rightsUnder } from './coupon-rights.ts'
import type { Behaviour } from './plan.ts'
import type { SeenSale } from './seen.ts'
import type { Counter } from './tally.ts'

type Parts = {
  behaviour: Behaviour
  counter: Counter
  /** Coupons are told of from this day on. */
  from: number
  /** What the member of the sale can use, by asset. */
  usable: Readonly<Record<string, number>>
}

/** Decides sales as at the till, with what members are assumed to wish and the coupons that they used then. */
export class SaleDecider {
  readonly #parts: Parts
  readonly #wishOf: WishOf
  /** Why the wish of the decision that was made last was refused. */
  #wishRefused: string | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#wishOf = choices => wishesFor(choices, parts.usable, parts.behaviour)
  }

  /** @returns null where the program refuses the sale */
  decide(program: CompiledProgram, member: MemberFacts, seen: SeenSale): SaleDecision | null {
    const decided =
      seen.coupons.length > 0 ? this.#withCoupons(program, member, seen) : this.#withWishes(program, member, seen)
    // Once a receipt, however often coupons let it be decided.
    if (this.#wishRefused !== null) this.#parts.counter.refused(this.#wishRefused)
    return 'refusal' in decided ? null : decided
  }

  /** Who redeems is told what is possible; where his wish is refused he buys without it. */
  #withWishes(program: CompiledProgram, member: MemberFacts, { facts, buyer }: SeenSale): SaleDecision | Refusal {
    this.#wishRefused = null
    const isAsked = program.redemption.length > 0 && isRedeemer(buyer.memberId, this.#parts.behaviour)
    const decision = decideSale(program, member, facts, isAsked ? this.#wishOf : null)
    if (!('refusal' in decision) || isOfCoupon(decision)) return decision
    this.#wishRefused = decision.refusal
    return isAsked ? decideSale(program, member, facts) : decision
  }

  /** With the coupons that were used then, as far as the program takes them; what it refuses is counted. */
  #withCoupons(program: CompiledProgram, member: MemberFacts, seen: SeenSale): SaleDecision | Refusal {
    const { facts, coupons, day } = seen
    const rights = rightsUnder(program, coupons, day)
    const { decision, refused } = decideWithCoupons(rights, allowed => {
      facts.coupons = allowed
      return this.#withWishes(program, member, seen)
    })
    if (day < this.#parts.from || 'refusal' in decision) return decision
    const gone = coupons.slice(rights.length).map(() => couponGone)
    const used = decision.offers.filter(({ couponId }) => couponId !== null)
    const offCents = used.reduce((sum, offer) => sum + offer.offCents, 0)
    this.#parts.counter.coupons({ used: used.length, offCents, refused: [...gone, ...refused] })
    return decision
  }
}
