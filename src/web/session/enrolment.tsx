import { QRCode } from 'antd'
import { useState } from 'react'
import type { EnrolmentAnswer } from '../../shared/contract/access.ts'
import { beginEnrolment, confirmCode } from '../api/account.ts'
import { useAction } from '../api/action.ts'
import { accountTexts } from '../texts/account.ts'
import { useTexts } from '../texts/phrases.ts'
import { EntryForm } from '../ui/entry-form.tsx'
import { BackupCodes } from './backup-codes.tsx'

/** Sets up an authenticator in three steps: password, QR code with a first code, backup codes. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const t = useTexts(accountTexts)
  const [enrolment, setEnrolment] = useState<EnrolmentAnswer | null>(null)
  const [isConfirmed, setConfirmed] = useState(false)
  const beginning = useAction({
    send: ({ password }: { password: string }) => beginEnrolment(password),
    onDone: setEnrolment,
    asker: 'form',
  })
  const confirming = useAction({
    send: ({ code }: { code: string }) => confirmCode(code),
    onDone: () => setConfirmed(true),
    asker: 'form',
  })
  if (!enrolment)
    return (
      <div className="stack">
        <p>{t('askPassword')}</p>
        <EntryForm
          label={t('enrolTitle')}
          fields={[
            {
              name: 'password',
              label: t('yourPassword'),
              kind: 'password',
              isRequired: true,
              autoComplete: 'current-password',
            },
          ]}
          submitText={t('goOn')}
          isBusy={beginning.isBusy}
          errorText={beginning.errorText}
          onSubmit={beginning.start}
          isBlock
        />
      </div>
    )
  if (isConfirmed)
    return (
      <div className="stack">
        <p>{t('backupTitle')}</p>
        <BackupCodes codes={enrolment.backupCodes} onKept={onDone} />
      </div>
    )
  return (
    <div className="stack">
      <p>{t('scan')}</p>
      <div className="qr-code" role="img" aria-label={t('qrCode')}>
        <QRCode value={enrolment.address} type="svg" size={200} bordered={false} errorLevel="M" />
      </div>
      <p className="soft">
        {t('secret')}
        <code className="secret-text">{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <EntryForm
        key="code"
        label={t('enrolTitle')}
        fields={[
          {
            name: 'code',
            label: t('code'),
            kind: 'code',
            isRequired: true,
            hint: t('codeHint'),
            autoComplete: 'one-time-code',
          },
        ]}
        submitText={t('confirm')}
        isBusy={confirming.isBusy}
        errorText={confirming.errorText}
        onSubmit={confirming.start}
        isBlock
      />
    </div>
  )
}
