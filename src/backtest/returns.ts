import {
  type CompiledProgram,
  isSold,
  measureGoods,
  type SaleDecision,
  type SaleFacts,
  type SaleLine,
  type UsedNow,
} from '../program/index.ts'
import { cumulativeShare } from '../shared/money.ts'
import type { Trace } from './purses.ts'

type KeptPoints = readonly { asset: number; points: number }[]

/** A line of a sale that will come back: what it cost, gave and used. */
export type KeptLine = Pick<SaleLine, 'sku' | 'class' | 'brand'> & {
  units: number
  returned: number
  isSold: boolean
  payableCents: number
  offerCents: number
  levelCents: number
  pointsCents: number
  costCents: number | null
  earned: KeptPoints
  redeemed: KeptPoints
}

export type KeptSale = {
  /** null: no program ruled it, and nothing but money comes back. */
  program: CompiledProgram | null
  soldOn: number
  /** Refunds still to come. */
  comesBack: number
  lines: KeptLine[]
  /** What it used of limits. */
  used: readonly UsedNow[]
  /** By asset. */
  traces: Trace[]
}

/** What of a decision a refund needs. */
export type Kept = Pick<
  SaleDecision,
  'payable' | 'offerDiscounts' | 'levelDiscounts' | 'pointsDiscounts' | 'earnings' | 'redemptions' | 'offers'
>

export function keptLines(facts: SaleFacts, decision: Kept, assetOf: (code: string) => number): KeptLine[] {
  return facts.lines.map((line, index) => ({
    sku: line.sku,
    class: line.class,
    brand: line.brand,
    units: line.units,
    returned: 0,
    isSold: isSold(line),
    payableCents: decision.payable[index] ?? 0,
    offerCents: decision.offerDiscounts[index] ?? 0,
    levelCents: decision.levelDiscounts[index] ?? 0,
    pointsCents: decision.pointsDiscounts[index] ?? 0,
    costCents: line.costCents,
    earned: decision.earnings.map(({ asset, perLine }) => ({ asset: assetOf(asset), points: perLine[index] ?? 0 })),
    redeemed: decision.redemptions.map(({ asset, pointsPerLine }) => ({
      asset: assetOf(asset),
      points: pointsPerLine[index] ?? 0,
    })),
  }))
}

/** What comes back by one refund, all lines together. Points by asset. */
export type Returned = {
  payableCents: number
  /** The part of it that counts for levels. */
  spendCents: number
  offerCents: number
  levelCents: number
  pointsCents: number
  pricedCents: number
  costCents: number
  earned: Map<number, number>
  redeemed: Map<number, number>
  /** Of each line that comes back, what was paid for that part. */
  lines: { line: KeptLine; cents: number }[]
  isAllBack: boolean
}

/**
 * The part of a sale that a refund stands for, by the rule of the checkout: shares are cumulative, so that all refunds
 * together give back exactly what the sale had recorded. A cancelled sale comes back whole.
 */
export function returnPart(
  kept: KeptSale,
  { lines, isVoid }: { lines: readonly { line: number; units: number }[]; isVoid: boolean },
): Returned {
  const returned: Returned = {
    payableCents: 0,
    spendCents: 0,
    offerCents: 0,
    levelCents: 0,
    pointsCents: 0,
    pricedCents: 0,
    costCents: 0,
    earned: new Map(),
    redeemed: new Map(),
    lines: [],
    isAllBack: false,
  }
  const wanted = isVoid ? kept.lines.map((line, index) => ({ line: index, units: line.units - line.returned })) : lines
  for (const { line: index, units } of wanted) {
    const line = kept.lines[index]
    if (!line || units > line.units - line.returned) throw new Error('no more of a line comes back than was sold')
    if (units > 0) addLine(returned, line, units)
  }
  returned.isAllBack = kept.lines.every(line => line.returned === line.units)
  return returned
}

function addLine(returned: Returned, line: KeptLine, units: number): void {
  const before = { done: line.returned, whole: line.units }
  const after = { done: line.returned + units, whole: line.units }
  const part = (amount: number) => cumulativeShare(amount, after) - cumulativeShare(amount, before)
  const cents = part(line.payableCents)
  returned.payableCents += cents
  if (line.isSold) returned.spendCents += cents
  returned.lines.push({ line, cents })
  returned.offerCents += part(line.offerCents)
  returned.levelCents += part(line.levelCents)
  returned.pointsCents += part(line.pointsCents)
  if (line.costCents !== null) {
    returned.pricedCents += cents
    returned.costCents += part(line.costCents)
  }
  for (const { asset, points } of line.earned) add(returned.earned, asset, part(points))
  for (const { asset, points } of line.redeemed) add(returned.redeemed, asset, part(points))
  line.returned += units
}

/** What comes back of measures of certain goods: their money, and the visit with the last piece of them. */
export function goodsReturned(
  { goodsMeasures }: CompiledProgram,
  { lines }: Pick<KeptSale, 'lines'>,
  returned: Returned,
): Readonly<Record<string, number>> {
  if (goodsMeasures.length === 0) return {}
  const back = returned.lines.filter(({ line }) => line.isSold).map(({ line, cents }) => ({ ...line, cents }))
  const rest = lines.filter(line => line.isSold && line.returned < line.units).map(line => ({ ...line, cents: 0 }))
  const left = measureGoods(goodsMeasures, rest)
  const sums: Record<string, number> = {}
  for (const [measure, amount] of Object.entries(measureGoods(goodsMeasures, back))) {
    if (!measure.startsWith('visits')) sums[measure] = -amount
    else if (left[measure] === undefined) sums[measure] = -1
  }
  return sums
}

function add(sums: Map<number, number>, asset: number, points: number): void {
  sums.set(asset, (sums.get(asset) ?? 0) + points)
}
