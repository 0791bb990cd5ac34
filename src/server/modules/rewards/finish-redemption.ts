import { reason } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type DeskParts, momentFor, openDeskAt } from '../activities/index.ts'
import { loadOwedToLots } from '../ledger/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { rewardErrors } from './errors.ts'
import { rewardFinished } from './events.ts'
import type { Redemption } from './redemption.ts'
import { findRedemption, markFinished } from './redemption-store.ts'

type Finishing = {
  redemption: Redemption
  by: string
  channel: string
  /** Why it is cancelled; null: it is handed over. */
  cancelReason: string | null
}

/** @throws rewards/no-such-redemption */
export async function redemptionOf(
  tx: Transaction,
  named: Pick<Redemption, 'memberId' | 'redemptionId'>,
): Promise<Redemption> {
  const redemption = await findRedemption(tx, named)
  if (!redemption) throw rewardErrors.make('no-such-redemption')
  return redemption
}

/**
 * Goods are handed over, or the redemption is cancelled: then the points go back to the lots they came from, with their
 * dates, and the limits have room again on the day that it took it from.
 * @throws rewards/not-to-hand-over
 */
export async function finishRedemption(tx: Transaction, parts: DeskParts, finishing: Finishing): Promise<Redemption> {
  const { redemption, by, cancelReason } = finishing
  const { memberId, redemptionId } = redemption
  const now = parts.context.clock.now()
  const state = cancelReason === null ? 'handed-over' : 'cancelled'
  if (redemption.state !== 'to-hand-over') throw rewardErrors.make('not-to-hand-over')
  if (cancelReason !== null) await giveBackPoints(tx, parts, finishing)
  const finish = { memberId, redemptionId, state, finishedAt: now, finishedBy: by, cancelReason } as const
  if (!(await markFinished(tx, finish))) throw rewardErrors.make('not-to-hand-over')
  await publish(tx, [rewardFinished.of({ memberId, redemptionId, state }, now)])
  return { ...redemption, ...finish }
}

async function giveBackPoints(
  tx: Transaction,
  parts: DeskParts,
  { redemption, by, channel }: Finishing,
): Promise<void> {
  const { memberId, assetId, asset, points, entryVersion, rule, times, name, storeId } = redemption
  const directory = await storeDirectory(parts.context.db)
  const storeCode = storeId === null ? null : (directory.storeById(storeId)?.code ?? null)
  const asked = { memberId, storeCode, by, channel }
  const found = await momentFor(tx, parts, asked, rewardErrors)
  // The rules that took the points, not those of today, say which limits they used and what expired points get.
  const published = parts.programs.published(redemption.programCode, redemption.programVersion)
  invariant(published, 'a program that took points stays published')
  const owedToLots = await loadOwedToLots(tx, { memberId, assetId, version: entryVersion })
  const desk = await openDeskAt(tx, parts, {
    asked,
    found: { ...found, program: published.program },
    keeps: 'redemption',
    fills: { [asset]: owedToLots.map(({ lotNumber }) => lotNumber) },
    on: redemption.redeemedOn,
  })
  // The member is locked now: of two who cancel, the second finds that nothing is owed to the lots any more.
  const owed = await loadOwedToLots(tx, { memberId, assetId, version: entryVersion })
  if (owed.reduce((sum, lot) => sum + lot.points, 0) < points) throw rewardErrors.make('not-to-hand-over')
  const reasons = [reason('reward-cancelled', rule, { name, points })]
  desk.giveBack(asset, { points, redeemVersion: entryVersion, owedToLots: owed, reasons })
  desk.countUse([{ scope: rule, points, times }], -1)
  await desk.write(tx)
}
