import type { DecideJoiningAtTillBody } from '../../../shared/contract/joining.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import {
  type Approval,
  askedApproval,
  checkedApproval,
  markApprovalDecided,
  placeOfApproval,
  readApprovals,
} from '../approvals/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { type Decider, type Deciding, decideRequest } from './decide-request.ts'
import { joiningErrors } from './errors.ts'
import { isInScope } from './request.ts'
import { lockRequest, type RequestRow } from './request-store.ts'

type Approver = Approval['approver']
type Sent = Pick<Deciding, 'requestId' | 'attempt' | 'names'> & { caller: Caller; body: DecideJoiningAtTillBody }

/**
 * A colleague's decision on a request to join, given at the till of somebody who may not decide. The colleague is the one who
 * decides; whoever stands at the till only sends it, for the requests of their own stores.
 * @throws approvals/… where the colleague's word does not hold
 * @throws joining/no-such-request and the other refusals of decideRequest
 */
export async function decideAtTill(
  tx: Transaction,
  context: Context,
  { requestId, caller, attempt, names, body: { isApproved, reason, approval: token, ...where } }: Sent,
): Promise<{ decided: RequestRow; approver: Approver }> {
  const place = await placeOfApproval(context, caller, where)
  // Locked before the approval is read, so that of two who carry the same word the second finds it used.
  const row = await lockRequest(tx, requestId)
  if (!row || !isInScope(caller.storeIds, row.storeId)) throw joiningErrors.make('no-such-request')
  const words = [requestId, isApproved, reason.trim()]
  const asked = askedApproval(context.cipher, { act: 'decide-joining', words, token, place, caller })
  const usedAt = context.clock.now()
  const known = (await readApprovals(tx, [asked])).get(asked.tokenHash)
  const { approvalId, approver } = checkedApproval(known, asked, usedAt)
  const by = deciderOf(approver, names.directory)
  const deciding: Deciding = { requestId, isApproved, reason, by, channel: 'till', attempt, names }
  const decided = await decideRequest(tx, context, deciding)
  const wasUnused = await markApprovalDecided(tx, { approvalId, requestId, usedAt })
  invariant(wasUnused, 'the request is locked, and the approval is for nothing else')
  return { decided, approver }
}

function deciderOf({ staffId, name, storeCodes }: Approver, directory: StoreDirectory): Decider {
  const storeIds = storeCodes?.flatMap(code => directory.storeByCode(code)?.storeId ?? []) ?? 'all'
  return { id: staffId, name, storeIds }
}
