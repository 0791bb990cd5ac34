import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { Levels } from './levels-schema.ts'
import {
  closed,
  code,
  codePattern,
  money,
  percent,
  period,
  SignedMoney,
  Texts,
  text,
  times,
} from './notation-schemas.ts'

/**
 * The program document as shopkeepers write it: the one definition from which the published JSON Schema, the types and
 * the first check of a file come. What a file leaves out has a default, stated here.
 */

const lineKinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const

const Asset = Type.Object(
  {
    name: Texts,
    valid: Type.Optional(
      Type.Union(
        [
          Type.Literal('never ends'),
          period('从获得之日起 / from the day they were earned'),
          Type.Object(
            {
              for: Type.Optional(period('先满这么久 / first so long')),
              to: Type.Enum(
                ['end of month', 'end of quarter', 'end of year'],
                text('再到那一天所在月、季或年的最后一天 / then to the end of that month, quarter or year'),
              ),
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
      Type.Enum(['down', 'nearest', 'up'], text('每张小票取整一次，默认 down / once per receipt. Default: down')),
    ),
    debt: Type.Optional(
      Type.Enum(
        ['owe', 'absorb'],
        text(
          '退货时积分已用掉：owe 记欠分，absorb 由店家承担并记录，默认 owe / points already spent at a refund: the member owes them, or the shop absorbs them on record. Default: owe',
        ),
      ),
    ),
    grace: Type.Optional(
      period(
        '退回已过期批次时的宽限，默认没有 / how long points given back to an expired lot may still be used. Default: none',
      ),
    ),
  },
  { ...closed, ...text('积分种类 / a kind of points') },
)

const EarnRule = Type.Object(
  {
    rule: code('规则代号，方案内不重复 / the code of the rule', 'base'),
    name: Type.Optional(Texts),
    asset: Type.Optional(code('给哪一种积分，默认第一种 / which asset. Default: the first', 'points')),
    points: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1_000_000, ...text('给多少分 / how many points'), examples: [1, 100] }),
    ),
    per: Type.Optional(
      Type.Union(
        [SignedMoney, Type.Literal('item'), Type.Literal('receipt')],
        text('每多少金额、每件（item）或每单（receipt）/ for how much money, for each piece, or once per receipt'),
      ),
    ),
    whole: Type.Optional(
      Type.Boolean(text('true：只计整数倍；默认按比例 / only whole multiples of `per`. Default: in proportion')),
    ),
    times: Type.Optional(times('积分倍数 / multiplies the points of the other rules')),
    when: Type.Optional(Condition),
  },
  { ...closed, ...text('一条积分规则：points + per，或 times / one rule: points and per, or times') },
)

const RedeemRule = Type.Object(
  {
    rule: code('规则代号，方案内不重复 / the code of the rule', 'cash-off'),
    name: Type.Optional(Texts),
    asset: Type.Optional(code('用哪一种积分，默认第一种 / which asset. Default: the first', 'points')),
    points: Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      ...text('用多少分 / so many points …'),
      examples: [500],
    }),
    off: money('抵多少钱 / … take so much off the price'),
    step: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [500],
        description: '只能用它的整数倍，默认等于 points / only multiples of it. Default: points',
      }),
    ),
    minimum: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [500],
        description: '至少用多少分，默认等于 step / at least so many. Default: step',
      }),
    ),
    maximum: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        examples: [5000],
        description: '每单最多用多少分，默认不限 / at most so many per receipt. Default: no limit',
      }),
    ),
    share: Type.Optional(
      percent('最多抵扣应付金额的比例，默认 100 % / at most this part of what is to be paid. Default: 100 %'),
    ),
    when: Type.Optional(Condition),
  },
  { ...closed, ...text('积分抵现 / points off the price') },
)

const EarningBase = Type.Object(
  {
    kinds: Type.Optional(
      Type.Array(Type.Enum(lineKinds), {
        minItems: 1,
        ...text('计入的行，默认 goods 和 service / which lines count. Default: goods and service'),
      }),
    ),
    tax: Type.Optional(
      Type.Enum(
        ['counts', 'does not count'],
        text('价内税是否计积分，默认 counts / the tax within the price. Default: counts'),
      ),
    ),
    discounts: Type.Optional(
      Type.Enum(
        ['deducted', 'ignored'],
        text(
          '折扣：deducted 按折后价（默认），ignored 按原价 / count what is paid after discounts (deducted, the default) or before',
        ),
      ),
    ),
    'paid-by-points': Type.Optional(
      Type.Enum(
        ['counts', 'does not count'],
        text('积分抵扣的部分，默认 does not count / the part paid by points. Default: does not count'),
      ),
    ),
  },
  { ...closed, ...text('按什么金额积分 / which money earns points') },
)

export const ProgramDocument = Type.Object(
  {
    program: code('方案代号，发布后不改 / the code of the program, for good', 'accessory-shop'),
    name: Texts,
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
    earning: Type.Optional(
      Type.Object(
        {
          base: Type.Optional(EarningBase),
          multipliers: Type.Optional(
            Type.Enum(
              ['highest', 'all'],
              text(
                '多个倍数同时成立：取最高（默认）或相乘 / several multipliers at once: the highest (default) or all multiplied',
              ),
            ),
          ),
          rules: Type.Array(EarnRule, {
            minItems: 1,
            ...text('积分规则，成立的都算 / the rules; all that hold are added up'),
          }),
        },
        { ...closed, ...text('怎样得积分 / how points are earned') },
      ),
    ),
    redemption: Type.Optional(
      Type.Array(RedeemRule, { minItems: 1, ...text('积分抵现的方式 / the ways to use points') }),
    ),
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
export type AssetBlock = Static<typeof Asset>
export type PartialTexts = Static<typeof Texts>
export type { Condition } from './condition-schema.ts'
export { type LevelsBlock, type Measure, measures } from './levels-schema.ts'
