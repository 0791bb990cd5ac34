import {
  type CompiledProgram,
  type CouponRight,
  couponDays,
  type Refusal,
  type SaleDecision,
} from '../program/index.ts'
import { dayText } from './days.ts'

/** A coupon that a receipt used: of which offer, and on which day it was claimed; null: nobody knows any more. */
export type BroughtCoupon = { offer: string; claimedOn: number | null }

/** Why a coupon was not used, beside the refusals of the program: the program has no such coupon. */
export const couponGone = 'coupon-gone'

/**
 * The rights of a receipt's coupons under a program: the terms are those of its own coupon of the same code, counted
 * from the day of the claim. Where nobody knows that day, it was the day of the receipt.
 */
export function rightsUnder(program: CompiledProgram, coupons: readonly BroughtCoupon[], day: number): CouponRight[] {
  return coupons.flatMap(({ offer: code, claimedOn }, place) => {
    const offer = program.offers.find(candidate => candidate.offer === code)
    if (!offer?.coupon) return []
    const { from, through } = couponDays(offer.coupon, dayText(claimedOn ?? day))
    const validFrom = claimedOn === null ? dayText(day) : from
    const right = { couponId: `${code}/${place}`, validFrom, validThrough: through, isWanted: true }
    return [{ ...right, offer: { ...offer, coupon: offer.coupon } }]
  })
}

type Decide = (rights: readonly CouponRight[]) => SaleDecision | Refusal

/** Whether it is a coupon that is refused: the sale can go on without it. */
export const isOfCoupon = ({ refusal }: Refusal) => refusal.startsWith('coupon-')

const refusedBy = (decided: SaleDecision | Refusal) =>
  'refusal' in decided && isOfCoupon(decided) ? decided.refusal : null

/**
 * Decides with the coupons that the member brought. One that the program refuses stays where it is, and the sale goes
 * on without it; of several that do not go together those are used that are best for the member.
 * @returns why each of the others was refused
 */
export function decideWithCoupons(
  rights: readonly CouponRight[],
  decide: Decide,
): { decision: SaleDecision | Refusal; refused: string[] } {
  const decision = decide(rights)
  const first = refusedBy(decision)
  if (first === null) return { decision, refused: [] }
  if (rights.length === 1) return { decision: decide([]), refused: [first] }
  const refused: string[] = []
  const left: CouponRight[] = []
  for (const right of rights) {
    const why = refusedBy(decide([right]))
    if (why === null) left.push({ ...right, isWanted: false })
    else refused.push(why)
  }
  const best = decide(left)
  if ('refusal' in best) return { decision: best, refused }
  const used = new Set(best.offers.map(({ couponId }) => couponId))
  const kept = left.filter(({ couponId }) => !used.has(couponId))
  return { decision: best, refused: [...refused, ...kept.map(() => 'coupon-not-together')] }
}
