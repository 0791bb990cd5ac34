import { summariseOfferTerms } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { BatchAnswer, CouponAnswer, OfferList } from '../../../shared/contract/coupons.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Batch } from './batch-store.ts'
import type { Coupon } from './coupon.ts'
import { shownCode } from './coupon-code.ts'
import type { OfferFigures } from './offer-figures-store.ts'

type Setting = { programs: ProgramBook; now: Date; zone: string }

export function couponAnswer(coupon: Coupon, { programs, now, zone }: Setting): CouponAnswer {
  const { programCode, programVersion, offerCode } = coupon
  const offer = programs.version(programCode, programVersion)?.offers.find(candidate => candidate.offer === offerCode)
  return {
    couponId: coupon.couponId,
    program: programCode,
    offer: offerCode,
    name: offer?.name ?? { 'zh-CN': offerCode, 'zh-TW': offerCode, en: offerCode },
    code: coupon.code === null ? null : shownCode(coupon.code),
    claimedAt: coupon.claimedAt.toISOString(),
    validFrom: coupon.validFrom,
    validThrough: coupon.validThrough,
    state: stateOf(coupon, { now, zone }),
    usedAt: coupon.usedAt?.toISOString() ?? null,
    offCents: coupon.offCents,
    receiptId: coupon.receiptId,
  }
}

function stateOf(coupon: Coupon, { now, zone }: Omit<Setting, 'programs'>): CouponAnswer['state'] {
  if (coupon.state !== 'open') return coupon.state
  if (coupon.validThrough !== null && coupon.validThrough < dayOf(now, zone)) return 'ended'
  return coupon.heldUntil !== null && coupon.heldUntil > now ? 'held' : 'open'
}

export function batchAnswer(batch: Batch): BatchAnswer {
  const { batchId, programCode, offerCode, note, wanted, made, state, staff, createdAt } = batch
  return {
    batchId,
    program: programCode,
    offer: offerCode,
    note,
    wanted,
    made,
    state,
    staff,
    createdAt: createdAt.toISOString(),
  }
}

export type SharedCode = { programCode: string; offerCode: string; code: string }

/** Every offer in force with its figures, and those of before that were used. */
export function offerList(
  { programs, now }: Omit<Setting, 'zone'>,
  { figures, sharedCodes }: { figures: readonly OfferFigures[]; sharedCodes: readonly SharedCode[] },
): OfferList {
  return {
    offers: programs.current(now).flatMap(({ program }) =>
      program.offers.map(offer => {
        const isOwn = (other: { programCode: string; offerCode: string }) =>
          other.programCode === program.code && other.offerCode === offer.offer
        const found = figures.find(isOwn)
        return {
          program: program.code,
          offer: offer.offer,
          name: offer.name,
          summary: summariseOfferTerms(offer),
          codes: offer.coupon?.codes ?? null,
          sharedCodes: sharedCodes.filter(isOwn).map(({ code }) => code),
          issued: found?.issued ?? 0,
          open: found?.open ?? 0,
          uses: found?.uses ?? 0,
          offCents: found?.offCents ?? 0,
        }
      }),
    ),
  }
}
