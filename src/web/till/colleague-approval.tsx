import { type ReactNode, useState } from 'react'
import type { ApprovalAnswer, ApprovalBody } from '../../shared/contract/approvals.ts'
import { useAction } from '../api/action.ts'
import { giveApproval } from '../api/approvals.ts'
import { useTexts } from '../texts/phrases.ts'
import { signInTexts } from '../texts/sign-in.ts'
import { tillTexts } from '../texts/till.ts'
import { EntryForm, type Field } from '../ui/entry-form.tsx'

/** Who approves, as typed; `reason` is empty where the act has told its own. */
export type Approver = { reason: string; email: string; password: string; code?: string }

type ColleagueApprovalProps = {
  about: ReactNode
  /** Where the reason is told together with the approval. */
  reasonLabel?: string
  reasonLengthMin?: number
  /** Where a colleague does something else than approve. */
  submitText?: string
  /** What the colleague approves, exactly as the request will say it. */
  bodyOf: (approver: Approver) => ApprovalBody
  onApproved: (approval: NonNullable<ApprovalAnswer['approval']>, reason: string) => void
}

/** A colleague who may approves with e-mail and password at this till; whoever works here stays signed in. */
export function ColleagueApproval(props: ColleagueApprovalProps) {
  const { about, reasonLabel, reasonLengthMin, submitText, bodyOf, onApproved } = props
  const t = useTexts(tillTexts)
  const words = useTexts(signInTexts)
  // What was typed, once the code of the second factor is asked for.
  const [proven, setProven] = useState<Approver | null>(null)
  const approving = useAction({
    send: (approver: Approver) => giveApproval(bodyOf(approver)),
    onDone: ({ approval }, { code: _, ...typed }) => {
      if (!approval) return setProven(typed)
      onApproved(approval, typed.reason)
    },
    // A refusal here is about the colleague, not about who is signed in.
    asker: 'form',
  })
  const common = { isBusy: approving.isBusy, errorText: approving.errorText, isBlock: true }
  if (proven)
    return (
      <>
        <p className="page-about">{t('approveCode')}</p>
        <EntryForm
          key="code"
          {...common}
          label={t('approve')}
          fields={[{ name: 'code', label: words('code'), kind: 'code', isRequired: true, lengthMax: 40 }]}
          submitText={submitText ?? t('approveNow')}
          onSubmit={({ code }) => approving.start({ ...proven, code })}
        />
      </>
    )
  const why: Field<'reason' | 'email' | 'password'>[] = reasonLabel
    ? [{ name: 'reason', label: reasonLabel, isRequired: true, lengthMin: reasonLengthMin ?? 1, lengthMax: 200 }]
    : []
  return (
    <>
      <p className="page-about">{about}</p>
      <EntryForm
        key="password"
        {...common}
        label={t('approve')}
        fields={[
          ...why,
          { name: 'email', label: t('approverEmail'), kind: 'email', isRequired: true, lengthMax: 254 },
          { name: 'password', label: t('approverPassword'), kind: 'password', isRequired: true, autoComplete: 'off' },
        ]}
        submitText={submitText ?? t('approveNow')}
        onSubmit={({ reason = '', email, password }) => approving.start({ reason, email, password })}
      />
    </>
  )
}
