import Type, { type Static } from 'typebox'
import { closed, code, day, Limits, monthDay, Name, period, text } from './notation-schemas.ts'

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
              to: Type.Optional(
                Type.Enum(
                  ['end of month', 'end of quarter', 'end of year'],
                  text('再到那一天所在月、季或年的最后一天 / then to the end of that month, quarter or year'),
                ),
              ),
              inactive: Type.Optional(
                period('这么久没有任何来往就全部清零 / all end when nothing has happened for so long'),
              ),
              'kept-by': Type.Optional(
                Type.Array(code('来往的代号 / the code of what keeps them', 'purchase'), {
                  minItems: 1,
                  uniqueItems: true,
                  ...text(
                    '哪些事算来往：purchase 消费、redemption 兑换，或互动的代号，默认只有消费 / what keeps them: purchase, redemption, or codes of activities. Default: purchase alone',
                  ),
                  examples: [['purchase', 'redemption', 'check-in']],
                }),
              ),
              through: Type.Optional(
                day(
                  '都用到这一天（含），之后清零，也不再发放 / all can be used through this day, and nothing is given after it',
                ),
              ),
              each: Type.Optional(
                monthDay('每年的这一天清零：此前得的分用到这一天（含）/ ends on this day of each year, included'),
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
    pending: Type.Optional(
      Type.Union(
        [
          period('满这么久之后 / after so long'),
          Type.String({
            pattern: '^until [a-z0-9][a-z0-9-]{0,62}$',
            ...text('到这张小票报告了这项活动为止 / until this activity is reported of the receipt'),
            examples: ['until delivered'],
          }),
        ],
        text(
          '小票所得的积分多久之后才能用，默认马上可用 / when points of a receipt can be used: after so long, or until an activity is reported of it. Default: at once',
        ),
      ),
    ),
    transfer: Type.Optional(
      Type.String({
        pattern: '^[1-9]\\d{0,9} points? a (day|week|month|year)$',
        ...text(
          '会员之间可以转赠，每位会员最多送出这么多；批次的有效期不变。默认不能转赠 / members may give points to each other, each at most so many; lots keep their end. Default: no transfer',
        ),
        examples: ['1000 points a month'],
      }),
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
