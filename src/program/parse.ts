import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml'
import { fill, type Language, type Texts } from '../shared/languages.ts'
import { ProgramDocument } from './document.ts'
import { type Finding, type FindingCode, type FindingValues, findingTexts, type Path } from './findings.ts'
import { withTranslations } from './names.ts'
import { withPlainOffers } from './plain-rules.ts'
import { type ShapeError, shapeComplaints } from './shape-complaints.ts'
import { tooDeepAt, yamlComplaints } from './yaml-complaints.ts'

/** A document that was read, with a way to say where in the text something stands. */
export type ParsedProgram = { document: ProgramDocument; at: FindingMaker }

/** Makes a finding at a place of the document. */
export type FindingMaker = (
  path: Path,
  code: FindingCode,
  values?: FindingValues,
  severity?: Finding['severity'],
) => Finding

// All mistakes of a file are told at once; the library would stop at eight.
Settings.Set({ maxErrors: 500 })
const checker = Compile(ProgramDocument)

/** Reads a YAML (or JSON) program. @returns the document, or what is wrong with its form, with line and column */
export function parseProgram(source: string): { program: ParsedProgram | null; findings: Finding[] } {
  const lines = new LineCounter()
  const deepAt = tooDeepAt(source)
  if (deepAt !== null) return { program: null, findings: [tooDeep(source, deepAt)] }
  const yaml = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const { value, complaints } = yamlComplaints(source, yaml)
  if (complaints.length > 0)
    return {
      program: null,
      findings: complaints.map(({ offset, code, values }) => findingAt(lines, offset, { code, values })),
    }
  const at: FindingMaker = (path, code, values = {}, severity = 'error') =>
    findingAt(lines, offsetOf(yaml, path), { code, values, severity })
  if (checker.Check(value))
    return { program: { document: withPlainOffers(withTranslations(value, value.translations)), at }, findings: [] }
  return { program: null, findings: shapeFindings(value, at) }
}

function tooDeep(source: string, offset: number): Finding {
  const before = source.slice(0, offset).split('\n')
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 }
  return { severity: 'error', code: 'too-deep', ...place, texts: filled('too-deep', {}) }
}

type Said = { code: FindingCode; values: FindingValues; severity?: Finding['severity'] }

function findingAt(lines: LineCounter, offset: number, { code, values, severity = 'error' }: Said): Finding {
  const { line, col } = lines.linePos(offset)
  // An empty file has no lines; what is missing is missing from the first.
  return { severity, code, line: Math.max(line, 1), column: Math.max(col, 1), texts: filled(code, values) }
}

/** Where a path stands in the text: at its key if it has one, else at its value, else at the nearest parent. */
function offsetOf(yaml: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = yaml.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    if (isNode(parent) && 'items' in parent && Array.isArray(parent.items)) {
      const item = parent.items.find((candidate: unknown, index: number) =>
        isPair(candidate) ? isScalar(candidate.key) && String(candidate.key.value) === String(key) : index === key,
      )
      const node = isPair(item) ? item.key : item
      if (isNode(node) && node.range) return node.range[0]
    }
  }
  return 0
}

function filled(code: FindingCode, values: FindingValues): Texts {
  const texts = findingTexts[code]
  const say = (language: Language) =>
    fill(texts[language], { ...values, suggestion: suggestionText(values.suggestion, language) })
  return { 'zh-CN': say('zh-CN'), 'zh-TW': say('zh-TW'), en: say('en') }
}

function suggestionText(word: unknown, language: Language): string {
  if (typeof word !== 'string') return ''
  return { 'zh-CN': `，是不是“${word}”？`, 'zh-TW': `，是不是「${word}」？`, en: `. Did you mean "${word}"?` }[language]
}

/** The complaints of the schema as findings in the order of the text, one for each place. */
function shapeFindings(value: unknown, at: FindingMaker): Finding[] {
  const errors: ShapeError[] = []
  for (const { instancePath, keyword, params } of checker.Errors(value))
    errors.push({ instancePath, keyword, params: { ...params } })
  const findings = new Map<string, Finding>()
  for (const { path, code, values } of shapeComplaints(errors, value)) {
    const finding = at(path, code, values)
    const place = `${finding.line}:${finding.column}:${code === 'missing' ? values.word : ''}`
    findings.set(place, findings.get(place) ?? finding)
  }
  return [...findings.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}
