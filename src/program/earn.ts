import { allocate } from '../shared/money.ts'
import type { CompiledAsset } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { adders, type EarningBaseOfLines, matchedLines, sum } from './earn-adders.ts'
import { earnContested, type RuleShare } from './earn-contest.ts'
import { lineTimes } from './earn-times.ts'
import { bindingOf, limitText, roomOf, type UsedNow } from './limits.ts'
import { type Reason, reason } from './reasons.ts'

/** What one receipt earns of one asset: whole points, shared over its lines, with the reasons. */
export type Earning = {
  points: number
  perLine: number[]
  reasons: Reason[]
  /** What it used of the limits of rules and asset. */
  used: UsedNow[]
  /** The points by rule, where rules are counted by themselves. */
  perRule: readonly { rule: string; points: number }[] | null
}

/**
 * Adds up the rules line by line in 1/unit points, multiplies, rounds once and gives the remainder to the lines with
 * the largest fractions.
 */
export function earn(asset: CompiledAsset, scene: Scene, base: EarningBaseOfLines): Earning {
  const reasons: Reason[] = []
  const used: UsedNow[] = []
  const times = lineTimes(asset, { scene, base, reasons, used })
  const units = times.map(() => 0)
  const bonuses = times.map(() => 0)
  const counting = { asset, scene, base, times, units, bonuses, reasons }
  const shares = asset.isContested ? earnContested(counting) : null
  if (!shares)
    for (const rule of asset.rules) {
      const matched = matchedLines(rule.test, scene, base)
      if (typeof matched === 'string') reasons.push(rule.missed(matched))
      else adders[rule.per]({ rule, asset, scene, cents: base.cents, matched, times, units, bonuses, reasons })
    }
  const rated = rounded(sum(units), asset)
  if (rated.isRounded) reasons.push(reason(`rounded-${asset.rounding}`, null))
  const parts = allocate(rated.points, units)
  const bonus = sum(bonuses)
  const perLine = bonus === 0 ? parts : parts.map((points, index) => points + (bonuses[index] ?? 0))
  const earning = { points: rated.points + bonus, perLine, reasons, used, perRule: null }
  return shares
    ? withinAssetLimit(asset, scene, {
        ...earning,
        perRule: sharePoints(rated.points, shares, asset.rateUnit * asset.timesUnit),
      })
    : earning
}

type Shared = Omit<Earning, 'perRule'> & { perRule: { rule: string; points: number; isLimited: boolean }[] }

/**
 * Whole points of each rule: what it gives whole, its own bonus, and the odd points to the largest fractions; among equal
 * ones by code, so that no order of the file matters.
 */
function sharePoints(points: number, shares: readonly RuleShare[], unit: number): Shared['perRule'] {
  const ordered = shares.toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
  const whole = ordered.map(({ units }) => (units - (units % unit)) / unit)
  const byFraction = ordered.toSorted((a, b) => (b.units % unit) - (a.units % unit))
  const odd = new Set(byFraction.slice(0, points - sum(whole)))
  return ordered.map((share, index) => ({
    rule: share.rule,
    points: (whole[index] ?? 0) + (odd.has(share) ? 1 : 0) + share.bonus,
    isLimited: share.isLimited,
  }))
}

/** The limit over all rules of an asset comes last. */
function withinAssetLimit(asset: CompiledAsset, scene: Scene, earning: Shared): Earning {
  const left = roomOf(asset.limits, scene.member.used)
  const { room } = left
  const cap = Math.min(earning.points, room.times > 0 ? room.points : 0)
  const perRule = cap < earning.points ? cutRules(cap, earning) : earning.perRule
  if (cap < earning.points)
    earning.reasons.push(
      reason('asset-limit-cut', null, {
        name: asset.name,
        wanted: earning.points,
        points: cap,
        limit: limitText(bindingOf(left)),
      }),
    )
  const used = perRule.flatMap(({ rule, points, isLimited }) =>
    isLimited && points > 0 ? [{ scope: rule, points, times: 1 }] : [],
  )
  if (asset.limits.length > 0 && cap > 0) used.push({ scope: `asset/${asset.code}`, points: cap, times: 1 })
  return {
    ...earning,
    points: cap,
    perLine: cap < earning.points ? allocate(cap, earning.perLine) : earning.perLine,
    perRule,
    used: [...earning.used, ...used],
  }
}

function cutRules(cap: number, { perRule }: Shared): Shared['perRule'] {
  const parts = allocate(
    cap,
    perRule.map(share => share.points),
  )
  return perRule.map((share, index) => ({ ...share, points: parts[index] ?? 0 }))
}

function rounded(
  units: number,
  { rateUnit, timesUnit, rounding }: CompiledAsset,
): { points: number; isRounded: boolean } {
  const unit = rateUnit * timesUnit
  const whole = Math.floor(units / unit)
  const rest = units - whole * unit
  const goesUp = rest > 0 && (rounding === 'up' || (rounding === 'nearest' && 2 * rest >= unit))
  return { points: goesUp ? whole + 1 : whole, isRounded: rest > 0 }
}
