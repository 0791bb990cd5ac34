import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, discount, money, Name, period, text, times } from './notation-schemas.ts'

export const measures = ['net-spend', 'points-earned', 'visits'] as const
export type Measure = (typeof measures)[number]

const count = (description: string, example: number) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, ...text(description), examples: [example] })

const From = Type.Union(
  [
    money('门槛：金额，或 measure 所说的分数、次数 / the threshold: money, or a number where measure is not money'),
    Type.Object(
      {
        'net-spend': Type.Optional(money('消费净额 / net spend')),
        'points-earned': Type.Optional(count('累计获得积分 / points earned', 10_000)),
        visits: Type.Optional(count('消费次数（小票张数）/ receipts', 4)),
      },
      { ...closed, ...text('须同时达到 / all of them must be reached') },
    ),
  ],
  text('门槛：从多少起是这一级，最低一级不写 / from how much on a member has this level; the lowest says nothing'),
)

const Level = Type.Object(
  {
    level: code('等级代号 / the code of the level', 'silver'),
    name: Name,
    from: Type.Optional(From),
    discount: Type.Optional(
      Type.Union(
        [
          discount('优惠多少 / so much off'),
          Type.Object({ percent: discount('优惠多少 / so much off'), when: Type.Optional(Condition) }, closed),
        ],
        text('会员价：5 % 或 9.5 折 / the level price: how much is taken off'),
      ),
    ),
    times: Type.Optional(
      times('等级积分倍数（只乘第一种积分）/ multiplies the points of members of this level (first asset only)'),
    ),
    benefits: Type.Optional(Type.Array(Name, { ...text('写给会员看的权益 / what the level gives, in words') })),
  },
  closed,
)

export const Levels = Type.Object(
  {
    track: Type.Optional(code('等级体系的代号，默认 main / the code of the track. Default: main', 'main')),
    measure: Type.Optional(Type.Enum(measures, text('看什么，默认 net-spend / what counts. Default: net-spend'))),
    window: Type.Optional(
      Type.Union(
        [
          period('最近这么久，滚动计算 / the last so long, moving every day'),
          Type.Literal('calendar year'),
          Type.Literal('year since joining'),
          Type.Literal('since joining'),
        ],
        text('统计时段，默认最近 12 months / over which time. Default: the last 12 months'),
      ),
    ),
    review: Type.Optional(
      Type.Enum(
        ['yearly', 'every 1 January', 'monthly', 'daily', 'never'],
        text(
          '何时复评（只在复评时降级），默认 yearly = 升级满一年 / when a level can be lost. Default: yearly, counted from the day it was reached',
        ),
      ),
    ),
    grace: Type.Optional(period('复评未达标后的宽限 / how long a level is kept after a failed review. Default: none')),
    down: Type.Optional(
      Type.Enum(
        ['to what is earned', 'one step'],
        text('降到哪一级：达标的那级（默认）或一次一级 / how far down. Default: to what is earned'),
      ),
    ),
    ladder: Type.Array(Level, { minItems: 1, ...text('从低到高 / from the lowest to the highest') }),
  },
  { ...closed, ...text('等级：达标即升，复评时才降 / up at once, down only at a review') },
)
export type LevelsBlock = Static<typeof Levels>
