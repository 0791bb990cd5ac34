import { decideReward, reason, termAtOnce } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Asked, type DeskParts, type MemberDesk, type Moment, momentFor, openDeskAt } from '../activities/index.ts'
import { refused } from '../checkout/index.ts'
import type { Attempt } from '../refusals/index.ts'
import { rewardErrors } from './errors.ts'
import { rewardRedeemed } from './events.ts'
import { giveCoupons, liftLevels } from './give-reward.ts'
import { type Redemption, refuseUngiveable } from './redemption.ts'
import { insertRedemption } from './redemption-store.ts'

/**
 * Takes points and gives what a rule gives for them: another asset at once, goods to be handed over.
 * @throws rewards/store-missing and the other refusals of refuseUngiveable
 * @throws program/redeem-not-enough, program/reward-limit and the other refusals of decideReward
 */
export async function redeemReward(
  tx: Transaction,
  parts: DeskParts,
  { rule, times, attempt, ...asked }: Asked & { rule: string; times: number; attempt: Attempt },
): Promise<{ redemption: Redemption; balances: Record<string, number> }> {
  const found = await momentFor(tx, parts, asked, rewardErrors)
  const { program, storeId, moment } = found
  const wanted = program.rewards.find(candidate => candidate.rule === rule)
  attempt.about({ storeId, program: { code: program.code, version: program.version } })
  if (wanted) attempt.about({ thing: rule, name: wanted.name })
  if (wanted) refuseUngiveable(wanted, storeId)
  const takes = wanted ? { [wanted.asset]: wanted.points * times } : {}
  const desk = await openDeskAt(tx, parts, { asked, found, keeps: 'redemption', takes })
  const decided = decideReward(program, desk.facts, { rule, times, ...moment })
  if ('refusal' in decided) throw refused(decided)

  const { reward, reasons, used } = decided
  const points = reward.points * times
  const entryVersion = desk.take(reward.asset, points, reasons)
  desk.countUse(used)
  giveAsset(desk, { reward, times, found, zone: parts.context.timeZone })
  const given = { memberId: asked.memberId, times, found, joinedOn: desk.facts.joinedOn }
  await giveCoupons(tx, parts, { ...given, reward })
  const redemption: Redemption = {
    memberId: asked.memberId,
    redemptionId: newId(moment.at),
    programCode: program.code,
    programVersion: program.version,
    rule,
    name: reward.name,
    times,
    asset: reward.asset,
    assetId: desk.assetId(reward.asset),
    points,
    entryVersion,
    gives: reward.gives,
    state: reward.gives.kind === 'goods' ? 'to-hand-over' : 'given',
    storeId,
    channel: asked.channel,
    redeemedAt: moment.at,
    redeemedOn: moment.on,
    redeemedBy: asked.by,
    finishedAt: null,
    finishedBy: null,
    cancelReason: null,
  }
  desk.keep()
  await insertRedemption(tx, redemption)
  await desk.write(tx)
  await liftLevels(tx, parts, { ...given, reward })
  await publish(tx, [rewardRedeemed.of(told(redemption), moment.at)])
  return { redemption, balances: desk.balances() }
}

type Given = {
  reward: { rule: string; name: Redemption['name']; gives: Redemption['gives'] }
  times: number
  found: Moment
  zone: string
}

/** An asset given for another has the validity of its own. */
function giveAsset(desk: MemberDesk, { reward, times, found, zone }: Given): void {
  const { gives, rule, name } = reward
  if (gives.kind !== 'asset') return
  const asset = found.program.assets.find(candidate => candidate.code === gives.asset)
  invariant(asset, 'the check of the program knows each asset that is given')
  const points = gives.points * times
  const reasons = [reason('reward-given', rule, { name, points })]
  const { expiresAt, idle } = termAtOnce(asset, found.moment.on, zone)
  desk.grant(gives.asset, { points, expiresAt, idle, reasons })
}

function told({ memberId, redemptionId, rule, times, asset, points, storeId, redeemedAt }: Redemption) {
  return { memberId, redemptionId, rule, times, asset, points, storeId, redeemedAt: redeemedAt.toISOString() }
}
