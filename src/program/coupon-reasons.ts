import type { Day } from '../shared/calendar.ts'
import { type CouponRight, dayRefusalOf } from './coupons.ts'
import { type Reason, reason } from './reasons.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Why a coupon cannot be used today; null: it can. */
export function couponDayReason(right: CouponRight, on: Day): Reason | null {
  const { offer, validFrom, validThrough } = right
  const { name } = offer
  const code = dayRefusalOf(right, on)
  if (code === null) return null
  const day = { 'coupon-not-yet': validFrom, 'coupon-over': validThrough ?? '', 'coupon-blackout': on }[code]
  return reason(code, offer.offer, { name, day })
}

/** The same as a refusal, for a coupon that was asked for. */
export function couponRefusal({ offer: { name } }: CouponRight, why: Reason): Refusal {
  const { code, values } = why
  if (code === 'coupon-not-yet' || code === 'coupon-over' || code === 'coupon-blackout') return refuse(code, values)
  if (code === 'offer-not-applied') return refuse('coupon-not-now', { name, condition: values.condition ?? '' })
  if (code === 'gift-due') return refuse('coupon-gift-due', { name, sku: values.sku ?? '' })
  return refuse('coupon-takes-nothing', { name })
}
