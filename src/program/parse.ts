import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml'
import { fill, type Language, type Texts } from '../shared/languages.ts'
import { ProgramDocument } from './document.ts'
import { type Finding, type FindingCode, findingTexts, nearestWord } from './findings.ts'

export type Path = readonly (string | number)[]

/** A document that was read, with a way to say where in the text something stands. */
export type ParsedProgram = { document: ProgramDocument; at: FindingMaker }

/** Makes a finding at a place of the document. */
export type FindingMaker = (
  path: Path,
  code: FindingCode,
  values?: Record<string, unknown>,
  severity?: Finding['severity'],
) => Finding

// All mistakes of a file are told at once; the library would stop at eight.
Settings.Set({ maxErrors: 500 })
const checker = Compile(ProgramDocument)

/** Reads a YAML (or JSON) program. @returns the document, or what is wrong with its form, with line and column */
export function parseProgram(source: string): { program: ParsedProgram | null; findings: Finding[] } {
  const lines = new LineCounter()
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = findingMaker(yaml, lines)
  if (yaml.errors.length > 0) return { program: null, findings: yaml.errors.map(error => yamlFinding(error, lines)) }
  const value: unknown = yaml.toJS()
  if (checker.Check(value)) return { program: { document: value, at }, findings: [] }
  return { program: null, findings: shapeFindings(value, at) }
}

function yamlFinding(error: { pos: [number, number]; message: string }, lines: LineCounter): Finding {
  const { line, col } = lines.linePos(error.pos[0])
  return {
    severity: 'error',
    code: 'not-yaml',
    line,
    column: col,
    texts: filled('not-yaml', { detail: error.message }),
  }
}

function findingMaker(yaml: Document, lines: LineCounter): FindingMaker {
  return (path, code, values = {}, severity = 'error') => {
    const { line, col } = lines.linePos(offsetOf(yaml, path))
    return { severity, code, line, column: col, texts: filled(code, values) }
  }
}

/** Where a path stands in the text: at its key if it has one, else at its value, else at the nearest parent. */
function offsetOf(yaml: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = yaml.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    if (isNode(parent) && 'items' in parent && Array.isArray(parent.items)) {
      const item = parent.items.find((candidate: unknown, index: number) =>
        isPair(candidate) ? isScalar(candidate.key) && candidate.key.value === key : index === key,
      )
      const node = isPair(item) ? item.key : item
      if (isNode(node) && node.range) return node.range[0]
    }
  }
  return 0
}

function filled(code: FindingCode, values: Record<string, unknown>): Texts {
  const texts = findingTexts[code]
  const say = (language: Language) =>
    fill(
      texts[language],
      'suggestion' in values ? { ...values, suggestion: suggestionText(values.suggestion, language) } : values,
    )
  return { 'zh-CN': say('zh-CN'), 'zh-TW': say('zh-TW'), en: say('en') }
}

function suggestionText(word: unknown, language: Language): string {
  if (typeof word !== 'string') return ''
  return { 'zh-CN': `，是不是“${word}”？`, 'zh-TW': `，是不是「${word}」？`, en: `. Did you mean "${word}"?` }[language]
}

type ShapeError = { instancePath: string; keyword: string; schemaPath: string; params: Record<string, unknown> }

/** The schema's complaints in words, the deepest of each place only: a union complains once for each of its members. */
function shapeFindings(value: unknown, at: FindingMaker): Finding[] {
  const errors: ShapeError[] = []
  for (const error of checker.Errors(value)) errors.push({ ...error, params: { ...error.params } })
  const places = errors.map(error => error.instancePath)
  const deepest = errors.filter(
    error => !places.some(other => other !== error.instancePath && other.startsWith(`${error.instancePath}/`)),
  )
  const findings = new Map<string, Finding>()
  for (const error of deepest)
    for (const finding of shapeFinding(error, value, at))
      findings.set(`${finding.line}:${finding.column}`, findings.get(`${finding.line}:${finding.column}`) ?? finding)
  return [...findings.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}

function shapeFinding({ instancePath, keyword, params }: ShapeError, value: unknown, at: FindingMaker): Finding[] {
  const path = pathOf(instancePath)
  const here = valueAt(value, path)
  if (keyword === 'boolean') {
    // "The schema is false": a word that the language does not have at this place.
    const word = String(path.at(-1))
    return [at(path, 'unknown-word', { word, suggestion: nearestWord(word, knownWords) })]
  }
  if (keyword === 'required') {
    const words = Array.isArray(params.requiredProperties) ? params.requiredProperties.map(String) : []
    return words.map(word => at(path, 'missing', { word }))
  }
  return [at(path, 'not-understood', { value: JSON.stringify(here)?.slice(0, 60) ?? '', expected: expectedAt(path) })]
}

const notations: Record<string, string> = {
  per: '¥1, ¥100, item, receipt',
  off: '¥50',
  from: '¥3000, 2026-03-05',
  through: '2026-03-05',
  discount: '5 %',
  percent: '5 %',
  share: '50 %',
  valid: '2 years, never ends, {to: end of year}',
  grace: '30 days',
  window: '12 months, calendar year, year since joining, since joining',
  review: 'yearly, every 1 January, monthly, daily, never',
  measure: 'net-spend, points-earned, visits',
  birthday: 'day, week, month',
  weekday: '[sat, sun]',
  hours: '10:00-14:00',
  times: '1.2',
  points: '500',
  'basket-from': '¥300',
}

function expectedAt(path: Path): string {
  const word = [...path].reverse().find(part => typeof part === 'string')
  return (typeof word === 'string' && notations[word]) || 'docs/program-language.md'
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^\d+$/.test(part) ? Number(part) : part))
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  )
}

/** Every word of the language, for suggestions. */
const knownWords = [...new Set(wordsOf(JSON.parse(JSON.stringify(ProgramDocument))))]

function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'properties' && typeof inner === 'object' && inner !== null
      ? [...Object.keys(inner), ...wordsOf(inner)]
      : wordsOf(inner),
  )
}
