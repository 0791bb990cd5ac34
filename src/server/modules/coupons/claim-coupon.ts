import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { countOne, type Limit, secondsUntilNext } from '../../platform/rate-limit.ts'
import type { Attempt } from '../refusals/index.ts'
import { type CodeRow, findCode, takeCode } from './code-store.ts'
import { isMistyped, normalCode } from './coupon-code.ts'
import { findCoupon } from './coupon-store.ts'
import { couponErrors } from './errors.ts'
import { type CouponOffer, issueCoupons } from './issue-coupons.ts'
import type { OfferKey } from './tally-store.ts'

/** How the answer to a code that is nobody's can be told from all others. */
export const unknownCode = 'coupons/unknown-code'

const hourMs = 3_600_000
/** People mistype; nobody holds so many unknown codes in an hour. Of 2^80 codes nobody finds one in such steps. */
export const unknownCodesPerHourMax = 30

type Parts = Pick<Context, 'db' | 'clock' | 'cipher'>

/**
 * Runs a claim. Codes that are nobody's count for whoever sends them; who has sent too many is refused whatever code
 * comes next, so that the refusal itself tells nothing.
 * @throws coupons/too-many-unknown-codes
 */
export async function watchUnknownCodes<Result>(
  parts: Parts,
  caller: Caller,
  work: () => Promise<{ result: Result; isUnknown: boolean }>,
): Promise<Result> {
  const limit: Limit = { kind: 'coupon codes', who: caller.id, max: unknownCodesPerHourMax, windowMs: hourMs }
  const seconds = await secondsUntilNext(parts, limit)
  if (seconds !== null) throw couponErrors.make('too-many-unknown-codes', { seconds, retryAfterSeconds: seconds })
  const { result, isUnknown } = await work()
  if (isUnknown) await countOne(parts, [limit])
  return result
}

export type Claiming = {
  memberId: number
  code: string
  now: Date
  zone: string
  offerOf: (key: OfferKey) => CouponOffer | undefined
  attempt: Attempt
}

/**
 * Makes a code a coupon of a member. The code of a coupon that the member holds already answers that coupon.
 * @throws coupons/unknown-code, coupons/code-mistyped, coupons/code-used, coupons/code-of-another, coupons/code-cancelled
 * @throws coupons/over, coupons/limit-of-member, coupons/limit-of-day, coupons/limit-in-all, coupons/unknown-offer
 */
export async function claimCoupon(tx: Transaction, claiming: Claiming) {
  const { memberId, now, zone } = claiming
  const code = normalCode(claiming.code)
  if (isMistyped(code)) throw couponErrors.make('code-mistyped')
  const found = await findCode(tx, code)
  if (!found) throw couponErrors.make('unknown-code')
  if (found.memberId !== null) return ownCoupon(tx, found, memberId)
  const offered = claiming.offerOf(found)
  claiming.attempt.about({ thing: found.offerCode, ...(offered ? offerFacts(offered) : {}) })
  if (found.isCancelled) throw couponErrors.make('code-cancelled')
  if (!offered) throw couponErrors.make('unknown-offer', { program: found.programCode, offer: found.offerCode })
  const issuing = {
    offered,
    memberIds: [memberId],
    source: 'code' as const,
    now,
    zone,
    code: found.kind === 'batch' ? code : null,
  }
  const [coupon] = await issueCoupons(tx, issuing)
  if (!coupon) throw couponErrors.make('limit-of-member', { limit: offered.offer.coupon.limits.perMember })
  if (found.kind === 'batch' && !(await takeCode(tx, { code, memberId, couponId: coupon.couponId })))
    throw couponErrors.make('code-used')
  const written = await findCoupon(tx, coupon)
  invariant(written, 'a coupon that was given is there')
  return { coupon: written, isNew: true }
}

/** What an attempt is about, once its offer is known. */
export function offerFacts({ programCode, programVersion, offer }: CouponOffer) {
  return { thing: offer.offer, name: offer.name, program: { code: programCode, version: programVersion } }
}

/** Of another member's coupon nothing more is said than that it is one. */
async function ownCoupon(tx: Transaction, { kind, memberId: ownerId, couponId }: CodeRow, memberId: number) {
  if (ownerId !== memberId) throw couponErrors.make(kind === 'batch' ? 'code-used' : 'code-of-another')
  const coupon = couponId === null ? undefined : await findCoupon(tx, { memberId, couponId })
  invariant(coupon, 'the coupon of a code is there')
  return { coupon, isNew: false }
}
