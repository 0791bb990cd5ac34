import { useQuery } from '@tanstack/react-query'
import { readActivities } from '../../api/activities.ts'
import type { Activity } from '../../api/answers.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { activityTexts } from '../../texts/activities.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage } from '../../ui/language.ts'
import { usePages } from '../../ui/pages.ts'
import { WhyActivityButton } from '../explanations/why-activity-button.tsx'

/** What the member did besides buying, newest first, and what it gave. The server writes its sentences in the language. */
export function ActivitiesCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(activityTexts)
  const language = useLanguage()
  const pages = usePages(memberNumber)
  const query = { pageSize: 10, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: [...queryKeys.activities(memberNumber, query), language],
    queryFn: () => readActivities(memberNumber, query),
  })
  return (
    <DetailCard title={t('title')}>
      <DataList
        label={t('title')}
        columns={useColumns(memberNumber)}
        rows={found.data?.activities}
        rowKey={row => row.activityId}
        query={found}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
      />
    </DetailCard>
  )
}

function useColumns(memberNumber: string): Column<Activity>[] {
  const t = useTexts(activityTexts)
  const why = useTexts(explanationTexts)
  const { instant } = useFormats()
  const gave = ({ effects }: Activity) =>
    effects.flatMap(({ reasons }) => reasons.slice(0, 1).map(({ text }) => text)).join(' · ') || t('nothing')
  return [
    { key: 'happenedAt', title: t('happenedAt'), text: row => instant(row.happenedAt) },
    { key: 'activity', title: t('activity'), text: row => row.activity },
    { key: 'store', title: t('store'), text: row => row.storeCode ?? t('noStore') },
    { key: 'reference', title: t('reference'), text: row => row.reference ?? '—' },
    { key: 'gave', title: t('gave'), text: gave, show: row => <span className="wraps">{gave(row)}</span> },
    {
      key: 'why',
      title: why('why'),
      text: () => '',
      isAction: true,
      show: ({ activityId, activity }) => <WhyActivityButton {...{ memberNumber, activityId, activity }} />,
    },
  ]
}
