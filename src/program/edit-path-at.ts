import { isMap, isNode, isSeq } from 'yaml'
import { contentEnd, isPair, isScalar, keyStart, readDocument } from './edit-places.ts'
import type { Path } from './findings.ts'

/**
 * The innermost word or item that stands at an offset, counted in characters: where a finding points to. Where a word
 * begins, it is that word; the first of an item stands for the item too. null: the text cannot be read, or nothing
 * stands there.
 */
export function pathAt(source: string, offset: number): Path | null {
  const document = readDocument(source)
  const path = document ? pathWithin(source, document.contents, offset) : []
  return path.length === 0 ? null : path
}

function pathWithin(source: string, node: unknown, offset: number): Path {
  if (isMap(node)) {
    const pair = node.items.find(one => keyStart(one) <= offset && offset <= contentEnd(source, one))
    if (!pair || !isScalar(pair.key)) return []
    return [String(pair.key.value), ...pathWithin(source, pair.value, offset)]
  }
  if (!isSeq(node)) return []
  const index = node.items.findIndex(item => startOf(item) <= offset && offset <= contentEnd(source, item))
  return index < 0 ? [] : [index, ...pathWithin(source, node.items[index], offset)]
}

function startOf(item: unknown): number {
  if (isPair(item)) return keyStart(item)
  return isNode(item) && item.range ? item.range[0] : Number.MAX_SAFE_INTEGER
}
