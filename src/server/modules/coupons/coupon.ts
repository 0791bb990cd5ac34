import type { CompiledProgram, CouponRight } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'

/** A coupon as its row says; checkouts change it in memory, and the batch writes what changed. */
export type Coupon = {
  memberId: number
  couponId: string
  programCode: string
  programVersion: number
  offerCode: string
  code: string | null
  claimedAt: Date
  validFrom: Day
  /** Included. Null: for ever. */
  validThrough: Day | null
  state: 'open' | 'used' | 'cancelled'
  holdId: string | null
  heldUntil: Date | null
  receiptId: string | null
  usedAt: Date | null
  offCents: number | null
  /** What the row says, so that a change that somebody else made meanwhile is noticed. */
  stateBefore: 'open' | 'used' | 'cancelled'
  isChanged: boolean
}

export type Use = { receiptId: string; usedAt: Date; offCents: number }

/** Whether nobody else has set it aside. */
export function isFree({ state, holdId, heldUntil }: Coupon, now: Date, ownHold: string | null): boolean {
  return state === 'open' && (holdId === null || holdId === ownHold || heldUntil === null || heldUntil <= now)
}

/** The offer that a coupon is a right to, under the terms it was claimed under. */
export function rightOf(coupon: Coupon, program: CompiledProgram | undefined, isWanted: boolean): CouponRight | null {
  const offer = program?.offers.find(candidate => candidate.offer === coupon.offerCode)
  if (!offer?.coupon) return null
  const { couponId, validFrom, validThrough } = coupon
  return { couponId, offer: { ...offer, coupon: offer.coupon }, validFrom, validThrough, isWanted }
}

export function holdCoupon(coupon: Coupon, { holdId, until }: { holdId: string; until: Date }): void {
  Object.assign(coupon, { holdId, heldUntil: until, isChanged: true })
}

export function releaseCoupon(coupon: Coupon): void {
  Object.assign(coupon, { holdId: null, heldUntil: null, isChanged: true })
}

export function captureCoupon(coupon: Coupon, use: Use): void {
  releaseCoupon(coupon)
  Object.assign(coupon, { state: 'used', ...use })
}

/** What became of a coupon when its whole receipt came back. */
export type GivenBack = 'coupon-given-back' | 'coupon-ended-meanwhile' | 'coupon-not-given-back'

/** A void says that the sale never was: its coupon comes back even where a refund would keep it. */
export function giveBackCoupon(
  coupon: Coupon,
  { today, givesBack, isVoid }: { today: Day; givesBack: boolean; isVoid: boolean },
): GivenBack {
  if (!givesBack && !isVoid) return 'coupon-not-given-back'
  if (coupon.validThrough !== null && coupon.validThrough < today) return 'coupon-ended-meanwhile'
  Object.assign(coupon, { state: 'open', receiptId: null, usedAt: null, offCents: null, isChanged: true })
  return 'coupon-given-back'
}
