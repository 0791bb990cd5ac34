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
  {
    reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    approval: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: "A colleague's approval, for those without checkout.sell-early. A settled receipt uses it up.",
      }),
    ),
  },
  {
    description:
      'Lets goods pass that are too early for this customer, and says why. Needs checkout.sell-early, or the approval of a colleague who has it; kept with the receipt.',
  },
)
