import type { CompiledProgram, SaleDecision } from '../program/index.ts'
import { multiplyDivideHalfUp } from '../shared/money.ts'

/** What a member gets out of a decision, in 分: price reductions and points earned, less the points used. */
export function benefitOf(program: CompiledProgram, decision: SaleDecision): number {
  let cents = 0
  if (decision.offers.length > 0) for (const off of decision.offerDiscounts) cents += off
  if (decision.discountReasons.length > 0) for (const off of decision.levelDiscounts) cents += off
  if (decision.redemptions.length > 0) for (const off of decision.pointsDiscounts) cents += off
  for (const { asset, points } of decision.earnings) cents += worthOf(program, asset, points)
  for (const { asset, points } of decision.redemptions) cents -= worthOf(program, asset, points)
  return cents
}

/**
 * What points are worth in 分, by the first rule that takes them; nothing where no rule does. Where levels differ, by
 * what the lowest of them gets that can use the rule.
 */
export function worthOf(program: CompiledProgram, asset: string, points: number): number {
  const rule = points === 0 ? undefined : program.redemption.find(candidate => candidate.asset === asset)
  if (!rule) return 0
  const worth = multiplyDivideHalfUp(Math.abs(points), centsPerStepOf(rule), rule.step)
  return points < 0 ? -worth : worth
}

export function centsPerStepOf({ centsPerStep, centsPerStepOfLevel }: CompiledProgram['redemption'][number]): number {
  if (!centsPerStepOfLevel) return centsPerStep
  const values = Object.values(centsPerStepOfLevel).filter(cents => cents > 0)
  return values.length > 0 ? Math.min(...values) : 0
}
