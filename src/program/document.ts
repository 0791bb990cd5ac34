import Type, { type Static } from 'typebox'
import { Asset } from './assets-schema.ts'
import { Benefits } from './benefits-schema.ts'
import { Earning } from './earning-schema.ts'
import { Joining } from './joining-schema.ts'
import { Levels } from './levels-schema.ts'
import { closed, code, codePattern, Name, Texts, text } from './notation-schemas.ts'
import { Guard, Offers } from './offers-schema.ts'
import { Redemption } from './redemption-schema.ts'

/**
 * The program document as shopkeepers write it: the one definition from which the published JSON Schema, the types and
 * the first check of a file come. What a file leaves out has a default, stated here.
 */

export const ProgramDocument = Type.Object(
  {
    program: code('方案代号，发布后不改 / the code of the program, for good', 'accessory-shop'),
    name: Name,
    brand: Type.Optional(
      Type.String({ minLength: 1, description: '适用品牌，默认机构的第一个品牌 / the brand. Default: the first one' }),
    ),
    stores: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        examples: [['S01', 'S02']],
        ...text('适用门店，默认品牌下全部 / the stores. Default: all of the brand'),
      }),
    ),
    currency: Type.Optional(Type.Literal('CNY', text('货币，目前只有 CNY / the currency; only CNY so far'))),
    assets: Type.Record(Type.String({ pattern: codePattern }), Asset, {
      minProperties: 1,
      ...closed,
      ...text('积分种类，等级倍数和默认规则用第一种 / the kinds of points; the first is the default of every rule'),
    }),
    earning: Type.Optional(Earning),
    redemption: Type.Optional(Redemption),
    levels: Type.Optional(Levels),
    offers: Type.Optional(Offers),
    guard: Type.Optional(Guard),
    benefits: Type.Optional(Benefits),
    joining: Type.Optional(Joining),
    translations: Type.Optional(
      Type.Record(
        Type.String({ minLength: 1 }),
        Type.Object({ 'zh-TW': Texts.properties['zh-TW'], en: Texts.properties.en }, closed),
        text(
          '名称的译文，一处写好：{ 银卡: { zh-TW: 銀卡, en: Silver } } / the names in the other languages, said once',
        ),
      ),
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Regulars program',
    description: '会员方案 / a membership program',
  },
)
export type ProgramDocument = Static<typeof ProgramDocument>
export type PartialTexts = Static<typeof Texts>
export type { AssetBlock } from './assets-schema.ts'
export type { BenefitBlock } from './benefits-schema.ts'
export type { Condition } from './condition-schema.ts'
export type { EarnRule } from './earning-schema.ts'
export type { JoiningBlock } from './joining-schema.ts'
export { type LevelsBlock, type Measure, measures, tracksOf } from './levels-schema.ts'
export type { GuardBlock, OfferBlock } from './offers-schema.ts'
export { isLevelUp, type RedeemRule } from './redemption-schema.ts'
