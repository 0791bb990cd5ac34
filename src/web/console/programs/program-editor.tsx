import { useRef } from 'react'
import type { Lint } from '../../api/answers.ts'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts } from '../../texts/programs.ts'
import { Chip } from '../../ui/chip.tsx'
import { useOwnText } from '../../ui/language.ts'
import { offsetAt } from './offset-at.ts'

export type Finding = Lint['findings'][number]

type ProgramEditorProps = {
  value: string
  onChange: (value: string) => void
  /** What the check says of the text; null while it is being asked. */
  findings: readonly Finding[] | null
}

/** The text of a program with the numbers of its lines, and what the check says of it. A finding leads to its place. */
export function ProgramEditor({ value, onChange, findings }: ProgramEditorProps) {
  const t = useTexts(changeTexts)
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const lineCount = value.split('\n').length
  const follow = () => {
    if (numbers.current && area.current) numbers.current.scrollTop = area.current.scrollTop
  }
  const goTo = ({ line, column }: Finding) => {
    const text = area.current
    if (!text) return
    const offset = offsetAt(value, { line, column })
    text.focus()
    text.setSelectionRange(offset, offset)
    // Lines do not wrap, so each is as high as any other. The place comes to the upper third.
    text.scrollTop = Math.max(0, (text.scrollHeight / lineCount) * (line - 1) - text.clientHeight / 3)
    follow()
  }
  return (
    <div className="program-editor">
      <div className="program-text">
        <pre ref={numbers} aria-hidden>
          {Array.from({ length: lineCount }, (_, index) => index + 1).join('\n')}
        </pre>
        <textarea
          ref={area}
          aria-label={t('editor')}
          value={value}
          onChange={event => onChange(event.target.value)}
          onScroll={follow}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
        />
      </div>
      <Findings findings={findings} goTo={goTo} />
    </div>
  )
}

function Findings({ findings, goTo }: { findings: readonly Finding[] | null; goTo: (finding: Finding) => void }) {
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
