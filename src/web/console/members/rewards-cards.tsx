import type { Member } from '../../api/answers.ts'
import { BenefitsList } from '../../benefits/benefits-list.tsx'
import { RewardsList } from '../../benefits/rewards-list.tsx'
import { benefitTexts, rewardTexts } from '../../texts/benefits.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { UnissuedList } from './unissued-list.tsx'

/** Goods that are redeemed here wait in the member's own store. */
export function RewardsCard({ member }: { member: Member }) {
  const t = useTexts(rewardTexts)
  return (
    <DetailCard title={t('title')}>
      <RewardsList memberNumber={member.memberNumber} storeCode={member.homeStoreCode} />
    </DetailCard>
  )
}

export function BenefitsCard({ member }: { member: Member }) {
  const t = useTexts(benefitTexts)
  return (
    <DetailCard title={t('title')}>
      <BenefitsList memberNumber={member.memberNumber} storeCode={null} />
      <UnissuedList memberNumber={member.memberNumber} />
    </DetailCard>
  )
}
