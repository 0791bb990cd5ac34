import type { CompiledAsset, CompiledProgram } from './compiled.ts'
import type { Scene } from './conditions.ts'
import type { Measure } from './document.ts'
import { earn } from './earn.ts'
import type { MemberFacts, SaleFacts } from './facts.ts'
import { levelDiscounts, netCentsOf } from './price.ts'
import { type Reason, reason } from './reasons.ts'
import { choiceOf, type RedeemChoice, type Redemption, redeem } from './redeem.ts'
import { type Refusal, refuse } from './refusals.ts'
import { expiryOf, lastDayOf } from './validity.ts'

/** What a receipt brings, decided and not yet written. Arrays run in the order of the receipt's lines. */
export type SaleDecision = {
  levelDiscounts: number[]
  pointsDiscounts: number[]
  payable: number[]
  payableCents: number
  discountReasons: Reason[]
  redemptions: Redemption[]
  earnings: AssetEarning[]
  /** What the receipt adds to the level windows. */
  measured: Record<Measure, number>
  choices: RedeemChoice[]
}

export type AssetEarning = {
  asset: string
  points: number
  perLine: number[]
  expiresAt: Date | null
  reasons: Reason[]
}

/**
 * Decides one sale for a member: level price, points off, points earned, what counts for levels.
 * Pure: the same program, member, sale and time give the same decision in every process.
 */
export function decideSale(program: CompiledProgram, member: MemberFacts, sale: SaleFacts): SaleDecision | Refusal {
  const basketCents = sale.lines.reduce((sum, line) => sum + netCentsOf(line), 0)
  if (program.assets.some(asset => basketCents > asset.basketCentsMax)) return refuse('basket-too-large')
  const scene: Scene = { member, sale, basketCents }
  const priced = levelDiscounts(
    program.levels?.ladder.find(level => level.level === member.level),
    scene,
  )
  const afterLevel = sale.lines.map((line, index) => netCentsOf(line) - (priced.perLine[index] ?? 0))
  const redeemed = redeemAll(program, scene, afterLevel)
  if ('refusal' in redeemed) return redeemed
  const pointsDiscounts = redeemed.payable.map((cents, index) => (afterLevel[index] ?? 0) - cents)
  const prices = { levelDiscounts: priced.perLine, pointsDiscounts, payable: redeemed.payable }
  const earnings = program.assets.flatMap(asset => earnAsset(program, asset, scene, prices))
  return {
    ...prices,
    payableCents: redeemed.payable.reduce((a, b) => a + b, 0),
    discountReasons: priced.reasons,
    redemptions: redeemed.redemptions,
    earnings,
    measured: measuredBy(sale, redeemed.payable, earnings),
    choices: program.redemption.map(rule => choiceOf(rule, scene, afterLevel, member.usable[rule.asset] ?? 0)),
  }
}

type Redeemed = { redemptions: Redemption[]; payable: number[] }

function redeemAll(program: CompiledProgram, scene: Scene, afterLevel: readonly number[]): Redeemed | Refusal {
  const redemptions: Redemption[] = []
  let payable = [...afterLevel]
  const usable: Record<string, number> = { ...scene.member.usable }
  for (const wish of scene.sale.redeem) {
    if (redemptions.some(done => done.rule === wish.rule)) return refuse('redeem-twice', { rule: wish.rule })
    const asset = program.redemption.find(rule => rule.rule === wish.rule)?.asset ?? ''
    const outcome = redeem(program, wish, { scene, payable, usable: usable[asset] ?? 0 })
    if ('refusal' in outcome) return outcome
    redemptions.push(outcome)
    usable[asset] = (usable[asset] ?? 0) - outcome.points
    payable = payable.map((cents, index) => cents - (outcome.offPerLine[index] ?? 0))
  }
  return { redemptions, payable }
}

type Prices = { levelDiscounts: readonly number[]; pointsDiscounts: readonly number[]; payable: readonly number[] }

function earnAsset(program: CompiledProgram, asset: CompiledAsset, scene: Scene, prices: Prices): AssetEarning[] {
  if (asset.rules.length === 0) return []
  const reasons: Reason[] = []
  const baseCents = baseCentsOf(program, scene.sale, prices, reasons)
  const { points, perLine, reasons: ruleReasons } = earn(asset, scene, baseCents)
  const lastDay = lastDayOf(asset.valid, scene.sale.soldOn)
  if (points > 0)
    ruleReasons.push(lastDay === null ? reason('valid-for-ever', null) : reason('valid-through', null, { lastDay }))
  return [
    {
      asset: asset.code,
      points,
      perLine,
      expiresAt: expiryOf(asset.valid, scene.sale.soldOn, program.zone),
      reasons: [...ruleReasons, ...reasons],
    },
  ]
}

/** How much of each line earns, as the program's base says: kinds, tax, discounts, the part paid by points. */
function baseCentsOf({ base }: CompiledProgram, sale: SaleFacts, prices: Prices, reasons: Reason[]): number[] {
  let uncounted = 0
  let pointsPart = 0
  const baseCents = sale.lines.map((line, index) => {
    const payable = prices.payable[index] ?? 0
    if (!base.kinds.has(line.kind)) {
      uncounted += payable
      return 0
    }
    const byPoints = prices.pointsDiscounts[index] ?? 0
    const discounts = line.manualDiscountCents + (prices.levelDiscounts[index] ?? 0)
    if (!base.countsPaidByPoints) pointsPart += byPoints
    const cents = payable + (base.deductsDiscounts ? 0 : discounts) + (base.countsPaidByPoints ? byPoints : 0)
    return Math.max(cents - (base.countsTax ? 0 : line.taxCents), 0)
  })
  if (uncounted > 0) reasons.push(reason('lines-not-counted', null, { amountCents: uncounted }))
  if (pointsPart > 0) reasons.push(reason('points-part-not-counted', null, { amountCents: pointsPart }))
  return baseCents
}

/** Net spend is what was paid for goods and services; a visit is a receipt; points earned are of the first asset. */
function measuredBy(
  sale: SaleFacts,
  payable: readonly number[],
  earnings: readonly AssetEarning[],
): Record<Measure, number> {
  let spend = 0
  for (const [index, line] of sale.lines.entries())
    if (line.kind === 'goods' || line.kind === 'service') spend += payable[index] ?? 0
  return { 'net-spend': spend, 'points-earned': earnings[0]?.points ?? 0, visits: 1 }
}
