import Type, { type Static } from 'typebox'
import { ReceiptLineBody, WithoutOriginal } from './checkout.ts'
import { closed, InstantText, Nullable } from './common.ts'
import { MemberReference } from './members.ts'

/** What a colleague may approve at somebody else's till. */
export type ApprovedAct = ApprovalBody['act']

const facts = {
  storeCode: Type.String({ minLength: 1, maxLength: 64 }),
  tillCode: Type.String({ minLength: 1, maxLength: 64 }),
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
  code: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'Of the authenticator, for those who have one.' }),
  ),
}

export const ApprovalBody = Type.Union(
  [
    closed({
      act: Type.Literal('sell-early'),
      ...facts,
      member: Type.Optional(MemberReference),
      lines: Type.Array(ReceiptLineBody, { minItems: 1 }),
      reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    }),
    closed({ act: Type.Literal('refund-without-original'), ...facts, withoutOriginal: WithoutOriginal }),
    closed({
      act: Type.Literal('decide-joining'),
      ...facts,
      requestId: Type.String({ minLength: 1, maxLength: 64 }),
      isApproved: Type.Boolean({ description: 'false: the colleague refuses the request to join' }),
      reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    }),
  ],
  {
    $id: 'ColleagueApprovalRequest',
    description:
      'Somebody who may approves one act at the till of somebody who may not, by e-mail and password, without signing in there. What it is about must be word for word what the quote, the receipt, the refund or the decision on a request to join says that carries the approval.',
  },
)
export type ApprovalBody = Static<typeof ApprovalBody>

export const ApprovalAnswer = closed(
  {
    isCodeNeeded: Type.Boolean({ description: 'The password is right; send it again with the code.' }),
    approval: Nullable(
      closed({
        token: Type.String({
          description:
            'For earlyAccess.approval, approval of a refund or of a decision at the till: it counts once and is shown nowhere else.',
        }),
        approver: Type.String(),
        endsAt: InstantText,
      }),
    ),
  },
  { $id: 'ColleagueApproval' },
)
export type ApprovalAnswer = Static<typeof ApprovalAnswer>
