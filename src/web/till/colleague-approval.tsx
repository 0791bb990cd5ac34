import { Button } from 'antd'
import { useState } from 'react'
import { useAction } from '../api/action.ts'
import { giveApproval } from '../api/approvals.ts'
import { useTexts } from '../texts/phrases.ts'
import { signInTexts } from '../texts/sign-in.ts'
import { tillTexts } from '../texts/till.ts'
import { EntryForm } from '../ui/entry-form.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useOpener } from '../ui/opener.ts'
import { quoteBodyOf, type TillPlace } from './basket.ts'
import type { useSale } from './sale.ts'

type ColleagueApprovalProps = { sale: ReturnType<typeof useSale>; place: TillPlace }

/** A colleague who may approves with e-mail and password at this till; whoever works here stays signed in. */
export function ColleagueApproval(props: ColleagueApprovalProps) {
  const t = useTexts(tillTexts)
  const opener = useOpener()
  return (
    <div>
      <Button onClick={opener.open}>{t('approve')}</Button>
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={t('approve')} width={400}>
        <ApprovalForm key={opener.opening} {...props} onClose={opener.close} />
      </FormDialog>
    </div>
  )
}

type Typed = { reason: string; email: string; password: string }

function ApprovalForm({ sale, place, onClose }: ColleagueApprovalProps & { onClose: () => void }) {
  const t = useTexts(tillTexts)
  const words = useTexts(signInTexts)
  // What was typed, once the code of the second factor is asked for.
  const [proven, setProven] = useState<Typed | null>(null)
  const approving = useAction({
    send: ({ code, ...typed }: Typed & { code?: string }) =>
      giveApproval({ act: 'sell-early', ...sceneOf(sale, place), ...typed, ...(code ? { code } : {}) }),
    onDone: ({ approval }, { reason, email, password }) => {
      if (!approval) return setProven({ reason, email, password })
      onClose()
      sale.letPass(reason, approval)
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
          submitText={t('approveNow')}
          onSubmit={({ code }) => approving.start({ ...proven, code })}
        />
      </>
    )
  return (
    <>
      <p className="page-about">{t('approveAbout')}</p>
      <EntryForm
        key="password"
        {...common}
        label={t('approve')}
        fields={[
          { name: 'reason', label: t('earlyReason'), isRequired: true, lengthMax: 200 },
          { name: 'email', label: t('approverEmail'), kind: 'email', isRequired: true, lengthMax: 254 },
          { name: 'password', label: t('approverPassword'), kind: 'password', isRequired: true, autoComplete: 'off' },
        ]}
        submitText={t('approveNow')}
        onSubmit={typed => approving.start(typed)}
      />
    </>
  )
}

/** What the colleague approves, exactly as the quote will say it. */
function sceneOf({ sale }: ReturnType<typeof useSale>, place: TillPlace) {
  const { member, basket } = sale
  const body = quoteBodyOf({ place, memberNumber: member?.memberNumber ?? null, basket, wishes: {} })
  return { ...place, lines: body.lines, ...(body.member ? { member: body.member } : {}) }
}
