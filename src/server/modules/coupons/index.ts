export {
  type Coupon,
  captureCoupon,
  type GivenBack,
  giveBackCoupon,
  holdCoupon,
  isFree,
  releaseCoupon,
  rightOf,
} from './coupon.ts'
export { normalCode, shownCode } from './coupon-code.ts'
export { findNamedCoupons, findOpenCoupons, findUsedCoupons, writeCoupons } from './coupon-store.ts'
export { couponErrors } from './errors.ts'
export { type CouponOffer, type Issuing, issueCoupons } from './issue-coupons.ts'
export { makeCodes } from './make-codes.ts'
export { foldOfferDeltas, insertOfferDeltas, type OfferDelta } from './offer-figures-store.ts'
export { couponRoutes } from './routes.ts'
