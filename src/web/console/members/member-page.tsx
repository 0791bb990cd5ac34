import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { readMember } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { memberTexts } from '../../texts/members.ts'
import { useTexts } from '../../texts/phrases.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { LookedAtCard } from '../audit/looked-at-card.tsx'
import { MemberReceipts } from '../checkout/member-receipts.tsx'
import { AdjustButton } from '../ledger/adjust-button.tsx'
import { BalancesCard } from '../ledger/balances-card.tsx'
import { EntriesCard } from '../ledger/entries-card.tsx'
import { GiveButton } from '../ledger/give-button.tsx'
import { Needs } from '../needs.tsx'
import { CouponsCard } from '../offers/coupons-card.tsx'
import { ActivitiesCard } from './activities-card.tsx'
import { ConsentsCard } from './consents-card.tsx'
import { LevelsCard } from './levels-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { RefusalsCard } from './refusals-card.tsx'
import { BenefitsCard, RewardsCard } from './rewards-cards.tsx'

/** One member's whole story on one page. */
export function MemberPage({ memberNumber }: { memberNumber: string }) {
  return (
    <Needs permission="members.read">
      <Story key={memberNumber} memberNumber={memberNumber} />
    </Needs>
  )
}

function Story({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(memberTexts)
  const {
    data: member,
    error,
    refetch,
  } = useQuery({ queryKey: queryKeys.member(memberNumber), queryFn: () => readMember(memberNumber) })
  const back = <PageLink path={paths.members()}>{t('back')}</PageLink>
  if (!member)
    return (
      <Page title={t('numberIs', { number: memberNumber })} tools={back}>
        {error ? (
          <ErrorNote error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </Page>
    )
  return (
    <Page
      title={member.name}
      about={t('numberIs', { number: member.memberNumber })}
      tools={
        <>
          {back}
          <GiveButton memberNumber={memberNumber} />
          <AdjustButton memberNumber={memberNumber} />
        </>
      }
    >
      <div className="member-grid">
        <div>
          <ProfileCard member={member} />
          <ConsentsCard memberNumber={memberNumber} />
        </div>
        <div>
          <LevelsCard memberNumber={memberNumber} />
          <BalancesCard memberNumber={memberNumber} />
          <CouponsCard memberNumber={memberNumber} />
          <RewardsCard member={member} />
          <BenefitsCard member={member} />
        </div>
        <div className="member-lists">
          <EntriesCard memberNumber={memberNumber} />
          <MemberReceipts memberNumber={memberNumber} />
          <ActivitiesCard memberNumber={memberNumber} />
          <RefusalsCard memberNumber={memberNumber} />
          <LookedAtCard memberNumber={memberNumber} />
        </div>
      </div>
    </Page>
  )
}
