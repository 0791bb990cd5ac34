import { Button, Flex } from 'antd'
import { useState } from 'react'
import { confirmBackupCode, confirmCode } from '../api/account.ts'
import { useAction } from '../api/action.ts'
import { useTexts } from '../texts/phrases.ts'
import { signInTexts } from '../texts/sign-in.ts'
import { EntryForm } from '../ui/entry-form.tsx'

/** The code of the authenticator, or a backup code when the phone is lost. */
export function SecondStep({ onEnter, onBack }: { onEnter: () => void; onBack: () => void }) {
  const t = useTexts(signInTexts)
  const [isBackup, setBackup] = useState(false)
  const confirming = useAction({
    send: ({ code }: { code: string }) => (isBackup ? confirmBackupCode(code) : confirmCode(code)),
    onDone: onEnter,
    asker: 'sign-in',
  })
  const label = t(isBackup ? 'backupCode' : 'code')
  const change = () => {
    confirming.forgetError()
    setBackup(!isBackup)
  }
  return (
    <>
      <p className="page-about">{t(isBackup ? 'backupHint' : 'codeHint')}</p>
      <EntryForm
        key={label}
        label={t('secondStep')}
        fields={[
          {
            name: 'code',
            label,
            kind: isBackup ? 'text' : 'code',
            isRequired: true,
            autoComplete: isBackup ? 'off' : 'one-time-code',
            lengthMax: 40,
          },
        ]}
        submitText={t('enter')}
        isBusy={confirming.isBusy}
        errorText={confirming.errorText}
        onSubmit={confirming.start}
        isBlock
      />
      <Flex justify="space-between" wrap className="second-step-ways">
        <Button type="link" size="small" onClick={change}>
          {t(isBackup ? 'useCode' : 'useBackupCode')}
        </Button>
        <Button type="link" size="small" onClick={onBack}>
          {t('startAgain')}
        </Button>
      </Flex>
    </>
  )
}
