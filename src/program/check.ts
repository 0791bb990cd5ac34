import { isDay } from '../shared/calendar.ts'
import { compileProgram, thresholdsOf } from './compile.ts'
import type { CompiledProgram } from './compiled.ts'
import type { Condition, EarnRule, LevelsBlock, Measure, ProgramDocument, RedeemRule } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import { type ParsedProgram, type Path, parseProgram } from './parse.ts'
import { readMoney } from './scalars.ts'

/** Reads, checks and compiles a program. `program` is null when there is an error among the findings. */
export function readProgram(
  source: string,
  options: { version: number; zone: string },
): { program: CompiledProgram | null; document: ProgramDocument | null; findings: Finding[] } {
  const { program: parsed, findings } = parseProgram(source)
  if (!parsed) return { program: null, document: null, findings }
  const found = [...findings, ...checkProgram(parsed)]
  if (found.some(finding => finding.severity === 'error'))
    return { program: null, document: null, findings: sorted(found) }
  const program = compileProgram(parsed.document, options)
  // A shop that could not ring up a million yuan has rates that are too fine.
  const tooFine = program.assets.some(asset => asset.basketCentsMax < 100_000_000)
  if (tooFine)
    return { program: null, document: null, findings: sorted([...found, parsed.at(['earning'], 'rate-too-fine')]) }
  return { program, document: parsed.document, findings: sorted(found) }
}

function sorted(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.line - b.line || a.column - b.column)
}

/** What a document of the right form can still have wrong in its meaning. */
export function checkProgram(parsed: ParsedProgram): Finding[] {
  return [...checkLevels(parsed), ...checkEarning(parsed), ...checkRedemption(parsed), ...checkTranslations(parsed)]
}

function checkLevels(parsed: ParsedProgram): Finding[] {
  const ladder = parsed.document.levels?.ladder ?? []
  return ladder.flatMap((level, index) => [
    ...checkLevel(parsed, ladder, index),
    ...(typeof level.discount === 'object'
      ? checkCondition(level.discount.when, ['levels', 'ladder', index, 'discount', 'when'], parsed)
      : []),
  ])
}

function checkLevel({ document, at }: ParsedProgram, ladder: readonly LevelBlock[], index: number): Finding[] {
  const level = ladder[index]
  if (!level) return []
  const path = ['levels', 'ladder', index] as const
  const findings: Finding[] = []
  const measure = document.levels?.measure ?? 'net-spend'
  const thresholds = thresholdsOf(level.from, measure)
  if (ladder.slice(0, index).some(other => other.level === level.level))
    findings.push(at([...path, 'level'], 'name-twice', { word: level.level }))
  if (index === 0 && thresholds.length > 0)
    findings.push(at([...path, 'from'], 'lowest-level-has-from', { level: level.level }))
  if (index > 0 && thresholds.length === 0) findings.push(at(path, 'level-without-from', { level: level.level }))
  const above = ladder
    .slice(index + 1)
    .find(higher => index > 0 && isReachedBy(thresholdsOf(higher.from, measure), thresholds))
  if (above) findings.push(at([...path, 'from'], 'level-unreachable', { level: level.level, above: above.level }))
  return findings
}

type LevelBlock = LevelsBlock['ladder'][number]
type Thresholds = readonly { measure: Measure; value: number }[]

/** Whether everybody who meets `lower` also meets `higher`: then nobody ever stays in the lower level. */
function isReachedBy(higher: Thresholds, lower: Thresholds): boolean {
  return (
    higher.length > 0 &&
    lower.length > 0 &&
    higher.every(need => lower.some(has => has.measure === need.measure && has.value >= need.value))
  )
}

function checkEarning(parsed: ParsedProgram): Finding[] {
  const rules = parsed.document.earning?.rules ?? []
  return rules.flatMap((rule, index) => [
    ...checkEarnRule(parsed, rule, index),
    ...checkTwins(parsed, rules.slice(0, index), rule, index),
    ...checkCondition(rule.when, ['earning', 'rules', index, 'when'], parsed),
  ])
}

function checkEarnRule({ document, at }: ParsedProgram, rule: EarnRule, index: number): Finding[] {
  const path = ['earning', 'rules', index] as const
  const assets = Object.keys(document.assets)
  const findings: Finding[] = []
  const gives = rule.points !== undefined && rule.per !== undefined && rule.times === undefined
  const multiplies = rule.times !== undefined && [rule.points, rule.per, rule.whole].every(word => word === undefined)
  if (!gives && !multiplies) findings.push(at(path, 'rule-incomplete', { rule: rule.rule }))
  if (gives && readMoney(rule.per) === 0)
    findings.push(at([...path, 'per'], 'not-understood', { value: rule.per, expected: '¥1' }))
  if (rule.asset && !assets.includes(rule.asset))
    findings.push(
      at([...path, 'asset'], 'unknown-asset', { asset: rule.asset, suggestion: nearestWord(rule.asset, assets) }),
    )
  return findings
}

function checkTwins(
  { document, at }: ParsedProgram,
  earlier: readonly EarnRule[],
  rule: EarnRule,
  index: number,
): Finding[] {
  const path = ['earning', 'rules', index] as const
  const findings: Finding[] = []
  if (earlier.some(other => other.rule === rule.rule))
    findings.push(at([...path, 'rule'], 'name-twice', { word: rule.rule }))
  const overlap = earlier.find(other => isSameGift(other, rule, Object.keys(document.assets)[0] ?? ''))
  if (overlap) findings.push(at(path, 'rules-overlap', { rule: rule.rule, other: overlap.rule }))
  return findings
}

/** Two rules that give the same asset, in the same manner, under literally the same conditions. */
function isSameGift(a: EarnRule, b: EarnRule, firstAsset: string): boolean {
  const manner = (rule: EarnRule) =>
    rule.times !== undefined ? 'times' : rule.per === 'item' || rule.per === 'receipt' ? rule.per : 'money'
  return (
    (a.asset ?? firstAsset) === (b.asset ?? firstAsset) &&
    manner(a) === manner(b) &&
    canonical(a.when) === canonical(b.when)
  )
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '{}'
  const members = Object.entries(value).map(([key, inner]) => `${key}:${canonical(inner)}`)
  return `{${members.sort().join()}}`
}

function checkRedemption(parsed: ParsedProgram): Finding[] {
  const rules = parsed.document.redemption ?? []
  return rules.flatMap((rule, index) => [
    ...checkRedeemRule(parsed, rule, index),
    ...(rules.slice(0, index).some(other => other.rule === rule.rule)
      ? [parsed.at(['redemption', index, 'rule'], 'name-twice', { word: rule.rule })]
      : []),
    ...checkCondition(rule.when, ['redemption', index, 'when'], parsed),
  ])
}

function checkRedeemRule({ document, at }: ParsedProgram, rule: RedeemRule, index: number): Finding[] {
  const path = ['redemption', index] as const
  const assets = Object.keys(document.assets)
  const findings: Finding[] = []
  const step = rule.step ?? rule.points
  if (rule.asset && !assets.includes(rule.asset))
    findings.push(
      at([...path, 'asset'], 'unknown-asset', { asset: rule.asset, suggestion: nearestWord(rule.asset, assets) }),
    )
  for (const word of ['minimum', 'maximum'] as const) {
    if ((rule[word] ?? 0) % step !== 0)
      findings.push(at([...path, word], 'step-not-kept', { rule: rule.rule, word, step }))
  }
  const stepCents = ((readMoney(rule.off) ?? 0) * step) / rule.points
  if (!Number.isInteger(stepCents) || stepCents === 0)
    findings.push(at([...path, 'step'], 'step-not-money', { rule: rule.rule, step }))
  return findings
}

function checkCondition(condition: Condition | undefined, path: Path, parsed: ParsedProgram): Finding[] {
  if (!condition) return []
  const parts = (['all', 'any', 'none'] as const).flatMap(word =>
    (condition[word] ?? []).flatMap((part, index) => checkCondition(part, [...path, word, index], parsed)),
  )
  return [...checkConditionLevels(condition, path, parsed), ...checkConditionDays(condition, path, parsed), ...parts]
}

function checkConditionLevels(condition: Condition, path: Path, { document, at }: ParsedProgram): Finding[] {
  const levels = (document.levels?.ladder ?? []).map(level => level.level)
  const unknown = (condition.level ?? []).filter(level => !levels.includes(level))
  return unknown.map(level =>
    at([...path, 'level'], 'unknown-level', { level, suggestion: nearestWord(level, levels) }),
  )
}

function checkConditionDays({ from, through }: Condition, path: Path, { at }: ParsedProgram): Finding[] {
  const findings: Finding[] = []
  if (from !== undefined && !isDay(from)) findings.push(at([...path, 'from'], 'not-a-day', { value: from }))
  if (through !== undefined && !isDay(through)) findings.push(at([...path, 'through'], 'not-a-day', { value: through }))
  if (from && through && from > through) findings.push(at([...path, 'from'], 'days-reversed', { from, through }))
  return findings
}

function checkTranslations({ document, at }: ParsedProgram): Finding[] {
  const findings: Finding[] = []
  const look = (value: unknown, path: (string | number)[]) => {
    if (typeof value !== 'object' || value === null) return
    if ('zh-CN' in value) {
      const missing = ['zh-TW', 'en'].filter(language => !(language in value))
      if (missing.length > 0)
        findings.push(
          at(path, 'translation-missing', { word: String(value['zh-CN']), languages: missing.join(', ') }, 'warning'),
        )
      return
    }
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  look(document, [])
  return findings
}
