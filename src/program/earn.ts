import { allocate, multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledAsset, CompiledEarnRule, CompiledMultiplier } from './compiled.ts'
import type { Scene, Test } from './conditions.ts'
import { type Reason, reason } from './reasons.ts'

/** What of each line earns: its money in 分, and whether its kind counts at all. */
export type EarningBaseOfLines = { cents: readonly number[]; isCounted: readonly boolean[] }

/** What one receipt earns of one asset: whole points, shared over its lines, with the reasons. */
export type Earning = { points: number; perLine: number[]; reasons: Reason[] }

/**
 * Adds up the rules line by line in 1/unit points, multiplies, rounds once and gives the remainder to the lines with
 * the largest fractions.
 */
export function earn(asset: CompiledAsset, scene: Scene, base: EarningBaseOfLines): Earning {
  const reasons: Reason[] = []
  const times = lineTimes(asset, scene, base, reasons)
  const units = times.map(() => 0)
  const bonuses = times.map(() => 0)
  for (const rule of asset.rules) {
    const matched = matchedLines(rule.test, scene, base)
    if (typeof matched === 'string')
      reasons.push(reason('rule-not-applied', rule.rule, { name: rule.name, condition: matched }))
    else adders[rule.per]({ rule, asset, scene, cents: base.cents, matched, times, units, bonuses, reasons })
  }
  const rated = rounded(sum(units), asset)
  if (rated.isRounded) reasons.push(reason(`rounded-${asset.rounding}`, null))
  const perLine = allocate(rated.points, units).map((points, index) => points + (bonuses[index] ?? 0))
  return { points: rated.points + sum(bonuses), perLine, reasons }
}

function rounded(
  units: number,
  { rateUnit, timesUnit, rounding }: CompiledAsset,
): { points: number; isRounded: boolean } {
  const unit = rateUnit * timesUnit
  const rest = units % unit
  const whole = (units - rest) / unit
  const goesUp = rest > 0 && (rounding === 'up' || (rounding === 'nearest' && 2 * rest >= unit))
  return { points: goesUp ? whole + 1 : whole, isRounded: rest > 0 }
}

/** The counted lines that a rule is about, as true and false; or the word of its condition that does not hold. */
function matchedLines(test: Test, scene: Scene, { isCounted }: EarningBaseOfLines): readonly boolean[] | string {
  if (!test.isAboutLines) return test.failing(scene, null) ?? isCounted
  let failing: string | null = null
  const matched = scene.sale.lines.map((line, index) => {
    if (!isCounted[index]) return false
    const word = test.failing(scene, line)
    failing ??= word
    return word === null
  })
  return matched.includes(true) ? matched : (failing ?? 'all')
}

type Adding = {
  rule: CompiledEarnRule
  asset: CompiledAsset
  scene: Scene
  cents: readonly number[]
  matched: readonly boolean[]
  times: readonly number[]
  units: number[]
  bonuses: number[]
  reasons: Reason[]
}

const adders = {
  money: addPerMoney,
  'whole-money': addPerWholeMoney,
  item: addPerItem,
  receipt: addPerReceipt,
} as const satisfies Record<CompiledEarnRule['per'], (adding: Adding) => void>

function addPerMoney({ rule, cents, matched, times, units, reasons }: Adding): void {
  let baseCents = 0
  for (let index = 0; index < cents.length; index++) {
    if (!matched[index]) continue
    const here = cents[index] ?? 0
    baseCents += here
    units[index] = (units[index] ?? 0) + here * rule.rateUnits * (times[index] ?? 1)
  }
  const { name, perCents, points } = rule
  reasons.push(reason('earn-per-money', rule.rule, { name, baseCents, perCents, points }))
}

/** Whole multiples are counted over the receipt, then shared over the lines, so that a multiplier of one line touches only it. */
function addPerWholeMoney({ rule, cents, matched, times, units, reasons }: Adding): void {
  const counted = cents.map((here, index) => (matched[index] ? here : 0))
  const baseCents = sum(counted)
  const multiples = multiplyDivideFloor(baseCents, 1, rule.perCents)
  const shares = allocate(multiples * rule.rateUnits, counted)
  for (let index = 0; index < shares.length; index++)
    units[index] = (units[index] ?? 0) + (shares[index] ?? 0) * (times[index] ?? 1)
  const { name, perCents, points } = rule
  reasons.push(reason('earn-per-whole', rule.rule, { name, baseCents, perCents, points, times: multiples }))
}

/** Weighed goods have no pieces: they earn nothing per item. */
function addPerItem({ rule, scene, matched, times, units, reasons }: Adding): void {
  let items = 0
  for (const [index, line] of scene.sale.lines.entries()) {
    if (!matched[index] || line.isWeighed) continue
    items += line.units
    units[index] = (units[index] ?? 0) + line.units * rule.rateUnits * (times[index] ?? 1)
  }
  reasons.push(reason('earn-per-item', rule.rule, { name: rule.name, items, points: rule.points }))
}

/** A fixed bonus is not multiplied; it lies on its lines by what they cost, so that a refund takes its part. */
function addPerReceipt({ rule, cents, matched, bonuses, reasons }: Adding): void {
  const isFree = cents.every((here, index) => !matched[index] || here === 0)
  const shares = allocate(
    rule.points,
    cents.map((here, index) => (matched[index] ? (isFree ? 1 : here) : 0)),
  )
  for (let index = 0; index < shares.length; index++) bonuses[index] = (bonuses[index] ?? 0) + (shares[index] ?? 0)
  reasons.push(reason('earn-per-receipt', rule.rule, { name: rule.name, points: rule.points }))
}

type Holding = { multiplier: CompiledMultiplier; matched: readonly boolean[] }

/** How many times the points of each line count, in 1/timesUnit; says which multipliers counted, and which lost to which. */
function lineTimes(asset: CompiledAsset, scene: Scene, base: EarningBaseOfLines, reasons: Reason[]): number[] {
  const times = base.cents.map(() => asset.timesUnit)
  if (asset.multipliers.length === 0) return times
  const holding = holdingMultipliers(asset, scene, base, reasons)
  const contest: Contest = { winners: new Set(), lostTo: new Map() }
  for (let index = 0; index < times.length; index++) {
    const here = holding.filter(({ matched }) => matched[index]).map(({ multiplier }) => multiplier)
    if (here.length > 0) times[index] = asset.usesAllMultipliers ? together(asset, here, contest) : best(here, contest)
  }
  for (const { multiplier } of holding) reasons.push(timesReason(multiplier, contest))
  return times
}

type Contest = { winners: Set<CompiledMultiplier>; lostTo: Map<CompiledMultiplier, CompiledMultiplier> }

function together({ timesUnit }: CompiledAsset, here: readonly CompiledMultiplier[], { winners }: Contest): number {
  for (const multiplier of here) winners.add(multiplier)
  return here.reduce((product, { timesUnits }) => (product * timesUnits) / timesUnit, timesUnit)
}

/** The highest; of equal ones the first in the file. */
function best(here: readonly CompiledMultiplier[], { winners, lostTo }: Contest): number {
  const winner = here.reduce((a, b) => (b.timesUnits > a.timesUnits ? b : a))
  winners.add(winner)
  for (const loser of here) if (loser !== winner && !lostTo.has(loser)) lostTo.set(loser, winner)
  return winner.timesUnits
}

/** A level's own multiplier goes without saying where the member has another level; any other says why it does not hold. */
function holdingMultipliers(
  asset: CompiledAsset,
  scene: Scene,
  base: EarningBaseOfLines,
  reasons: Reason[],
): Holding[] {
  const holding: Holding[] = []
  for (const multiplier of asset.multipliers) {
    const matched = matchedLines(multiplier.test, scene, base)
    if (typeof matched !== 'string') holding.push({ multiplier, matched })
    else if (!multiplier.isOfLevel)
      reasons.push(reason('rule-not-applied', multiplier.rule, { name: multiplier.name, condition: matched }))
  }
  return holding
}

function timesReason(multiplier: CompiledMultiplier, { winners, lostTo }: Contest): Reason {
  const { rule, name, times } = multiplier
  const winner = lostTo.get(multiplier)
  if (!winner || winners.has(multiplier)) return reason('times-applied', rule, { name, times })
  return reason('times-lost', rule, { name, times, winner: winner.name, winnerTimes: winner.times })
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
