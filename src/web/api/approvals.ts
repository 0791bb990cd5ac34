import type { ApprovalAnswer, ApprovalBody } from '../../shared/contract/approvals.ts'
import { send } from './client.ts'

/** A colleague's word at this till. Like a sign-in it has no key: its answer is kept nowhere. */
export const giveApproval = (body: ApprovalBody) => send<ApprovalAnswer>('POST', '/v1/approvals', { body })
