import { type Document, isCollection, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import {
  afterColon,
  columnOf,
  commentsIn,
  contentEnd,
  dashes,
  isMap,
  isNode,
  isScalar,
  isSeq,
  isWithinFlow,
  keyStart,
  lineEnd,
  lineStart,
  pairAt,
} from './edit-places.ts'
import { afterDash, belowWord, type EditValue, flowText, scalarText } from './edit-render.ts'
import { wordsAt } from './edit-schema.ts'
import type { Path } from './findings.ts'

/** Cuts and pastes in the text of a document. null where there is no safe place for the knife. */

type Cut = { start: number; end: number; text: string }

const nodeAt = (document: Document, path: Path): unknown =>
  path.length === 0 ? document.contents : document.getIn(path, true)

/** Comments within what is cut away become lines of their own above it. */
function cutKeepingComments(source: string, { start, end, text }: Cut): string {
  const begin = lineStart(source, start)
  const pad = ' '.repeat(source.slice(begin).search(/\S|$/))
  const comments = commentsIn(source)
    .filter(({ offset }) => offset >= start && offset < end)
    .map(comment => `${pad}${comment.text}\n`)
  return source.slice(0, begin) + comments.join('') + source.slice(begin, start) + text + source.slice(end)
}

export function placedValue(
  source: string,
  document: Document,
  { path, value }: { path: Path; value: EditValue },
): string | null {
  const parentPath = path.slice(0, -1)
  const last = path.at(-1)
  const parent = nodeAt(document, parentPath)
  if (last === undefined) return null
  if (parent === undefined && path.length > 1)
    return placedValue(source, document, { path: parentPath, value: { [last]: value } })
  const isFlow = isWithinFlow(document, path)
  if (isMap(parent)) {
    const pair = pairAt(parent, last)
    if (!pair) return insertedPair(source, parent, { path, value, isFlow })
    const valueStart = afterColon(source, pair)
    return replaced(source, pair.value, { value, isFlow, valueStart, indent: columnOf(source, keyStart(pair)) + 2 })
  }
  if (!isSeq(parent) || typeof last !== 'number') return null
  const dash = dashes(parent)[last]
  const valueStart = dash === undefined ? null : dash + 1
  const indent = dash === undefined ? 0 : columnOf(source, dash) + 2
  return replaced(source, parent.items[last], { value, isFlow, valueStart, indent })
}

type Replacement = { value: EditValue; isFlow: boolean; valueStart: number | null; indent: number }

function replaced(source: string, node: unknown, { value, isFlow, valueStart, indent }: Replacement): string | null {
  if (!isNode(node) || !node.range) return null
  const [start, end] = node.range
  const isEmpty = start === end
  const isInline = !isEmpty && (isScalar(node) ? !isBlockText(node) : isCollection(node) && node.flow === true)
  const text = belowWord(value, indent)
  if (isInline && (isFlow || !text.startsWith('\n')))
    return cutKeepingComments(source, { start, end, text: textFor(node, value) })
  if (isFlow || valueStart === null) return null
  return cutKeepingComments(source, {
    start: valueStart,
    end: isEmpty ? valueStart : contentEnd(source, node),
    text: source[valueStart - 1] === '-' ? ` ${afterDash(value, indent)}` : text,
  })
}

const isBlockText = (node: Scalar) => node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL'

/** A text that stood in quotes stays in them. */
function textFor(node: unknown, value: EditValue): string {
  const style = isScalar(node) && typeof node.value === 'string' && node.type !== 'PLAIN' ? node.type : undefined
  return typeof value === 'string' ? scalarText(value, style) : flowText(value)
}

/** A new word stands where the schema lists it, not simply at the end. */
function insertedPair(
  source: string,
  map: YAMLMap,
  { path, value, isFlow }: { path: Path; value: EditValue; isFlow: boolean },
): string | null {
  const word = String(path.at(-1))
  const before = pairBefore(map, path)
  if (isFlow) {
    const text = `${scalarText(word)}: ${flowText(value)}`
    if (before) return insertedAt(source, contentEnd(source, before), `, ${text}`)
    return map.range
      ? cutKeepingComments(source, { start: map.range[0], end: map.range[1], text: `{ ${text} }` })
      : null
  }
  if (!before) return null
  const indent = columnOf(source, keyStart(map.items[0] ?? before))
  const text = `\n${' '.repeat(indent)}${scalarText(word)}:${belowWord(value, indent + 2)}`
  // Between the parts of a program stands an empty line.
  const gap = path.length === 1 && text.split('\n').length > 2 ? '\n' : ''
  return insertedAt(source, lineEnd(source, contentEnd(source, before)), gap + text)
}

function pairBefore(map: YAMLMap, path: Path): Pair | undefined {
  const order = wordsAt(path.slice(0, -1)).map(({ word }) => word)
  const rank = (word: unknown) => order.indexOf(String(word))
  const own = rank(path.at(-1))
  if (own < 0) return map.items.at(-1)
  const lower = map.items.filter(({ key }) => isScalar(key) && rank(key.value) < own)
  return lower.sort((one, other) => keyStart(one) - keyStart(other)).at(-1) ?? map.items[0]
}

const insertedAt = (source: string, offset: number, text: string) =>
  source.slice(0, offset) + text + source.slice(offset)

export function withItem(
  source: string,
  document: Document,
  { path, item }: { path: Path; item: EditValue },
): string | null {
  const list = nodeAt(document, path)
  const last = isSeq(list) ? list.items.at(-1) : undefined
  if (!isSeq(list) || !list.range || last === undefined) return null
  if (list.flow || isWithinFlow(document, path))
    return insertedAt(source, contentEnd(source, last), `, ${flowText(item)}`)
  const dash = dashes(list).at(-1)
  if (dash === undefined) return null
  const column = columnOf(source, dash)
  const isInline = isCollection(last) && last.flow === true
  const text = isInline ? flowText(item) : afterDash(item, column + 2)
  return insertedAt(source, lineEnd(source, contentEnd(source, last)), `\n${' '.repeat(column)}- ${text}`)
}

export function withoutPlace(source: string, document: Document, path: Path): string | null {
  const last = path.at(-1)
  const parent = nodeAt(document, path.slice(0, -1))
  if (last === undefined || (!isMap(parent) && !isSeq(parent))) return null
  const index = isMap(parent)
    ? parent.items.findIndex(({ key }) => isScalar(key) && String(key.value) === String(last))
    : Number(last)
  const starts = itemStarts(parent)
  const start = starts[index]
  if (start === undefined) return null
  const end = contentEnd(source, parent.items[index])
  const next = starts[index + 1]
  if (isWithinFlow(document, path)) {
    if (next !== undefined) return cutKeepingComments(source, { start, end: next, text: '' })
    const before = index > 0 ? contentEnd(source, parent.items[index - 1]) : start
    return cutKeepingComments(source, { start: before, end, text: '' })
  }
  const begin = lineStart(source, start)
  if (source.slice(begin, start).trim() === '')
    return cutKeepingComments(source, {
      start: begin,
      end: Math.min(lineEnd(source, end) + 1, source.length),
      text: '',
    })
  return next === undefined ? null : cutKeepingComments(source, { start, end: next, text: '' })
}

function itemStarts(parent: YAMLMap | YAMLSeq): number[] {
  if (isMap(parent)) return parent.items.map(keyStart)
  const found = dashes(parent)
  return found.length > 0 ? found : parent.items.map(item => (isNode(item) && item.range ? item.range[0] : 0))
}

/** Two neighbours change places. */
export function withSwapped(
  source: string,
  document: Document,
  { path, first }: { path: Path; first: number },
): string | null {
  const list = nodeAt(document, path)
  if (!isSeq(list)) return null
  const isFlow = isWithinFlow(document, [...path, first])
  const starts = itemStarts(list)
  const [a, b] = [first, first + 1].map(index => {
    const start = starts[index] ?? 0
    const end = contentEnd(source, list.items[index])
    return isFlow ? { start, end } : { start: withComments(source, start), end: lineEnd(source, end) }
  })
  if (!a || !b || a.end > b.start) return null
  const text = (part: { start: number; end: number }) => source.slice(part.start, part.end)
  return source.slice(0, a.start) + text(b) + source.slice(a.end, b.start) + text(a) + source.slice(b.end)
}

/** The start of an item with the comments that stand right above it, as deep as its dash. */
function withComments(source: string, dash: number): number {
  let start = lineStart(source, dash)
  const column = dash - start
  while (start > 0) {
    const above = lineStart(source, start - 1)
    const line = source.slice(above, start)
    if (line.search(/\S/) !== column || line[column] !== '#') break
    start = above
  }
  return start
}
