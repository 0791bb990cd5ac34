import type { CompiledProgram } from '../../../program/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { couponErrors } from './errors.ts'
import type { CouponOffer } from './issue-coupons.ts'
import type { OfferKey } from './tally-store.ts'

/** The offer as it is in force: coupons are given under today's terms. */
export function offerInForce(
  programs: ProgramBook,
  { programCode, offerCode }: OfferKey,
  now: Date,
): CouponOffer | undefined {
  const program = programs.current(now).find(published => published.programCode === programCode)?.program
  return program && offerOf(program, offerCode)
}

function offerOf(program: CompiledProgram, offerCode: string): CouponOffer | undefined {
  const offer = program.offers.find(candidate => candidate.offer === offerCode)
  if (!offer?.coupon) return undefined
  return { programCode: program.code, programVersion: program.version, offer: { ...offer, coupon: offer.coupon } }
}

/** @throws coupons/unknown-offer */
export function knownOffer(programs: ProgramBook, key: OfferKey, now: Date): CouponOffer {
  const offered = offerInForce(programs, key, now)
  if (!offered) throw couponErrors.make('unknown-offer', { program: key.programCode, offer: key.offerCode })
  return offered
}
