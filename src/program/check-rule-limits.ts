import { checkLimits, type Limited, limitPath, mostIn, type ReadLimit, type Spans, touching } from './check-limits.ts'
import type { EarnRule, ProgramDocument, RedeemRule } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift, plainUse } from './plain-rules.ts'
import { type LimitPeriod, readLimit } from './scalars.ts'

/** Limits that never bind, of rules, of assets over all their rules, and of what points are exchanged for. */
export function checkRuleLimits(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  const [firstAsset = ''] = Object.keys(document.assets)
  const rules = (document.earning?.rules ?? []).map(plainGift)
  const ofRules = rules.flatMap((rule, index) => {
    const asset = document.assets[rule.asset ?? firstAsset]
    const outer = read(asset?.limit).filter(({ counts }) => counts === 'points')
    return checkLimits(at, { ...limited(rule), path: ['earning', 'rules', index, 'limit'], outer })
  })
  const ofAssets = Object.entries(document.assets).flatMap(([asset, { limit }]) =>
    checkAsset(parsed, { asset, limits: read(limit), rules: limitedRules(document, asset) }),
  )
  const rewards = (document.redemption ?? []).map(plainUse)
  return [...ofRules, ...ofAssets, ...rewards.flatMap((rule, index) => checkReward(parsed, rule, index))]
}

function limitedRules({ assets, earning }: ProgramDocument, asset: string): Omit<Limited, 'path'>[] {
  const [firstAsset = ''] = Object.keys(assets)
  const rules = (earning?.rules ?? []).map(plainGift)
  return rules.filter(rule => (rule.asset ?? firstAsset) === asset && givesPoints(rule)).map(limited)
}

/** The most points of a kind that a member can earn in some days; infinite where no limit bounds them. */
export function mostPointsIn(spans: Spans, document: ProgramDocument, code: string): number {
  const block = document.assets[code]
  const ofRules = limitedRules(document, code).reduce((sum, rule) => sum + mostIn(spans, rule), 0)
  return Math.min(ofRules, mostIn(spans, { limits: read(block?.limit), once: null, most: null }))
}

function read(limit: EarnRule['limit']): ReadLimit[] {
  const isList = Array.isArray(limit)
  return [limit ?? []].flat().flatMap((text, place) => {
    const limitRead = readLimit(text)
    return limitRead ? [{ text, place: isList ? place : undefined, ...limitRead }] : []
  })
}

function givesPoints({ times }: EarnRule): boolean {
  return times === undefined
}

/** Multipliers never touch what is given per receipt, nor what is given for anything but a purchase. */
function limited(rule: EarnRule): Omit<Limited, 'path'> {
  const { points, per } = rule
  const isFixed = points !== undefined && (per === 'receipt' || !isOfPurchase(rule))
  return {
    rule: rule.rule,
    limits: read(rule.limit),
    once: onceOf(rule),
    most: isFixed ? { once: points, text: `points: ${points}` } : null,
  }
}

/** A rule counts once for whatever happens; a birthday happens once a year, joining once. */
function onceOf({ on }: EarnRule): LimitPeriod {
  if (on === 'birthday') return 'year'
  return on === 'joining' ? 'life' : 'receipt'
}

type LimitedAsset = { asset: string; limits: readonly ReadLimit[]; rules: readonly Omit<Limited, 'path'>[] }

/** Of a limit over all rules: more than they could give together with their own limits. */
function checkAsset({ at }: ParsedProgram, { asset, limits, rules }: LimitedAsset): Finding[] {
  const path = ['assets', asset, 'limit'] as const
  const own = checkLimits(at, { rule: asset, path, limits, once: 'receipt', most: null })
  if (own.length > 0 || rules.length === 0) return own
  return limits.flatMap(limit => {
    if (limit.counts === 'times') return []
    const sum = rules.reduce((total, rule) => total + mostIn(touching[limit.period], rule), 0)
    // The limit of the only rule is the one that says nothing more, and is pointed at already.
    const isSaid = rules.length === 1 && sum === limit.amount
    if (sum > limit.amount || isSaid) return []
    return [at(limitPath({ path }, limit), 'limit-above-sum', { rule: asset, limit: limit.text, sum }, 'warning')]
  })
}

function checkReward({ at }: ParsedProgram, rule: RedeemRule, index: number): Finding[] {
  const { points = 1, off } = rule
  const path = ['redemption', index, 'limit'] as const
  const limits = read(rule.limit)
  if (limits.length === 0) return []
  if (off !== undefined) return [at(path, 'limit-of-money-off', { rule: rule.rule }, 'warning')]
  const small = limits.find(({ counts, amount }) => counts === 'points' && amount < points)
  if (small) return [at(path, 'limit-below-one', { rule: rule.rule, points, limit: small.text }, 'warning')]
  const most = { once: points, text: `points: ${points}`, isExact: true }
  return checkLimits(at, { rule: rule.rule, path, limits, once: null, most })
}
