import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import type { Change } from '../../api/answers.ts'
import { diffDraft, editChange, writeChange } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useSession } from '../../session/session.ts'
import { useTexts } from '../../texts/phrases.ts'
import { writingTexts } from '../../texts/program-forms.ts'
import { changeTexts, unsavedTexts } from '../../texts/programs.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { paths } from '../../ui/paths.ts'
import { BeginForm } from '../program-forms/begin-form.tsx'
import { AskCard, instantOf, type Terms, type Wish } from './ask-card.tsx'
import { Differences } from './differences.tsx'
import { forgetDraft, type KeptDraft, keptDraft } from './kept-draft.ts'
import { ProgramEditor } from './program-editor.tsx'
import { SummarySentences } from './summary-sentences.tsx'
import { useDraft } from './use-draft.ts'
import { useProgramAction } from './use-program-action.ts'
import { useUnsaved } from './use-unsaved.tsx'

type ChangeDeskProps = {
  /** null: it is not kept yet. */
  changeId: string | null
  /** null: a new program, whose code the text says. */
  code: string | null
  /** Empty: nothing is written yet. */
  document: string
  baseRelease: number
  wish: Wish
}

/** Where a change is written: a new program begins with questions, everything else with its text. */
export function ChangeDesk(props: ChangeDeskProps) {
  const { changeId, code, document, wish, baseRelease } = props
  const { email } = useSession()
  const place = { email, changeId, code }
  const [begun, setBegun] = useState(document)
  const [kept, setKept] = useState<KeptDraft | null>(() => keptDraft(place))
  const [isNoted, setIsNoted] = useState(kept !== null)
  const dropKept = () => {
    forgetDraft(place)
    setKept(null)
  }
  if (kept === null && begun === '') return <BeginForm onBegin={setBegun} />
  // What was kept goes on with what it was begun from: a release meanwhile is told before it is approved.
  const written = kept ?? { text: begun, wish, baseRelease }
  return (
    <>
      {kept && isNoted ? <KeptNote kept={kept} onDrop={dropKept} /> : null}
      <Desk key={kept ? 'kept' : 'begun'} {...props} written={written} onSaved={() => setIsNoted(false)} />
    </>
  )
}

function KeptNote({ kept, onDrop }: { kept: KeptDraft; onDrop: () => void }) {
  const t = useTexts(unsavedTexts)
  const { instant } = useFormats()
  const drop = (
    <Button size="small" onClick={onDrop}>
      {t('drop')}
    </Button>
  )
  return <Alert type="info" showIcon title={t('kept', { when: instant(kept.keptAt) })} action={drop} />
}

type DeskProps = ChangeDeskProps & {
  written: Pick<KeptDraft, 'text' | 'wish' | 'baseRelease'>
  onSaved: () => void
}

/** The text with its check, the program and what changes of it in words, and what is asked for. */
function Desk({ changeId, code, document, wish: begun, written, onSaved }: DeskProps) {
  const t = useTexts(changeTexts)
  const w = useTexts(writingTexts)
  const { email } = useSession()
  const [wish, setWish] = useState(written.wish)
  const [text, setText] = useState(written.text)
  const { baseRelease } = written
  const draft = useDraft(text)
  const now = useMemo(() => ({ text, wish }), [text, wish])
  const place = { email, changeId, code }
  const unsaved = useUnsaved({ place, saved: { text: document, wish: begun }, now, baseRelease })
  const noteSaved = () => {
    unsaved.noteSaved(now)
    onSaved()
  }
  const sending = useSending({ changeId, code, baseRelease, text, onSaved: noteSaved })
  return (
    <div className="change-desk">
      {unsaved.question}
      <DetailCard title={t('editor')}>
        <ProgramEditor value={text} onChange={setText} findings={draft.findings} />
      </DetailCard>
      <div className="change-side">
        <DetailCard title={t('differences')}>
          {draft.summary === null ? (
            <p className="soft">{t('differencesWait')}</p>
          ) : (
            <Changed document={draft.document} wish={wish} />
          )}
        </DetailCard>
        <AskCard
          wish={wish}
          onChange={setWish}
          isBusy={sending.isBusy}
          errorText={sending.errorText}
          reason={draft.hasErrors ? t('errorsFirst') : null}
          onSend={sending.send}
        />
        <DetailCard title={w('inWords')}>
          {draft.summary === null ? (
            <p className="soft">{w('inWordsWait')}</p>
          ) : (
            <SummarySentences summary={draft.summary} />
          )}
        </DetailCard>
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

type Sending = Pick<ChangeDeskProps, 'changeId' | 'code' | 'baseRelease'> & { text: string; onSaved: () => void }

/** The first time a change is written, from then on edited. Asked for, it is found on the page of its program. */
function useSending({ changeId, code, baseRelease, text, onSaved }: Sending) {
  const t = useTexts(changeTexts)
  const navigate = useNavigate()
  const onDone = ({ state, changeId: kept, programCode }: Change) => {
    onSaved()
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
