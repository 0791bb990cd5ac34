import { checkDeadRules } from './check-dead-rules.ts'
import { checkHigherLevels } from './check-higher-levels.ts'
import { checkOverlappingTimes } from './check-overlaps.ts'
import { checkReach } from './check-reach.ts'
import { checkRuleLimits } from './check-rule-limits.ts'
import { checkShadowed } from './check-shadowed.ts'
import { compileTracks } from './compile-levels.ts'
import type { EarnRule } from './document.ts'
import type { Finding, Path } from './findings.ts'
import { earnedMeasure } from './gauges.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift, plainUse } from './plain-rules.ts'
import { readMoney, readPercent } from './scalars.ts'

/** What compiles and is hardly what anybody wants: warnings, before the shop opens with it. */
export function checkSense(parsed: ParsedProgram): Finding[] {
  return [
    ...checkUnusedAssets(parsed),
    ...checkShadowed(parsed),
    ...checkOverlappingTimes(parsed),
    ...checkNothingToMultiply(parsed),
    ...checkBounds(parsed),
    ...checkRuleLimits(parsed),
    ...checkDeadRules(parsed),
    ...checkReach(parsed),
    ...checkHigherLevels(parsed),
  ]
}

function rulesOf({ document }: ParsedProgram): EarnRule[] {
  return (document.earning?.rules ?? []).map(plainGift)
}

/** Points that nobody can use are a debt that only grows. What levels or lotteries count is named in `levels`. */
function checkUnusedAssets(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  const [firstAsset = ''] = Object.keys(document.assets)
  const used = new Set((document.redemption ?? []).map(plainUse).map(({ asset }) => asset ?? firstAsset))
  const earned = new Set(rulesOf(parsed).map(({ asset }) => asset ?? firstAsset))
  const counted = new Set(compileTracks(document, []).flatMap(({ gauges }) => gauges.map(({ measure }) => measure)))
  return [...earned]
    .filter(asset => !used.has(asset) && !counted.has(asset === firstAsset ? 'points-earned' : earnedMeasure(asset)))
    .map(asset => at(['assets', asset], 'asset-not-used', { asset }, 'warning'))
}

function checkNothingToMultiply(parsed: ParsedProgram): Finding[] {
  const rules = rulesOf(parsed)
  return rules.flatMap((rule, index) => {
    if (rule.times === undefined) return []
    const giving = rules.some(
      other =>
        isOfPurchase(other) &&
        other.points !== undefined &&
        other.per !== 'receipt' &&
        (other.asset ?? '') === (rule.asset ?? ''),
    )
    return giving ? [] : [parsed.at(['earning', 'rules', index], 'nothing-to-multiply', { rule: rule.rule }, 'warning')]
  })
}

/** Conditions whose bounds leave nothing between them, wherever they stand. */
function checkBounds({ document, at }: ParsedProgram): Finding[] {
  const findings: Finding[] = []
  const look = (value: unknown, path: Path) => {
    if (typeof value !== 'object' || value === null) return
    for (const [lower, upper] of pairsOf(value))
      findings.push(at([...path, lower], 'bounds-empty', { lower, upper }, 'warning'))
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  look(document, [])
  return findings
}

const bounds = ['basket', 'price', 'line', 'margin', 'pieces', 'age'] as const

function pairsOf(value: object): [string, string][] {
  const read = (word: string): number | undefined => {
    const bound: unknown = Object.hasOwn(value, word) ? Reflect.get(value, word) : undefined
    return readPercent(bound) ?? readMoney(bound)
  }
  return bounds.flatMap((name): [string, string][] => {
    const [lower, upper] = [`${name}-from`, `${name}-below`]
    const [from, below] = [read(lower), read(upper)]
    return from !== undefined && below !== undefined && from >= below ? [[lower, upper]] : []
  })
}
