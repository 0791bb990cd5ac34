import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { Dashboard } from '../../api/answers.ts'
import { readDashboard } from '../../api/insights.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useMay } from '../../session/session.ts'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts } from '../../texts/phrases.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { ApprovalsNote } from '../approvals.tsx'
import { MonthsCard } from './months-card.tsx'
import { type Period, periodOf } from './period.ts'
import { PeriodPicker } from './period-picker.tsx'

export function DashboardPage(search: { from?: string; to?: string }) {
  // It is also the start page; who may not see figures starts with the members.
  if (!useMay()('insights.read')) return <Navigate {...paths.members()} replace />
  return <Overview search={search} />
}

function Overview({ search }: { search: { from?: string; to?: string } }) {
  const t = useTexts(dashboardTexts)
  const { today, day, instant } = useFormats()
  const period = periodOf(search, today())
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.dashboard(period.from, period.to),
    queryFn: () => readDashboard(period),
    placeholderData: previous => previous,
  })
  const about = data
    ? t('about', { from: day(data.from), to: day(data.to), countedAt: instant(data.countedAt) })
    : undefined
  return (
    <Page title={t('title')} about={about} tools={<PeriodPicker period={period} />}>
      <ApprovalsNote />
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {error && !data ? null : <Figures data={data} period={period} />}
      {data ? <MonthsCard months={data.months} /> : null}
    </Page>
  )
}

function Figures({ data, period }: { data: Dashboard | undefined; period: Period }) {
  const t = useTexts(dashboardTexts)
  const { count, money, percent } = useFormats()
  const share = (part: number, whole: number) => (whole > 0 ? percent(part / whole) : '—')
  const figure = (value: number | undefined) => (value === undefined ? undefined : count(value))
  const behind = (name: string, path: Parameters<typeof PageLink>[0]['path'], text: string) => (
    <PageLink path={path} label={t('listBehind', { name })}>
      {text}
    </PageLink>
  )
  const receipts = (name: string, buyers: 'all' | 'members') =>
    behind(name, paths.soldReceipts({ ...period, buyers }), t('seeReceipts'))
  return (
    <div className="figure-grid">
      <Figure
        name={t('members')}
        meaning={t('membersMeaning')}
        value={figure(data?.members)}
        unit={t('membersUnit')}
        behind={behind(t('members'), paths.members(), t('seeList'))}
      />
      <Figure
        name={t('activeMembers')}
        meaning={t('activeMembersMeaning')}
        value={figure(data?.activeMembers)}
        unit={t('membersUnit')}
        {...(data ? { note: t('activeShare', { share: share(data.activeMembers, data.members) }) } : {})}
        behind={behind(t('activeMembers'), paths.activeMembers(period), t('seeList'))}
      />
      <Figure
        name={t('receipts')}
        meaning={t('receiptsMeaning')}
        value={figure(data?.receipts)}
        unit={t('receiptsUnit')}
        {...(data?.receipts
          ? { note: t('ticketValue', { value: money(Math.round(data.netSalesCents / data.receipts)) }) }
          : {})}
        behind={receipts(t('receipts'), 'all')}
      />
      <Figure
        name={t('netSales')}
        meaning={t('netSalesMeaning')}
        value={data && money(data.netSalesCents)}
        unit=""
        behind={receipts(t('netSales'), 'all')}
      />
      <Figure
        name={t('memberSales')}
        meaning={t('memberSalesMeaning')}
        value={data && money(data.memberSalesCents)}
        unit=""
        {...(data ? { note: t('memberShare', { share: share(data.memberSalesCents, data.netSalesCents) }) } : {})}
        behind={receipts(t('memberSales'), 'members')}
      />
      <Figure
        name={t('points')}
        meaning={t('pointsMeaning')}
        value={figure(data?.pointsOutstanding)}
        unit={t('pointsUnit')}
        behind={behind(t('points'), paths.pointHolders(), t('seeList'))}
      />
    </div>
  )
}
