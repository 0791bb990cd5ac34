import { useQuery } from '@tanstack/react-query'
import type { JoiningRefusal } from '../../api/answers.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { joiningRefusalsCsvAddress, readJoiningRefusals } from '../../api/refusals.ts'
import { explanationTexts } from '../../texts/explanations.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { channelWords, joiningRefusalTexts, refusalTexts } from '../../texts/refusals.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage, useOwnText } from '../../ui/language.ts'
import { usePages } from '../../ui/pages.ts'
import { WhyNoJoiningButton } from '../explanations/why-refusal-button.tsx'

/** Whom the rules did not let join, newest first, and why; nothing says who it was. */
export function JoiningRefusals() {
  const t = useTexts(joiningRefusalTexts)
  const language = useLanguage()
  const pages = usePages('joining-refusals')
  const query = { pageSize: 20, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: [...queryKeys.joiningRefusals(query), language],
    queryFn: () => readJoiningRefusals(query),
  })
  return (
    <DetailCard title={t('title')}>
      <p className="soft">{t('about')}</p>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.refusals}
        rowKey={row => row.refusalId}
        query={found}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
        csvAddress={joiningRefusalsCsvAddress}
      />
    </DetailCard>
  )
}

function useColumns(): Column<JoiningRefusal>[] {
  const t = useTexts(joiningRefusalTexts)
  const refusal = useTexts(refusalTexts)
  const why = useTexts(explanationTexts)
  const channel = useWord(channelWords)
  const own = useOwnText()
  const { instant, count } = useFormats()
  const way = (row: JoiningRefusal) => (row.name ? own(row.name) : (row.way ?? t('noWay')))
  return [
    { key: 'when', title: refusal('when'), text: row => instant(row.lastAt) },
    { key: 'way', title: t('way'), text: way },
    {
      key: 'reason',
      title: refusal('reason'),
      text: row => row.why,
      show: row => <span className="wraps">{row.why}</span>,
    },
    { key: 'store', title: refusal('store'), text: row => row.storeCode ?? refusal('noStore') },
    { key: 'channel', title: t('channel'), text: row => channel(row.channel) },
    { key: 'times', title: refusal('times'), text: row => count(row.times), isNumber: true },
    {
      key: 'why',
      title: why('why'),
      text: () => '',
      isAction: true,
      show: row => <WhyNoJoiningButton refusalId={row.refusalId} what={way(row)} />,
    },
  ]
}
