import {
  autocompletion,
  type Completion as CodeCompletion,
  type CompletionContext,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type RefObject, useEffect, useRef } from 'react'
import { completionsAt } from '../../../program/edit-complete.ts'
import { inLanguage } from '../../../program/edit-schema.ts'
import type { Finding } from '../../../program/index.ts'
import { useTexts } from '../../texts/phrases.ts'
import { writingTexts } from '../../texts/program-forms.ts'
import { changeTexts } from '../../texts/programs.ts'
import { useLanguage, useOwnText } from '../../ui/language.ts'
import { styleNonce } from '../../ui/style-nonce.ts'
import { offsetAt } from './offset-at.ts'

type TextEditorProps = {
  value: string
  onChange: (value: string) => void
  findings: readonly Finding[]
  view: RefObject<EditorView | null>
  onFind: () => void
}

/** The text of a program: coloured, completed, with what the check says at its place. */
export function TextEditor({ value, onChange, findings, view, onFind }: TextEditorProps) {
  const t = useTexts(changeTexts)
  const w = useTexts(writingTexts)
  const own = useOwnText()
  const language = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const last = useRef({ value, onChange, onFind })
  last.current = { value, onChange, onFind }

  useEffect(() => {
    if (!place.current) return undefined
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: last.current.value,
        extensions: [
          ...extensions,
          autocompletion({ override: [context => completionsOf(context, language === 'en')], icons: false }),
          EditorView.contentAttributes.of({ 'aria-label': t('editor'), autocapitalize: 'off', spellcheck: 'false' }),
          EditorState.phrases.of({ Completions: w('completions') }),
          keymap.of([{ key: 'Mod-f', run: () => handled(last.current.onFind) }]),
          EditorView.updateListener.of(update => {
            if (update.docChanged) last.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [language, t, w, view])

  // What the forms write is put in as the smallest change, so that the cursor stays; it is one
  // step of the history, however soon it follows what was typed.
  useEffect(() => {
    const text = view.current?.state.doc.toString()
    if (view.current && text !== undefined && text !== value)
      view.current.dispatch({ changes: between(text, value), annotations: isolateHistory.of('full') })
  }, [value, view])

  useEffect(() => {
    const state = view.current?.state
    if (state)
      view.current?.dispatch(
        setDiagnostics(
          state,
          findings.map(finding => diagnosticOf(state, finding, own)),
        ),
      )
  }, [findings, own, view])

  return <div ref={place} className="program-text" />
}

function handled(act: () => void): boolean {
  act()
  return true
}

function between(from: string, to: string): { from: number; to: number; insert: string } {
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1
  let end = 0
  const endMax = Math.min(from.length, to.length) - start
  while (end < endMax && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) }
}

function diagnosticOf(state: EditorState, finding: Finding, own: (texts: Finding['texts']) => string): Diagnostic {
  const from = offsetAt(state.doc.toString(), finding)
  const line = state.doc.lineAt(from)
  const word = /^[^\s:,{}[\]]*/.exec(line.text.slice(from - line.from))?.[0] ?? ''
  const to = Math.min(from + Math.max(word.length, 1), line.to)
  return { from, to: Math.max(to, from), severity: finding.severity, message: own(finding.texts) }
}

function completionsOf({ state, pos, explicit }: CompletionContext, isEnglish: boolean) {
  const { from, options } = completionsAt(state.doc.toString(), pos)
  const before = state.sliceDoc(Math.max(0, pos - 2), pos)
  // Unasked only while something is typed, or where a value is expected next.
  if (options.length === 0 || (!explicit && from === pos && !/[:,[{] $|\[$/.test(before))) return null
  return {
    from,
    validFor: /^[\w-]*$/,
    options: options.map(({ label, text, description, kind }): CodeCompletion => {
      const said = inLanguage(description, isEnglish)
      return {
        label,
        apply: (view, _completion, start, end) => {
          view.dispatch({ changes: { from: start, to: end, insert: text }, selection: { anchor: start + text.length } })
          if (text.endsWith(': ')) startCompletion(view)
        },
        type: kind,
        ...(said === '' ? {} : { info: said }),
      }
    }),
  }
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: '#8a3115' },
  { tag: [tags.string, tags.content], color: '#2c2620' },
  { tag: [tags.number, tags.bool, tags.null], color: '#1d5c74' },
  { tag: [tags.comment, tags.lineComment], color: '#6b6f52', fontStyle: 'italic' },
])

const extensions: Extension[] = [
  EditorView.cspNonce.of(styleNonce),
  lineNumbers(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  lintGutter(),
  yaml(),
  syntaxHighlighting(colours),
  EditorState.tabSize.of(2),
  // Tab leaves the editor, as everywhere on a page; whoever works by keyboard is not caught in it.
  keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
]
