import { useQuery } from '@tanstack/react-query'
import type { ActiveMembers, PointHolders } from '../../api/answers.ts'
import { readActiveMembers, readPointHolders } from '../../api/insights.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { usePages } from '../../ui/pages.ts'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import { periodOf } from './period.ts'

type Named = { memberNumber: string; name: string; phoneMasked: string | null }

function useMemberColumns(): Column<Named>[] {
  const t = useTexts(dashboardTexts)
  return [
    {
      key: 'member',
      title: t('member'),
      text: row => `${row.name} ${row.memberNumber}`,
      show: row => (
        <>
          <PageLink path={paths.member(row.memberNumber)}>{row.name}</PageLink>{' '}
          <span className="soft">{row.memberNumber}</span>
        </>
      ),
    },
    { key: 'phone', title: t('phone'), text: row => row.phoneMasked ?? '' },
  ]
}

/** The list behind the figure of active members. */
export function ActiveMembersPage(search: { from?: string; to?: string }) {
  return (
    <Needs permission="insights.read">
      <ActiveMemberTable search={search} />
    </Needs>
  )
}

function ActiveMemberTable({ search }: { search: { from?: string; to?: string } }) {
  const t = useTexts(dashboardTexts)
  const { today, day, money, count, instant } = useFormats()
  const period = periodOf(search, today())
  const pages = usePages(JSON.stringify(period))
  const query = { ...period, pageSize: 50, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.figureList('active-members', query),
    queryFn: () => readActiveMembers(query),
  })
  const columns: Column<ActiveMembers['members'][number]>[] = [
    ...useMemberColumns(),
    {
      key: 'receipts',
      title: t('receipts'),
      text: row => t('receiptCount', { count: count(row.receipts) }),
      isNumber: true,
    },
    { key: 'spent', title: t('spent'), text: row => money(row.netSalesCents), isNumber: true },
    { key: 'last', title: t('lastSold'), text: row => instant(row.lastSoldAt) },
  ]
  return (
    <Page
      title={t('activeList')}
      about={t('between', { from: day(period.from), to: day(period.to) })}
      tools={<Back period={period} />}
    >
      <DataList
        label={t('activeList')}
        columns={columns}
        rows={found.data?.members}
        rowKey={row => row.memberNumber}
        query={found}
        empty={{ title: t('nobody') }}
        {...(found.data ? { total: t('totalMembers', { count: count(found.data.total) }) } : {})}
        paging={{ pages, next: found.data?.next }}
      />
    </Page>
  )
}

export function Back({ period }: { period: { from: string; to: string } }) {
  const t = useTexts(dashboardTexts)
  return <PageLink path={paths.dashboard(period)}>{t('back')}</PageLink>
}

/** The list behind the figure of points outstanding. */
export function PointHoldersPage() {
  return (
    <Needs permission="insights.read">
      <PointHolderTable />
    </Needs>
  )
}

function PointHolderTable() {
  const t = useTexts(dashboardTexts)
  const { count, today } = useFormats()
  const pages = usePages('holders')
  const query = { pageSize: 50, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.figureList('point-holders', query),
    queryFn: () => readPointHolders(query),
  })
  const columns: Column<PointHolders['members'][number]>[] = [
    ...useMemberColumns(),
    {
      key: 'points',
      title: t('usable'),
      text: row => t('pointCount', { count: count(row.usablePoints) }),
      isNumber: true,
    },
  ]
  return (
    <Page title={t('holderList')} about={t('pointsMeaning')} tools={<Back period={periodOf({}, today())} />}>
      <DataList
        label={t('holderList')}
        columns={columns}
        rows={found.data?.members}
        rowKey={row => row.memberNumber}
        query={found}
        empty={{ title: t('noHolders') }}
        {...(found.data ? { total: t('totalMembers', { count: count(found.data.total) }) } : {})}
        paging={{ pages, next: found.data?.next }}
      />
    </Page>
  )
}
