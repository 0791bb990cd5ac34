import { useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { queryKeys } from '../api/query-keys.ts'
import { accountTexts } from '../texts/account.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { Brand } from '../ui/brand.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { useTabTitle } from '../ui/tab-title.ts'
import { Enrolment } from './enrolment.tsx'
import { SignOutButton } from './sign-out-button.tsx'

/** All that somebody sees who must have a second factor and has none. */
export function EnrolmentPage() {
  const t = useTexts(accountTexts)
  const common = useTexts(commonTexts)
  const cache = useQueryClient()
  useTabTitle(`${t('enrolTitle')} · ${common('product')}`)
  return (
    <main className="sign-in">
      <div className="sign-in-words">
        <Brand />
      </div>
      <Card className="sign-in-card">
        <h1 className="page-title">{t('enrolTitle')}</h1>
        <p className="page-about">{t('enrolRequired')}</p>
        <Enrolment onDone={() => void cache.resetQueries({ queryKey: queryKeys.myself })} />
      </Card>
      <div className="sign-in-feet">
        <LanguageSwitch />
        <SignOutButton />
      </div>
    </main>
  )
}
