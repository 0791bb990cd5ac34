import type { CompiledReward } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Texts } from '../../../shared/languages.ts'
import { rewardErrors } from './errors.ts'

export type RedemptionState = 'given' | 'to-hand-over' | 'handed-over' | 'cancelled'

export type Redemption = {
  memberId: number
  redemptionId: string
  programCode: string
  programVersion: number
  rule: string
  name: Texts
  times: number
  asset: string
  assetId: number
  points: number
  /** Of the entry that took the points. */
  entryVersion: number
  gives: CompiledReward['gives']
  state: RedemptionState
  storeId: number | null
  channel: string
  redeemedAt: Date
  redeemedOn: Day
  redeemedBy: string | null
  finishedAt: Date | null
  finishedBy: string | null
  cancelReason: string | null
}

/** Why something cannot be given at all, whatever the member has: there is nobody yet who gives it. */
export function refuseUngiveable({ gives, name }: CompiledReward, storeId: number | null): void {
  if (gives.kind === 'coupon') throw rewardErrors.make('coupon-not-issued', { name, offer: gives.offer })
  if (gives.kind === 'level-up') throw rewardErrors.make('level-not-raised', { name })
  if (gives.kind === 'goods' && storeId === null) throw rewardErrors.make('store-missing', { name })
}
