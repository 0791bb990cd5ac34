import { Document, isCollection, Scalar } from 'yaml'

/** What a form puts into a document. */
export type EditValue = string | number | boolean | null | EditValue[] | { [word: string]: EditValue }

/** Longer than this, a collection is written one word a line. */
const flowCharactersMax = 90

/** A text, number or truth value as it may stand anywhere, also within { }: quoted where YAML would misread it. */
export function scalarText(value: string | number | boolean | null, style: Scalar.Type = Scalar.PLAIN): string {
  const scalar = new Scalar(value)
  scalar.type = style
  const list = new Document([scalar])
  if (isCollection(list.contents)) list.contents.flow = true
  return list.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().slice(1, -1)
}

/** On one line: { a: 1, b: [2, 3] }. */
export function flowText(value: EditValue): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`
  if (!isMap(value)) return scalarText(value)
  const pairs = Object.entries(value).map(([word, inner]) => `${scalarText(word)}: ${flowText(inner)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** What follows "word:" or, `indent` spaces deep, stands below it. */
export function belowWord(value: EditValue, indent: number): string {
  if (isShort(value)) return ` ${flowText(value)}`
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) return value.map(item => `\n${pad}- ${afterDash(item, indent + 2)}`).join('')
  return `\n${pad}${isMap(value) ? pairs(value, indent) : flowText(value)}`
}

/** What follows "- ": names on one line, everything else one word a line. */
export function afterDash(value: EditValue, indent: number): string {
  return isMap(value) && !('zh-CN' in value) && Object.keys(value).length > 0 ? pairs(value, indent) : flowText(value)
}

function pairs(value: { [word: string]: EditValue }, indent: number): string {
  return Object.entries(value)
    .map(([word, inner]) => `${scalarText(word)}:${belowWord(inner, indent + 2)}`)
    .join(`\n${' '.repeat(indent)}`)
}

function isShort(value: EditValue): boolean {
  if (!isMap(value) && !Array.isArray(value)) return true
  const inner = Object.values(value)
  if (inner.length === 0) return true
  const isFlat = inner.every(part => !isMap(part) && (!Array.isArray(part) || (isMap(value) && !part.some(isMap))))
  return isFlat && flowText(value).length <= flowCharactersMax
}

export function isMap(value: EditValue | undefined): value is { [word: string]: EditValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
