import type { Transaction } from '../../platform/database.ts'
import { activeStaffWho } from '../access/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { type Change, documentHash, mayApprove, type Person, readWhy, refusePassed, refuseStale } from './change.ts'
import { findChange, markChangeDecided } from './change-store.ts'
import { programErrors } from './errors.ts'
import { lockPrograms } from './program-store.ts'
import { releaseDocument } from './release-document.ts'
import { lastRelease } from './write-change.ts'

export type Decision =
  /** `documentHash`: of the text that the approver looked at. */
  { isApproved: true; documentHash: string } | { isApproved: false; reason: string }

type Setting = { now: Date; zone: string; directory: StoreDirectory }

/**
 * The word of a person on a change. An approved one is released in the same transaction: its instant needs nobody.
 * @throws programs/no-such-change, programs/already-decided
 * @throws programs/why-missing when it is declined without a reason
 * @throws programs/document-changed, programs/own-change, programs/stale-base, programs/instant-has-passed
 * @throws what releaseDocument throws
 */
export async function decideChange(
  tx: Transaction,
  { changeId, decision, decidedBy }: { changeId: string; decision: Decision; decidedBy: Person },
  setting: Setting,
): Promise<Change> {
  await lockPrograms(tx)
  const change = await findChange(tx, changeId)
  if (!change) throw programErrors.make('no-such-change')
  if (change.state !== 'requested') throw programErrors.make('already-decided')
  const deed = { decidedBy, decidedAt: setting.now }
  const decided: Change = decision.isApproved
    ? { ...(await approved(tx, change, { decision, decidedBy }, setting)), ...deed }
    : { ...change, ...deed, state: 'declined', declineReason: readWhy(decision.reason) }
  await markChangeDecided(tx, decided)
  return decided
}

type Approval = { decision: { documentHash: string }; decidedBy: Person }

async function approved(
  tx: Transaction,
  change: Change,
  { decision, decidedBy }: Approval,
  setting: Setting,
): Promise<Change> {
  const approvedHash = documentHash(change.document)
  if (decision.documentHash !== approvedHash) throw programErrors.make('document-changed')
  if (!mayApprove(change, decidedBy, await activeStaffWho(tx, 'programs.approve')))
    throw programErrors.make('own-change')
  refuseStale(change, await lastRelease(tx, change.programCode))
  refusePassed(change, setting.now)
  const isAlone = change.askedBy.id === decidedBy.id
  const { release } = await releaseDocument(tx, {
    ...setting,
    document: change.document,
    storeCodes: change.storeCodes,
    inForceFrom: change.inForceFrom,
    note: change.why,
    releasedBy: change.askedBy.name,
    approval: { approvedBy: decidedBy.name, isAlone, changeId: change.changeId },
  })
  return { ...change, state: 'released', approvedHash, isApprovedAlone: isAlone, releaseNumber: release.number }
}
