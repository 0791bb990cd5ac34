import { checkCondition } from './check-condition.ts'
import { canonical } from './compare-conditions.ts'
import { type EarnRule, tracksOf } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift } from './plain-rules.ts'
import { readFraction, readLimit, readMoney } from './scalars.ts'

/** What the rules of earning can have wrong in their meaning. */
export function checkEarning(parsed: ParsedProgram): Finding[] {
  const rules = (parsed.document.earning?.rules ?? []).map(plainGift)
  return rules.flatMap((rule, index) => [
    ...checkParts(parsed, rule, index),
    ...checkNumbers(parsed, rule, index),
    ...checkContest(parsed, rules.slice(0, index), rule, index),
    ...checkTwins(parsed, rules.slice(0, index), rule, index),
    ...checkCondition(rule.when, ['earning', 'rules', index, 'when'], parsed),
  ])
}

function checkParts({ document, at }: ParsedProgram, rule: EarnRule, index: number): Finding[] {
  const path = ['earning', 'rules', index] as const
  const assets = Object.keys(document.assets)
  const findings: Finding[] = []
  if (!isComplete(rule))
    findings.push(at(path, isOfPurchase(rule) ? 'rule-incomplete' : 'occasion-incomplete', { rule: rule.rule }))
  if (rule.asset && !assets.includes(rule.asset))
    findings.push(
      at([...path, 'asset'], 'unknown-asset', { asset: rule.asset, suggestion: nearestWord(rule.asset, assets) }),
    )
  return findings
}

/** For a purchase: points and per, or times. For anything else that happens: points alone. */
function isComplete(rule: EarnRule): boolean {
  const { points, per, times, whole } = rule
  if (!isOfPurchase(rule)) return points !== undefined && [per, times, whole].every(word => word === undefined)
  const gives = points !== undefined && per !== undefined && times === undefined
  return gives || (times !== undefined && [points, per, whole].every(word => word === undefined))
}

/** Groups compare what is alike, and a multiplier can only be counted in times. */
function checkContest({ at }: ParsedProgram, earlier: readonly EarnRule[], rule: EarnRule, index: number): Finding[] {
  const path = ['earning', 'rules', index] as const
  const findings: Finding[] = []
  const limits = rule.limit === undefined ? [] : [rule.limit].flat()
  if (rule.times !== undefined && limits.some(limit => readLimit(limit)?.counts === 'points'))
    findings.push(at([...path, 'limit'], 'multiplier-limit', { rule: rule.rule }))
  if (rule.group === undefined) return findings
  if (!isOfPurchase(rule)) findings.push(at([...path, 'group'], 'occasion-group', { rule: rule.rule }))
  if (rule.whole) findings.push(at([...path, 'whole'], 'group-whole', { rule: rule.rule }))
  const other = earlier.find(candidate => candidate.group === rule.group && sizeOf(candidate) !== sizeOf(rule))
  if (other) findings.push(at([...path, 'group'], 'group-mixed', { rule: rule.rule, other: other.rule }))
  return findings
}

function sizeOf({ times, per }: EarnRule): string {
  if (times !== undefined) return 'times'
  return per === 'receipt' ? 'receipt' : 'line'
}

function checkNumbers({ document, at }: ParsedProgram, rule: EarnRule, index: number): Finding[] {
  const path = ['earning', 'rules', index] as const
  const findings: Finding[] = []
  if (readMoney(rule.per) === 0)
    findings.push(at([...path, 'per'], 'not-understood', { value: rule.per, expected: '¥1' }))
  for (const word of ['points', 'times'] as const) {
    const value = rule[word]
    if (value !== undefined && !readFraction(value)) findings.push(at([...path, word], 'too-many-decimals', { word }))
  }
  if ((rule.per === 'receipt' || !isOfPurchase(rule)) && !Number.isInteger(rule.points ?? 0))
    findings.push(at([...path, 'points'], 'points-not-whole'))
  const isHighest = document.earning?.multipliers !== 'all'
  if (rule.times !== undefined && rule.times < 1 && isHighest && multipliersOf(document) > 1)
    findings.push(at([...path, 'times'], 'multiplier-below-one', { times: rule.times }, 'warning'))
  return findings
}

function multipliersOf({ earning, levels }: ParsedProgram['document']): number {
  const ofRules = (earning?.rules ?? []).filter(rule => rule.times !== undefined)
  const ofLevels = tracksOf(levels).flatMap(({ block }) => block.ladder)
  return ofRules.length + ofLevels.filter(level => level.times !== undefined).length
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
  const code = rule.times === undefined ? 'rules-overlap' : 'multipliers-overlap'
  if (overlap) findings.push(at(path, code, { rule: rule.rule, other: overlap.rule }))
  return findings
}

/** Two rules that give the same asset, in the same manner, under literally the same conditions. */
function isSameGift(a: EarnRule, b: EarnRule, firstAsset: string): boolean {
  return (
    (a.asset ?? firstAsset) === (b.asset ?? firstAsset) &&
    (a.on ?? 'purchase') === (b.on ?? 'purchase') &&
    (a.group === undefined || a.group !== b.group) &&
    mannerOf(a) === mannerOf(b) &&
    canonical(a.when ?? {}) === canonical(b.when ?? {})
  )
}

function mannerOf({ times, per }: EarnRule): string {
  if (times !== undefined) return 'times'
  return per === 'item' || per === 'receipt' ? per : 'money'
}
