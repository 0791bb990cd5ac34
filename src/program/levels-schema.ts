import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, discount, Name, period, text, times } from './notation-schemas.ts'
import { Score, trackMeasures } from './score-schema.ts'
import { From, WindowWord } from './threshold-schema.ts'

/** What every receipt adds to a member's day. */
export const measures = ['net-spend', 'points-earned', 'visits'] as const
export type Measure = (typeof measures)[number]

const Review = (description: string) =>
  Type.Enum(['yearly', 'every 1 January', 'monthly', 'daily', 'never'], text(description))

const Granted = Type.Union(
  [
    Type.Literal('by invitation', text('店家邀请 / the shop invites')),
    Type.Object(
      { event: code('完成这项活动即授予 / who does this activity has the level', 'challenge') },
      { ...closed, ...text('完成活动 / by an activity') },
    ),
    Type.Object(
      {
        sku: Type.Array(Type.String({ minLength: 1 }), {
          minItems: 1,
          examples: [['VIP-CARD']],
          ...text('买了这些商品即授予，退货即收回 / who buys one of these has the level; a refund takes it back'),
        }),
      },
      { ...closed, ...text('买卡 / by buying goods') },
    ),
  ],
  text('不看门槛也可授予：by invitation、{ event: … }、{ sku: […] } / given without a threshold'),
)

const Level = Type.Object(
  {
    level: code('等级代号 / the code of the level', 'silver'),
    name: Name,
    from: Type.Optional(From),
    granted: Type.Optional(Granted),
    kept: Type.Optional(
      period('授予后保留多久，默认不限 / how long a granted level is kept. Default: until it is taken back'),
    ),
    review: Type.Optional(
      Review('这一级何时复评，默认同 levels 的 review / when this level can be lost. Default: as the track says'),
    ),
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

const Track = Type.Object(
  {
    track: Type.Optional(code('等级体系的代号，默认 main / the code of the track. Default: main', 'main')),
    measure: Type.Optional(
      Type.Enum(trackMeasures, text('升级依据，默认 net-spend / what counts. Default: net-spend')),
    ),
    score: Type.Optional(Score),
    window: Type.Optional(WindowWord),
    up: Type.Optional(
      Type.Enum(
        ['at once', 'at review'],
        text('何时升级：at once 达标即升（默认），at review 复评时才升 / when a level is reached. Default: at once'),
      ),
    ),
    review: Type.Optional(
      Review(
        '何时复评（只在复评时降级；升级不用等复评），默认 yearly = 升级满一年；never 升了不降 / when a level can be lost; levels are reached without it. Default: yearly, counted from the day it was reached; never: it is kept',
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
export type LevelsBlock = Static<typeof Track>

export const Levels = Type.Union(
  [
    Track,
    Type.Array(Track, {
      minItems: 1,
      ...text('几套等级并行，各有 track 代号 / several tracks side by side, each with its code'),
    }),
  ],
  text('等级：一套，或几套的列表 / the levels: one track, or a list of several'),
)

/** The tracks of a document, each with the path to it. */
export function tracksOf(levels: Static<typeof Levels> | undefined): { block: LevelsBlock; path: TrackPath }[] {
  if (levels === undefined) return []
  if (!Array.isArray(levels)) return [{ block: levels, path: ['levels'] }]
  return levels.map((block, index) => ({ block, path: ['levels', index] }))
}
export type TrackPath = readonly (string | number)[]
