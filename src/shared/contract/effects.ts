import Type, { type Static } from 'typebox'
import { AmountCents, closed, InstantText, Nullable, oneOf, Points } from './common.ts'

/** What a benefit issues. */
export const Gift = closed({
  kind: oneOf(['goods', 'coupon', 'asset']),
  sku: Nullable(Type.String()),
  offer: Nullable(Type.String()),
  asset: Nullable(Type.String()),
  points: Nullable(Points),
})

/** One sentence about why, in the language asked for, with the facts it names. */
export const ReasonAnswer = closed(
  {
    code: Type.String(),
    rule: Nullable(Type.String()),
    text: Type.String(),
    values: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'Reason' },
)
export type ReasonAnswer = Static<typeof ReasonAnswer>

export const EffectAnswer = closed(
  {
    kind: oneOf([
      'earned',
      'redeemed',
      'offer',
      'offers-not-used',
      'gift-due',
      'coupon',
      'level-discount',
      'level-moved',
      'benefit',
      'program-named',
      'sold-early',
      'bought-early',
      'without-original',
      'taken-back',
      'given-back',
      'expired',
      'debt-settled',
      'shortfall',
    ]),
    asset: Nullable(Type.String()),
    points: Nullable(Points),
    amountCents: Nullable(AmountCents),
    expiresAt: Nullable(InstantText),
    level: Nullable(Type.String()),
    reasons: Type.Array(Type.Ref('Reason')),
    lines: Type.Optional(
      Type.Array(closed({ lineNumber: Type.Integer(), offCents: AmountCents }), {
        description: '促销减在哪几行 / how much an offer took off which lines',
      }),
    ),
    benefit: Type.Optional(
      closed(
        {
          benefit: Type.String(),
          issueId: Nullable(Type.String({ description: 'null: nothing was issued; the reasons say why' })),
          gives: Gift,
        },
        { description: '互动带来的权益 / what an activity brought' },
      ),
    ),
  },
  { $id: 'Effect' },
)
export type EffectAnswer = Static<typeof EffectAnswer>
