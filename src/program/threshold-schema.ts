import Type, { type Static } from 'typebox'
import { closed, money, period, text } from './notation-schemas.ts'
import { activityPattern } from './score-schema.ts'

export const WindowWord = Type.Union(
  [
    period('最近这么久，滚动计算 / the last so long, moving every day'),
    Type.Enum([
      'calendar month',
      'last full month',
      'calendar quarter',
      'calendar year',
      'year since joining',
      'since joining',
    ]),
  ],
  text('统计时段，默认最近 12 months / over which time. Default: the last 12 months'),
)

const count = (description: string, example: number) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, ...text(description), examples: [example] })

const goodsList = (description: string, example: string) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, ...text(description), examples: [[example]] }))

/** Which goods a threshold counts. Words side by side must all hold. */
export const CountedGoods = Type.Object(
  {
    class: goodsList('只计这些品类 / only goods of these classes', '项链'),
    brand: goodsList('只计这些品牌 / only goods of these brands', 'Lumi'),
    sku: goodsList('只计这些商品 / only these goods', 'A-1001'),
  },
  {
    ...closed,
    minProperties: 1,
    ...text('只计这些商品的消费 / counts only these goods; beside net-spend or visits'),
  },
)
export type CountedGoods = Static<typeof CountedGoods>

export const thresholdWords = [
  'net-spend',
  'points-earned',
  'visits',
  'active-months',
  'score',
  'window',
  'goods',
  'any',
  'all',
] as const

const parts = (description: string) =>
  Type.Optional(Type.Array(Type.Ref('Threshold'), { minItems: 1, ...text(description) }))

const Threshold = Type.Cyclic(
  {
    Threshold: Type.Object(
      {
        'net-spend': Type.Optional(money('消费净额 / net spend')),
        'points-earned': Type.Optional(count('累计获得积分 / points earned', 10_000)),
        visits: Type.Optional(count('消费次数（小票张数）/ receipts', 4)),
        'active-months': Type.Optional(count('有消费的月份数 / months with a purchase', 6)),
        score: Type.Optional(count('会员分数 / the score', 1000)),
        window: Type.Optional(WindowWord),
        goods: Type.Optional(CountedGoods),
        any: parts('达到其中一项即可 / one of these is enough'),
        all: parts('全部达到 / all of these'),
      },
      {
        patternProperties: {
          [activityPattern(thresholdWords)]: count(
            '累计获得的这种积分，或这项活动的次数 / points of this kind earned, or activities of this code',
            3,
          ),
        },
        additionalProperties: false,
        ...text(
          '须同时达到；其他的词是积分种类（累计获得，如 growth）或活动代号 / all of them must be reached; any other word is a kind of points (so many earned) or the code of an activity',
        ),
      },
    ),
  },
  'Threshold',
)
export type Threshold = Static<typeof Threshold>

export const From = Type.Union(
  [
    money('门槛：金额，或 measure 所说的分数、次数 / the threshold: money, or a number where measure is not money'),
    Threshold,
  ],
  text('门槛：从多少起是这一级，最低一级不写 / from how much on a member has this level; the lowest says nothing'),
)
