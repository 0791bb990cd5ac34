import { allocate } from '../shared/money.ts'
import type { CompiledLimit } from './compiled.ts'
import type { CompiledOffer } from './compiled-offers.ts'
import type { MemberFacts } from './facts.ts'
import { leftOf, limitText, offerScope, type UsedNow } from './limits.ts'
import type { Reduction } from './offer-effects.ts'
import { type Reason, reason } from './reasons.ts'

/** What its limits leave of an offer: at most `cents`, in 分, by the limit that binds first. */
export type OfferRoom = { cents: number; limit: CompiledLimit }

/** null: nothing bounds it on this receipt. An offer counts once on a receipt, however many pieces it is about. */
export function roomOfOffer({ limits }: CompiledOffer, { used }: Pick<MemberFacts, 'used'>): OfferRoom | null {
  let room: OfferRoom | null = null
  for (const limit of limits) {
    const left = leftOf(limit, used)
    if (left === 0) return { cents: 0, limit }
    if (limit.counts === 'points' && (room === null || left < room.cents)) room = { cents: left, limit }
  }
  return room
}

/** A reduction as far as the room goes: line by line in proportion, so that the parts still sum to the whole. */
export function withinRoom(reduction: Reduction, room: OfferRoom | null): Reduction {
  if (room === null || reduction.offCents <= room.cents) return reduction
  return { ...reduction, offCents: room.cents, perLine: allocate(room.cents, reduction.perLine), isLimited: true }
}

/** Why an offer whose conditions hold does nothing: what its limit is, and that nothing of it is left. */
export function limitFullReason({ offer, name }: CompiledOffer, { limit }: OfferRoom): Reason {
  return reason('offer-limit-full', offer, { name, limit: limitText(limit) })
}

/** Said where the limit took something away from the member. */
export function limitCutReason({ offer, name }: CompiledOffer, room: OfferRoom): Reason {
  return reason('offer-limit-cut', offer, { name, limit: limitText(room.limit), leftCents: room.cents })
}

type Taken = { offer: string; offCents: number; isByCoupon: boolean }

/** What offers used of limits; those that coupons brought have the limits of their coupons. */
export function usedByOffers(offers: readonly Taken[]): UsedNow[] {
  return offers
    .filter(({ offCents, isByCoupon }) => offCents > 0 && !isByCoupon)
    .map(({ offer, offCents }) => ({ scope: offerScope(offer), points: offCents, times: 1 }))
}
