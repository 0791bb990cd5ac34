import { partsOf } from './yaml-words.ts'

/** Line numbers come from the style sheet, so that copied text is the document alone. */
export function YamlText({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long document scrolls by keyboard only when it can hold the focus.
    <section className="document" tabIndex={0} aria-label={label}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone.
        <code key={index} className="document-line">
          {partsOf(line).map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts never move within their line.
            <span key={at} className={`is-${part.kind}`}>
              {part.text}
            </span>
          ))}
          {'\n'}
        </code>
      ))}
    </section>
  )
}
