import type { BacktestReport } from '../../api/answers.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'

type LeftOut = NonNullable<BacktestReport['leftOut']>[number]

const names = {
  coupons: 'leftCoupons',
  rewards: 'leftRewards',
  benefits: 'leftBenefits',
  activities: 'leftActivities',
  'activity-gifts': 'leftActivityGifts',
  'given-levels': 'leftLevels',
  'waiting-points': 'leftWaiting',
  transfers: 'leftTransfers',
} as const satisfies Record<LeftOut['what'], keyof typeof backtestTexts>

const sides = { live: 'inLive', draft: 'inDraft', both: 'inBoth' } as const

/** What the figures above do not hold, and how often it was recorded, so that nobody takes them for more than they are. */
export function LeftOutCard({ report: { leftOut = [] } }: { report: BacktestReport }) {
  const t = useTexts(backtestTexts)
  const { count, money } = useFormats()
  if (leftOut.length === 0) return null
  const recorded = ({ times, members, costCents, timesWithoutCost }: LeftOut) =>
    [
      times ? t('recordedTimes', { times: count(times), members: count(members ?? 0) }) : '',
      times === 0 ? t('recordedNone') : '',
      costCents === null ? '' : t('recordedCost', { amount: money(costCents) }),
      timesWithoutCost ? t('recordedWithout', { times: count(timesWithoutCost) }) : '',
    ].join('')
  return (
    <DetailCard title={t('leftOut')}>
      <ul className="soft">
        {leftOut.map(row => (
          <li key={row.what}>
            {t(names[row.what])} {t(sides[row.program])} {recorded(row)}
          </li>
        ))}
      </ul>
    </DetailCard>
  )
}
