import Type from 'typebox'
import { closed } from './common.ts'

export const CouponWish = closed(
  {
    use: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 10 })),
    without: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 100 })),
  },
  {
    description:
      'Coupons of the member, by id or code: to be used whatever else, or to be kept. Others are used where they help.',
  },
)

/** Goods before their sale start, by the word of somebody who may: who it was is known from the request. */
export const EarlyAccess = closed(
  { reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  {
    description:
      'Lets goods pass that are too early for this customer, and says why. Needs checkout.sell-early; kept with the receipt.',
  },
)
