import { type Document, isAlias, visit } from 'yaml'
import type { FindingCode, FindingValues } from './findings.ts'

/** What keeps a text from being read at all. `offset` counts characters from the start. */
export type Complaint = { offset: number; code: FindingCode; values: FindingValues }

/** The library's codes for what shopkeepers really do wrong, in our words; the rest is told in the library's. */
const codes: Readonly<Record<string, FindingCode>> = {
  DUPLICATE_KEY: 'word-twice',
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indentation',
  BLOCK_AS_IMPLICIT_KEY: 'indentation',
  BLOCK_IN_FLOW: 'indentation',
  BAD_COLLECTION_TYPE: 'indentation',
  MULTILINE_IMPLICIT_KEY: 'indentation',
  MULTIPLE_DOCS: 'several-documents',
}

/** Turns a parsed text into plain values, or says why it cannot be. One complaint a line: the first explains the others. */
export function yamlComplaints(source: string, yaml: Document): { value: unknown; complaints: Complaint[] } {
  const complaints = new Map<number, Complaint>()
  for (const { pos, code, message } of yaml.errors) {
    const [offset] = pos
    const begin = lineBegin(source, offset)
    const complaint = fullwidthIn(source, begin) ?? complaintOf(source, { offset, code, message })
    complaints.set(begin, complaints.get(begin) ?? complaint)
  }
  if (complaints.size > 0) return { value: null, complaints: [...complaints.values()] }
  return plainValue(source, yaml)
}

function complaintOf(
  source: string,
  { offset, code, message }: { offset: number; code: string; message: string },
): Complaint {
  const bracket = /end with a ([\]}])/.exec(message)?.[1]
  if (bracket) return { offset, code: 'not-closed', values: { sign: bracket } }
  const ours = codes[code] ?? 'not-yaml'
  // A wrong indentation is noticed at the end of the line; it is mended at its beginning.
  const begin = lineBegin(source, offset)
  const at = ours === 'indentation' ? begin + source.slice(begin).search(/\S|$/) : offset
  const word = /^[^\s:]*/.exec(source.slice(at))?.[0]
  return { offset: at, code: ours, values: { detail: message, word } }
}

/** Whether a part of the value is within itself: an alias may stand inside its own anchor. */
function holdsItself(value: unknown, within = new Set<unknown>(), known = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (within.has(value)) return true
  if (known.has(value)) return false
  within.add(value)
  const found = Object.values(value).some(inner => holdsItself(inner, within, known))
  within.delete(value)
  known.add(value)
  return found
}

const depthMax = 60

/** Where a text is nested deeper than any program needs; reading it would take the machine's stack. */
export function tooDeepAt(source: string): number | null {
  let depth = 0
  for (let offset = 0; offset < source.length; offset++) {
    const sign = source[offset]
    if (sign === '[' || sign === '{') depth += 1
    if (sign === ']' || sign === '}') depth = Math.max(depth - 1, 0)
    if (depth > depthMax) return offset
  }
  return null
}

function plainValue(source: string, yaml: Document): { value: unknown; complaints: Complaint[] } {
  try {
    const value: unknown = yaml.toJS()
    if (holdsItself(value))
      return { value: null, complaints: [{ offset: aliasOffset(yaml), code: 'holds-itself', values: {} }] }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value, complaints: [] }
  } catch (error) {
    // The library throws for an alias without its anchor, and for aliases that would unfold without end.
    const isTooDeep = error instanceof RangeError
    const detail = isTooDeep ? 'too deep / 嵌套太深' : error instanceof Error ? error.message : String(error)
    return { value: null, complaints: [{ offset: aliasOffset(yaml), code: 'not-yaml', values: { detail } }] }
  }
  const begin = source.search(/^[^#\s]/m)
  const nothing: Complaint = { offset: Math.max(begin, 0), code: 'not-a-program', values: {} }
  return { value: null, complaints: [begin < 0 ? nothing : (fullwidthIn(source, begin) ?? nothing)] }
}

function aliasOffset(yaml: Document): number {
  let offset = 0
  visit(yaml, {
    Alias: (_key, node) => {
      if (isAlias(node) && node.range) offset = node.range[0]
      return visit.BREAK
    },
  })
  return offset
}

function lineBegin(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1
}

/** Chinese keyboards write ： and ， where YAML reads only : and , — by far the most likely reason of a line it cannot read. */
function fullwidthIn(source: string, begin: number): Complaint | null {
  const line = source.slice(begin).split('\n', 1)[0] ?? ''
  const found = /[：，｛｝［］“”‘’＃]/.exec(line)
  return found ? { offset: begin + found.index, code: 'fullwidth', values: { sign: found[0] } } : null
}
