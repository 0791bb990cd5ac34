import { useQuery } from '@tanstack/react-query'
import type { ProgramPage as ProgramList } from '../../api/answers.ts'
import { readPrograms } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts } from '../../texts/programs.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'

export function ProgramsPage() {
  return (
    <Needs permission="programs.read">
      <ProgramTable />
    </Needs>
  )
}

function ProgramTable() {
  const t = useTexts(programTexts)
  const found = useQuery({ queryKey: queryKeys.programs, queryFn: readPrograms })
  return (
    <Page title={t('title')} about={t('about')}>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.programs}
        rowKey={row => row.code}
        query={found}
        empty={{ title: t('none') }}
      />
    </Page>
  )
}

function useColumns(): Column<ProgramList['programs'][number]>[] {
  const t = useTexts(programTexts)
  const own = useOwnText()
  const { instant } = useFormats()
  return [
    {
      key: 'name',
      title: t('name'),
      text: row => own(row.name),
      show: row => <PageLink path={paths.program(row.code)}>{own(row.name)}</PageLink>,
    },
    { key: 'code', title: t('code'), text: row => row.code },
    { key: 'version', title: t('version'), text: row => t('versionNumber', { version: row.version }) },
    { key: 'stores', title: t('stores'), text: row => row.storeCodes?.join(', ') ?? t('everyStore') },
    { key: 'from', title: t('from'), text: row => (row.inForceFrom ? instant(row.inForceFrom) : '') },
    { key: 'by', title: t('publishedBy'), text: row => row.publishedBy },
  ]
}
