import { useQuery } from '@tanstack/react-query'
import type { ReceiptPage } from '../../api/answers.ts'
import { readMemberReceipts } from '../../api/checkout.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { receiptStates, receiptTexts } from '../../texts/receipts.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { usePages } from '../../ui/pages.ts'
import { ReceiptButton } from './receipt-drawer.tsx'

export function MemberReceipts({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(receiptTexts)
  const pages = usePages(memberNumber)
  const query = { pageSize: 10, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.receipts(memberNumber, query),
    queryFn: () => readMemberReceipts(memberNumber, query),
  })
  return (
    <DetailCard title={t('title')}>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.receipts}
        rowKey={row => row.receiptId}
        query={found}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
      />
    </DetailCard>
  )
}

function useColumns(): Column<ReceiptPage['receipts'][number]>[] {
  const t = useTexts(receiptTexts)
  const state = useWord(receiptStates)
  const { instant, money, count } = useFormats()
  return [
    {
      key: 'number',
      title: t('number'),
      text: row => row.receiptNumber,
      show: row => <ReceiptButton receiptId={row.receiptId} receiptNumber={row.receiptNumber} />,
    },
    { key: 'soldAt', title: t('soldAt'), text: row => instant(row.soldAt) },
    { key: 'where', title: t('where'), text: row => `${row.storeCode} · ${row.tillCode}` },
    { key: 'lines', title: t('lines'), text: row => t('lineCount', { count: count(row.lineCount) }), isNumber: true },
    { key: 'paid', title: t('paid'), text: row => money(row.payableCents), isNumber: true },
    { key: 'refunded', title: t('refunded'), text: row => money(row.refundedCents), isNumber: true },
    { key: 'state', title: t('state'), text: row => state(row.state) },
  ]
}
