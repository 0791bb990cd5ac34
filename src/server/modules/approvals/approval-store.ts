import type { ApprovedAct } from '../../../shared/contract/approvals.ts'
import { instants, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Approval, ApprovalScope } from './approval.ts'

export type ApprovalRow = Omit<Approval, 'approver'> & { tokenHash: string; approverId: string }

export async function insertApproval(
  tx: Transaction,
  approval: ApprovalScope & { approvalId: string; tokenHash: string; approverId: string; endsAt: Date },
): Promise<void> {
  const { approvalId, tokenHash, act, storeId, tillId, askedBy, basket, approverId, endsAt } = approval
  await tx.run(
    `insert into approvals.approval
       (approval_id, token_hash, act, store_id, till_id, asked_by, basket, approver_id, ends_at)
     values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, $8, $9)`,
    [approvalId, tokenHash, act, storeId, tillId, askedBy, basket, approverId, endsAt],
  )
}

export async function findApprovals(tx: Transaction, tokenHashes: readonly string[]): Promise<ApprovalRow[]> {
  return tx.rows<ApprovalRow & { act: ApprovedAct }>(
    `select approval_id as "approvalId", encode(token_hash, 'hex') as "tokenHash", act, store_id as "storeId",
       till_id as "tillId", asked_by as "askedBy", basket, approver_id as "approverId", ends_at as "endsAt",
       used_at as "usedAt"
     from approvals.approval where token_hash = any(array(select decode(hex, 'hex') from unnest($1::text[]) as hex))`,
    [[...tokenHashes]],
  )
}

export type UsedApproval = { approvalId: string; receiptId: string; usedAt: Date }

/** In the transaction of the receipts, which have taken the names of these approvals before they were read. */
export async function markApprovalsUsed(tx: Transaction, used: readonly UsedApproval[]): Promise<void> {
  if (used.length === 0) return
  await tx.run(
    `update approvals.approval as known set used_at = mark.used_at, receipt_id = mark.receipt_id
     from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as mark (approval_id, receipt_id, used_at)
     where known.approval_id = mark.approval_id and known.used_at is null`,
    [
      uuids(used, one => one.approvalId),
      uuids(used, one => one.receiptId),
      instants(used, one => one.usedAt.getTime()),
    ],
  )
}

/** In the transaction of the decision, which has locked the request that this approval is for. @returns whether it was unused */
export async function markApprovalDecided(
  tx: Transaction,
  { approvalId, requestId, usedAt }: { approvalId: string; requestId: string; usedAt: Date },
): Promise<boolean> {
  const marked = await tx.run(
    'update approvals.approval set used_at = $3, request_id = $2 where approval_id = $1 and used_at is null',
    [approvalId, requestId, usedAt],
  )
  return marked === 1
}

/** @returns how many were forgotten */
export function deleteApprovalsBefore(tx: Transaction, endedAt: Date): Promise<number> {
  return tx.run('delete from approvals.approval where ends_at < $1', [endedAt])
}
