import Type, { type Static } from 'typebox'
import { Cents, closed, InstantText, Nullable, oneOf, PageQuery } from './common.ts'

export const goodsUnits = ['piece', 'gram'] as const
export const goodsKinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const

export const Sku = Type.String({ minLength: 1, maxLength: 80 })

export const PutGoodsBody = closed(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    class: Type.Optional(Nullable(Type.String({ maxLength: 80 }))),
    brand: Type.Optional(Nullable(Type.String({ maxLength: 80 }))),
    unit: Type.Optional(oneOf(goodsUnits)),
    kind: Type.Optional(oneOf(goodsKinds)),
    costCents: Type.Optional(Nullable(Cents)),
    onSaleAt: Type.Optional(Nullable(InstantText)),
    replaces: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'The version that was read. If somebody changed the entry since, it is refused (409)',
      }),
    ),
  },
  { $id: 'PutGoods', description: 'The whole entry; what is left out becomes empty, piece or goods.' },
)
export type PutGoodsBody = Static<typeof PutGoodsBody>

export const GoodsAnswer = closed(
  {
    sku: Type.String(),
    name: Type.String(),
    class: Nullable(Type.String()),
    brand: Nullable(Type.String()),
    unit: oneOf(goodsUnits),
    kind: oneOf(goodsKinds),
    isListed: Type.Boolean({ description: 'false: seen on a receipt, but nobody put it into the catalogue yet' }),
    firstSeenAt: InstantText,
    costCents: Type.Optional(
      Nullable(
        Type.Integer({
          description:
            'What a piece costs the shop, in 分; null: not known. Left out without the permission catalog.read-cost',
        }),
      ),
    ),
    onSaleAt: Nullable(Type.String({ description: 'Before it, only members with early access buy them' })),
    version: Type.String({ description: 'Another one after each change; PUT takes it as `replaces`' }),
  },
  { $id: 'Goods' },
)
export type GoodsAnswer = Static<typeof GoodsAnswer>

export const GoodsListQuery = Type.Object({
  ...PageQuery,
  search: Type.Optional(
    Type.String({ maxLength: 120, description: 'Parts of SKU, name, class or brand; the name also by its sound' }),
  ),
  sku: Type.Optional(Type.String({ maxLength: 80, description: 'Exactly this SKU' })),
  isListed: Type.Optional(Type.Boolean()),
  class: Type.Optional(Type.String({ maxLength: 80, description: 'Exactly this class; empty: goods without one' })),
})

export const GoodsList = closed(
  { goods: Type.Array(Type.Ref('Goods')), next: Nullable(Type.String()), total: Type.Integer() },
  { $id: 'GoodsList' },
)

export const GoodsClasses = closed(
  {
    classes: Type.Array(
      closed({ class: Nullable(Type.String({ description: 'null: goods without a class' })), count: Type.Integer() }),
      { description: 'The largest first, 1,000 at most' },
    ),
    unlisted: Type.Integer({ description: 'Goods that receipts named and nobody put into the catalogue yet' }),
  },
  { $id: 'GoodsClasses' },
)
