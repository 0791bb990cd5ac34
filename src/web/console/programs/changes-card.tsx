import { useQuery } from '@tanstack/react-query'
import { Alert, Flex, Skeleton } from 'antd'
import type { Change, Changes } from '../../api/answers.ts'
import { readChange, readChanges } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { changeStateWords, changeTexts, programTexts } from '../../texts/programs.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard, Details } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { ChangeButtons } from './change-buttons.tsx'
import { Differences } from './differences.tsx'
import { usePlaces } from './places.ts'
import { YamlText } from './yaml-text.tsx'

type Listed = Changes['changes'][number]

/** What waits for another person's word, what the reader is still writing, and how earlier changes ended. */
export function ChangesCard({ code }: { code: string }) {
  const t = useTexts(changeTexts)
  const found = useQuery({
    queryKey: queryKeys.programChanges({ programCode: code }),
    queryFn: () => readChanges({ programCode: code }),
  })
  return (
    <DetailCard title={t('waiting')}>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending && !found.error ? <Skeleton active /> : null}
      {found.data ? <ChangeParts changes={found.data.changes} /> : null}
    </DetailCard>
  )
}

/** Changes that would begin a program: it has no page of its own yet. Nothing where there are none. */
export function NewProgramsCard({ known }: { known: readonly string[] }) {
  const t = useTexts(changeTexts)
  const { data } = useQuery({ queryKey: queryKeys.programChanges({}), queryFn: () => readChanges({}) })
  const changes = (data?.changes ?? []).filter(
    ({ programCode, state, isMine }) =>
      !known.includes(programCode) && (state === 'requested' || (state === 'draft' && isMine)),
  )
  if (changes.length === 0) return null
  return (
    <DetailCard title={t('newPrograms')}>
      <ChangeParts changes={changes} />
    </DetailCard>
  )
}

function ChangeParts({ changes }: { changes: readonly Listed[] }) {
  const t = useTexts(changeTexts)
  const waiting = changes.filter(({ state }) => state === 'requested')
  const drafts = changes.filter(({ state, isMine }) => state === 'draft' && isMine)
  const closed = changes.filter(({ state }) => state !== 'requested' && state !== 'draft')
  return (
    <>
      {waiting.length === 0 ? <p className="soft">{t('noWaiting')}</p> : null}
      {waiting.map(({ changeId }) => (
        <Waiting key={changeId} changeId={changeId} />
      ))}
      {drafts.length > 0 ? <Drafts drafts={drafts} /> : null}
      {closed.length > 0 ? <Closed changes={closed} /> : null}
    </>
  )
}

/** One change as its approver needs to see it. */
function Waiting({ changeId }: { changeId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programChange(changeId),
    queryFn: () => readChange(changeId),
  })
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return data ? <Asked change={data} /> : <Skeleton active />
}

function Asked({ change }: { change: Change }) {
  const t = useTexts(changeTexts)
  const p = useTexts(programTexts)
  const { instant } = useFormats()
  const { storesText, whenText } = usePlaces()
  const asked = change.askedAt === null ? '' : ` · ${instant(change.askedAt)}`
  return (
    <article className="change" aria-label={change.why}>
      <p className="change-why">{change.why}</p>
      <Details
        details={[
          { label: t('askedBy'), value: `${change.askedBy}${asked}` },
          { label: t('when'), value: whenText(change.inForceFrom) },
          { label: p('stores'), value: storesText(change.storeCodes) },
          { label: p('code'), value: change.programCode },
        ]}
      />
      <h3 className="small-title part-below">{t('differences')}</h3>
      {change.fromVersion === null ? (
        <>
          <p className="soft">{t('wholeNew')}</p>
          <YamlText text={change.document} label={t('editor')} />
        </>
      ) : (
        <Differences diff={change} label={t('differences')} />
      )}
      {change.isStale ? <Alert type="warning" showIcon title={t('stale')} className="part-below" /> : null}
      <ChangeButtons change={change} />
    </article>
  )
}

function Drafts({ drafts }: { drafts: readonly Listed[] }) {
  const t = useTexts(changeTexts)
  const { instant } = useFormats()
  return (
    <section className="part-below">
      <h3 className="small-title">{t('drafts')}</h3>
      <ul className="release-list">
        {drafts.map(draft => (
          <li key={draft.changeId}>
            <Flex gap={12} wrap>
              <PageLink path={paths.editChange(draft.changeId)} label={`${t('edit')} ${draft.why}`}>
                {draft.why === '' ? t('edit') : draft.why}
              </PageLink>
              <span className="soft">{instant(draft.createdAt)}</span>
            </Flex>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Closed({ changes }: { changes: readonly Listed[] }) {
  const t = useTexts(changeTexts)
  const word = useWord(changeStateWords)
  const { instant } = useFormats()
  const columns: Column<Listed>[] = [
    { key: 'why', title: t('askTitle'), text: row => row.why, show: row => <span className="wraps">{row.why}</span> },
    { key: 'by', title: t('askedBy'), text: row => row.askedBy },
    { key: 'outcome', title: t('outcome'), text: row => word(row.state) },
    { key: 'decider', title: t('decidedBy'), text: row => row.decidedBy ?? '' },
    { key: 'at', title: t('day'), text: row => (row.decidedAt === null ? '' : instant(row.decidedAt)) },
    {
      key: 'reason',
      title: t('declineReason'),
      text: row => row.declineReason ?? '',
      show: row => (row.declineReason === null ? null : <span className="wraps">{row.declineReason}</span>),
    },
  ]
  return (
    <details className="part-below">
      <summary>{t('closed')}</summary>
      <DataList
        label={t('closed')}
        columns={columns}
        rows={changes}
        rowKey={row => row.changeId}
        query={{ isPending: false, error: null, refetch: () => undefined }}
        empty={{ title: t('noWaiting') }}
      />
    </details>
  )
}
