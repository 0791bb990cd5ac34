import { addPeriod, type Day, type Period } from '../shared/calendar.ts'
import type { CompiledOffer } from './compiled-offers.ts'
import type { CouponBlock } from './coupon-schema.ts'
import { must, readMoney, readPeriod } from './scalars.ts'

/** Under which terms a coupon is given and used. */
export type CompiledCoupon = {
  codes: 'personal' | 'shared' | 'batch'
  valid: { kind: 'after claim'; period: Period } | { kind: 'days'; from: Day | null; through: Day | null }
  blackout: ReadonlySet<Day>
  limits: CouponLimits
  givesBack: boolean
}

/** null: no such limit. Money is the most that all coupons together can cost, in 分. */
export type CouponLimits = {
  perMember: number | null
  perDay: number | null
  inAll: number | null
  budgetCents: number | null
}

/** A coupon that a member holds, with the offer under the terms it was claimed under. */
export type CouponRight = {
  couponId: string
  offer: CompiledOffer & { coupon: CompiledCoupon }
  validFrom: Day
  /** Included. Null: for ever. */
  validThrough: Day | null
  /** Asked for by name: it is used, or the sale is refused with the reason. */
  isWanted: boolean
}

export function compileCoupon(coupon: CouponBlock | undefined): CompiledCoupon | null {
  if (!coupon) return null
  const { codes, valid, blackout, limit, back } = coupon
  return {
    codes,
    valid:
      typeof valid === 'string'
        ? { kind: 'after claim', period: must(readPeriod(valid), 'valid is a length of time') }
        : { kind: 'days', from: valid?.from ?? null, through: valid?.through ?? null },
    blackout: new Set(blackout ?? []),
    limits: readCouponLimits(limit),
    givesBack: back !== 'never',
  }
}

export function readCouponLimits(limit: CouponBlock['limit']): CouponLimits {
  const limits: CouponLimits = { perMember: null, perDay: null, inAll: null, budgetCents: null }
  for (const text of typeof limit === 'string' ? [limit] : (limit ?? [])) {
    const match = /^(\S+) (a member|a day|in all)$/.exec(text)
    const amount = match?.[1] ?? ''
    if (/^[¥￥]/.test(amount)) limits.budgetCents = must(readMoney(amount), 'a budget is money')
    else if (match?.[2] === 'a member') limits.perMember = Number(amount)
    else if (match?.[2] === 'a day') limits.perDay = Number(amount)
    else limits.inAll = Number(amount)
  }
  return limits
}

/** The days on which a coupon claimed today can be used, both included. Thirty days end on the thirtieth day after. */
export function couponDays({ valid }: CompiledCoupon, claimedOn: Day): { from: Day; through: Day | null } {
  if (valid.kind === 'after claim') return { from: claimedOn, through: addPeriod(claimedOn, valid.period) }
  return { from: valid.from ?? claimedOn, through: valid.through }
}

/** The most that one use of an offer can cost, in 分; null where nobody can say before the receipt. */
export function mostCentsOf({ gives }: Pick<CompiledOffer, 'gives'>): number | null {
  if (gives.kind === 'off' && gives.everyCents === null) return gives.cents
  if (gives.kind === 'percent') return gives.mostCents
  if (gives.kind === 'steps') return Math.max(...gives.steps.map(({ offCents }) => offCents))
  return null
}

/** Why a coupon cannot be used on a day. */
export type CouponDayRefusal = 'coupon-not-yet' | 'coupon-over' | 'coupon-blackout'

export function dayRefusalOf({ offer, validFrom, validThrough }: CouponRight, on: Day): CouponDayRefusal | null {
  if (on < validFrom) return 'coupon-not-yet'
  if (validThrough !== null && on > validThrough) return 'coupon-over'
  return offer.coupon.blackout.has(on) ? 'coupon-blackout' : null
}

/** Of several coupons for one offer the one that was asked for is used, else the one that ends first. */
export function oneOfEachOffer(rights: readonly CouponRight[]): CouponRight[] {
  const inOrder = rights.toSorted(
    (a, b) =>
      Number(b.isWanted) - Number(a.isWanted) ||
      compareText(a.validThrough ?? '9999-12-31', b.validThrough ?? '9999-12-31') ||
      compareText(a.couponId, b.couponId),
  )
  return inOrder.filter((right, place) => inOrder.findIndex(other => other.offer.offer === right.offer.offer) === place)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
