import { useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useAction } from '../api/action.ts'
import { queryKeys } from '../api/query-keys.ts'
import { signIn } from '../api/session.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { signInTexts } from '../texts/sign-in.ts'
import { Brand } from '../ui/brand.tsx'
import { EntryForm } from '../ui/entry-form.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { useTabTitle } from '../ui/tab-title.ts'
import { SecondStep } from './second-step.tsx'

/** E-mail and password; then, for those who have an authenticator, its code. */
export function SignInPage() {
  const t = useTexts(signInTexts)
  const common = useTexts(commonTexts)
  const cache = useQueryClient()
  const [isCodeNeeded, setCodeNeeded] = useState(false)
  const enter = () => void cache.resetQueries({ queryKey: queryKeys.myself })
  useTabTitle(`${t('title')} · ${common('product')}`)
  return (
    <main className="sign-in">
      <div className="sign-in-words">
        <Brand />
        <p>{t('promise')}</p>
      </div>
      <Card className="sign-in-card">
        <h1 className="page-title">{t(isCodeNeeded ? 'secondStep' : 'title')}</h1>
        {isCodeNeeded ? (
          <SecondStep onEnter={enter} onBack={() => setCodeNeeded(false)} />
        ) : (
          <FirstStep onEnter={enter} onCodeNeeded={() => setCodeNeeded(true)} />
        )}
      </Card>
      <LanguageSwitch />
    </main>
  )
}

function FirstStep({ onEnter, onCodeNeeded }: { onEnter: () => void; onCodeNeeded: () => void }) {
  const t = useTexts(signInTexts)
  const entering = useAction({
    send: (body: { email: string; password: string }) => signIn(body),
    onDone: ({ isCodeNeeded }) => (isCodeNeeded ? onCodeNeeded() : onEnter()),
    asker: 'sign-in',
  })
  return (
    <>
      <p className="page-about">{t('hint')}</p>
      <EntryForm
        label={t('title')}
        fields={[
          { name: 'email', label: t('email'), kind: 'email', isRequired: true, autoComplete: 'username' },
          {
            name: 'password',
            label: t('password'),
            kind: 'password',
            isRequired: true,
            autoComplete: 'current-password',
          },
        ]}
        submitText={t('enter')}
        isBusy={entering.isBusy}
        errorText={entering.errorText}
        onSubmit={entering.start}
        isBlock
      />
    </>
  )
}
