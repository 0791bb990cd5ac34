import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Flex, Progress, Skeleton } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Backtest } from '../../api/answers.ts'
import { cancelBacktest, readBacktest } from '../../api/backtests.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import './backtests.css'
import { ReportView } from './report-view.tsx'

const isOpen = (state: Backtest['state'] | undefined) => state === 'waiting' || state === 'running'

export function BacktestPage({ backtestId }: { backtestId: string }) {
  return (
    <Needs permission="programs.publish">
      <Story backtestId={backtestId} />
    </Needs>
  )
}

function Story({ backtestId }: { backtestId: string }) {
  const t = useTexts(backtestTexts)
  const { day } = useFormats()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.backtest(backtestId),
    queryFn: () => readBacktest(backtestId),
    refetchInterval: query => (isOpen(query.state.data?.state) ? 1_000 : false),
  })
  return (
    <Page
      title={t('title')}
      about={data ? `${data.programCode} · ${t(data.against)} · ${day(data.from)} – ${day(data.to)}` : undefined}
      tools={<PageLink path={paths.backtests()}>{t('back')}</PageLink>}
    >
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 8 }} />}
      {data && isOpen(data.state) ? <Running backtest={data} /> : null}
      {data?.report ? <ReportView backtestId={backtestId} report={data.report} /> : null}
      {data && !data.report && !isOpen(data.state) ? <NoResult backtest={data} /> : null}
    </Page>
  )
}

function Running({ backtest }: { backtest: Backtest }) {
  const t = useTexts(backtestTexts)
  const { count } = useFormats()
  const client = useQueryClient()
  const { backtestId, state, percent, receiptsDone, receiptsTotal, secondsLeft } = backtest
  const { start, isBusy } = useAction({
    send: (_: null, key) => cancelBacktest(backtestId, key),
    onDone: () => void client.invalidateQueries({ queryKey: queryKeys.backtests }),
    asker: 'button',
  })
  return (
    <DetailCard title={t(state === 'waiting' ? 'queued' : 'summary')}>
      <Progress
        percent={percent}
        status="active"
        aria-label={t('progress', { done: count(receiptsDone), total: count(receiptsTotal) })}
      />
      <Flex justify="space-between" align="center" gap={12} wrap>
        <span className="soft">
          {t('progress', { done: count(receiptsDone), total: count(receiptsTotal) })}
          {secondsLeft === null ? '' : ` · ${t('secondsLeft', { seconds: count(secondsLeft) })}`}
        </span>
        <PermittedButton needs="programs.publish" danger loading={isBusy} onClick={() => start(null)}>
          {t('cancel')}
        </PermittedButton>
      </Flex>
    </DetailCard>
  )
}

function NoResult({ backtest: { problem } }: { backtest: Backtest }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  return <Alert type="warning" role="status" title={problem ? own(problem) : t('cancelled')} />
}
