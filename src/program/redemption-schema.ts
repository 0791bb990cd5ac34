import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, codePattern, Limits, money, Name, percent, period, text } from './notation-schemas.ts'

const LevelUpWords = Type.Object(
  {
    up: Type.Optional(
      Type.Literal('one level', text('升一级，后面可写封顶和期限 / one level up, said with its terms')),
    ),
    'up-to': Type.Optional(
      code('升一级，最多升到这一级 / one level up, at most to this level. Default: to the highest', 'gold'),
    ),
    kept: Type.Optional(
      period(
        '升上去的等级保留多久，期满回到消费应得的等级；默认同这一级的复评 / how long the bought level is held; then the member stands where their spend puts them. Default: as the level is reviewed',
      ),
    ),
  },
  { ...closed, minProperties: 1, ...text('升一级，有封顶或期限 / one level up, with a ceiling or an end') },
)

const RedeemRule = Type.Object(
  {
    rule: code('规则代号，方案内不重复 / the code of the rule', 'cash-off'),
    name: Type.Optional(Name),
    asset: Type.Optional(code('用哪一种积分，默认第一种 / which asset. Default: the first', 'points')),
    points: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        ...text('用多少分 / so many points …'),
        examples: [500],
      }),
    ),
    uses: Type.Optional(
      Type.Record(Type.String({ pattern: codePattern }), Type.Integer({ minimum: 1, maximum: 1_000_000_000 }), {
        minProperties: 1,
        maxProperties: 1,
        ...text('用另一种资产：{ 种类: 数量 }，代替 asset 和 points / uses another asset, instead of asset and points'),
        examples: [{ chances: 1 }],
      }),
    ),
    off: Type.Optional(
      Type.Union(
        [
          money('抵多少钱 / … take so much off the price'),
          Type.Record(Type.String({ pattern: codePattern }), money('这一级抵多少钱 / for this level'), {
            minProperties: 1,
            ...closed,
            examples: [{ silver: '¥5', gold: '¥6' }],
          }),
        ],
        text(
          '抵多少钱，或按等级 { silver: ¥5, gold: ¥6 }：没写的等级按比它低的最近一级，再低的不能用 / … take so much off, or by level: a level not named takes what the nearest lower one has; below the lowest named it cannot be used',
        ),
      ),
    ),
    gives: Type.Optional(
      Type.Union(
        [
          Type.Literal('one level up'),
          LevelUpWords,
          Type.Object({ goods: Type.String({ minLength: 1, ...text('货号 / the goods'), examples: ['U-1'] }) }, closed),
          Type.Object({ coupon: code('优惠券对应的促销 / the offer of the coupon', 'spring-50') }, closed),
          Type.Record(Type.String({ pattern: codePattern }), Type.Integer({ minimum: 1, maximum: 1_000_000 }), {
            minProperties: 1,
            maxProperties: 1,
            examples: [{ chances: 1 }],
          }),
        ],
        text(
          '不抵现而换：礼品 { goods: 货号 }、券 { coupon: 促销 }、别的资产 { chances: 1 }，或升一级（one level up，或 { up: one level, up-to: gold, kept: 1 year }）/ what is given instead of money off: goods, a coupon, another asset, or one level up',
        ),
      ),
    ),
    limit: Type.Optional(Limits),
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
  { ...closed, ...text('用积分：抵现（off）或兑换（gives）/ points for money off, or for something given') },
)

export const Redemption = Type.Array(RedeemRule, { minItems: 1, ...text('用积分的方式 / the ways to use points') })
export type RedeemRule = Static<typeof RedeemRule>

/** One level up with a ceiling or an end, among what points can be exchanged for. */
export function isLevelUp(gives: RedeemRule['gives']): gives is Static<typeof LevelUpWords> {
  if (typeof gives !== 'object' || !('up' in gives || 'up-to' in gives || 'kept' in gives)) return false
  return Object.values(gives).every(value => typeof value === 'string')
}
