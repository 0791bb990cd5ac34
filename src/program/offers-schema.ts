import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { Coupon } from './coupon-schema.ts'
import { closed, code, discount, money, Name, OfferLimits, percent, text } from './notation-schemas.ts'

const moneyKey = '^[¥￥]?\\s*(\\d{1,3}(,\\d{3}){1,3}|\\d{1,10})(\\.\\d{1,2})?$'
const sku = (description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 80, ...text(description), examples: [example] })

const Exchange = Type.Object(
  {
    goods: sku('换购的商品（货号）/ the goods, by SKU', 'BAG-S'),
    for: money('换购价，每单一件 / what one piece of them costs then'),
  },
  { ...closed, ...text('加价换购：满足条件后，这件商品按此价 / one piece of these goods for this price') },
)

const Offer = Type.Object(
  {
    offer: code('促销代号，方案内不重复 / the code of the offer', 'member-day'),
    name: Name,
    when: Type.Optional(Condition),
    off: Type.Optional(money('减多少钱 / so much off what the goods cost')),
    every: Type.Optional(money('每满多少，就减一次 off / once for each whole … of the goods')),
    discount: Type.Optional(discount('打折：12 % 或 9 折 / so much off, as a discount')),
    most: Type.Optional(money('打折最多减多少，默认不限 / at most so much off by discount. Default: no limit')),
    steps: Type.Optional(
      Type.Record(Type.String({ pattern: moneyKey }), money('减多少 / so much off'), {
        minProperties: 1,
        ...closed,
        ...text('满减：满多少减多少，只算达到的最高一档 / so much off from so much on; only the highest step reached'),
        examples: [{ '¥300': '¥40', '¥600': '¥100' }],
      }),
    ),
    pay: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d? of [1-9]\\d?$',
        ...text('每几件只付几件，最便宜的免单 / of each so many pieces so many are paid; the cheapest are free'),
        examples: ['2 of 3'],
      }),
    ),
    prices: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), money('会员价 / the member price'), {
        minProperties: 1,
        ...closed,
        ...text('会员价：货号和每件（称重：每公斤）的价格 / a member price by SKU, per piece or kilogram'),
        examples: [{ 'RICE-5KG': '¥29.90' }],
      }),
    ),
    gift: Type.Optional(
      sku('赠品（货号），扫到小票上的一件免单 / one piece of these goods on the receipt is free', 'MUG'),
    ),
    exchange: Type.Optional(Exchange),
    free: Type.Optional(Type.Literal('shipping', text('免运费 / shipping costs nothing'))),
    stacks: Type.Optional(
      Type.Enum(
        ['together', 'alone'],
        text('可与其他促销同享（默认）或单独使用 / counts together with other offers (the default) or alone'),
      ),
    ),
    group: Type.Optional(code('同组促销只取最优的一个 / of the offers of one group only the best counts', 'discounts')),
    limit: Type.Optional(OfferLimits),
    'level-price': Type.Optional(
      Type.Enum(
        ['together', 'the better one', 'not together'],
        text(
          '优惠过的商品是否再享会员等级价：together 再享（默认）；the better one 不叠加，取对会员更优惠的（旧写法 not together，意思一样）/ whether goods that it reduces still have the level price: together (the default), or whichever is better for the member (not together is its older spelling)',
        ),
      ),
    ),
    coupon: Type.Optional(Coupon),
  },
  { ...closed, ...text('一个促销：写明一种优惠 / one offer: exactly one kind of reduction') },
)

export const Offers = Type.Array(Offer, {
  minItems: 1,
  ...text('促销：自动选对会员最优惠的组合 / the offers; the combination that is best for the member counts'),
})
export type OfferBlock = Static<typeof Offer>

export const Guard = Type.Object(
  {
    margin: Type.Optional(
      percent('毛利底线：已知成本的商品合计毛利不低于 / goods of known cost keep at least this margin, together'),
    ),
    discount: Type.Optional(
      percent('优惠上限：促销、等级价、积分抵现合计不超过 / offers, level price and points take at most this part'),
    ),
  },
  { ...closed, ...text('价格底线：所有优惠合计的界限 / the limits of all reductions together') },
)
export type GuardBlock = Static<typeof Guard>
