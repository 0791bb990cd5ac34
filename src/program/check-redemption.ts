import { checkCondition } from './check-condition.ts'
import type { RedeemRule } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readMoney } from './scalars.ts'

/** What the ways to use points can have wrong in their meaning. */
export function checkRedemption(parsed: ParsedProgram): Finding[] {
  const rules = parsed.document.redemption ?? []
  return rules.flatMap((rule, index) => [
    ...(rules.slice(0, index).some(other => other.rule === rule.rule)
      ? [parsed.at(['redemption', index, 'rule'], 'name-twice', { word: rule.rule })]
      : []),
    ...checkAsset(parsed, rule, index),
    ...checkSteps(parsed, rule, index),
    ...checkCondition(rule.when, ['redemption', index, 'when'], parsed),
  ])
}

function checkAsset({ document, at }: ParsedProgram, { asset }: RedeemRule, index: number): Finding[] {
  const assets = Object.keys(document.assets)
  if (!asset || assets.includes(asset)) return []
  return [at(['redemption', index, 'asset'], 'unknown-asset', { asset, suggestion: nearestWord(asset, assets) })]
}

function checkSteps({ at }: ParsedProgram, rule: RedeemRule, index: number): Finding[] {
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
  const stepCents = ((readMoney(rule.off) ?? 0) * step) / rule.points
  if (!Number.isSafeInteger(stepCents) || stepCents === 0)
    findings.push(at([...path, rule.step === undefined ? 'off' : 'step'], 'step-not-money', { rule: rule.rule, step }))
  return findings
}
