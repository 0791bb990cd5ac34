import { allocate, multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledAsset, CompiledEarnRule } from './compiled.ts'
import type { Scene, Test } from './conditions.ts'
import { type Reason, reason } from './reasons.ts'

/** What of each line earns: its money in 分, and whether its kind counts at all. */
export type EarningBaseOfLines = { cents: readonly number[]; isCounted: readonly boolean[] }

/** The counted lines that a rule is about, as true and false; or the word of its condition that does not hold. */
export function matchedLines(test: Test, scene: Scene, { isCounted }: EarningBaseOfLines): readonly boolean[] | string {
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

export type Adding = {
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

export const adders = {
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

export function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
