import { type Document, isMap, isSeq } from 'yaml'
import { commentsIn, plainAt, readDocument } from './edit-places.ts'
import type { EditValue } from './edit-render.ts'
import { placedValue, withItem, withoutPlace, withSwapped } from './edit-splice.ts'
import type { Path } from './findings.ts'

/**
 * Changes one thing in the text of a program and nothing else: comments, order and the way of writing stay. What the
 * text must mean afterwards is what the library's Document says of the same change; a text that means anything else is
 * not returned. null: it cannot be done here, as where an alias stands, and is written in the text itself.
 */

/** Puts a value at a path; words that lead there are made. The value that is there already changes no character. */
export function setAt(source: string, path: Path, value: EditValue): string | null {
  return changed(source, {
    isNothing: document => isSame(plainAt(document, path), value),
    splice: document => placedValue(source, document, { path, value }),
    change: document => document.setIn(path, document.createNode(value)),
  })
}

/** Takes away what is at a path. A collection that would be left empty goes with it; comments stay. */
export function deleteAt(source: string, path: Path): string | null {
  const document = readDocument(source)
  if (!document) return null
  const whole = emptied(document, path)
  return changed(source, {
    isNothing: before => plainAt(before, whole) === undefined,
    splice: before => withoutPlace(source, before, whole),
    change: after => after.deleteIn(whole),
  })
}

/** Adds an item at the end of a list, in the way in which the others are written. */
export function addItem(source: string, path: Path, item: EditValue): string | null {
  const document = readDocument(source)
  if (!document) return null
  const list = plainAt(document, path)
  if (list === undefined) return setAt(source, path, [item])
  if (!Array.isArray(list)) return null
  return changed(source, {
    isNothing: () => false,
    splice: before => withItem(source, before, { path, item }),
    change: after => after.addIn(path, after.createNode(item)),
  })
}

/** Moves an item of a list by one place; the comments right above it go with it. */
export function moveItem(source: string, path: Path, { from, to }: { from: number; to: number }): string | null {
  if (from === to) return source
  const first = Math.min(from, to)
  return changed(source, {
    isNothing: () => false,
    splice: before => (Math.abs(from - to) === 1 ? withSwapped(source, before, { path, first }) : null),
    change: after => {
      const list: unknown = after.getIn(path, true)
      if (!isSeq(list)) throw new Error('no list')
      list.items.splice(to, 0, ...list.items.splice(from, 1))
    },
  })
}

type Change = {
  isNothing: (document: Document) => boolean
  splice: (document: Document) => string | null
  change: (document: Document) => void
}

function changed(source: string, { isNothing, splice, change }: Change): string | null {
  const before = readDocument(source)
  if (!before) return null
  try {
    if (isNothing(before)) return source
    const after = readDocument(source)
    if (!after) return null
    change(after)
    const meant: unknown = after.toJS()
    const written = splice(before)
    if (written !== null && means(written, meant)) return written
    const whole = withLostComments(source, after.toString({ lineWidth: 0, flowCollectionPadding: true }))
    return means(whole, meant) ? whole : null
  } catch {
    // The library throws where a path leads through an alias or a plain text, and for aliases without end.
    return null
  }
}

function means(text: string, meant: unknown): boolean {
  const document = readDocument(text)
  return document !== null && isSame(document.toJS(), meant)
}

/** The library drops the comments of what it takes away. They are put at the end, where somebody finds them. */
function withLostComments(source: string, text: string): string {
  const left = commentsIn(text).map(comment => comment.text)
  const lost = commentsIn(source).flatMap(comment => {
    const at = left.indexOf(comment.text)
    if (at >= 0) left.splice(at, 1)
    return at >= 0 ? [] : [`${comment.text}\n`]
  })
  return text + lost.join('')
}

function emptied(document: Document, path: Path): Path {
  const parentPath = path.slice(0, -1)
  const parent: unknown = parentPath.length === 0 ? null : document.getIn(parentPath, true)
  const isAlone = (isMap(parent) || isSeq(parent)) && parent.items.length === 1
  return isAlone && plainAt(document, path) !== undefined ? emptied(document, parentPath) : path
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const words = Object.keys(one)
  return (
    words.length === Object.keys(other).length &&
    words.every(word => word in other && isSame(Reflect.get(one, word), Reflect.get(other, word)))
  )
}
