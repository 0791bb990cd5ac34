import type {
  BenefitReportAnswer,
  BenefitUse,
  MemberBenefitsAnswer,
  RedeemedReward,
  RedeemReward,
  RewardRedemption,
  Rewards,
  WaitingRewards,
} from './answers.ts'
import { read, send } from './client.ts'

const at = (memberNumber: string) => `/v1/members/${encodeURIComponent(memberNumber)}`

export const readRewards = (memberNumber: string, storeCode: string | null) =>
  read<Rewards>(`${at(memberNumber)}/redemptions`, { storeCode: storeCode ?? undefined })

export const redeemReward = ({ memberNumber, ...body }: RedeemReward & { memberNumber: string }, key: string) =>
  send<RedeemedReward>('POST', `${at(memberNumber)}/redemptions`, { body, key })

export const readWaitingRewards = () => read<WaitingRewards>('/v1/redemptions/to-hand-over')

type Named = { memberNumber: string; redemptionId: string }

export const handOver = ({ memberNumber, redemptionId }: Named, key: string) =>
  send<RewardRedemption>('POST', `${at(memberNumber)}/redemptions/${redemptionId}/hand-over`, { body: {}, key })

export const cancelRedemption = ({ memberNumber, redemptionId, reason }: Named & { reason: string }, key: string) =>
  send<RewardRedemption>('POST', `${at(memberNumber)}/redemptions/${redemptionId}/cancel`, { body: { reason }, key })

export const readBenefits = (memberNumber: string) => read<MemberBenefitsAnswer>(`${at(memberNumber)}/benefits`)

export const recordBenefitUse = (
  { memberNumber, benefit, ...body }: { memberNumber: string; benefit: string; storeCode?: string },
  key: string,
) => send<BenefitUse>('POST', `${at(memberNumber)}/benefits/${encodeURIComponent(benefit)}/uses`, { body, key })

export const readBenefitReport = (period: { from: string; to: string }) =>
  read<BenefitReportAnswer>('/v1/benefits/report', period)
