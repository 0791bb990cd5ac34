import Type, { type Static } from 'typebox'
import { closed, Limits, Name, period, text } from './notation-schemas.ts'

export const Asset = Type.Object(
  {
    name: Name,
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
    limit: Type.Optional(Limits),
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
export type AssetBlock = Static<typeof Asset>
