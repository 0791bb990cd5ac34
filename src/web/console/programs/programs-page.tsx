import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Flex } from 'antd'
import type { ProgramPage as ProgramList } from '../../api/answers.ts'
import { readPrograms } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useMay } from '../../session/session.ts'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts, releaseTexts } from '../../texts/programs.ts'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import { NewProgramsCard } from './changes-card.tsx'

export function ProgramsPage() {
  return (
    <Needs permission="programs.read">
      <ProgramTable />
    </Needs>
  )
}

function ProgramTable() {
  const t = useTexts(programTexts)
  const navigate = useNavigate()
  const may = useMay()
  const found = useQuery({ queryKey: queryKeys.programs, queryFn: readPrograms })
  return (
    <Page
      title={t('title')}
      about={t('about')}
      tools={
        <PermittedButton needs="programs.publish" onClick={() => void navigate({ to: paths.newProgram().to })}>
          {t('newProgram')}
        </PermittedButton>
      }
    >
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.programs}
        rowKey={row => row.code}
        query={found}
        empty={{ title: t('none') }}
      />
      {may('programs.publish') && found.data ? (
        <NewProgramsCard known={found.data.programs.map(({ code }) => code)} />
      ) : null}
    </Page>
  )
}

function Marks({ program: { isTried, scheduled, waiting } }: { program: ProgramList['programs'][number] }) {
  const t = useTexts(releaseTexts)
  return (
    <Flex gap={6} wrap>
      {isTried ? <Chip tone="gold">{t('trial')}</Chip> : null}
      {scheduled > 0 ? <Chip tone="accent">{t('scheduledCount', { count: scheduled })}</Chip> : null}
      {waiting > 0 ? <Chip tone="warn">{t('waitingCount', { count: waiting })}</Chip> : null}
    </Flex>
  )
}

function useColumns(): Column<ProgramList['programs'][number]>[] {
  const t = useTexts(programTexts)
  const own = useOwnText()
  const r = useTexts(releaseTexts)
  const { instant } = useFormats()
  const marksText = ({ isTried, scheduled, waiting }: ProgramList['programs'][number]) =>
    [
      isTried ? r('trial') : '',
      scheduled > 0 ? r('scheduledCount', { count: scheduled }) : '',
      waiting > 0 ? r('waitingCount', { count: waiting }) : '',
    ]
      .filter(text => text !== '')
      .join(', ')
  return [
    {
      key: 'name',
      title: t('name'),
      text: row => own(row.name),
      show: row => <PageLink path={paths.program(row.code)}>{own(row.name)}</PageLink>,
    },
    { key: 'code', title: t('code'), text: row => row.code },
    { key: 'version', title: t('version'), text: row => t('versionNumber', { version: row.version }) },
    {
      key: 'marks',
      title: t('state'),
      text: marksText,
      show: row => (marksText(row) === '' ? null : <Marks program={row} />),
    },
    { key: 'stores', title: t('stores'), text: row => row.storeCodes?.join(', ') ?? t('everyStore') },
    { key: 'from', title: t('from'), text: row => (row.inForceFrom ? instant(row.inForceFrom) : '') },
    { key: 'by', title: t('publishedBy'), text: row => row.publishedBy },
  ]
}
