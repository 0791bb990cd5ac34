import { redo, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { Button, Flex, Input, type InputRef, Segmented } from 'antd'
import { useRef, useState } from 'react'
import type { Finding } from '../../../program/index.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts, writingTexts } from '../../texts/program-forms.ts'
import { changeTexts } from '../../texts/programs.ts'
import { Chip } from '../../ui/chip.tsx'
import { useOwnText } from '../../ui/language.ts'
import { ProgramForm } from '../program-forms/program-form.tsx'
import { offsetAt } from './offset-at.ts'
import { TextEditor } from './text-editor.tsx'

type ProgramEditorProps = {
  value: string
  onChange: (value: string) => void
  /** What the check says of the text; null while it is being checked. */
  findings: readonly Finding[] | null
}

type Place = { line: number; column: number }
const none: readonly Finding[] = []

/** One document, written as text or by forms; what the check says of it stands below both. */
export function ProgramEditor({ value, onChange, findings }: ProgramEditorProps) {
  const w = useTexts(writingTexts)
  const view = useRef<EditorView>(null)
  const findField = useRef<InputRef>(null)
  const [isText, setIsText] = useState(true)
  const goTo = (place: Place) => {
    setIsText(true)
    // The text has to be shown before it can scroll.
    requestAnimationFrame(() => select(view.current, offsetAt(value, place)))
  }
  return (
    <div className="program-editor">
      <Segmented
        aria-label={w('way')}
        value={isText ? 'text' : 'forms'}
        onChange={way => setIsText(way === 'text')}
        options={[
          { value: 'text', label: w('byText') },
          { value: 'forms', label: w('byForms') },
        ]}
      />
      <div hidden={!isText}>
        <Tools view={view} findField={findField} />
        <TextEditor
          value={value}
          onChange={onChange}
          findings={findings ?? none}
          view={view}
          onFind={() => findField.current?.focus()}
        />
        <p className="soft">{w('keys')}</p>
      </div>
      {isText ? null : <Steps view={view} isQuiet />}
      {isText ? null : <ProgramForm source={value} findings={findings} onChange={onChange} goTo={goTo} />}
      <Findings findings={findings} goTo={goTo} />
    </div>
  )
}

function select(view: EditorView | null, anchor: number, head = anchor): void {
  if (!view) return
  view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
  view.focus()
}

type ToolsProps = { view: { current: EditorView | null }; findField: { current: InputRef | null } }

function Tools({ view, findField }: ToolsProps) {
  const w = useTexts(writingTexts)
  const [missed, setMissed] = useState<string | null>(null)
  /** The next place behind the cursor, or from the start again. Enter goes on in the field. */
  const find = (wanted: string) => {
    const editor = view.current
    if (!editor || wanted === '') return
    const text = editor.state.doc.toString().toLowerCase()
    const behind = text.indexOf(wanted.toLowerCase(), editor.state.selection.main.to)
    const at = behind >= 0 ? behind : text.indexOf(wanted.toLowerCase())
    setMissed(at < 0 ? wanted : null)
    if (at < 0) return
    const selection = { anchor: at, head: at + wanted.length }
    editor.dispatch({ selection, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  }
  return (
    <Flex gap={8} wrap align="center" className="editor-tools">
      <Steps view={view} />
      <Input.Search
        ref={findField}
        size="small"
        className="find-field"
        aria-label={w('find')}
        placeholder={w('find')}
        onSearch={find}
        onChange={() => setMissed(null)}
      />
      <span className="soft" aria-live="polite">
        {missed === null ? '' : w('foundNone', { text: missed })}
      </span>
    </Flex>
  )
}

/** One step back or on: of the text and of the forms alike. By the forms the focus stays where it is. */
function Steps({ view, isQuiet = false }: Pick<ToolsProps, 'view'> & { isQuiet?: boolean }) {
  const w = useTexts(writingTexts)
  const f = useTexts(formTexts)
  const act = (command: typeof undo) => {
    if (view.current) command(view.current)
    if (!isQuiet) view.current?.focus()
  }
  return (
    <Flex gap={8} wrap align="center" className={isQuiet ? 'editor-tools' : ''}>
      <Button size="small" onClick={() => act(undo)}>
        {w('undo')}
      </Button>
      <Button size="small" onClick={() => act(redo)}>
        {w('redo')}
      </Button>
      {isQuiet ? <span className="soft">{f('undoHint')}</span> : null}
    </Flex>
  )
}

function Findings({ findings, goTo }: { findings: readonly Finding[] | null; goTo: (place: Place) => void }) {
  const t = useTexts(changeTexts)
  const own = useOwnText()
  return (
    <section aria-live="polite" aria-label={t('findings')}>
      {findings === null ? <p className="soft">{t('checking')}</p> : null}
      {findings?.length === 0 ? <p className="soft">{t('noFindings')}</p> : null}
      <ul className="findings">
        {findings?.map(finding => (
          <li key={`${finding.line}:${finding.column}:${finding.code}:${finding.texts['zh-CN']}`}>
            <button type="button" onClick={() => goTo(finding)}>
              <Chip tone={finding.severity === 'error' ? 'warn' : 'plain'}>{t(finding.severity)}</Chip>
              <span className="figures">{t('place', { line: finding.line, column: finding.column })}</span>
              <span>{own(finding.texts)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
