import type { ProgramSummary } from '../../../program/index.ts'
import { useOwnText } from '../../ui/language.ts'

/** A program in words, one heading for each of its parts. */
export function SummarySentences({ summary }: { summary: ProgramSummary }) {
  const own = useOwnText()
  return (
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
  )
}
