import { ChangePasswordButton } from '../../session/change-password-button.tsx'
import { useSession } from '../../session/session.ts'
import { accountTexts } from '../../texts/account.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { roleTexts } from '../../texts/roles.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { Page } from '../../ui/page.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** What everybody may do about their own way in. */
export function AccountPage() {
  const t = useTexts(accountTexts)
  const word = useWord(roleTexts)
  const { name, email, role } = useSession()
  return (
    <Page title={t('title')} about={`${name} · ${email} · ${word(role)}`}>
      <DetailCard title={t('password')} tools={<ChangePasswordButton />}>
        <p className="soft">{t('passwordAbout')}</p>
      </DetailCard>
      <SecondFactorCard />
      <SessionsCard />
    </Page>
  )
}
