import { checkCondition } from './check-condition.ts'
import { isLevelUp, type RedeemRule, tracksOf } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import { levelCodesOf } from './level-codes.ts'
import type { ParsedProgram } from './parse.ts'
import { plainUse } from './plain-rules.ts'
import { readMoney } from './scalars.ts'

type Named = Pick<ParsedProgram, 'document' | 'at'>

/** What the ways to use points can have wrong in their meaning. */
export function checkRedemption(parsed: ParsedProgram): Finding[] {
  const rules = (parsed.document.redemption ?? []).map(plainUse)
  return rules.flatMap((rule, index) => [
    ...(rules.slice(0, index).some(other => other.rule === rule.rule)
      ? [parsed.at(['redemption', index, 'rule'], 'name-twice', { word: rule.rule })]
      : []),
    ...checkAsset(parsed, rule, index),
    ...checkForm(parsed, rule, index),
    ...(rule.points !== undefined && rule.off !== undefined
      ? checkSteps(parsed, { points: rule.points, ...rule }, index)
      : []),
    ...checkCondition(rule.when, ['redemption', index, 'when'], parsed),
  ])
}

function checkAsset({ document, at }: ParsedProgram, { asset }: RedeemRule, index: number): Finding[] {
  const assets = Object.keys(document.assets)
  if (!asset || assets.includes(asset)) return []
  return [at(['redemption', index, 'asset'], 'unknown-asset', { asset, suggestion: nearestWord(asset, assets) })]
}

/** Money off or something given, and what it costs. */
function checkForm({ document, at }: ParsedProgram, rule: RedeemRule, index: number): Finding[] {
  const path = ['redemption', index] as const
  if (rule.points === undefined || (rule.off === undefined) === (rule.gives === undefined))
    return [at(path, 'redemption-incomplete', { rule: rule.rule })]
  const misplaced = (['step', 'minimum', 'maximum', 'share'] as const).filter(
    word => rule.gives !== undefined && rule[word] !== undefined,
  )
  return [
    ...misplaced.map(word => at([...path, word], 'word-of-money-off', { rule: rule.rule, word })),
    ...checkNamed({ document, at }, rule, index),
    ...checkCeiling({ document, at }, rule, index),
  ]
}

/** The level that points lift to at most: of the first track, and above its lowest one. */
function checkCeiling({ document, at }: Named, { rule, gives }: RedeemRule, index: number): Finding[] {
  const upTo = isLevelUp(gives) ? gives['up-to'] : undefined
  if (upTo === undefined) return []
  const path = ['redemption', index, 'gives', 'up-to']
  const ladder = tracksOf(document.levels)[0]?.block.ladder.map(({ level }) => level) ?? []
  const rank = ladder.indexOf(upTo)
  if (rank < 0) return [at(path, 'unknown-level', { level: upTo, suggestion: nearestWord(upTo, ladder) })]
  return rank === 0 ? [at(path, 'level-up-nowhere', { rule, level: upTo })] : []
}

/** The levels and assets that a way to use points names. */
function checkNamed({ document, at }: Named, { off, gives }: RedeemRule, index: number): Finding[] {
  const levels = levelCodesOf(document)
  const unknownLevels = Object.keys(typeof off === 'object' ? off : {}).filter(level => !levels.includes(level))
  const assets = Object.keys(document.assets)
  const unknownAssets = Object.entries(typeof gives === 'object' ? gives : {}).filter(
    ([asset, amount]) => typeof amount === 'number' && !assets.includes(asset),
  )
  return [
    ...unknownLevels.map(level =>
      at(['redemption', index, 'off', level], 'unknown-level', { level, suggestion: nearestWord(level, levels) }),
    ),
    ...unknownAssets.map(([asset]) =>
      at(['redemption', index, 'gives', asset], 'unknown-asset', { asset, suggestion: nearestWord(asset, assets) }),
    ),
  ]
}

function checkSteps({ at }: ParsedProgram, rule: RedeemRule & { points: number }, index: number): Finding[] {
  const path = ['redemption', index] as const
  const findings: Finding[] = []
  const step = rule.step ?? rule.points
  for (const word of ['minimum', 'maximum'] as const) {
    if ((rule[word] ?? 0) % step !== 0)
      findings.push(at([...path, word], 'step-not-kept', { rule: rule.rule, word, step }))
  }
  const minimum = rule.minimum ?? step
  if (rule.maximum !== undefined && rule.maximum < minimum)
    findings.push(
      at([...path, 'maximum'], 'maximum-below-minimum', { rule: rule.rule, minimum, maximum: rule.maximum }),
    )
  const values = typeof rule.off === 'object' ? Object.values(rule.off) : [rule.off]
  const isWhole = (cents: number) => Number.isSafeInteger(cents) && cents > 0
  if (!values.every(value => isWhole(((readMoney(value) ?? 0) * step) / rule.points)))
    findings.push(at([...path, rule.step === undefined ? 'off' : 'step'], 'step-not-money', { rule: rule.rule, step }))
  return findings
}
