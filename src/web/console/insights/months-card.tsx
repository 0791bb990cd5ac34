import { Button, Empty } from 'antd'
import { useState } from 'react'
import type { Dashboard } from '../../api/answers.ts'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { Meaning } from '../../ui/figure.tsx'
import { useFormats } from '../../ui/formats.ts'
import { MonthsChart } from './months-chart.tsx'

type Month = Dashboard['months'][number]

export function MonthsCard({ months }: { months: readonly Month[] }) {
  const t = useTexts(dashboardTexts)
  const [isTable, setIsTable] = useState(false)
  const tools = (
    <>
      <Meaning name={t('chart')} meaning={t('chartMeaning')} />
      <Button type="link" onClick={() => setIsTable(!isTable)}>
        {isTable ? t('showChart') : t('showTable')}
      </Button>
    </>
  )
  return (
    <DetailCard title={t('chart')} tools={tools}>
      {months.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noMonths')} /> : null}
      {months.length > 0 ? isTable ? <MonthsTable months={months} /> : <MonthsChart months={months} /> : null}
    </DetailCard>
  )
}

function MonthsTable({ months }: { months: readonly Month[] }) {
  const t = useTexts(dashboardTexts)
  const { money, month, count } = useFormats()
  const columns: Column<Month>[] = [
    { key: 'month', title: t('month'), text: row => month(row.month) },
    { key: 'net', title: t('netSales'), text: row => money(row.netSalesCents), isNumber: true },
    { key: 'members', title: t('ofMembers'), text: row => money(row.memberSalesCents), isNumber: true },
    {
      key: 'guests',
      title: t('ofGuests'),
      text: row => money(row.netSalesCents - row.memberSalesCents),
      isNumber: true,
    },
    {
      key: 'receipts',
      title: t('receipts'),
      text: row => t('receiptCount', { count: count(row.receipts) }),
      isNumber: true,
    },
  ]
  return (
    <DataList
      label={t('chart')}
      columns={columns}
      rows={months}
      rowKey={row => row.month}
      query={{ isPending: false, error: null, refetch: () => undefined }}
      empty={{ title: t('noMonths') }}
    />
  )
}
