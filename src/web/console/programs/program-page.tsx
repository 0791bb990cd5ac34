import { useQuery } from '@tanstack/react-query'
import { App, Button, Skeleton } from 'antd'
import type { Program } from '../../api/answers.ts'
import { readProgram } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts } from '../../texts/programs.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import { YamlText } from './yaml-text.tsx'

export function ProgramPage({ code }: { code: string }) {
  return (
    <Needs permission="programs.read">
      <Story code={code} />
    </Needs>
  )
}

function Story({ code }: { code: string }) {
  const t = useTexts(programTexts)
  const own = useOwnText()
  const { data, error, refetch } = useQuery({ queryKey: queryKeys.program(code), queryFn: () => readProgram(code) })
  return (
    <Page
      title={data ? own(data.name) : code}
      about={data ? `${data.code} · ${t('versionNumber', { version: data.version })}` : undefined}
      tools={<PageLink path={paths.programs()}>{t('back')}</PageLink>}
    >
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 10 }} />}
      {data ? (
        <>
          <InWords program={data} />
          <Versions versions={data.versions} />
          <Document document={data.document} />
        </>
      ) : null}
    </Page>
  )
}

function InWords({ program: { summary } }: { program: Program }) {
  const t = useTexts(programTexts)
  const own = useOwnText()
  return (
    <DetailCard title={t('inWords')}>
      {summary.length === 0 ? <p className="soft">{t('noSummary')}</p> : null}
      <div className="summary-grid">
        {summary.map(({ heading, sentences }) => (
          <section key={heading['zh-CN']}>
            <h3 className="small-title">{own(heading)}</h3>
            <ul className="sentences">
              {sentences.map(sentence => (
                <li key={sentence['zh-CN']}>{own(sentence)}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </DetailCard>
  )
}

function Versions({ versions }: { versions: Program['versions'] }) {
  const t = useTexts(programTexts)
  const { instant } = useFormats()
  const columns: Column<Program['versions'][number]>[] = [
    { key: 'version', title: t('version'), text: row => t('versionNumber', { version: row.version }) },
    { key: 'from', title: t('from'), text: row => (row.inForceFrom ? instant(row.inForceFrom) : '') },
    { key: 'to', title: t('to'), text: row => (row.inForceTo ? instant(row.inForceTo) : t('until')) },
    { key: 'by', title: t('publishedBy'), text: row => row.publishedBy },
    { key: 'at', title: t('publishedAt'), text: row => instant(row.publishedAt) },
    { key: 'note', title: t('note'), text: row => row.note ?? '' },
  ]
  return (
    <DetailCard title={t('versions')}>
      <DataList
        label={t('versions')}
        columns={columns}
        rows={versions}
        rowKey={row => String(row.version)}
        query={{ isPending: false, error: null, refetch: () => undefined }}
        empty={{ title: t('none') }}
      />
    </DetailCard>
  )
}

function Document({ document }: { document: string }) {
  const t = useTexts(programTexts)
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard.writeText(document).then(() => message.success(t('copied')))
  return (
    <DetailCard title={t('document')} tools={<Button onClick={copy}>{t('copy')}</Button>}>
      <p className="soft spaced">{t('documentAbout')}</p>
      <YamlText text={document} label={t('document')} />
    </DetailCard>
  )
}
