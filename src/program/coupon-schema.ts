import Type, { type Static } from 'typebox'
import { closed, day, period, text } from './notation-schemas.ts'

const Limit = Type.String({
  description: '上限 / a limit',
  pattern: '^([1-9]\\d{0,8} (a member|a day|in all)|[¥￥][1-9]\\d{0,9}(\\.\\d{1,2})? in all)$',
  examples: ['1 a member', '1000 in all', '100 a day', '¥5000 in all'],
})

/** What makes an offer a right that a member must hold. */
export const Coupon = Type.Object(
  {
    codes: Type.Enum(
      ['personal', 'shared', 'batch'],
      text(
        '券码：每人一个（personal）、大家同一个（shared）、成批生成（batch）/ one code for each member, one for everybody, or many made at once',
      ),
    ),
    valid: Type.Optional(
      Type.Union(
        [
          period('领取后有效多久 / how long after it was claimed'),
          Type.Object(
            {
              from: Type.Optional(day('从这一天起 / from this day on')),
              through: Type.Optional(day('到这一天为止，含当天 / through this day, itself included')),
            },
            closed,
          ),
        ],
        text('有效期，默认不限 / when it can be used. Default: for ever'),
      ),
    ),
    blackout: Type.Optional(
      Type.Array(day('不可用的日子 / a day on which it cannot be used'), {
        minItems: 1,
        ...text('不可用的日子 / days on which it cannot be used'),
        examples: [['2026-10-01']],
      }),
    ),
    limit: Type.Optional(
      Type.Union(
        [Limit, Type.Array(Limit, { minItems: 1 })],
        text(
          '发多少张：每人、每天、总数或总金额 / how many are given: a member, a day, in all, or for how much money in all',
        ),
      ),
    ),
    back: Type.Optional(
      Type.Enum(
        ['whole refund', 'never'],
        text('整单退货时退回（默认）或不退回 / given back when the whole receipt is refunded (the default), or never'),
      ),
    ),
  },
  { ...closed, ...text('写了它，就要持有优惠券才能享受 / only members who hold a coupon have this offer') },
)
export type CouponBlock = Static<typeof Coupon>
