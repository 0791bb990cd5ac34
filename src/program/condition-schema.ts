import Type, { type Static } from 'typebox'
import { closed, code, codePattern, day, Hours, money, percent, period, text } from './notation-schemas.ts'

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const list = (items: string[], description: string) =>
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1, ...text(description), examples: [items] })

const count = (description: string, example: number) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000_000, ...text(description), examples: [example] })

/** Conditions that stand side by side must all hold. Goods conditions (class, brand, sku) choose lines of the receipt. */
export const simpleConditions = {
  level: Type.Optional(
    Type.Array(code('等级代号 / a level', 'silver'), {
      minItems: 1,
      ...text('会员处于其中一个等级 / the member has one of these levels'),
      examples: [['silver', 'gold']],
    }),
  ),
  class: Type.Optional(list(['项链', '耳环'], '只看这些品类的商品 / only goods of these classes')),
  brand: Type.Optional(list(['Lumi'], '只看这些品牌的商品 / only goods of these brands')),
  sku: Type.Optional(list(['A-1001'], '只看这些商品（货号）/ only these goods')),
  store: Type.Optional(list(['S01'], '在这些门店销售（门店代号）/ sold in these stores, by code')),
  weekday: Type.Optional(
    Type.Array(Type.Enum(weekdays), {
      minItems: 1,
      ...text('在这些星期几 / on these days of the week'),
      examples: [['sat', 'sun']],
    }),
  ),
  hours: Type.Optional(Hours),
  from: Type.Optional(day('从这一天起 / from this day on')),
  through: Type.Optional(day('到这一天为止，含当天 / through this day, itself included')),
  birthday: Type.Optional(
    Type.Enum(
      ['day', 'week', 'month'],
      text(
        '生日：day 当天，week 前后三天，month 当月 / the birthday itself, within three days of it, or anywhere in its month',
      ),
    ),
  ),
  'basket-from': Type.Optional(
    money('商品和服务合计不少于（会员折扣之前）/ goods and services cost at least so much, before the level price'),
  ),
  'first-purchase': Type.Optional(
    Type.Boolean(text('会员的第一笔消费（false：不是第一笔）/ the first receipt of the member; false: any later one')),
  ),
  'basket-below': Type.Optional(
    money('商品和服务合计少于（会员折扣之前）/ goods and services cost less than this, before the level price'),
  ),
  'pieces-from': Type.Optional(count('整单不少于这么多件 / at least so many pieces on the receipt', 3)),
  'pieces-below': Type.Optional(count('整单少于这么多件 / fewer pieces on the receipt', 10)),
  'price-from': Type.Optional(money('单价不少于 / only goods that cost at least so much a piece')),
  'price-below': Type.Optional(money('单价低于 / only goods that cost less than this a piece')),
  'line-from': Type.Optional(money('这一行不少于 / only lines that come to at least so much')),
  'line-below': Type.Optional(money('这一行低于 / only lines that come to less than this')),
  'margin-from': Type.Optional(
    percent('毛利率不低于（成本未知则不成立）/ only goods with at least this margin; unknown cost: does not hold'),
  ),
  'margin-below': Type.Optional(
    percent('毛利率低于（成本未知则不成立）/ only goods with less margin than this; unknown cost: does not hold'),
  ),
  'points-held-from': Type.Optional(
    Type.Union(
      [
        count('手里的可用积分不少于 / the member holds at least so many usable points', 1000),
        Type.Record(Type.String({ pattern: codePattern }), count('不少于 / at least', 1000), {
          minProperties: 1,
          ...closed,
        }),
      ],
      text(
        '这单之前手里的可用积分不少于：数字指第一种积分，或 { 种类: 数字 } / usable points before this receipt: of the first asset, or { asset: number }',
      ),
    ),
  ),
  channel: Type.Optional(list(['till', 'app'], '通过这些渠道销售 / sold through these channels')),
  tender: Type.Optional(
    list(
      ['wechat', 'cash'],
      '全部用这些方式付款（付款方式未知则不成立）/ paid by these kinds alone; unknown: does not hold',
    ),
  ),
  promoter: Type.Optional(list(['E-17'], '由这些导购销售 / sold by these promoters')),
  'joined-by': Type.Optional(
    list(
      ['online'],
      '会员以其中一种入会方式（joining）入会；没有记录则不成立 / joined by one of these ways; unknown: does not hold',
    ),
  ),
  segment: Type.Optional(list(['sleeping'], '会员属于其中一个人群 / the member is in one of these segments')),
  attribute: Type.Optional(
    Type.Record(Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }), {
      minProperties: 1,
      ...text('会员的属性是其中之一 / the attribute of the member is one of these'),
      examples: [{ interest: ['sport', 'arts'] }],
    }),
  ),
  gender: Type.Optional(
    Type.Array(Type.Enum(['female', 'male', 'other']), { minItems: 1, ...text('会员的性别 / the gender') }),
  ),
  'age-from': Type.Optional(
    count('年满多少岁（没有生日则不成立）/ at least so many years old; unknown: does not hold', 18),
  ),
  'age-below': Type.Optional(count('未满多少岁（没有生日则不成立）/ younger than this; unknown: does not hold', 26)),
  'joined-within': Type.Optional(period('入会不超过这么久 / the member joined no longer ago than this')),
  month: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), {
      minItems: 1,
      ...text('在这些月份 / in these months of the year'),
      examples: [[11]],
    }),
  ),
  'month-day': Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), {
      minItems: 1,
      ...text('每月的这几天，如每月 8 日会员日 / on these days of each month'),
      examples: [[8, 18]],
    }),
  ),
}

const parts = (description: string) =>
  Type.Optional(Type.Array(Type.Ref('Condition'), { minItems: 1, ...text(description) }))

export const Condition = Type.Cyclic(
  {
    Condition: Type.Object(
      {
        ...simpleConditions,
        'basket-has': parts(
          '小票里有这些商品，每一项都要有（不限定哪些行）/ the receipt has goods of each of these; chooses no lines',
        ),
        all: parts('全部成立 / all of these hold'),
        any: parts('至少一个成立 / at least one of these holds'),
        none: parts('一个都不成立 / none of these holds'),
      },
      { ...closed, ...text('何时适用，并列的条件须同时成立 / when it applies; conditions side by side must all hold') },
    ),
  },
  'Condition',
)
export type Condition = Static<typeof Condition>
