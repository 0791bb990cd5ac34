import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, codePattern, Name, TimesLimits, text } from './notation-schemas.ts'

const LevelShare = Type.String({
  pattern: '^([1-9]\\d{0,2} a (year|month)|[1-9]\\d? days? early)$',
  ...text('每年或每月几次，或提前几天 / how often a year or month, or how many days early'),
  examples: ['2 a year', '1 a month', '2 days early'],
})

const Benefit = Type.Object(
  {
    benefit: code('权益代号，方案内不重复 / the code of the benefit', 'birthday-gift'),
    name: Type.Optional(Name),
    levels: Type.Optional(
      Type.Union(
        [
          Type.Array(code('等级 / a level', 'gold'), { minItems: 1 }),
          Type.Record(Type.String({ pattern: codePattern }), LevelShare, {
            minProperties: 1,
            ...closed,
            examples: [{ gold: '2 a year' }],
          }),
        ],
        text(
          '哪些等级有：[gold]，或 { gold: 2 a year }、{ gold: 2 days early }；没写的等级没有；默认所有会员 / which levels have it; levels not named have none. Default: every member',
        ),
      ),
    ),
    on: Type.Optional(
      Type.Union(
        [
          Type.Enum(['birthday', 'month', 'joining', 'level']),
          Type.String({ pattern: codePattern, examples: ['review', 'check-in', 'referral', 'survey'] }),
        ],
        text(
          '什么时候发：生日、每月 1 日、入会、升到这一级（每级一次），或互动的代号（每次互动）/ when it is issued: birthday, the 1st of each month, joining, reaching the level (once for each level), or for each activity of a code',
        ),
      ),
    ),
    gives: Type.Optional(
      Type.Union(
        [
          Type.Object(
            { goods: Type.String({ minLength: 1, ...text('货号 / the goods'), examples: ['CAKE'] }) },
            closed,
          ),
          Type.Object({ coupon: code('优惠券对应的促销 / the offer of the coupon', 'spring-50') }, closed),
          Type.Record(Type.String({ pattern: codePattern }), Type.Integer({ minimum: 1, maximum: 1_000_000 }), {
            minProperties: 1,
            maxProperties: 1,
            examples: [{ points: 50 }],
          }),
        ],
        text('发什么：礼品、券或积分 / what is issued: goods, a coupon, or points of an asset'),
      ),
    ),
    limit: Type.Optional(TimesLimits),
    usable: Type.Optional(
      Type.String({
        pattern:
          '^([1-9]\\d{0,1} days? before|[1-9]\\d{0,1} days? after|[1-9]\\d{0,1} days? before to [1-9]\\d{0,1} days? after|[1-9]\\d{0,2} days?)$',
        ...text(
          '何时可用：生日前后几天，或发放后多少天；生日默认当天起 30 天，每月的默认到月底，其他默认不限 / when it can be used: days around the birthday, or so long after it was issued. Default: 30 days from the birthday, to the end of the month, else without end',
        ),
        examples: ['7 days before to 7 days after', '30 days'],
      }),
    ),
    count: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d{0,2} a (year|month)$',
        ...text(
          '一项服务每年或每月几次，有此权益的会员都一样 / a service so many times a year or month, alike for everybody who has it',
        ),
        examples: ['2 a year'],
      }),
    ),
    early: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d? days?$',
        ...text(
          '新品提前几天购买，各级相同 / goods can be bought so many days before they go on sale, every level alike',
        ),
        examples: ['1 day'],
      }),
    ),
    when: Type.Optional(Condition),
  },
  {
    ...closed,
    ...text(
      '一项权益：按时或因互动发放（on + gives）、每年或每月几次的服务、新品优先购，或只写文字 / one benefit: issued on time or for an activity, a service so many times, early access, or in words',
    ),
  },
)

export const Benefits = Type.Array(Benefit, { minItems: 1, ...text('权益 / benefits') })
export type BenefitBlock = Static<typeof Benefit>
