import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import type { CompiledLevel } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { isSold } from './facts.ts'
import { type Reason, reason } from './reasons.ts'

/** A level price and the lines that have it. No line has two. */
export type LevelPrice = { level: CompiledLevel; basisPoints: number; isCounted: readonly boolean[] }

/**
 * The level prices of a receipt. Of several tracks the best price of each line counts, of equal ones that of the earlier
 * track; a price that no line has says which one was better.
 */
export function levelPrices(
  levels: readonly CompiledLevel[],
  scene: Scene,
): { prices: LevelPrice[]; lostReasons: Reason[] } {
  const offered: LevelPrice[] = []
  for (const level of levels) {
    if (!level.discount) continue
    const { test, basisPoints } = level.discount
    const isCounted = scene.sale.lines.map(line => isSold(line) && test.failing(scene, line) === null)
    offered.push({ level, basisPoints, isCounted })
  }
  return offered.length < 2 ? { prices: offered, lostReasons: [] } : bestPrices(offered)
}

function bestPrices(offered: readonly LevelPrice[]): { prices: LevelPrice[]; lostReasons: Reason[] } {
  const best = (offered[0]?.isCounted ?? []).map((_, index) => bestOf(offered, index))
  const prices = offered.map(price => ({ ...price, isCounted: best.map(winner => winner === price) }))
  const lost = offered.filter(
    (price, place) => price.isCounted.includes(true) && !prices[place]?.isCounted.includes(true),
  )
  return { prices, lostReasons: lost.flatMap(price => lostReasons(price, best)) }
}

function bestOf(offered: readonly LevelPrice[], index: number): LevelPrice | undefined {
  let best: LevelPrice | undefined
  for (const price of offered)
    if (price.isCounted[index] && (!best || price.basisPoints > best.basisPoints)) best = price
  return best
}

function lostReasons(lost: LevelPrice, best: readonly (LevelPrice | undefined)[]): Reason[] {
  const winner = best.find((_, index) => lost.isCounted[index])
  if (!winner) return []
  const values = {
    level: lost.level.name,
    discountPercent: lost.basisPoints,
    winner: winner.level.name,
    winnerPercent: winner.basisPoints,
  }
  return [reason('level-price-lost', `level-${lost.level.level}`, values)]
}

/**
 * The reduction of each line by the member's levels: rounded half up once for each price, the remainder on the largest
 * fractions.
 * @param left what is left to pay of each line, in 分; 0 for lines that an offer keeps from the level price
 */
export function levelDiscounts(
  prices: readonly LevelPrice[],
  left: readonly number[],
): { perLine: number[]; reasons: Reason[] } {
  let perLine = left.map(() => 0)
  const reasons: Reason[] = []
  for (const { level, basisPoints, isCounted } of prices) {
    const counted = left.map((cents, index) => (isCounted[index] ? cents : 0))
    const baseCents = counted.reduce((a, b) => a + b, 0)
    if (baseCents === 0) continue
    const total = multiplyDivideHalfUp(baseCents, basisPoints, 10_000)
    const shares = allocate(total, counted)
    perLine = prices.length === 1 ? shares : perLine.map((cents, index) => cents + (shares[index] ?? 0))
    const values = { level: level.name, baseCents, discountPercent: basisPoints, offCents: total }
    reasons.push(reason('level-price', `level-${level.level}`, values))
  }
  return { perLine, reasons }
}
