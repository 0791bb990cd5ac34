import Type, { type Static } from 'typebox'
import { closed, code, day, Hours, money, text } from './notation-schemas.ts'

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const list = (items: string[], description: string) =>
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1, ...text(description), examples: [items] })

/** Conditions that stand side by side must all hold. Goods conditions (class, brand, sku) choose lines of the receipt. */
const simpleConditions = {
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
}

const parts = (description: string) =>
  Type.Optional(Type.Array(Type.Ref('Condition'), { minItems: 1, ...text(description) }))

export const Condition = Type.Cyclic(
  {
    Condition: Type.Object(
      {
        ...simpleConditions,
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
