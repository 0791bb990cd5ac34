import Type, { type Static } from 'typebox'

/**
 * The program document as shopkeepers write it: the one definition from which the published JSON Schema, the types and
 * the first check of a file come. What a file leaves out has a default, stated here.
 */

const closed = { additionalProperties: false } as const
const text = (description: string) => ({ description })

const Code = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: '小写字母、数字和连字符 / lower-case letters, digits and hyphens',
})

const Texts = Type.Object(
  {
    'zh-CN': Type.String({ minLength: 1 }),
    'zh-TW': Type.Optional(Type.String({ minLength: 1 })),
    en: Type.Optional(Type.String({ minLength: 1 })),
  },
  { ...closed, ...text('各语言的名称 / the name in each language') },
)

const Money = Type.Union(
  [Type.String({ pattern: '^[¥￥]?\\s*[\\d,]+(\\.\\d{1,2})?$' }), Type.Number({ minimum: 0 })],
  text('金额 / money: ¥3000'),
)
const Percent = Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,2})?\\s*%$', description: '百分比 / per cent: 5 %' })
const Period = Type.String({
  pattern: '^[1-9]\\d{0,3} (day|week|month|year)s?$',
  description: '时长 / a length of time: 2 years',
})
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '日期 / a day: 2026-03-05' })

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const lineKinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const
export const measures = ['net-spend', 'points-earned', 'visits'] as const
export type Measure = (typeof measures)[number]

/** Conditions that stand side by side must all hold. Goods conditions (class, brand, sku) choose lines of the receipt. */
const simpleConditions = {
  level: Type.Optional(
    Type.Array(Code, { minItems: 1, ...text('会员处于其中一个等级 / the member has one of these levels') }),
  ),
  class: Type.Optional(Type.Array(Type.String(), { minItems: 1, ...text('商品品类 / goods of these classes') })),
  brand: Type.Optional(Type.Array(Type.String(), { minItems: 1, ...text('商品品牌 / goods of these brands') })),
  sku: Type.Optional(Type.Array(Type.String(), { minItems: 1, ...text('指定商品 / these goods') })),
  store: Type.Optional(Type.Array(Type.String(), { minItems: 1, ...text('门店 / sold in these stores') })),
  weekday: Type.Optional(
    Type.Array(Type.Union(weekdays.map(word => Type.Literal(word))), {
      minItems: 1,
      ...text('星期 / on these days of the week'),
    }),
  ),
  hours: Type.Optional(
    Type.String({
      pattern: '^\\d{1,2}:\\d{2}\\s*-\\s*\\d{1,2}:\\d{2}$',
      description: '时段 / time of day: 10:00-14:00, the end not included',
    }),
  ),
  from: Type.Optional(Day),
  through: Type.Optional(Day),
  birthday: Type.Optional(
    Type.Union(
      [Type.Literal('day'), Type.Literal('week'), Type.Literal('month')],
      text('生日当天、当周（前后三天）或当月 / on the birthday, within three days of it, or in its month'),
    ),
  ),
  'basket-from': Type.Optional(Money),
  'first-purchase': Type.Optional(Type.Boolean(text('会员的第一笔消费 / the first receipt of the member'))),
}

export const Condition = Type.Cyclic(
  {
    Condition: Type.Object(
      {
        ...simpleConditions,
        all: Type.Optional(Type.Array(Type.Ref('Condition'), { minItems: 1 })),
        any: Type.Optional(Type.Array(Type.Ref('Condition'), { minItems: 1 })),
        none: Type.Optional(Type.Array(Type.Ref('Condition'), { minItems: 1 })),
      },
      { ...closed, ...text('何时适用，并列的条件须同时成立 / when it applies; conditions side by side must all hold') },
    ),
  },
  'Condition',
)
export type Condition = Static<typeof Condition>

const Asset = Type.Object(
  {
    name: Texts,
    valid: Type.Optional(
      Type.Union(
        [
          Type.Literal('never ends'),
          Period,
          Type.Object(
            {
              for: Type.Optional(Period),
              to: Type.Union([
                Type.Literal('end of month'),
                Type.Literal('end of quarter'),
                Type.Literal('end of year'),
              ]),
            },
            closed,
          ),
        ],
        text(
          '每批积分自获得之日起的有效期，默认不过期 / how long each lot can be used, from the day it was earned. Default: never ends',
        ),
      ),
    ),
    rounding: Type.Optional(
      Type.Union(
        [Type.Literal('down'), Type.Literal('nearest'), Type.Literal('up')],
        text('每张小票取整一次，默认 down / once per receipt. Default: down'),
      ),
    ),
    debt: Type.Optional(
      Type.Union(
        [Type.Literal('owe'), Type.Literal('absorb')],
        text(
          '退货时积分已用掉：owe 记欠分，absorb 由店家承担并记录，默认 owe / points already spent at a refund: the member owes them, or the shop absorbs them on record. Default: owe',
        ),
      ),
    ),
    grace: Type.Optional(
      Type.Union(
        [Period],
        text('退回已过期批次时的宽限 / how long points given back to an expired lot may still be used. Default: none'),
      ),
    ),
  },
  { ...closed, ...text('积分种类 / a kind of points') },
)

const EarnRule = Type.Object(
  {
    rule: Code,
    name: Type.Optional(Texts),
    asset: Type.Optional(Code),
    points: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000, description: '给多少分 / how many points' })),
    per: Type.Optional(
      Type.Union(
        [Type.Literal('item'), Type.Literal('receipt'), Type.String({ pattern: '^[¥￥]' })],
        text('每多少金额、每件或每单 / for how much money, for each piece, or once per receipt'),
      ),
    ),
    whole: Type.Optional(
      Type.Boolean(text('true：只计整数倍；默认按比例 / only whole multiples of `per`. Default: in proportion')),
    ),
    times: Type.Optional(
      Type.Number({ minimum: 0, maximum: 100, description: '积分倍数 / multiplies the points of the other rules' }),
    ),
    when: Type.Optional(Condition),
  },
  { ...closed, ...text('一条积分规则：points + per，或 times / one rule: points and per, or times') },
)

const RedeemRule = Type.Object(
  {
    rule: Code,
    name: Type.Optional(Texts),
    asset: Type.Optional(Code),
    points: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    off: Money,
    step: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: '只能用它的整数倍，默认等于 points / only multiples of it. Default: points',
      }),
    ),
    minimum: Type.Optional(
      Type.Integer({ minimum: 1, description: '至少用多少分，默认等于 step / at least so many. Default: step' }),
    ),
    maximum: Type.Optional(
      Type.Integer({ minimum: 1, description: '每单最多用多少分 / at most so many per receipt. Default: no limit' }),
    ),
    share: Type.Optional(
      Type.Union(
        [Percent],
        text('最多抵扣应付金额的比例，默认 100 % / at most this part of what is to be paid. Default: 100 %'),
      ),
    ),
    when: Type.Optional(Condition),
  },
  { ...closed, ...text('积分抵现 / points off the price') },
)

const From = Type.Union([
  Money,
  Type.Object(
    {
      'net-spend': Type.Optional(Money),
      'points-earned': Type.Optional(Type.Integer({ minimum: 1 })),
      visits: Type.Optional(Type.Integer({ minimum: 1 })),
    },
    { ...closed, ...text('须同时达到 / all of them must be reached') },
  ),
])

const Level = Type.Object(
  {
    level: Code,
    name: Texts,
    from: Type.Optional(From),
    discount: Type.Optional(Type.Union([Percent, Type.Object({ percent: Percent, when: Condition }, closed)])),
    times: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 100,
        description: '等级积分倍数 / multiplies points of members of this level',
      }),
    ),
    benefits: Type.Optional(Type.Array(Texts, { ...text('写给会员看的权益 / what the level gives, in words') })),
  },
  closed,
)

const Levels = Type.Object(
  {
    track: Type.Optional(Code),
    measure: Type.Optional(
      Type.Union(
        measures.map(word => Type.Literal(word)),
        text('看什么，默认 net-spend / what counts. Default: net-spend'),
      ),
    ),
    window: Type.Optional(
      Type.Union(
        [Period, Type.Literal('calendar year'), Type.Literal('year since joining'), Type.Literal('since joining')],
        text('统计时段，默认最近 12 months / over which time. Default: the last 12 months'),
      ),
    ),
    review: Type.Optional(
      Type.Union(
        [
          Type.Literal('yearly'),
          Type.Literal('every 1 January'),
          Type.Literal('monthly'),
          Type.Literal('daily'),
          Type.Literal('never'),
        ],
        text(
          '何时复评（只在复评时降级），默认 yearly = 升级满一年 / when a level can be lost. Default: yearly, counted from the day it was reached',
        ),
      ),
    ),
    grace: Type.Optional(
      Type.Union([Period], text('复评未达标后的宽限 / how long a level is kept after a failed review. Default: none')),
    ),
    down: Type.Optional(
      Type.Union(
        [Type.Literal('to what is earned'), Type.Literal('one step')],
        text('默认 to what is earned / how far down. Default: to what is earned'),
      ),
    ),
    ladder: Type.Array(Level, { minItems: 1, ...text('从低到高 / from the lowest to the highest') }),
  },
  { ...closed, ...text('等级：达标即升，复评时才降 / up at once, down only at a review') },
)

const EarningBase = Type.Object(
  {
    kinds: Type.Optional(
      Type.Array(Type.Union(lineKinds.map(word => Type.Literal(word))), {
        minItems: 1,
        ...text('计入的行，默认 goods 和 service / which lines count. Default: goods and service'),
      }),
    ),
    tax: Type.Optional(
      Type.Union([Type.Literal('counts'), Type.Literal('does not count')], text('默认 counts / Default: counts')),
    ),
    discounts: Type.Optional(
      Type.Union(
        [Type.Literal('deducted'), Type.Literal('ignored')],
        text('默认 deducted：按折后价 / Default: deducted'),
      ),
    ),
    'paid by points': Type.Optional(
      Type.Union(
        [Type.Literal('counts'), Type.Literal('does not count')],
        text('积分抵扣的部分，默认 does not count / Default: does not count'),
      ),
    ),
  },
  { ...closed, ...text('按什么金额积分 / which money earns points') },
)

export const ProgramDocument = Type.Object(
  {
    program: Code,
    name: Texts,
    brand: Type.Optional(
      Type.String({ minLength: 1, description: '适用品牌，默认机构的第一个品牌 / the brand. Default: the first one' }),
    ),
    stores: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        ...text('适用门店，默认品牌下全部 / the stores. Default: all of the brand'),
      }),
    ),
    currency: Type.Optional(Type.Literal('CNY')),
    assets: Type.Record(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }), Asset, { minProperties: 1 }),
    earning: Type.Optional(
      Type.Object(
        {
          base: Type.Optional(EarningBase),
          multipliers: Type.Optional(
            Type.Union(
              [Type.Literal('highest'), Type.Literal('all')],
              text(
                '多个倍数同时成立：取最高（默认）或相乘 / several multipliers at once: the highest (default) or all multiplied',
              ),
            ),
          ),
          rules: Type.Array(EarnRule, { minItems: 1 }),
        },
        closed,
      ),
    ),
    redemption: Type.Optional(Type.Array(RedeemRule, { minItems: 1 })),
    levels: Type.Optional(Levels),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Regulars program',
    description: '会员方案 / a membership program',
  },
)
export type ProgramDocument = Static<typeof ProgramDocument>
export type EarnRule = Static<typeof EarnRule>
export type RedeemRule = Static<typeof RedeemRule>
export type LevelsBlock = Static<typeof Levels>
export type AssetBlock = Static<typeof Asset>
export type PartialTexts = Static<typeof Texts>
