import Type from 'typebox'
import { closed, InstantText, Nullable, oneOf, Points, TextsBody } from './common.ts'

const StoreCode = Type.String({ minLength: 1, maxLength: 64 })

export const RedeemRewardBody = closed(
  {
    rule: Type.String({ minLength: 1, maxLength: 64, description: 'A rule of `redemption` with `gives`.' }),
    times: Type.Optional(Type.Integer({ minimum: 1, maximum: 99, default: 1 })),
    storeCode: Type.Optional(StoreCode),
  },
  { $id: 'RedeemReward' },
)

export const HandOverBody = closed({}, { $id: 'HandOver' })

export const CancelRedemptionBody = closed(
  { reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { $id: 'CancelRedemption' },
)

export const rewardKinds = ['goods', 'coupon', 'asset', 'level-up'] as const

const Given = closed(
  {
    kind: oneOf(rewardKinds),
    sku: Nullable(Type.String()),
    goodsName: Nullable(Type.String()),
    offer: Nullable(Type.String()),
    asset: Nullable(Type.String()),
    points: Nullable(Points),
  },
  { description: 'What is given once.' },
)

const redemptionFacts = {
  redemptionId: Type.String(),
  memberNumber: Type.String(),
  rule: Type.String(),
  name: TextsBody,
  times: Type.Integer(),
  asset: Type.String(),
  points: Points,
  gives: Given,
  state: oneOf(['given', 'to-hand-over', 'handed-over', 'cancelled']),
  storeCode: Nullable(Type.String()),
  redeemedAt: InstantText,
  finishedAt: Nullable(InstantText),
  cancelReason: Nullable(Type.String()),
}

export const RedemptionAnswer = closed(redemptionFacts, { $id: 'Redemption' })

export const RedeemedAnswer = closed(
  { redemption: Type.Ref('Redemption'), balances: Type.Record(Type.String(), Points) },
  { $id: 'Redeemed' },
)

export const RewardList = closed(
  {
    rewards: Type.Array(
      closed({
        rule: Type.String(),
        name: TextsBody,
        asset: Type.String(),
        points: Points,
        gives: Given,
        timesMax: Type.Integer({ description: 'How often it can be had now, 0 to 99.' }),
        refusal: Nullable(Type.String({ description: 'Why it cannot be had now.' })),
      }),
    ),
    redemptions: Type.Array(Type.Ref('Redemption'), { description: 'The newest 100, newest first.' }),
  },
  { $id: 'Rewards' },
)

export const RewardQuery = closed({ storeCode: Type.Optional(StoreCode) })

export const ToHandOverList = closed({ redemptions: Type.Array(Type.Ref('Redemption')) }, { $id: 'ToHandOver' })
