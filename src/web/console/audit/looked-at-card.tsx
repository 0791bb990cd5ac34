import { useQuery } from '@tanstack/react-query'
import { readAuditOfMember } from '../../api/audit.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useMay } from '../../session/session.ts'
import { auditTexts } from '../../texts/audit.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useLanguage } from '../../ui/language.ts'
import { usePages } from '../../ui/pages.ts'
import { useDeedColumns } from './audit-columns.tsx'

/** Who looked at the member. Others than those who may ask are not told that there is something to ask. */
export function LookedAtCard({ memberNumber }: { memberNumber: string }) {
  const may = useMay()
  return may('audit.read-of-member') ? <Lookers memberNumber={memberNumber} /> : null
}

function Lookers({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(auditTexts)
  const language = useLanguage()
  const pages = usePages(memberNumber)
  const page = { pageSize: 10, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.auditOfMember(memberNumber, { ...page, language }),
    queryFn: () => readAuditOfMember(memberNumber, page),
  })
  return (
    <DetailCard title={t('ofMember')}>
      <DataList
        label={t('ofMember')}
        columns={useDeedColumns()}
        rows={found.data?.records}
        rowKey={row => String(row.recordId)}
        query={found}
        empty={{ title: t('nobodyYet') }}
        paging={{ pages, next: found.data?.next }}
      />
    </DetailCard>
  )
}
