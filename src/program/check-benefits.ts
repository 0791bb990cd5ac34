import { checkActivityBenefit } from './check-activity-benefit.ts'
import { checkCondition } from './check-condition.ts'
import { readUsable } from './compile-benefits.ts'
import { compileCondition } from './conditions.ts'
import { type BenefitBlock, tracksOf } from './document.ts'
import { type Finding, nearestWord } from './findings.ts'
import { levelCodesOf } from './level-codes.ts'
import type { ParsedProgram } from './parse.ts'

/** What benefits can have wrong in their meaning. */
export function checkBenefits(parsed: ParsedProgram): Finding[] {
  const blocks = parsed.document.benefits ?? []
  return blocks.flatMap((block, index) => [
    ...(blocks.slice(0, index).some(other => other.benefit === block.benefit)
      ? [parsed.at(['benefits', index, 'benefit'], 'name-twice', { word: block.benefit })]
      : []),
    ...checkForm(parsed, block, index),
    ...checkActivityBenefit(parsed, block, index),
    ...checkNames(parsed, block, index),
    ...checkReach(parsed, block, index),
    ...checkOrder(parsed, block, index),
    ...checkCondition(block.when, ['benefits', index, 'when'], parsed),
  ])
}

function sharesOf({ levels }: BenefitBlock): Readonly<Record<string, string>> {
  return levels === undefined || Array.isArray(levels) ? {} : levels
}

function checkForm({ at }: ParsedProgram, block: BenefitBlock, index: number): Finding[] {
  const { benefit, on, gives, usable, count, early } = block
  const path = ['benefits', index] as const
  const shares = Object.values(sharesOf(block))
  if ((on === undefined) !== (gives === undefined)) return [at(path, 'benefit-incomplete', { benefit })]
  const kinds = [
    on !== undefined,
    early !== undefined,
    count !== undefined,
    shares.some(share => share.endsWith('early')),
    shares.some(share => !share.endsWith('early')),
  ].filter(Boolean)
  if (kinds.length > 1) return [at(path, 'benefit-mixed', { benefit })]
  if (usable === undefined) return []
  const isAround = readUsable(usable).kind === 'around'
  const hasTerm = gives !== undefined && ('goods' in gives || 'coupon' in gives)
  return !hasTerm || (isAround && on !== 'birthday') ? [at([...path, 'usable'], 'benefit-usable', { benefit })] : []
}

function checkNames({ document, at }: ParsedProgram, { levels, gives = {} }: BenefitBlock, index: number): Finding[] {
  const known = levelCodesOf(document)
  const named = levels === undefined ? [] : Array.isArray(levels) ? levels : Object.keys(levels)
  const unknown = named.flatMap((level, place) => {
    const path = ['benefits', index, 'levels', Array.isArray(levels) ? place : level] as const
    return known.includes(level) ? [] : [at(path, 'unknown-level', { level, suggestion: nearestWord(level, known) })]
  })
  const assets = Object.keys(document.assets)
  const offers = (document.offers ?? []).flatMap(({ offer, coupon }) => (coupon === undefined ? [] : [offer]))
  const gift = Object.entries(gives).flatMap(([word, value]) => {
    const path = ['benefits', index, 'gives', word] as const
    if (typeof value === 'number')
      return assets.includes(word)
        ? []
        : [at(path, 'unknown-asset', { asset: word, suggestion: nearestWord(word, assets) })]
    if (word !== 'coupon' || offers.includes(String(value))) return []
    return [at(path, 'unknown-offer', { offer: String(value), suggestion: nearestWord(String(value), offers) })]
  })
  return [...unknown, ...gift]
}

/** What nobody can ever get. */
function checkReach(
  { document, at }: ParsedProgram,
  { benefit, levels, on, when }: BenefitBlock,
  index: number,
): Finding[] {
  const findings: Finding[] = []
  if (compileCondition(when).isAboutLines)
    findings.push(at(['benefits', index, 'when'], 'benefit-about-goods', { benefit }))
  const [lowest] = levelCodesOf(document)
  if (on === 'level' && Array.isArray(levels) && lowest !== undefined && levels.every(level => level === lowest))
    findings.push(at(['benefits', index, 'levels'], 'benefit-nobody', { benefit, level: lowest }))
  return findings
}

/** A level that stands higher and has less is nearly always forgotten. */
function checkOrder({ document, at }: ParsedProgram, block: BenefitBlock, index: number): Finding[] {
  const { benefit, levels } = block
  if (levels === undefined) return []
  const shares = Array.isArray(levels) ? Object.fromEntries(levels.map(level => [level, ''])) : levels
  // No level of one track stands above one of another.
  return tracksOf(document.levels).flatMap(({ block: { ladder } }) => {
    const codes = ladder.map(({ level }) => level)
    const values = firstWithLess(codes, shares)
    return values ? [at(['benefits', index, 'levels'], 'higher-level-has-less', { benefit, ...values }, 'warning')] : []
  })
}

function firstWithLess(ladder: readonly string[], shares: Readonly<Record<string, string>>) {
  for (const [place, lower] of ladder.entries()) {
    const has = shares[lower]
    if (has === undefined) continue
    const higher = ladder.slice(place + 1).find(level => yearly(shares[level]) < yearly(has))
    if (higher === undefined) continue
    return { lower, higher, share: has || 'levels' }
  }
  return null
}

/** Made comparable: what a level has in a year; a level that is not named has nothing. */
function yearly(share: string | undefined): number {
  if (share === undefined) return 0
  const amount = Number(/^\d+/.exec(share)?.[0] ?? 1)
  return share.endsWith('month') ? 12 * amount : amount
}
