import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import type { CompiledLevel } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { isSold } from './facts.ts'
import { type Reason, reason } from './reasons.ts'

/** The price of a level in one track, and the lines that have it. */
export type LevelPrice = {
  level: CompiledLevel
  basisPoints: number
  isCounted: readonly boolean[]
  /** Said where the price takes nothing: another track has a better one for lines that it was for, too. */
  lost: Reason | null
}

/** Which lines have which level price. Of several tracks the best price of each line counts. */
export function levelPrices(levels: readonly CompiledLevel[], scene: Scene): LevelPrice[] {
  const prices: LevelPrice[] = []
  for (const level of levels) {
    const { discount } = level
    if (!discount) continue
    const { basisPoints, test } = discount
    const isCounted = scene.sale.lines.map(line => isSold(line) && test.failing(scene, line) === null)
    prices.push({ level, basisPoints, isCounted, lost: null })
  }
  return prices.length < 2 ? prices : shareOut(prices, scene.sale.lines.length)
}

function shareOut(prices: readonly LevelPrice[], lines: number): LevelPrice[] {
  const best = Array.from({ length: lines }, (_, index) => bestOf(prices, index))
  return prices.map(price => ({
    ...price,
    isCounted: best.map(winner => winner === price),
    lost: lostReason(price, best),
  }))
}

/** Of equal prices the one of the earlier track. */
function bestOf(prices: readonly LevelPrice[], index: number): LevelPrice | undefined {
  let best: LevelPrice | undefined
  for (const price of prices)
    if (price.isCounted[index] && (!best || price.basisPoints > best.basisPoints)) best = price
  return best
}

function lostReason(price: LevelPrice, best: readonly (LevelPrice | undefined)[]): Reason | null {
  const winner = best.find((other, index) => price.isCounted[index] && other !== price)
  if (!winner) return null
  return reason('level-price-lost', `level-${price.level.level}`, {
    level: price.level.name,
    discountPercent: price.basisPoints,
    winner: winner.level.name,
    winnerPercent: winner.basisPoints,
  })
}

/** What one level price takes off, and why. */
export type LevelDiscount = { price: LevelPrice; perLine: number[]; reasons: Reason[] }

/**
 * The reduction of each line by each level price: rounded half up once, the remainder on the largest fractions.
 * @param left what is left to pay of each line, in 分; 0 for lines that an offer keeps from the level price
 */
export function levelDiscounts(prices: readonly LevelPrice[], left: readonly number[]): LevelDiscount[] {
  return prices.map(price => discountBy(price, left))
}

export function discountBy(price: LevelPrice, left: readonly number[]): LevelDiscount {
  const { level, basisPoints, isCounted, lost } = price
  const counted = left.map((cents, index) => (isCounted[index] ? cents : 0))
  const baseCents = counted.reduce((a, b) => a + b, 0)
  if (baseCents === 0) return { price, perLine: left.map(() => 0), reasons: lost ? [lost] : [] }
  const offCents = multiplyDivideHalfUp(baseCents, basisPoints, 10_000)
  const values = { level: level.name, baseCents, discountPercent: basisPoints, offCents }
  return {
    price,
    perLine: allocate(offCents, counted),
    reasons: [reason('level-price', `level-${level.level}`, values)],
  }
}

/** What several reductions take of each line together. */
export function totalPerLine(parts: readonly { perLine: readonly number[] }[], lines: number): readonly number[] {
  const [only] = parts
  if (only && parts.length === 1) return only.perLine
  return Array.from({ length: lines }, (_, index) => parts.reduce((sum, { perLine }) => sum + (perLine[index] ?? 0), 0))
}
