import { allocate, multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledRedeemRule } from './compiled.ts'
import type { Scene } from './conditions.ts'
import type { RedeemWish, SaleLine } from './facts.ts'
import type { Ceiling } from './offer-guard.ts'
import { type Reason, reason } from './reasons.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Points taken off the price: how many, what for, and how they lie on the lines. */
export type Redemption = {
  rule: string
  asset: string
  points: number
  offCents: number
  offPerLine: number[]
  pointsPerLine: number[]
  reasons: Reason[]
}

/** What a member may choose from at the till. pointsMax 0 says: not now. `isGuarded`: without the price guard it were more. */
export type RedeemChoice = { rule: CompiledRedeemRule; pointsMax: number; isGuarded: boolean }

/** What points are to pay: `payable` is left of each line in 分, and the price guard may allow less. */
export type Till = { scene: Scene; payable: readonly number[]; usable: number; ceiling: Ceiling | null }

/** Points pay for goods, services and delivery; never for tips, gift cards or deposits, which are other people's money. */
function isPayableByPoints(line: SaleLine): boolean {
  return line.kind === 'goods' || line.kind === 'service' || line.kind === 'shipping'
}

/** The rules with what they are worth for the levels of a member: worth nothing where none of them can use it. */
export function redeemRulesFor(
  rules: readonly CompiledRedeemRule[],
  levels: readonly { level: string }[],
): readonly CompiledRedeemRule[] {
  if (rules.every(rule => rule.centsPerStepOfLevel === null)) return rules
  return rules.map(rule =>
    rule.centsPerStepOfLevel ? { ...rule, centsPerStep: bestOf(rule.centsPerStepOfLevel, levels) } : rule,
  )
}

function bestOf(centsOfLevel: Readonly<Record<string, number>>, levels: readonly { level: string }[]): number {
  return levels.reduce((best, { level }) => Math.max(best, centsOfLevel[level] ?? 0), 0)
}

/** The most that a rule allows now, in whole steps. */
export function choiceOf(rule: CompiledRedeemRule, { scene, payable, usable, ceiling }: Till): RedeemChoice {
  // Nearly always: not even one step is there, whatever the basket is.
  if (usable < rule.step || failingWord(rule, scene) !== null) return { rule, pointsMax: 0, isGuarded: false }
  const eligibleCents = eligibleCentsOf(rule, scene, payable)
  const roomCents = multiplyDivideFloor(eligibleCents, rule.shareBasisPoints, 10_000)
  const free = pointsFor(rule, roomCents, usable)
  if (!ceiling) return { rule, pointsMax: free, isGuarded: false }
  const allowedCents = Math.min(eligibleCentsOf(rule, scene, ceiling.perLine), ceiling.totalCents)
  const pointsMax = pointsFor(rule, Math.min(roomCents, allowedCents), usable)
  return { rule, pointsMax, isGuarded: pointsMax < free }
}

function pointsFor(rule: CompiledRedeemRule, roomCents: number, usable: number): number {
  const stepsByMoney = Math.floor(roomCents / rule.centsPerStep)
  const stepsByPoints = Math.floor(Math.min(usable, rule.maximum ?? usable) / rule.step)
  const pointsMax = Math.min(stepsByMoney, stepsByPoints) * rule.step
  return pointsMax >= rule.minimum ? pointsMax : 0
}

/** What a rule may take its reduction from: its condition on goods chooses among the lines that points can pay. */
function eligible(rule: CompiledRedeemRule, scene: Scene, payable: readonly number[]): number[] {
  return scene.sale.lines.map((line, index) => (isEligible(rule, scene, line) ? (payable[index] ?? 0) : 0))
}

function eligibleCentsOf(rule: CompiledRedeemRule, scene: Scene, payable: readonly number[]): number {
  let cents = 0
  let index = 0
  for (const line of scene.sale.lines) {
    if (isEligible(rule, scene, line)) cents += payable[index] ?? 0
    index += 1
  }
  return cents
}

function isEligible({ test }: CompiledRedeemRule, scene: Scene, line: SaleLine): boolean {
  return isPayableByPoints(line) && (!test.isAboutLines || test.failing(scene, line) === null)
}

/** The word of a rule's condition that does not hold; a condition on goods holds when it holds for one line. */
function failingWord({ test, centsPerStep }: CompiledRedeemRule, scene: Scene): string | null {
  if (centsPerStep === 0) return 'level'
  if (!test.isAboutLines) return test.failing(scene, null)
  const failing = scene.sale.lines.map(line => test.failing(scene, line))
  return failing.includes(null) ? null : (failing[0] ?? 'all')
}

/** Takes one wish off the price, or says why it cannot be. */
export function redeem(rules: readonly CompiledRedeemRule[], wish: RedeemWish, till: Till): Redemption | Refusal {
  const rule = rules.find(candidate => candidate.rule === wish.rule)
  if (!rule) return refuse('redeem-unknown-rule', { rule: wish.rule })
  const refusal = refusalFor(rule, wish.points, till)
  if (refusal) return refusal
  const offCents = (wish.points / rule.step) * rule.centsPerStep
  const offPerLine = allocate(offCents, eligible(rule, till.scene, till.ceiling?.perLine ?? till.payable))
  const values = { name: rule.name, points: wish.points, offCents, step: rule.step, stepCents: rule.centsPerStep }
  return {
    rule: rule.rule,
    asset: rule.asset,
    points: wish.points,
    offCents,
    offPerLine,
    pointsPerLine: allocate(wish.points, offPerLine),
    reasons: [reason('points-off', rule.rule, values)],
  }
}

function refusalFor(rule: CompiledRedeemRule, points: number, till: Till): Refusal | null {
  const { scene, usable } = till
  const failing = failingWord(rule, scene)
  if (failing !== null) return refuse('redeem-not-now', { name: rule.name, condition: failing })
  if (points <= 0 || points % rule.step !== 0) return refuse('redeem-step', { step: rule.step, points })
  if (points < rule.minimum) return refuse('redeem-below-minimum', { minimum: rule.minimum, points })
  if (rule.maximum !== null && points > rule.maximum)
    return refuse('redeem-above-maximum', { maximum: rule.maximum, points })
  if (points > usable) return refuse('redeem-not-enough', { points, usable })
  const { pointsMax, isGuarded } = choiceOf(rule, till)
  if (points > pointsMax) return refuse(isGuarded ? 'redeem-guard' : 'redeem-more-than-basket', { points, pointsMax })
  return null
}
