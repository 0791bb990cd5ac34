import { createContext, useContext } from 'react'
import { isMap, isNode, LineCounter } from 'yaml'
import { keyStart, pairAt, plainAt, readDocument } from '../../../program/edit-places.ts'
import type { Path } from '../../../program/findings.ts'
import type { PlacedFinding } from './field-findings.ts'

/** What every field of the forms shares: the text, what it says, and how it is changed. */
export type FormDesk = {
  source: string
  /** What the check says of this text, each with its place; empty while it is being checked. */
  findings: readonly PlacedFinding[]
  valueAt: (path: Path) => unknown
  /** Takes the changed text; null says that a form cannot do it. */
  apply: (changed: string | null) => void
  /** Shows the place in the text. */
  show: (path: Path) => void
}

export const FormDeskContext = createContext<FormDesk | null>(null)

export function useFormDesk(): FormDesk {
  const desk = useContext(FormDeskContext)
  if (!desk) throw new Error('a field of the program forms stands outside of them')
  return desk
}

/** @returns null when the text cannot be read */
export function readerOf(source: string): ((path: Path) => unknown) | null {
  const document = readDocument(source)
  return document ? path => plainAt(document, path) : null
}

/** Line and column of a place, counted from 1. */
export function placeIn(source: string, path: Path): { line: number; column: number } {
  const document = readDocument(source)
  const parent: unknown = path.length > 1 ? document?.getIn(path.slice(0, -1), true) : document?.contents
  const last = path.at(-1)
  const pair = isMap(parent) && last !== undefined ? pairAt(parent, last) : undefined
  const node: unknown = document?.getIn(path, true)
  const offset = pair ? keyStart(pair) : isNode(node) && node.range ? node.range[0] : 0
  const lines = new LineCounter()
  source.split('\n').reduce((start, line) => {
    lines.addNewLine(start)
    return start + line.length + 1
  }, 0)
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const wordsOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : [])
export const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** A code that no other has: "silver", "silver-2", … */
export function freeCode(code: string, taken: readonly string[]): string {
  const count = [2, 3, 4, 5, 6, 7, 8, 9].find(number => !taken.includes(`${code}-${number}`)) ?? taken.length + 1
  return taken.includes(code) ? `${code}-${count}` : code
}

/** The codes of the items of a list; where one has none, its number. */
export function useCodes(path: Path, word: string): string[] {
  const { valueAt } = useFormDesk()
  return itemsOf(valueAt(path)).map((item, index) => (isRecord(item) && textOf(item[word])) || `${index + 1}`)
}

export function useLevelCodes(): string[] {
  const { valueAt } = useFormDesk()
  const levels = valueAt(['levels'])
  return (Array.isArray(levels) ? levels : [levels]).flatMap(track =>
    itemsOf(isRecord(track) ? track.ladder : undefined).map(level => (isRecord(level) ? textOf(level.level) : '')),
  )
}
