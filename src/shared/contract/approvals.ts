import Type, { type Static } from 'typebox'
import { ReceiptLineBody } from './checkout.ts'
import { closed, InstantText, Nullable, oneOf } from './common.ts'
import { MemberReference } from './members.ts'

/** What a colleague may approve at somebody else's till. */
export const approvedActs = ['sell-early'] as const
export type ApprovedAct = (typeof approvedActs)[number]

export const ApprovalBody = closed(
  {
    act: oneOf(approvedActs),
    storeCode: Type.String({ minLength: 1, maxLength: 64 }),
    tillCode: Type.String({ minLength: 1, maxLength: 64 }),
    member: Type.Optional(MemberReference),
    lines: Type.Array(ReceiptLineBody, { minItems: 1 }),
    reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 128 }),
    code: Type.Optional(
      Type.String({ minLength: 1, maxLength: 40, description: 'Of the authenticator, for those who have one.' }),
    ),
  },
  {
    $id: 'ColleagueApprovalRequest',
    description:
      'Somebody who may approves one act at the till of somebody who may not, by e-mail and password, without signing in there. Member, lines and reason must be those of the quote and the receipt that carry the approval.',
  },
)
export type ApprovalBody = Static<typeof ApprovalBody>

export const ApprovalAnswer = closed(
  {
    isCodeNeeded: Type.Boolean({ description: 'The password is right; send it again with the code.' }),
    approval: Nullable(
      closed({
        token: Type.String({ description: 'For earlyAccess.approval: it counts once and is shown nowhere else.' }),
        approver: Type.String(),
        endsAt: InstantText,
      }),
    ),
  },
  { $id: 'ColleagueApproval' },
)
export type ApprovalAnswer = Static<typeof ApprovalAnswer>
