import type { Context } from '../../platform/context.ts'
import { deleteApprovalsBefore } from './approval-store.ts'

const dayMs = 86_400_000

/** Forgets approvals a day after their end: the receipt and the audit trail keep what became of them. @returns how many */
export function forgetOldApprovals({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return deleteApprovalsBefore(db, new Date(clock.now().getTime() - dayMs))
}
