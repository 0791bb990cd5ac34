import { allocate, multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledAsset, CompiledEarnRule, CompiledMultiplier } from './compiled.ts'
import type { Scene, Test } from './conditions.ts'
import { type Reason, reason } from './reasons.ts'

/** What one receipt earns of one asset: whole points, shared over its lines, with the reasons. */
export type Earning = { points: number; perLine: number[]; reasons: Reason[] }

/**
 * Adds up the rules line by line in 1/unit points, multiplies, rounds once and gives the remainder to the lines with
 * the largest fractions.
 * @param baseCents what counts of each line, in 分
 */
export function earn(asset: CompiledAsset, scene: Scene, baseCents: readonly number[]): Earning {
  const reasons: Reason[] = []
  const times = lineTimes(asset, scene, baseCents, reasons)
  const units = baseCents.map(() => 0)
  const bonuses = baseCents.map(() => 0)
  for (const rule of asset.rules) {
    const matched = matchedLines(rule.test, scene)
    if (typeof matched === 'string')
      reasons.push(reason('rule-not-applied', rule.rule, { name: rule.name, condition: matched }))
    else addRule({ rule, asset, scene, baseCents, matched, times, units, bonuses, reasons })
  }
  const unit = asset.rateUnit * asset.timesUnit
  const bonusPoints = bonuses.reduce((a, b) => a + b, 0)
  const ratedPoints = rounded(
    units.reduce((a, b) => a + b, 0),
    unit,
    asset.rounding,
  )
  if (ratedPoints.isRounded) reasons.push(reason(`rounded-${asset.rounding}`, null))
  const perLine = allocate(ratedPoints.points, units).map((points, index) => points + (bonuses[index] ?? 0))
  return { points: ratedPoints.points + bonusPoints, perLine, reasons }
}

function rounded(
  units: number,
  unit: number,
  rounding: CompiledAsset['rounding'],
): { points: number; isRounded: boolean } {
  const rest = units % unit
  const whole = (units - rest) / unit
  const goesUp = rest > 0 && (rounding === 'up' || (rounding === 'nearest' && 2 * rest >= unit))
  return { points: goesUp ? whole + 1 : whole, isRounded: rest > 0 }
}

/** The lines that a rule is about, as true and false; or the word of its condition that does not hold. */
function matchedLines(test: Test, scene: Scene): boolean[] | string {
  const { lines } = scene.sale
  if (!test.isAboutLines) return test.failing(scene, null) ?? lines.map(() => true)
  let failing: string | null = null
  const matched = lines.map(line => {
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
  baseCents: readonly number[]
  matched: readonly boolean[]
  times: readonly number[]
  units: number[]
  bonuses: number[]
  reasons: Reason[]
}

function addRule(adding: Adding): void {
  const { per } = adding.rule
  if (per === 'money') addPerMoney(adding)
  else if (per === 'whole-money') addPerWholeMoney(adding)
  else if (per === 'item') addPerItem(adding)
  else addPerReceipt(adding)
}

function addPerMoney({ rule, baseCents, matched, times, units, reasons }: Adding): void {
  let counted = 0
  for (let index = 0; index < baseCents.length; index++) {
    if (!matched[index]) continue
    const cents = baseCents[index] ?? 0
    counted += cents
    units[index] = (units[index] ?? 0) + cents * rule.rateUnits * (times[index] ?? 1)
  }
  reasons.push(
    reason('earn-per-money', rule.rule, {
      name: rule.name,
      baseCents: counted,
      perCents: rule.perCents,
      points: rule.points,
    }),
  )
}

/** Whole multiples are counted over the receipt, then shared over the lines, so that a multiplier of one line touches only it. */
function addPerWholeMoney({ rule, asset, baseCents, matched, times, units, reasons }: Adding): void {
  const counted = baseCents.map((cents, index) => (matched[index] ? cents : 0))
  const sum = counted.reduce((a, b) => a + b, 0)
  const multiples = multiplyDivideFloor(sum, 1, rule.perCents)
  const shares = allocate(multiples * rule.rateUnits, counted)
  for (const [index, share] of shares.entries())
    units[index] = (units[index] ?? 0) + share * (times[index] ?? asset.timesUnit)
  reasons.push(
    reason('earn-per-whole', rule.rule, {
      name: rule.name,
      baseCents: sum,
      perCents: rule.perCents,
      points: rule.points,
      times: multiples,
    }),
  )
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

/** A fixed bonus is not multiplied; it lies on the lines by what they cost, so that a refund takes its part. */
function addPerReceipt({ rule, baseCents, matched, bonuses, reasons }: Adding): void {
  const shares = allocate(
    Math.floor(rule.points),
    baseCents.map((cents, index) => (matched[index] ? cents : 0)),
  )
  for (const [index, share] of shares.entries()) bonuses[index] = (bonuses[index] ?? 0) + share
  reasons.push(reason('earn-per-receipt', rule.rule, { name: rule.name, points: rule.points }))
}

/** How many times the points of each line count, in 1/timesUnit; says which multipliers counted, and which lost. */
function lineTimes(asset: CompiledAsset, scene: Scene, baseCents: readonly number[], reasons: Reason[]): number[] {
  const times = baseCents.map(() => asset.timesUnit)
  const holding: { multiplier: CompiledMultiplier; matched: boolean[] }[] = []
  for (const multiplier of asset.multipliers) {
    const matched = matchedLines(multiplier.test, scene)
    if (typeof matched === 'string')
      reasons.push(reason('rule-not-applied', multiplier.rule, { name: multiplier.name, condition: matched }))
    else holding.push({ multiplier, matched })
  }
  const winners = new Set<CompiledMultiplier>()
  for (let index = 0; index < times.length; index++) {
    const here = holding.filter(({ matched }) => matched[index]).map(({ multiplier }) => multiplier)
    if (here.length === 0) continue
    const winner = here.reduce((a, b) => (b.timesUnits > a.timesUnits ? b : a))
    times[index] = asset.usesAllMultipliers
      ? here.reduce((product, { timesUnits }) => (product * timesUnits) / asset.timesUnit, asset.timesUnit)
      : winner.timesUnits
    for (const multiplier of asset.usesAllMultipliers ? here : [winner]) winners.add(multiplier)
  }
  for (const { multiplier } of holding) reasons.push(timesReason(multiplier, winners))
  return times
}

function timesReason(multiplier: CompiledMultiplier, winners: ReadonlySet<CompiledMultiplier>): Reason {
  const values = { name: multiplier.name, times: multiplier.times }
  if (winners.has(multiplier)) return reason('times-applied', multiplier.rule, values)
  const [winner] = winners
  return reason('times-lost', multiplier.rule, { ...values, winner: winner?.name ?? multiplier.name })
}
