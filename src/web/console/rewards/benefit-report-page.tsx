import { useQuery } from '@tanstack/react-query'
import type { BenefitReportAnswer } from '../../api/answers.ts'
import { readBenefitReport } from '../../api/benefits.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useMay } from '../../session/session.ts'
import { benefitTexts } from '../../texts/benefits.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { periodOf } from '../insights/period.ts'
import { Needs } from '../needs.tsx'

type Row = BenefitReportAnswer['benefits'][number]

/** What each benefit gave, and for those who may read it what that cost, over the days of the overview. */
export function BenefitReportPage(search: { from?: string; to?: string }) {
  return (
    <Needs permission="insights.read">
      <Report search={search} />
    </Needs>
  )
}

function Report({ search }: { search: { from?: string; to?: string } }) {
  const t = useTexts(benefitTexts)
  const { today, day } = useFormats()
  const period = periodOf(search, today())
  const found = useQuery({ queryKey: queryKeys.benefitReport(period), queryFn: () => readBenefitReport(period) })
  return (
    <Page title={t('reportTitle')} about={t('between', { from: day(period.from), to: day(period.to) })}>
      <DataList
        label={t('reportTitle')}
        columns={useColumns()}
        rows={found.data?.benefits}
        rowKey={row => `${row.program}/${row.benefit}`}
        query={found}
        empty={{ title: t('nothing') }}
      />
    </Page>
  )
}

function useColumns(): Column<Row>[] {
  const t = useTexts(benefitTexts)
  const own = useOwnText()
  const { count, money } = useFormats()
  const costs: Column<Row>[] = [
    { key: 'cost', title: t('cost'), text: row => money(row.costCents ?? 0), isNumber: true },
    { key: 'withoutCost', title: t('withoutCost'), text: row => count(row.withoutCost ?? 0), isNumber: true },
  ]
  const mayReadCost = useMay()('catalog.read-cost')
  return [
    { key: 'benefit', title: t('benefit'), text: row => own(row.name) },
    { key: 'issued', title: t('issued'), text: row => count(row.issued), isNumber: true },
    { key: 'unissued', title: t('unissued'), text: row => count(row.notIssued), isNumber: true },
    { key: 'uses', title: t('uses'), text: row => count(row.used), isNumber: true },
    ...(mayReadCost ? costs : []),
  ]
}
