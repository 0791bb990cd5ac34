import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { dayOf } from '../../../shared/calendar.ts'
import type { Change, Program } from '../../api/answers.ts'
import { readChange, readProgram } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts, programTexts } from '../../texts/programs.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import type { Wish } from './ask-card.tsx'
import { timeAt } from './instant-at.ts'

/** The editor, the language and its check are large; only who writes a program loads them. */
const ChangeDesk = lazy(async () => ({ default: (await import('./change-desk.tsx')).ChangeDesk }))

const blank: Wish = { why: '', isAtOnce: true, day: '', time: '00:00', storeCodes: [] }

/** A change that begins with what is in force. */
export function WriteChangePage({ code }: { code: string }) {
  return (
    <Needs permission="programs.publish">
      <Beginning code={code} />
    </Needs>
  )
}

function Beginning({ code }: { code: string }) {
  const t = useTexts(changeTexts)
  const own = useOwnText()
  const { data, error, refetch } = useProgram(code)
  return (
    <Frame title={t('writeTitle', { name: data ? own(data.name) : code })} code={code}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <ChangeDesk changeId={null} code={code} document={data.document} baseRelease={data.lastRelease} wish={blank} />
      ) : error ? null : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Frame>
  )
}

/** A program that nobody published yet. */
export function NewProgramPage() {
  const t = useTexts(changeTexts)
  return (
    <Needs permission="programs.publish">
      <Frame title={t('newTitle')} code={null}>
        <ChangeDesk changeId={null} code={null} document="" baseRelease={0} wish={blank} />
      </Frame>
    </Needs>
  )
}

/** A draft, or what was asked for and is looked at again. */
export function EditChangePage({ changeId }: { changeId: string }) {
  return (
    <Needs permission="programs.publish">
      <Editing changeId={changeId} />
    </Needs>
  )
}

function Editing({ changeId }: { changeId: string }) {
  const t = useTexts(changeTexts)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programChange(changeId),
    queryFn: () => readChange(changeId),
  })
  const isOpen = data?.state === 'draft' || data?.state === 'requested'
  return (
    <Frame title={t('writeTitle', { name: data?.programCode ?? '' })} code={data?.programCode ?? null}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data && !isOpen ? <Alert type="info" showIcon title={t('gone')} /> : null}
      {data && isOpen ? <Opened change={data} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 10 }} />}
    </Frame>
  )
}

/** Whoever opens it again sees what is in force now, and bases the change on that. */
function Opened({ change }: { change: Change }) {
  const { timeZone } = useFormats()
  const { data, error, isPending } = useProgram(change.programCode)
  if (isPending && !error) return <Skeleton active paragraph={{ rows: 10 }} />
  return (
    <ChangeDesk
      changeId={change.changeId}
      code={change.programCode}
      document={change.document}
      baseRelease={data?.lastRelease ?? 0}
      wish={wishOf(change, timeZone)}
    />
  )
}

function wishOf({ why, inForceFrom, storeCodes }: Change, zone: string): Wish {
  const at = inForceFrom === null ? null : new Date(inForceFrom)
  return {
    ...blank,
    why,
    storeCodes: storeCodes ?? [],
    ...(at ? { isAtOnce: false, day: dayOf(at, zone), time: timeAt(at, zone) } : {}),
  }
}

function useProgram(code: string) {
  return useQuery<Program>({ queryKey: queryKeys.program(code), queryFn: () => readProgram(code), retry: false })
}

function Frame({ title, code, children }: { title: string; code: string | null; children: ReactNode }) {
  const t = useTexts(changeTexts)
  const p = useTexts(programTexts)
  return (
    <Page
      title={title}
      about={t('writeAbout')}
      tools={
        code === null ? (
          <PageLink path={paths.programs()}>{p('back')}</PageLink>
        ) : (
          <PageLink path={paths.program(code)}>{p('backToProgram')}</PageLink>
        )
      }
    >
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>{children}</Suspense>
    </Page>
  )
}
