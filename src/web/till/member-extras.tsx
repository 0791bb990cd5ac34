import { BenefitsList } from '../benefits/benefits-list.tsx'
import { RewardsList } from '../benefits/rewards-list.tsx'
import { benefitTexts, rewardTexts } from '../texts/benefits.ts'
import { useTexts } from '../texts/phrases.ts'

/** Folded, so that a sale without them is as short as ever. */
export function MemberExtras({ memberNumber, storeCode }: { memberNumber: string; storeCode: string }) {
  const r = useTexts(rewardTexts)
  const b = useTexts(benefitTexts)
  return (
    <div data-area="extras" className="member-extras">
      <details>
        <summary>
          {r('title')} <kbd aria-hidden>F10</kbd>
        </summary>
        <RewardsList memberNumber={memberNumber} storeCode={storeCode} />
      </details>
      <details>
        <summary>{b('title')}</summary>
        <BenefitsList memberNumber={memberNumber} storeCode={storeCode} />
      </details>
    </div>
  )
}
