import { termFrom } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import type { ProgramBook } from '../programs/index.ts'
import { lockOwners } from './account-store.ts'
import { readAccounts } from './open-accounts.ts'
import { endWait } from './pending.ts'
import { findWaitingLots, type WaitingLot } from './pending-store.ts'
import type { PostingContext } from './posting.ts'

export type EndPending = { memberId: number; receiptId: string; activity: string; context: PostingContext }

/**
 * Makes usable what a receipt gave and what waits for this activity, at `context.now`. An activity that is reported
 * twice, or of a receipt whose points never waited or came back, changes nothing.
 * @returns the points that can be used now, by asset
 */
export async function endPendingOfReceipt(
  tx: Transaction,
  programs: ProgramBook,
  { memberId, receiptId, activity, context }: EndPending,
): Promise<{ assetId: number; points: number }[]> {
  await lockOwners(tx, [memberId])
  const lots = await findWaitingLots(tx, { memberId, receiptId, activity })
  if (lots.length === 0) return []
  // Another process may have published a version a moment ago, and sold under it.
  if (lots.some(lot => !programs.version(lot.programCode, lot.programVersion))) await programs.reread()
  const needs = lots.map(({ assetId, lotNumber }) => ({ memberId, assetId, points: 0, lotNumbers: [lotNumber] }))
  const open = await readAccounts(tx, { memberIds: [memberId], needs, context })
  for (const lot of lots) {
    const account = open.account(memberId, lot.assetId)
    const expiresAtMs = expiryAfterWait(programs, lot, context)
    endWait(open.journal, account, { lotNumber: lot.lotNumber, expiresAtMs, context })
  }
  await open.write(tx)
  return lots.map(({ assetId, remaining }) => ({ assetId, points: remaining }))
}

/** By the terms of the version under which the points were earned. */
function expiryAfterWait(programs: ProgramBook, lot: WaitingLot, { now, zone }: PostingContext): number | null {
  const program = programs.version(lot.programCode, lot.programVersion)
  const asset = program?.assets.find(candidate => candidate.code === lot.assetCode)
  invariant(asset, 'points that wait were earned under a published version')
  const days = { earnedOn: dayOf(lot.soldAt, zone), usableOn: dayOf(now, zone) }
  return termFrom(asset, days, zone).expiresAt?.getTime() ?? null
}
