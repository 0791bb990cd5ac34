import { randomBytes } from 'node:crypto'
import type { ApprovalBody } from '../../../shared/contract/approvals.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { StaffRow } from '../access/index.ts'
import type { ProveColleague } from '../sign-in/index.ts'
import { approvalMs, hashOf, mayApprove, scopeOf } from './approval.ts'
import { insertApproval } from './approval-store.ts'
import { approvalErrors } from './errors.ts'
import { placeOfApproval } from './place-of-approval.ts'

export type Giving = { caller: Caller; address: string; body: ApprovalBody }
export type Given = { approver: StaffRow; token: string; endsAt: Date; storeId: number }

/**
 * Takes a colleague's word for one act at the caller's till. No session is opened; whoever has the token may use it once.
 * @returns null when the code of the colleague's second factor is still to come
 * @throws approvals/other-store, approvals/unknown-till, approvals/own, approvals/not-permitted
 * @throws access/colleague-wrong and the other refusals of prove-colleague.ts
 */
export async function giveApproval(
  context: Context,
  prove: ProveColleague,
  { caller, address, body }: Giving,
): Promise<Given | null> {
  const { act, email, password, code } = body
  const place = await placeOfApproval(context, caller, body)
  const approver = await prove({ email, password, code, address, callerId: caller.id })
  if (!approver) return null
  if (approver.staffId === caller.staffId) throw approvalErrors.make('own')
  if (!mayApprove(approver, { act, storeCode: place.store.code }))
    throw approvalErrors.make('not-permitted', { name: approver.name })
  const now = context.clock.now()
  const token = randomBytes(32).toString('base64url')
  const endsAt = new Date(now.getTime() + approvalMs)
  await insertApproval(context.db, {
    ...scopeOf(context.cipher, { act, place, caller, words: wordsOf(body) }),
    approvalId: newId(now),
    tokenHash: hashOf(token),
    approverId: approver.staffId,
    endsAt,
  })
  return { approver, token, endsAt, storeId: place.store.storeId }
}

/** As `earlyAccessOf` and `approvalOfRefund` of checkout and `decideAtTill` of joining say it when the approval is carried. */
function wordsOf(body: ApprovalBody): unknown {
  switch (body.act) {
    case 'sell-early':
      return [body.member, body.lines, body.reason.trim()]
    case 'refund-without-original':
      return body.withoutOriginal
    case 'decide-joining':
      return [body.requestId, body.isApproved, body.reason.trim()]
  }
}
