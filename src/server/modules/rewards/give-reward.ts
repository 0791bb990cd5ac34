import type { CompiledReward } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import type { DeskParts, Moment } from '../activities/index.ts'
import { issueCoupons } from '../coupons/index.ts'
import { liftOneLevel } from '../levels/index.ts'
import { rewardErrors } from './errors.ts'

type Given = { memberId: number; reward: CompiledReward; times: number; found: Moment; joinedOn: string }

/** One coupon for each time. @throws rewards/coupon-not-issued, coupons/over and the other limits of coupons */
export async function giveCoupons(tx: Transaction, { context }: DeskParts, given: Given): Promise<void> {
  const { reward, memberId, times, found } = given
  if (reward.gives.kind !== 'coupon') return
  const { offer: code } = reward.gives
  const { program, moment } = found
  const offer = program.offers.find(candidate => candidate.offer === code)
  if (!offer?.coupon) throw rewardErrors.make('coupon-not-issued', { offer: code })
  const offered = {
    programCode: program.code,
    programVersion: program.version,
    offer: { ...offer, coupon: offer.coupon },
  }
  const issuing = { offered, memberIds: [memberId], source: 'issued', now: moment.at, zone: context.timeZone } as const
  for (let time = 0; time < times; time++)
    if ((await issueCoupons(tx, issuing)).length === 0) throw rewardErrors.make('coupon-not-issued', { offer: code })
}

/** One level for each time. @throws rewards/level-not-raised */
export async function liftLevels(tx: Transaction, { context }: DeskParts, given: Given): Promise<void> {
  const { reward, memberId, times, found, joinedOn } = given
  if (reward.gives.kind !== 'level-up') return
  const { kept } = reward.gives
  const lifting = { kept, memberId, program: found.program, joinedOn, now: found.moment.at, zone: context.timeZone }
  for (let time = 0; time < times; time++)
    if ((await liftOneLevel(tx, lifting)) === null) throw rewardErrors.make('level-not-raised')
}
