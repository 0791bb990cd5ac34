import { rules } from '../program.ts'
import type { ClaimRequest, IssueRequest } from '../requests.ts'
import { couponOffer } from './coupon-book.ts'
import { dayAt, daysLater } from './days.ts'
import { textOf } from './json.ts'
import type { Expected, Scene, ShopState } from './state.ts'

/** A coupon comes to a member: by a code for everybody, by one that belongs to a member, or from the shop itself. */
export function giveCoupon(shop: ShopState, request: ClaimRequest | IssueRequest, { nowMs, answer }: Scene): Expected {
  const found = shop.memberByNumber(request.memberNumber)
  if (!found) return { refusals: ['members/not-found', 'members/number-mistyped'] }
  const { card } = found
  if (request.kind === 'claim') {
    const known = shop.coupons.byCode(request.code)
    if (known) {
      if (known.card !== card) return { refusals: ['coupons/code-of-another'] }
      return { status: 200, body: { couponId: known.couponId, offer: known.offer, code: known.code } }
    }
  }
  const offer =
    request.kind === 'issue' ? request.offer : rules.coupons.find(({ shared }) => shared === request.code)?.offer
  if (!offer) return { refusals: ['coupons/unknown-code'] }
  const today = dayAt(nowMs)
  const refusals = shop.coupons.refusalsOf(offer, { card, today })
  if (refusals.length > 0) return { refusals }
  const { days, shared } = couponOffer(offer)
  const validThrough = days === null ? null : daysLater(today, days)
  const code = shared === null ? textOf(answer, 'code') : null
  shop.coupons.give({ couponId: textOf(answer, 'couponId'), card, offer, code, validFrom: today, validThrough })
  const told = { offer, validFrom: today, validThrough, state: 'open', usedAt: null, offCents: null, receiptId: null }
  return { status: 201, body: { ...told, code } }
}
