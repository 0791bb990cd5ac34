import { reason as reasonOf } from '../../../program/index.ts'
import { addDays, type Day, dayOf, startOfDay } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { usablePoints } from './account.ts'
import {
  type Adjustment,
  insertAdjustment,
  lockAdjuster,
  lockAdjustment,
  markAdjustmentDecided,
  sumAdjustedAlone,
} from './adjustment-store.ts'
import { ledgerErrors } from './errors.ts'
import { openAccounts } from './open-accounts.ts'
import { draw, grant, post } from './posting.ts'
import { backgroundContext } from './sweep-accounts.ts'

export type AdjustmentRequest = {
  memberId: number
  assetId: number
  points: number
  reason: string
  expiresOn: Day | null
  askedBy: { id: string; name: string }
}

type Setting = {
  now: Date
  zone: string
  /** For one member within the window below. */
  limitPoints: number
  /** For all members together within it. */
  dayLimitPoints: number
}

/** What somebody did alone counts for so long, so that nobody splits what is above the limit into small parts. */
const alonePeriodMs = 24 * 3_600_000

/**
 * Adds or takes points by hand. Up to the limits it is posted at once; above them a second person decides. What the same
 * person added and took alone within the last 24 hours counts toward both.
 * @throws ledger/reason-missing, ledger/nothing-to-adjust
 * @throws ledger/not-enough
 * @throws ledger/expiry-in-the-past
 */
export async function adjustAccount(
  tx: Transaction,
  request: AdjustmentRequest,
  setting: Setting,
): Promise<Adjustment> {
  if (request.reason.trim().length < 3) throw ledgerErrors.make('reason-missing')
  if (request.points === 0) throw ledgerErrors.make('nothing-to-adjust')
  if (request.expiresOn && request.expiresOn < dayOf(setting.now, setting.zone))
    throw ledgerErrors.make('expiry-in-the-past', { expiresOn: request.expiresOn })
  const adjustment: Adjustment = {
    adjustmentId: newId(setting.now),
    memberId: request.memberId,
    assetId: request.assetId,
    points: request.points,
    reason: request.reason,
    expiresOn: request.expiresOn,
    state: 'waiting',
    askedBy: request.askedBy.id,
    askedByName: request.askedBy.name,
    askedAt: setting.now,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    version: null,
  }
  const asked: Adjustment = (await needsSecondPerson(tx, request, setting))
    ? adjustment
    : { ...adjustment, state: 'posted', version: await postAdjustment(tx, adjustment, setting) }
  await insertAdjustment(tx, asked)
  return asked
}

async function needsSecondPerson(
  tx: Transaction,
  { memberId, assetId, points, askedBy }: AdjustmentRequest,
  { now, limitPoints, dayLimitPoints }: Setting,
): Promise<boolean> {
  // Two requests of one person at once: the second waits, and counts what the first did.
  await lockAdjuster(tx, askedBy.id)
  const since = new Date(now.getTime() - alonePeriodMs)
  const alone = await sumAdjustedAlone(tx, { askedBy: askedBy.id, memberId, assetId, since })
  const size = Math.abs(points)
  return size + alone.forMember > limitPoints || size + alone.forAll > dayLimitPoints
}

/**
 * The second person's word on a waiting adjustment.
 * @throws ledger/no-such-adjustment
 * @throws ledger/already-decided
 * @throws ledger/own-request
 * @throws ledger/not-enough
 */
export async function decideAdjustment(
  tx: Transaction,
  {
    adjustmentId,
    isApproved,
    decidedBy,
  }: { adjustmentId: string; isApproved: boolean; decidedBy: { id: string; name: string } },
  setting: { now: Date; zone: string },
): Promise<Adjustment> {
  const adjustment = await lockAdjustment(tx, adjustmentId)
  if (!adjustment) throw ledgerErrors.make('no-such-adjustment')
  if (adjustment.state !== 'waiting') throw ledgerErrors.make('already-decided')
  if (adjustment.askedBy === decidedBy.id) throw ledgerErrors.make('own-request')
  const decided: Adjustment = {
    ...adjustment,
    state: isApproved ? 'posted' : 'declined',
    decidedBy: decidedBy.id,
    decidedByName: decidedBy.name,
    decidedAt: setting.now,
    version: isApproved ? await postAdjustment(tx, adjustment, setting) : null,
  }
  await markAdjustmentDecided(tx, decided)
  return decided
}

/** @returns the version of the entry */
async function postAdjustment(
  tx: Transaction,
  adjustment: Adjustment,
  { now, zone }: { now: Date; zone: string },
): Promise<number> {
  const { memberId, assetId, points } = adjustment
  const context = { ...backgroundContext(now, zone), staff: adjustment.askedBy, channel: 'console' }
  const need = { memberId, assetId, points: Math.max(-points, 0), lotNumbers: [] }
  const open = await openAccounts(tx, { memberIds: [memberId], needs: [need], context })
  const account = open.account(memberId, assetId)
  const reasons = [reasonOf('adjusted', null, { why: adjustment.reason })]
  const usable = usablePoints(account)
  if (points < 0 && -points > usable) throw ledgerErrors.make('not-enough', { points: -points, usable })
  const expiresAtMs = adjustment.expiresOn ? startOfDay(addDays(adjustment.expiresOn, 1), zone).getTime() : null
  const entry =
    points > 0
      ? grant(open.journal, account, {
          kind: 'adjust',
          points,
          expiresAtMs,
          funding: 'gift',
          deferredCents: 0,
          context,
          reasons,
        })
      : post(open.journal, account, { kind: 'adjust', amount: points, context, reasons }, draw(account, -points))
  await open.write(tx)
  return entry.version
}
