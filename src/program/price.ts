import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import type { CompiledLevel } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { isSold, netCentsOf } from './facts.ts'
import { type Reason, reason } from './reasons.ts'

type Priced = { perLine: number[]; reasons: Reason[] }
type Price = NonNullable<CompiledLevel['discount']>
type Offer = { level: CompiledLevel; price: Price; applies: readonly boolean[] }

/**
 * The reduction of each line by the member's level: rounded half up once, the remainder on the largest fractions. Of
 * several tracks the best price of each line counts; a price that no line uses says which one was better.
 */
export function levelDiscounts(levels: readonly CompiledLevel[], scene: Scene): Priced {
  const [only, ...others] = levels.filter(level => level.discount !== null)
  if (!only?.discount) return { perLine: scene.sale.lines.map(() => 0), reasons: [] }
  return others.length === 0 ? onePrice(only, only.discount, scene) : bestPrices([only, ...others], scene)
}

/** What nearly every receipt meets: one level with a price. */
function onePrice(level: CompiledLevel, { basisPoints, test }: Price, scene: Scene): Priced {
  const { lines } = scene.sale
  const counted = lines.map(line => (isSold(line) && test.failing(scene, line) === null ? netCentsOf(line) : 0))
  return priced(level, basisPoints, counted)
}

function priced(level: CompiledLevel, basisPoints: number, counted: readonly number[]): Priced {
  const baseCents = counted.reduce((a, b) => a + b, 0)
  if (baseCents === 0) return { perLine: counted.map(() => 0), reasons: [] }
  const total = multiplyDivideHalfUp(baseCents, basisPoints, 10_000)
  const values = { level: level.name, baseCents, discountPercent: basisPoints, offCents: total }
  return { perLine: allocate(total, counted), reasons: [reason('level-price', `level-${level.level}`, values)] }
}

function bestPrices(levels: readonly CompiledLevel[], scene: Scene): Priced {
  const { lines } = scene.sale
  const offers = levels.flatMap(level => offerOf(level, scene))
  const best = lines.map((_, index) => bestOf(offers, index))
  const perLine = lines.map(() => 0)
  const reasons: Reason[] = []
  for (const offer of offers) {
    const counted = lines.map((line, index) => (best[index] === offer ? netCentsOf(line) : 0))
    const part = priced(offer.level, offer.price.basisPoints, counted)
    for (const [index, cents] of part.perLine.entries()) perLine[index] = (perLine[index] ?? 0) + cents
    reasons.push(...(part.reasons.length > 0 ? part.reasons : lostReasons(offer, best)))
  }
  return { perLine, reasons }
}

function offerOf(level: CompiledLevel, scene: Scene): Offer[] {
  const { discount: price } = level
  if (!price) return []
  const applies = scene.sale.lines.map(line => isSold(line) && price.test.failing(scene, line) === null)
  return [{ level, price, applies }]
}

/** Of equal prices the one of the earlier track. */
function bestOf(offers: readonly Offer[], index: number): Offer | undefined {
  let best: Offer | undefined
  for (const offer of offers)
    if (offer.applies[index] && (!best || offer.price.basisPoints > best.price.basisPoints)) best = offer
  return best
}

function lostReasons({ level, price, applies }: Offer, best: readonly (Offer | undefined)[]): Reason[] {
  const winner = best.find((other, index) => applies[index] && other?.level !== level)
  if (!winner) return []
  const values = {
    level: level.name,
    discountPercent: price.basisPoints,
    winner: winner.level.name,
    winnerPercent: winner.price.basisPoints,
  }
  return [reason('level-price-lost', `level-${level.level}`, values)]
}
