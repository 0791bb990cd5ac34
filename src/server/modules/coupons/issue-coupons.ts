import { randomBytes } from 'node:crypto'
import { type CompiledCoupon, type CompiledOffer, couponDays, mostCentsOf } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { insertPersonalCodes } from './code-store.ts'
import { codeBytes, couponCode } from './coupon-code.ts'
import { insertCoupons, type NewCoupon } from './coupon-store.ts'
import { couponErrors } from './errors.ts'
import { countForMembers, countInAll } from './tally-store.ts'

/** An offer that needs a coupon, in the version that is in force. */
export type CouponOffer = {
  programCode: string
  programVersion: number
  offer: CompiledOffer & { coupon: CompiledCoupon }
}

export type Issuing = {
  offered: CouponOffer
  memberIds: readonly number[]
  source: NewCoupon['source']
  now: Date
  zone: string
  /** How a member is found to have a code; null: the coupon gets one of its own where the offer says so. */
  code?: string | null
}

/**
 * Gives one coupon to each of several members. A member who had all that the limit allows gets none and is missing in
 * the answer; what the day or the budget does not allow for all of them is refused for all.
 * @returns the coupons that were given
 * @throws coupons/over, coupons/limit-of-day, coupons/limit-in-all
 */
export async function issueCoupons(tx: Transaction, issuing: Issuing): Promise<NewCoupon[]> {
  const { offered, now, zone, source } = issuing
  const { programCode, programVersion, offer } = offered
  const today = dayOf(now, zone)
  const { from, through } = couponDays(offer.coupon, today)
  if (through !== null && through < today) throw couponErrors.make('over', { day: through })
  const key = { programCode, offerCode: offer.offer }
  const { perMember } = offer.coupon.limits
  const admitted = await countForMembers(tx, key, { memberIds: [...new Set(issuing.memberIds)], limit: perMember })
  if (admitted.size === 0) return []
  await countAll(tx, offered, { count: admitted.size, today })
  const hasOwnCode = offer.coupon.codes === 'personal'
  const coupons = [...admitted].map(memberId => ({
    memberId,
    couponId: newId(now),
    programCode,
    programVersion,
    offerCode: offer.offer,
    code: hasOwnCode ? couponCode(randomBytes(codeBytes)) : (issuing.code ?? null),
    claimedAt: now,
    validFrom: from,
    validThrough: through,
    source,
  }))
  await insertCoupons(tx, coupons)
  if (hasOwnCode) {
    const codes = coupons.flatMap(({ code, memberId, couponId }) =>
      code === null ? [] : [{ code, memberId, couponId }],
    )
    await insertPersonalCodes(tx, key, { codes, madeAt: now })
  }
  return coupons
}

/** The whole before the day: everybody counts in the same order, so that nobody waits in a circle. */
async function countAll(
  tx: Transaction,
  { programCode, offer }: CouponOffer,
  { count, today }: { count: number; today: string },
): Promise<void> {
  const { inAll, perDay, budgetCents } = offer.coupon.limits
  const key = { programCode, offerCode: offer.offer }
  const promisedCents = count * (mostCentsOf(offer) ?? 0)
  const whole = { period: 'in all' as const, count, limit: inAll, promisedCents, budgetCents }
  if ((inAll !== null || budgetCents !== null) && !(await countInAll(tx, key, whole)))
    throw couponErrors.make('limit-in-all')
  const day = { period: today, count, limit: perDay, promisedCents, budgetCents: null }
  if (perDay !== null && !(await countInAll(tx, key, day))) throw couponErrors.make('limit-of-day', { limit: perDay })
}
