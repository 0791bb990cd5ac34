import Type, { type Static } from 'typebox'
import { Condition } from './condition-schema.ts'
import { closed, code, codePattern, Limits, Name, SignedMoney, text, times } from './notation-schemas.ts'

const lineKinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const

const EarnRule = Type.Object(
  {
    rule: code('规则代号，方案内不重复 / the code of the rule', 'base'),
    name: Type.Optional(Name),
    asset: Type.Optional(code('给哪一种积分，默认第一种 / which asset. Default: the first', 'points')),
    points: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1_000_000, ...text('给多少分 / how many points'), examples: [1, 100] }),
    ),
    gives: Type.Optional(
      Type.Record(Type.String({ pattern: codePattern }), Type.Number({ minimum: 0, maximum: 1_000_000 }), {
        minProperties: 1,
        maxProperties: 1,
        ...text(
          '给另一种资产：{ 种类: 数量 }，代替 asset 和 points / gives another asset, instead of asset and points',
        ),
        examples: [{ chances: 1 }],
      }),
    ),
    on: Type.Optional(
      Type.String({
        pattern: codePattern,
        description:
          '什么事情发生时：默认 purchase（消费）；joining 入会、birthday 生日，或互动的代号 / when what happens. Default: purchase; joining, birthday, or the code of an activity',
        examples: ['check-in', 'joining', 'birthday', 'referral'],
      }),
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
    group: Type.Optional(
      code(
        '互斥组：同组的规则每行只算一条（按单的规则每单一条）/ of the rules of one group only one counts on each line (per receipt: on each receipt)',
        'margin',
      ),
    ),
    priority: Type.Optional(
      Type.Integer({
        minimum: -1000,
        maximum: 1000,
        ...text(
          '同组里数字大的先；相同则取给得多的 / within its group the highest counts; of equal ones, the one that gives most. Default: 0',
        ),
        examples: [1],
      }),
    ),
    limit: Type.Optional(Limits),
    when: Type.Optional(Condition),
  },
  {
    ...closed,
    ...text(
      '一条积分规则：points + per，或 times；on 时只写 points / one rule: points and per, or times; with `on` only points',
    ),
  },
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

export const Earning = Type.Object(
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
)
export type EarnRule = Static<typeof EarnRule>
