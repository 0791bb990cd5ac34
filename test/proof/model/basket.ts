import { rules } from '../program.ts'
import type { LineKind, LineRequest } from '../requests.ts'
import { sum } from './entry.ts'
import { levelAt } from './standing.ts'

// What a basket costs and earns, from the words of the program language.

export type PricedLine = {
  lineNumber: number
  kind: LineKind
  units: number
  offerDiscountCents: number
  levelDiscountCents: number
  pointsDiscountCents: number
  payableCents: number
  earned: number
  redeemed: number
}

export type Priced = {
  lines: PricedLine[]
  payableCents: number
  earned: number
  /** Cut by the limit of the month. */
  isCut: boolean
  hasLevelPrice: boolean
}

/** What takes so much off from so much on: the offer to all, and those that a coupon is a right to. */
export type Off = { offer: string; fromCents: number; offCents: number }

/** Who buys: the level, how many points of the month were earned before, and to what the coupons are rights. */
export type Buyer = { rank: number; earnedBefore: number; coupons?: readonly Off[] }

const isSold = ({ kind }: { kind: LineKind }) => kind === 'goods' || kind === 'service'
/** Points pay for what the shop sells and delivers, never for money that belongs to others. */
const isPaidByPoints = ({ kind }: { kind: LineKind }) => isSold({ kind }) || kind === 'shipping'

/** Everything for which the program refuses a redemption; an empty list lets it pass. */
export function redeemRefusals(
  lines: readonly LineRequest[],
  points: number,
  { rank, usable, coupons = [] }: { rank: number; usable: number; coupons?: readonly Off[] },
): string[] {
  if (points === 0) return []
  const refusals: string[] = []
  const steps = points / rules.pointsPerStep
  if (!Number.isInteger(steps) || points < 0) refusals.push('program/redeem-step')
  if (points < rules.pointsPerStep) refusals.push('program/redeem-below-minimum')
  if (points > rules.redeemPointsMax) refusals.push('program/redeem-above-maximum')
  if (points > usable) refusals.push('program/redeem-not-enough')
  const left = afterLevel(lines, afterOffers(lines, coupons), rank)
  const payable = sum(lines.map((line, index) => (isPaidByPoints(line) ? (left[index] ?? 0) : 0)))
  if (steps * rules.centsPerStep > Math.floor((payable * rules.redeemSharePercent) / 100))
    refusals.push('program/redeem-more-than-basket')
  return refusals
}

/** Prices a basket of a member, with a redemption that is allowed; buyer null prices it for a guest. */
export function price(lines: readonly LineRequest[], points: number, buyer: Buyer | null): Priced {
  const rank = buyer?.rank ?? null
  const offered = rank === null ? lines.map(netCents) : afterOffers(lines, buyer?.coupons ?? [])
  const discounted = rank === null ? offered : afterLevel(lines, offered, rank)
  const offCents = (points / rules.pointsPerStep) * rules.centsPerStep
  const off = share(
    offCents,
    lines.map((line, index) => (isPaidByPoints(line) ? (discounted[index] ?? 0) : 0)),
  )
  const redeemed = share(points, off)
  const payable = discounted.map((cents, index) => cents - (off[index] ?? 0))
  const earningCents = lines.map((line, index) => (isSold(line) ? (payable[index] ?? 0) : 0))
  // One point per yuan, times the level; in halves of a 分, rounded down once.
  const wished = rank === null ? 0 : Math.floor((sum(earningCents) * levelAt(rank).timesHalves) / 200)
  const earned = Math.min(wished, Math.max(rules.monthPointsMax - (buyer?.earnedBefore ?? 0), 0))
  const wishedPerLine = share(wished, earningCents)
  const perLine = earned < wished ? share(earned, wishedPerLine) : wishedPerLine
  return {
    lines: lines.map((line, index) => ({
      lineNumber: line.lineNumber,
      kind: line.kind,
      units: line.quantity,
      offerDiscountCents: netCents(line) - (offered[index] ?? 0),
      levelDiscountCents: (offered[index] ?? 0) - (discounted[index] ?? 0),
      pointsDiscountCents: off[index] ?? 0,
      payableCents: payable[index] ?? 0,
      earned: perLine[index] ?? 0,
      redeemed: redeemed[index] ?? 0,
    })),
    payableCents: sum(payable),
    earned,
    isCut: earned < wished,
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

/** What the goods and services of a basket cost before anything is taken off: the measure of all offers. */
export function basketCents(lines: readonly LineRequest[]): number {
  return sum(lines.filter(isSold).map(netCents))
}

const toAll: Off = { offer: 'spend', fromCents: rules.offerFromCents, offCents: rules.offerOffCents }

/**
 * Offers lie on goods and services, in proportion to what is left of their price, one after the other by their codes.
 * All that a basket is enough for count together: a level price of a tenth never eats up what they take off.
 */
function afterOffers(lines: readonly LineRequest[], coupons: readonly Off[]): number[] {
  const basket = basketCents(lines)
  const offs = [toAll, ...coupons].filter(({ fromCents }) => basket >= fromCents)
  let left = lines.map(netCents)
  for (const { offCents } of offs.sort((a, b) => (a.offer < b.offer ? -1 : 1))) {
    const off = share(
      offCents,
      lines.map((line, index) => (isSold(line) ? (left[index] ?? 0) : 0)),
    )
    left = left.map((cents, index) => cents - (off[index] ?? 0))
  }
  return left
}

function afterLevel(lines: readonly LineRequest[], offered: readonly number[], rank: number): number[] {
  const counted = lines.map((line, index) => (isSold(line) ? (offered[index] ?? 0) : 0))
  // Half up, once a receipt.
  const total = Math.floor((sum(counted) * levelAt(rank).discountPercent + 50) / 100)
  const discounts = share(total, counted)
  return offered.map((cents, index) => cents - (discounts[index] ?? 0))
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
