import type { Transaction } from '../../platform/database.ts'
import { findStaffMembers } from '../access/index.ts'
import type { Approval, AskedApproval } from './approval.ts'
import { findApprovals } from './approval-store.ts'

/** The approvals that requests carry, by the hash of their token. Who carries none asks the database nothing. */
export async function readApprovals(
  tx: Transaction,
  asked: readonly AskedApproval[],
): Promise<ReadonlyMap<string, Approval>> {
  if (asked.length === 0) return new Map()
  const rows = await findApprovals(
    tx,
    asked.map(({ tokenHash }) => tokenHash),
  )
  const staff = await findStaffMembers(
    tx,
    rows.map(({ approverId }) => approverId),
  )
  return new Map(
    rows.flatMap(({ tokenHash, approverId, ...row }) => {
      const approver = staff.find(({ staffId }) => staffId === approverId)
      return approver ? [[tokenHash, { ...row, approver }] as const] : []
    }),
  )
}
