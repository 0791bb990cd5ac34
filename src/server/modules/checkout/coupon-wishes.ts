import type { CompiledProgram, CouponRight } from '../../../program/index.ts'
import { type Day, dayOf, localText } from '../../../shared/calendar.ts'
import type { DomainError } from '../../platform/errors.ts'
import { type Coupon, isFree, normalCode, rightOf } from '../coupons/index.ts'
import type { CouponWish } from './commands.ts'
import { refused } from './refusal.ts'
import type { World } from './world.ts'

const isNamed = (coupon: Coupon, words: readonly string[]) =>
  words.some(word => word === coupon.couponId || (coupon.code !== null && normalCode(word) === normalCode(coupon.code)))

export type Asked = {
  wish: CouponWish
  memberId: number
  program: CompiledProgram
  holdId: string | null
  /** The day of the sale. */
  on: Day
}

/**
 * The coupons that a basket may use: of its program, not over on the day of the sale, not set aside for another, not told
 * to be kept. An older sale in the same batch has more of them read; one that is over must not stand before one that is not.
 * @throws program/coupon-over, -used-before, -set-aside or -not-held
 */
export function couponRights(world: World, { wish, memberId, program, holdId, on }: Asked): CouponRight[] {
  const held = (world.coupons.get(memberId) ?? []).filter(
    coupon =>
      coupon.programCode === program.code &&
      (coupon.validThrough === null || coupon.validThrough >= on) &&
      isFree(coupon, world.now, holdId),
  )
  const missing = wish.use.find(word => !held.some(coupon => isNamed(coupon, [word])))
  if (missing !== undefined) throw whyMissing(world, { memberId, program, on, word: missing })
  return held
    .filter(coupon => !isNamed(coupon, wish.without))
    .flatMap(coupon => {
      const terms = world.programOf(coupon.programCode, coupon.programVersion)
      return rightOf(coupon, terms, isNamed(coupon, wish.use)) ?? []
    })
}

type Missing = Pick<Asked, 'memberId' | 'program' | 'on'> & { word: string }

/** Why a coupon that was asked for cannot be had: what became of it, or that the member never held such a one. */
function whyMissing(world: World, { memberId, program, on, word }: Missing): DomainError {
  const coupon = (world.namedCoupons.get(memberId) ?? []).find(
    held => held.programCode === program.code && isNamed(held, [word]),
  )
  const terms = coupon && world.programOf(coupon.programCode, coupon.programVersion)
  const name = terms?.offers.find(({ offer }) => offer === coupon?.offerCode)?.name
  if (!coupon || !name) return refused({ refusal: 'coupon-not-held', values: { coupon: word } })
  if (coupon.state === 'used') {
    const day = dayOf(coupon.usedAt ?? world.now, world.zone)
    return refused({ refusal: 'coupon-used-before', values: { name, day } })
  }
  const { validThrough, heldUntil } = coupon
  if (validThrough !== null && validThrough < on)
    return refused({ refusal: 'coupon-over', values: { name, day: validThrough } })
  const until = localText(heldUntil ?? world.now, world.zone)
  return refused({ refusal: 'coupon-set-aside', values: { name, until } })
}

/** Coupons of one hold that has not ended. */
export function couponsOfHold(world: World, { memberId, holdId }: { memberId: number; holdId: string }): Coupon[] {
  return (world.coupons.get(memberId) ?? []).filter(
    coupon => coupon.holdId === holdId && coupon.heldUntil !== null && coupon.heldUntil > world.now,
  )
}
