import { EventKind } from '../../platform/events.ts'

export type RewardRedeemed = {
  memberId: number
  redemptionId: string
  rule: string
  times: number
  asset: string
  points: number
  storeId: number | null
  /** An instant, RFC 3339. */
  redeemedAt: string
}

export const rewardRedeemed = new EventKind<RewardRedeemed>('rewards/redeemed', 1)

export type RewardFinished = { memberId: number; redemptionId: string; state: 'handed-over' | 'cancelled' }

/** Goods were handed over, or the redemption was cancelled and the points are back. */
export const rewardFinished = new EventKind<RewardFinished>('rewards/finished', 1)
