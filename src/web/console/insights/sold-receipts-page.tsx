import { useQuery } from '@tanstack/react-query'
import type { SoldReceipts } from '../../api/answers.ts'
import { readSoldReceipts } from '../../api/insights.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { receiptStates, receiptTexts } from '../../texts/receipts.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { usePages } from '../../ui/pages.ts'
import { paths } from '../../ui/paths.ts'
import { ReceiptButton } from '../checkout/receipt-drawer.tsx'
import { Needs } from '../needs.tsx'
import { Back } from './member-figures.tsx'
import { periodOf } from './period.ts'

type Search = { from?: string; to?: string; buyers?: 'all' | 'members' | 'guests' }
type Row = SoldReceipts['receipts'][number]

/** The list behind the figures of receipts and sales. */
export function SoldReceiptsPage(search: Search) {
  return (
    <Needs permission="insights.read">
      <SoldReceiptTable search={search} />
    </Needs>
  )
}

function SoldReceiptTable({ search }: { search: Search }) {
  const t = useTexts(dashboardTexts)
  const { today, day, count } = useFormats()
  const period = periodOf(search, today())
  const buyers = search.buyers ?? 'all'
  const pages = usePages(JSON.stringify({ period, buyers }))
  const query = { ...period, buyers, pageSize: 50, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({ queryKey: queryKeys.figureList('receipts', query), queryFn: () => readSoldReceipts(query) })
  return (
    <Page
      title={t('receiptList')}
      about={t('between', { from: day(period.from), to: day(period.to) })}
      tools={<Back period={period} />}
    >
      <DataList
        label={t('receiptList')}
        columns={useColumns()}
        rows={found.data?.receipts}
        rowKey={row => row.receiptId}
        query={found}
        empty={{ title: t('noReceipts') }}
        {...(found.data ? { total: t('totalReceipts', { count: count(found.data.total) }) } : {})}
        paging={{ pages, next: found.data?.next }}
      />
    </Page>
  )
}

function useColumns(): Column<Row>[] {
  const r = useTexts(receiptTexts)
  const state = useWord(receiptStates)
  const { money, instant } = useFormats()
  return [
    {
      key: 'number',
      title: r('number'),
      text: row => row.receiptNumber,
      show: row => <ReceiptButton receiptId={row.receiptId} receiptNumber={row.receiptNumber} />,
    },
    { key: 'soldAt', title: r('soldAt'), text: row => instant(row.soldAt) },
    { key: 'where', title: r('where'), text: row => `${row.storeCode} · ${row.tillCode}` },
    {
      key: 'member',
      title: r('member'),
      text: row => row.memberName ?? r('guest'),
      show: row =>
        row.memberNumber ? <PageLink path={paths.member(row.memberNumber)}>{row.memberName}</PageLink> : r('guest'),
    },
    { key: 'state', title: r('state'), text: row => state(row.state) },
    { key: 'paid', title: r('paid'), text: row => money(row.payableCents), isNumber: true },
    { key: 'refunded', title: r('refunded'), text: row => money(row.refundedCents), isNumber: true },
  ]
}
