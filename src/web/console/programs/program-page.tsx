import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { Program } from '../../api/answers.ts'
import { readProgram } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useMay } from '../../session/session.ts'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts, programTexts } from '../../texts/programs.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import { ChangesCard } from './changes-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { InForceCard } from './in-force-card.tsx'
import { SummarySentences } from './summary-sentences.tsx'
import { VersionsCard } from './versions-card.tsx'

export function ProgramPage({ code }: { code: string }) {
  return (
    <Needs permission="programs.read">
      <Story code={code} />
    </Needs>
  )
}

function Story({ code }: { code: string }) {
  const t = useTexts(programTexts)
  const c = useTexts(changeTexts)
  const may = useMay()
  const navigate = useNavigate()
  const own = useOwnText()
  const { data, error, refetch } = useQuery({ queryKey: queryKeys.program(code), queryFn: () => readProgram(code) })
  return (
    <Page
      title={data ? own(data.name) : code}
      about={data ? `${data.code} · ${t('versionNumber', { version: data.version })}` : undefined}
      tools={
        <>
          <PageLink path={paths.programs()}>{t('back')}</PageLink>
          <PermittedButton
            needs="programs.publish"
            type="primary"
            onClick={() => void navigate({ to: paths.writeChange(code).to })}
          >
            {c('write')}
          </PermittedButton>
        </>
      }
    >
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 10 }} />}
      {data ? (
        <>
          <InForceCard program={data} />
          {may('programs.publish') ? <ChangesCard code={code} /> : null}
          <InWords program={data} />
          <HistoryCard program={data} />
          <VersionsCard program={data} key={data.version} />
        </>
      ) : null}
    </Page>
  )
}

function InWords({ program: { summary } }: { program: Program }) {
  const t = useTexts(programTexts)
  return (
    <DetailCard title={t('inWords')}>
      {summary.length === 0 ? <p className="soft">{t('noSummary')}</p> : null}
      <SummarySentences summary={summary} />
    </DetailCard>
  )
}
