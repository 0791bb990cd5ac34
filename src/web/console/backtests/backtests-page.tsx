import { useQuery } from '@tanstack/react-query'
import type { Backtests } from '../../api/answers.ts'
import { readBacktests } from '../../api/backtests.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { backtestStateTexts, backtestTexts } from '../../texts/backtests.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import './backtests.css'
import { StartForm } from './start-form.tsx'

export function BacktestsPage() {
  const t = useTexts(backtestTexts)
  return (
    <Needs permission="programs.publish">
      <Page title={t('title')} about={t('about')}>
        <StartForm />
        <Runs />
      </Page>
    </Needs>
  )
}

function Runs() {
  const t = useTexts(backtestTexts)
  const found = useQuery({ queryKey: queryKeys.backtests, queryFn: readBacktests, refetchInterval: 5_000 })
  return (
    <DetailCard title={t('earlierRuns')}>
      <DataList
        label={t('earlierRuns')}
        columns={useColumns()}
        rows={found.data?.backtests}
        rowKey={row => row.backtestId}
        query={found}
        empty={{ title: t('none') }}
      />
    </DetailCard>
  )
}

function useColumns(): Column<Backtests['backtests'][number]>[] {
  const t = useTexts(backtestTexts)
  const state = useWord(backtestStateTexts)
  const { day, instant } = useFormats()
  const shown = (row: Backtests['backtests'][number]) =>
    row.state === 'running' ? `${state(row.state)} ${row.percent}%` : state(row.state)
  return [
    {
      key: 'program',
      title: t('program'),
      text: row => row.programCode,
      show: row => <PageLink path={paths.backtest(row.backtestId)}>{row.programCode}</PageLink>,
    },
    { key: 'against', title: t('against'), text: row => t(row.against) },
    { key: 'period', title: t('period'), text: row => `${day(row.from)} – ${day(row.to)}` },
    { key: 'state', title: t('state'), text: shown },
    { key: 'by', title: t('askedBy'), text: row => row.askedBy },
    { key: 'at', title: t('askedAt'), text: row => instant(row.askedAt) },
  ]
}
