import Type, { type Static } from 'typebox'
import { saleChannels } from '../shared/channels.ts'
import { closed, code, day, money, Name, text } from './notation-schemas.ts'

const Way = Type.Object(
  {
    way: code('入会方式的代号 / the code of the way', 'with-receipt'),
    name: Type.Optional(Name),
    from: Type.Optional(day('从哪天起 / from this day')),
    through: Type.Optional(day('到哪天为止（含当天）/ through this day')),
    channel: Type.Optional(
      Type.Array(Type.Enum([...saleChannels]), {
        minItems: 1,
        uniqueItems: true,
        ...text(
          '只能通过这些渠道入会；till 是门店的收银台和后台。默认不限 / joining through these channels alone; till: in the shop, at a till or in the console. Default: any',
        ),
        examples: [['web', 'mini-program']],
      }),
    ),
    'receipt-from': Type.Optional(
      money('凭一张至少这么多的小票；¥0 是任何小票 / with a receipt of at least so much; ¥0: any receipt'),
    ),
    fee: Type.Optional(money('工本费，要在小票上收 / a fee, paid on a receipt')),
    'fee-goods': Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        ...text('工本费的货号，默认 JOINING-FEE / the goods that the fee is sold as. Default: JOINING-FEE'),
        examples: ['JOINING-FEE'],
      }),
    ),
    approval: Type.Optional(
      Type.Boolean(
        text(
          'true：入会要店里批准，批准前不是会员 / true: joining waits for approval; nobody is a member before. Default: false',
        ),
      ),
    ),
  },
  { ...closed, ...text('一种入会方式 / one way of joining') },
)

export const Joining = Type.Array(Way, {
  minItems: 1,
  ...text('入会条件：会员用其中一种方式入会；不写就是随时免费 / how members join, by one of the ways. Default: free'),
})
export type JoiningBlock = Static<typeof Way>
