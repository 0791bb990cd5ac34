import { ApprovalAnswer, ApprovalBody } from '../../../shared/contract/approvals.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import type { ProveColleague } from '../sign-in/index.ts'
import { approvalAudit } from './audit.ts'
import { giveApproval } from './give-approval.ts'

/**
 * Like a sign-in it takes no Idempotency-Key, or its answer, which holds the token, would be kept. On record is the
 * approver, with the one at the till as what it is about; a refused try is on the record of the one at the till.
 */
export function approvalRoutes(http: Http, context: Context, { prove }: { prove: ProveColleague }): void {
  http.post(
    '/v1/approvals',
    {
      config: { access: 'checkout.settle', audit: approvalAudit.action('give') },
      schema: { body: ApprovalBody, response: { 200: ApprovalAnswer } },
    },
    async (request, reply) => {
      const { caller, ip: address, body, deed } = request
      reply.header('cache-control', 'no-store')
      const given = await giveApproval(context, prove, { caller, address, body })
      if (!given) {
        deed.is(approvalAudit.action('prove'))
        return { isCodeNeeded: true, approval: null }
      }
      const { approver, token, endsAt, storeId } = given
      deed.by('staff', approver.staffId)
      deed.about({ thing: caller.id.replace(':', '/'), storeId })
      return { isCodeNeeded: false, approval: { token, approver: approver.name, endsAt: endsAt.toISOString() } }
    },
  )
}
