import { useQuery } from '@tanstack/react-query'
import type { Refusal } from '../../api/answers.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { readRefusals, refusalsCsvAddress } from '../../api/refusals.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { attemptWords, refusalTexts } from '../../texts/refusals.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage, useOwnText } from '../../ui/language.ts'
import { usePages } from '../../ui/pages.ts'
import { WhyRefusalButton } from '../explanations/why-refusal-button.tsx'

/** What the member asked for and was refused, newest first. The server writes its sentences in the language. */
export function RefusalsCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(refusalTexts)
  const language = useLanguage()
  const pages = usePages(memberNumber)
  const query = { pageSize: 10, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: [...queryKeys.refusals(memberNumber, query), language],
    queryFn: () => readRefusals(memberNumber, query),
  })
  return (
    <DetailCard title={t('title')}>
      <DataList
        label={t('title')}
        columns={useColumns(memberNumber)}
        rows={found.data?.refusals}
        rowKey={row => row.refusalId}
        query={found}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
        csvAddress={refusalsCsvAddress(memberNumber)}
      />
    </DetailCard>
  )
}

function useColumns(memberNumber: string): Column<Refusal>[] {
  const t = useTexts(refusalTexts)
  const why = useTexts(explanationTexts)
  const attempt = useWord(attemptWords)
  const own = useOwnText()
  const { instant, count } = useFormats()
  const asked = (row: Refusal) =>
    [attempt(row.attempt), row.name ? own(row.name) : row.thing].filter(Boolean).join(' · ')
  return [
    { key: 'when', title: t('when'), text: row => instant(row.lastAt) },
    {
      key: 'attempt',
      title: t('attempt'),
      text: asked,
      show: row => <span className="wraps middling">{asked(row)}</span>,
    },
    {
      key: 'reason',
      title: t('reason'),
      text: row => row.why,
      show: row => <span className="wraps middling">{row.why}</span>,
    },
    { key: 'store', title: t('store'), text: row => row.storeCode ?? t('noStore') },
    { key: 'times', title: t('times'), text: row => count(row.times), isNumber: true },
    {
      key: 'why',
      title: why('why'),
      text: () => '',
      isAction: true,
      show: row => <WhyRefusalButton memberNumber={memberNumber} refusalId={row.refusalId} what={asked(row)} />,
    },
  ]
}
