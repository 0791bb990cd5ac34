import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Path } from './findings.ts'

/** Where in the text of a document its parts stand, counted in characters, so that one can be changed alone. */

/** null: the text cannot be read, so nothing in it has a place. */
export function readDocument(source: string): Document | null {
  const document = parseDocument(source, { keepSourceTokens: true, prettyErrors: false, logLevel: 'error' })
  return document.errors.length === 0 && isMap(document.contents) ? document : null
}

/** The value at a path as plain data; undefined where there is none. */
export function plainAt(document: Document, path: Path): unknown {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(node) ? node.toJS(document) : undefined
}

export const lineStart = (source: string, offset: number) => source.lastIndexOf('\n', offset - 1) + 1

export function lineEnd(source: string, offset: number): number {
  const end = source.indexOf('\n', offset)
  return end < 0 ? source.length : end
}

export const columnOf = (source: string, offset: number) => offset - lineStart(source, offset)

export function pairAt(map: YAMLMap, word: string | number): Pair | undefined {
  return map.items.find(pair => isScalar(pair.key) && String(pair.key.value) === String(word))
}

export function keyStart(pair: Pair): number {
  return isNode(pair.key) && pair.key.range ? pair.key.range[0] : 0
}

/** Just behind the colon. */
export function afterColon(source: string, pair: Pair): number {
  const keyEnd = isNode(pair.key) && pair.key.range ? pair.key.range[1] : 0
  return source.indexOf(':', keyEnd) + 1
}

/** Where the dash of each item of a block list stands. */
export function dashes(list: YAMLSeq): number[] {
  const token = list.srcToken
  if (token?.type !== 'block-seq') return []
  return token.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [])
}

/** Where what is written of a node ends: before the spaces and comments that follow it. */
export function contentEnd(source: string, node: unknown): number {
  if (isPair(node)) {
    const { value } = node
    const isEmpty = !isNode(value) || !value.range || (value.range[0] === value.range[1] && isScalar(value))
    return isEmpty ? afterColon(source, node) : contentEnd(source, value)
  }
  if (!isNode(node) || !node.range) return 0
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined
  if (last !== undefined) {
    const end = contentEnd(source, last)
    return end === 0 ? node.range[1] : end
  }
  // A text of several lines includes the end of its last line.
  return node.range[0] + source.slice(node.range[0], node.range[1]).trimEnd().length
}

/** Whether a path leads into braces or brackets, where new lines must not begin. */
export function isWithinFlow(document: Document, path: Path): boolean {
  return path.some((_, length) => {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    return isCollection(node) && node.flow === true
  })
}

export type Comment = { offset: number; text: string }

/** Every comment of a text, in its order. */
export function commentsIn(source: string): Comment[] {
  const comments: Comment[] = []
  let offset = 0
  let before = ''
  for (const token of new Lexer().lex(source)) {
    const isMark = token === '\u0002' || token === '\u0018' || token === '\u001f'
    if (token.startsWith('#') && before !== '\u001f') comments.push({ offset, text: token })
    if (!isMark) offset += token.length
    before = token
  }
  return comments
}

export { isMap, isNode, isPair, isScalar, isSeq }
