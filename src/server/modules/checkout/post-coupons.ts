import {
  type CompiledProgram,
  type Reason,
  reason,
  type SaleDecision,
  type UsedNow,
  usedByOffers,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import { invariant } from '../../platform/errors.ts'
import { type Coupon, captureCoupon, giveBackCoupon, releaseCoupon } from '../coupons/index.ts'
import { couponsOfHold } from './coupon-wishes.ts'
import { type Effect, effect } from './effects.ts'
import type { LineReturn } from './receipt.ts'
import type { StoredReceipt } from './receipt-store.ts'
import type { World } from './world.ts'

type Settled = { decision: SaleDecision; memberId: number; receiptId: string; holdId: string | null }

/** Uses up the coupons of a decided sale; what its hold had set aside besides is free again. */
export function spendCoupons(world: World, { decision, memberId, receiptId, holdId }: Settled): void {
  for (const { couponId, offCents } of decision.offers) {
    if (couponId === null) continue
    captureCoupon(couponOf(world, memberId, couponId), { receiptId, usedAt: world.now, offCents })
  }
  if (holdId === null) return
  for (const coupon of couponsOfHold(world, { memberId, holdId })) releaseCoupon(coupon)
}

export function couponOf(world: World, memberId: number, couponId: string): Coupon {
  const coupon = world.coupons.get(memberId)?.find(candidate => candidate.couponId === couponId)
  invariant(coupon, 'a decision uses coupons that were read')
  return coupon
}

/** Counts what offers used of their limits, on the day of the sale. */
export function countOfferLimits(
  world: World,
  { offers }: SaleDecision,
  question: { memberId: number; program: CompiledProgram; on: Day },
): void {
  if (offers.length > 0)
    world.limits.add(
      question,
      usedByOffers(offers.map(offer => ({ ...offer, isByCoupon: offer.couponId !== null }))),
      1,
    )
}

/** What the offers of a receipt used of limits, as it was recorded. */
export function limitsUsedByOffers({ otherEffects }: StoredReceipt): UsedNow[] {
  return usedByOffers(
    otherEffects.flatMap(({ kind, amountCents, reasons }) => {
      const offer = kind === 'offer' ? reasons[0]?.rule : null
      if (!offer) return []
      const isByCoupon = reasons.some(({ code }) => code === 'coupon-used')
      return [{ offer, offCents: amountCents ?? 0, isByCoupon }]
    }),
  )
}

/** What the offers of a receipt took off, for their figures; a receipt that never happened takes it out again. */
export function noteOffers(world: World, receipt: StoredReceipt, times: 1 | -1): void {
  const { programCode, businessOn } = receipt
  if (programCode === null) return
  for (const { kind, amountCents, reasons } of receipt.otherEffects) {
    const offerCode = kind === 'offer' ? reasons[0]?.rule : null
    if (!offerCode) continue
    world.written.offers.push({ businessOn, programCode, offerCode, uses: times, offCents: times * (amountCents ?? 0) })
  }
}

export function usedCoupons(receipt: StoredReceipt): boolean {
  return receipt.otherEffects.some(({ reasons }) => reasons.some(({ code }) => code === 'coupon-used'))
}

/** Gives coupons back where the whole receipt came back and their terms and days allow it; says what became of each. */
export function giveBackCoupons(
  world: World,
  receipt: StoredReceipt,
  { program, isVoid }: { program: CompiledProgram; isVoid: boolean },
): Effect[] {
  if (!usedCoupons(receipt)) return []
  const coupons = (world.coupons.get(receipt.memberId) ?? []).filter(coupon => coupon.receiptId === receipt.receiptId)
  return coupons.map(coupon => effect('coupon', { reasons: [fateOf(world, coupon, { receipt, program, isVoid })] }))
}

type Returning = { receipt: StoredReceipt; program: CompiledProgram; isVoid: boolean }

function fateOf(world: World, coupon: Coupon, { receipt, program, isVoid }: Returning): Reason {
  const terms = world.programOf(coupon.programCode, coupon.programVersion) ?? program
  const offer = terms.offers.find(candidate => candidate.offer === coupon.offerCode)
  const { offerCode } = coupon
  const name = offer?.name ?? offerCode
  if (receipt.state === 'partly-refunded') return reason('coupon-stays-used', offerCode, { name })
  const today = dayOf(world.now, world.zone)
  const fate = giveBackCoupon(coupon, { today, givesBack: offer?.coupon?.givesBack ?? true, isVoid })
  return reason(fate, offerCode, { name })
}

/** Money back is what was paid for the goods: an offer that had lain on them goes with them. */
export function offerReversed({ lineNumber, offerCents, refundCents }: LineReturn): Effect[] {
  if (offerCents === 0) return []
  const values = { lineNumber, offCents: offerCents, refundCents }
  return [effect('offer', { amountCents: -offerCents, reasons: [reason('refund-of-offer', null, values)] })]
}
