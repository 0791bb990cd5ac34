import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, money, percent, Texts, text } from './notation-schemas.ts'

const RedeemRule = Type.Object(
  {
    rule: code('规则代号，方案内不重复 / the code of the rule', 'cash-off'),
    name: Type.Optional(Texts),
    asset: Type.Optional(code('用哪一种积分，默认第一种 / which asset. Default: the first', 'points')),
    points: Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      ...text('用多少分 / so many points …'),
      examples: [500],
    }),
    off: money('抵多少钱 / … take so much off the price'),
    step: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [500],
        description: '只能用它的整数倍，默认等于 points / only multiples of it. Default: points',
      }),
    ),
    minimum: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [500],
        description: '至少用多少分，默认等于 step / at least so many. Default: step',
      }),
    ),
    maximum: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [5000],
        description: '每单最多用多少分，默认不限 / at most so many per receipt. Default: no limit',
      }),
    ),
    share: Type.Optional(
      percent('最多抵扣应付金额的比例，默认 100 % / at most this part of what is to be paid. Default: 100 %'),
    ),
    when: Type.Optional(Condition),
  },
  { ...closed, ...text('积分抵现 / points off the price') },
)

export const Redemption = Type.Array(RedeemRule, { minItems: 1, ...text('积分抵现的方式 / the ways to use points') })
export type RedeemRule = Static<typeof RedeemRule>
