import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useState } from 'react'
import type { Change } from '../../api/answers.ts'
import { diffDraft, editChange, lintDraft, writeChange } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts } from '../../texts/programs.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { paths } from '../../ui/paths.ts'
import { useRested } from '../../ui/rested.ts'
import { AskCard, instantOf, type Terms, type Wish } from './ask-card.tsx'
import { Differences } from './differences.tsx'
import { ProgramEditor } from './program-editor.tsx'
import { useProgramAction } from './use-program-action.ts'

type ChangeDeskProps = {
  /** null: it is not kept yet. */
  changeId: string | null
  /** null: a new program, whose code the text says. */
  code: string | null
  document: string
  baseRelease: number
  wish: Wish
}

const restMs = 400

/** Where a change is written: the text with its check, what it changes in words, and what is asked for. */
export function ChangeDesk({ changeId, code, document, baseRelease, wish: begun }: ChangeDeskProps) {
  const t = useTexts(changeTexts)
  const [wish, setWish] = useState(begun)
  const [text, setText] = useState(document)
  const rested = useRested(text, restMs)
  const lint = useQuery({
    queryKey: queryKeys.programLint(rested),
    queryFn: () => lintDraft(rested),
    enabled: rested !== '',
    placeholderData: keepPreviousData,
  })
  const findings = lint.data?.findings ?? null
  const hasErrors = findings === null || findings.some(({ severity }) => severity === 'error')
  const sending = useSending({ changeId, code, baseRelease, text })
  const reason = text === '' || hasErrors ? t('errorsFirst') : null
  return (
    <div className="change-desk">
      <DetailCard title={t('editor')}>
        <ProgramEditor value={text} onChange={setText} findings={text === rested ? findings : null} />
        {lint.error ? <ErrorNote error={lint.error} onRetry={() => void lint.refetch()} /> : null}
      </DetailCard>
      <div className="change-side">
        <DetailCard title={t('differences')}>
          {hasErrors ? <p className="soft">{t('differencesWait')}</p> : <Changed document={rested} wish={wish} />}
        </DetailCard>
        <AskCard
          wish={wish}
          onChange={setWish}
          isBusy={sending.isBusy}
          errorText={sending.errorText}
          reason={reason}
          onSend={sending.send}
        />
      </div>
    </div>
  )
}

/** Against what would be in force then and there without the change. */
function Changed({ document, wish }: { document: string; wish: Wish }) {
  const t = useTexts(changeTexts)
  const { timeZone } = useFormats()
  const [storeCode] = wish.storeCodes
  const from = instantOf(wish, timeZone)
  const body = {
    document,
    ...(storeCode === undefined ? {} : { storeCode }),
    ...(from === null ? {} : { inForceFrom: from.toISOString() }),
  }
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programDraft(body),
    queryFn: () => diffDraft(body),
    placeholderData: keepPreviousData,
  })
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton active />
  if (data.fromVersion === null) return <p className="soft">{t('wholeNew')}</p>
  return data.isSameText ? (
    <p className="soft">{t('nothingChanged')}</p>
  ) : (
    <Differences diff={data} label={t('differences')} />
  )
}

type Sending = Pick<ChangeDeskProps, 'changeId' | 'code' | 'baseRelease'> & { text: string }

/** The first time a change is written, from then on edited. Asked for, it is found on the page of its program. */
function useSending({ changeId, code, baseRelease, text }: Sending) {
  const t = useTexts(changeTexts)
  const navigate = useNavigate()
  const onDone = ({ state, changeId: kept, programCode }: Change) => {
    // A program without a version has no page of its own yet.
    const asked = baseRelease === 0 ? paths.programs() : paths.program(programCode)
    void navigate({ to: state === 'draft' ? paths.editChange(kept).to : asked.to })
  }
  const [isAsked, setIsAsked] = useState(true)
  const said = isAsked ? t('asked') : t('drafted')
  const writing = useProgramAction({ send: writeChange, said, onDone })
  const editing = useProgramAction({ send: editChange, said, onDone })
  const send = (terms: Terms, ask: boolean) => {
    setIsAsked(ask)
    const content = { document: text, baseRelease, ask, ...terms }
    if (changeId === null) writing.start({ programCode: code ?? codeIn(text), ...content })
    else editing.start({ changeId, ...content })
  }
  return { send, isBusy: writing.isBusy || editing.isBusy, errorText: writing.errorText ?? editing.errorText }
}

/** The code that the text itself says; the server compares both. */
function codeIn(text: string): string {
  return /^program:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? 'program'
}
