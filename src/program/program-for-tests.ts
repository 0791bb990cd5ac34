import { dayOf, minuteOf } from '../shared/calendar.ts'
import { readProgram } from './check.ts'
import type { CompiledProgram } from './compiled.ts'
import { decideSale, type SaleDecision } from './decide-sale.ts'
import { type MemberFacts, plainMember, type SaleFacts, type SaleLine } from './facts.ts'
import type { FindingCode } from './findings.ts'
import { reasonSentence } from './reasons.ts'

/** Short ways to write programs, members and sales in tests. */

export const zone = 'Asia/Shanghai'

/** The least that every program must say; a test adds what it is about. */
export const head = `program: test
name: { zh-CN: 测试, zh-TW: 測試, en: Test }
`
export const points = `assets:
  points: { name: { zh-CN: 积分, zh-TW: 積分, en: points } }
`

export function compiled(body: string): CompiledProgram {
  const { program, findings } = readProgram(body, { version: 1, zone })
  const errors = findings.filter(finding => finding.severity === 'error')
  if (!program) throw new Error(errors.map(({ line, texts }) => `${line}: ${texts.en}`).join('\n'))
  return program
}

/** A program of one kind of points and these earning rules, each written as YAML in one line. */
export function earning(...rules: string[]): CompiledProgram {
  return compiled(`${head}${points}earning:\n  rules:\n${rules.map(rule => `    - ${rule}\n`).join('')}`)
}

export function member(more: Partial<MemberFacts> = {}): MemberFacts {
  return {
    ...plainMember,
    joinedOn: '2025-01-01',
    hasBought: true,
    ...more,
  }
}

/** A line of goods: ¥ as a number of yuan. */
export function line(yuan: number, more: Partial<SaleLine> = {}): SaleLine {
  return {
    sku: 'A',
    class: null,
    brand: null,
    kind: 'goods',
    units: 1,
    isWeighed: false,
    grossCents: Math.round(yuan * 100),
    manualDiscountCents: 0,
    taxCents: 0,
    costCents: null,
    ...more,
  }
}

/** A sale at S01, by default at noon of Thursday, 5 March 2026. */
export function sale(
  lines: readonly SaleLine[],
  { at = '2026-03-05T12:00', ...more }: Partial<SaleFacts> & { at?: string } = {},
): SaleFacts {
  const soldAt = new Date(`${at}:00+08:00`)
  return {
    storeCode: 'S01',
    soldAt,
    soldOn: dayOf(soldAt, zone),
    soldMinute: minuteOf(soldAt, zone),
    channel: 'till',
    tenders: null,
    promoter: null,
    lines,
    redeem: [],
    ...more,
  }
}

/** The decision, where the test expects that nothing is refused. */
export function decided(program: CompiledProgram, who: MemberFacts, what: SaleFacts): SaleDecision {
  const outcome = decideSale(program, who, what)
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal}`)
  return outcome
}

/** Points of the first asset that these lines earn. */
export function pointsOf(program: CompiledProgram, what: SaleFacts, who: MemberFacts = member()): number {
  return decided(program, who, what).earnings[0]?.points ?? 0
}

/** The reasons of the first asset, in English. */
export function whyOf(program: CompiledProgram, what: SaleFacts, who: MemberFacts = member()): string[] {
  return (decided(program, who, what).earnings[0]?.reasons ?? []).map(reason => reasonSentence(reason, 'en'))
}

/** Each finding of a file as its line, what stands at its column, and its code. */
export function found(source: string, isAboutSense = false): string[] {
  const { findings } = readProgram(source, { version: 1, zone })
  return findings
    .filter(({ code }) => aboutSense.has(code) === isAboutSense)
    .map(({ line: row, column, code }) => {
      const rest = source.split('\n')[row - 1]?.slice(column - 1) ?? ''
      return `${row} ${/^(：|[^\s:：,}\]]*)/.exec(rest)?.[0]} ${code}`
    })
}

/** Warnings that programs as small as those of tests would all get. */
const aboutSense: ReadonlySet<FindingCode> = new Set([
  'asset-not-used',
  'rule-shadowed',
  'periods-overlap',
  'nothing-to-multiply',
  'bounds-empty',
  'gives-back-too-much',
  'level-worse',
  'level-same',
])

/** What the owner of a shop is told of a file. */
export function said(source: string): string[] {
  return readProgram(source, { version: 1, zone }).findings.map(finding => finding.texts['zh-CN'])
}

/** Programs of which the test is about one part; the first line of that part is line 7. */
export const withRules = (...rules: string[]) =>
  `${head}${points}earning:\n  rules:\n${rules.map(rule => `    - ${rule}\n`).join('')}`
export const withLadder = (...ladder: string[]) =>
  `${head}${points}levels:\n  ladder:\n${ladder.map(level => `    - ${level}\n`).join('')}`
/** A name in every language, where the test is not about names. */
export const aName = 'name: { zh-CN: 甲, zh-TW: 甲, en: A }'
