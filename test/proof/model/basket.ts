import { rules } from '../program.ts'
import type { LineKind, LineRequest } from '../requests.ts'
import { sum } from './account.ts'
import { levelAt } from './standing.ts'

// What a basket costs and earns, from the words of the program language.

export type PricedLine = {
  lineNumber: number
  kind: LineKind
  units: number
  levelDiscountCents: number
  pointsDiscountCents: number
  payableCents: number
  earned: number
  redeemed: number
}

export type Priced = { lines: PricedLine[]; payableCents: number; earned: number; hasLevelPrice: boolean }

const isSold = ({ kind }: { kind: LineKind }) => kind === 'goods' || kind === 'service'
/** Points pay for what the shop sells and delivers, never for money that belongs to others. */
const isPaidByPoints = ({ kind }: { kind: LineKind }) => isSold({ kind }) || kind === 'shipping'

/** Everything for which the program refuses a redemption; an empty list lets it pass. */
export function redeemRefusals(
  lines: readonly LineRequest[],
  points: number,
  { rank, usable }: { rank: number; usable: number },
): string[] {
  if (points === 0) return []
  const refusals: string[] = []
  const steps = points / rules.pointsPerStep
  if (!Number.isInteger(steps) || points < 0) refusals.push('program/redeem-step')
  if (points < rules.pointsPerStep) refusals.push('program/redeem-below-minimum')
  if (points > rules.redeemPointsMax) refusals.push('program/redeem-above-maximum')
  if (points > usable) refusals.push('program/redeem-not-enough')
  const payable = sum(lines.map((line, index) => (isPaidByPoints(line) ? (afterLevel(lines, rank)[index] ?? 0) : 0)))
  if (steps * rules.centsPerStep > Math.floor((payable * rules.redeemSharePercent) / 100))
    refusals.push('program/redeem-more-than-basket')
  return refusals
}

/** Prices a basket of a member at a rank, with a redemption that is allowed; rank null prices it for a guest. */
export function price(lines: readonly LineRequest[], points: number, rank: number | null): Priced {
  const discounted = rank === null ? lines.map(netCents) : afterLevel(lines, rank)
  const offCents = (points / rules.pointsPerStep) * rules.centsPerStep
  const off = share(
    offCents,
    lines.map((line, index) => (isPaidByPoints(line) ? (discounted[index] ?? 0) : 0)),
  )
  const redeemed = share(points, off)
  const payable = discounted.map((cents, index) => cents - (off[index] ?? 0))
  const earningCents = lines.map((line, index) => (isSold(line) ? (payable[index] ?? 0) : 0))
  // One point per yuan, times the level; in halves of a 分, rounded down once.
  const earned = rank === null ? 0 : Math.floor((sum(earningCents) * levelAt(rank).timesHalves) / 200)
  const perLine = share(earned, earningCents)
  return {
    lines: lines.map((line, index) => ({
      lineNumber: line.lineNumber,
      kind: line.kind,
      units: line.quantity,
      levelDiscountCents: netCents(line) - (discounted[index] ?? 0),
      pointsDiscountCents: off[index] ?? 0,
      payableCents: payable[index] ?? 0,
      earned: perLine[index] ?? 0,
      redeemed: redeemed[index] ?? 0,
    })),
    payableCents: sum(payable),
    earned,
    hasLevelPrice: rank !== null && levelAt(rank).discountPercent > 0 && sum(lines.filter(isSold).map(netCents)) > 0,
  }
}

/** What counts for levels: money for goods and services. */
export function spendOf(lines: readonly { kind: LineKind; payableCents: number }[]): number {
  return sum(lines.filter(isSold).map(line => line.payableCents))
}

function netCents({ quantity, unitPriceCents, manualDiscountCents }: LineRequest): number {
  return quantity * unitPriceCents - manualDiscountCents
}

function afterLevel(lines: readonly LineRequest[], rank: number): number[] {
  const counted = lines.map(line => (isSold(line) ? netCents(line) : 0))
  // Half up, once a receipt.
  const total = Math.floor((sum(counted) * levelAt(rank).discountPercent + 50) / 100)
  const discounts = share(total, counted)
  return lines.map((line, index) => netCents(line) - (discounts[index] ?? 0))
}

/** Largest remainder; of equal remainders the earlier line. Nothing to weigh by: all to the first. */
function share(total: number, weights: readonly number[]): number[] {
  const whole = sum(weights)
  if (whole === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const parts = weights.map((weight, index) => ({
    index,
    part: Math.floor((total * weight) / whole),
    rest: (total * weight) % whole,
  }))
  let missing = total - sum(parts.map(({ part }) => part))
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (missing === 0) break
    part.part += 1
    missing -= 1
  }
  return parts.map(({ part }) => part)
}
