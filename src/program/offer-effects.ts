import { allocate, multiplyDivideFloor, multiplyDivideHalfUp } from '../shared/money.ts'
import type { OfferGift } from './compiled-offers.ts'
import { withinRoom } from './offer-limits.ts'
import type { PlacedOffer } from './place-offer.ts'

/** What an offer takes off, line by line, and the figures that say why. The parts always sum to `offCents`. */
export type Reduction = {
  offCents: number
  perLine: readonly number[]
  figures: Figures
  /** Whether it would be more without the limits of the offer. */
  isLimited?: boolean
}
export type Figures = {
  /** What the goods that it is about cost at that moment. */
  baseCents: number
  /** How often it counted: whole multiples of `every`, or pieces that are free. */
  count: number
  /** The step of 满减 that was reached. */
  fromCents: number
  isCapped: boolean
}

/**
 * What an offer takes off now. @param left what is left to pay of each line, in 分
 * Never grows when `left` shrinks but for single 分 of rounding: the search for the best combination relies on it.
 */
export function reductionOf(placed: PlacedOffer, left: readonly number[]): Reduction {
  return withinRoom(unlimitedReductionOf(placed, left), placed.room)
}

function unlimitedReductionOf({ offer, isTarget, lines }: PlacedOffer, left: readonly number[]): Reduction {
  const weights = left.map((cents, index) => (isTarget[index] ? cents : 0))
  const baseCents = weights.reduce((a, b) => a + b, 0)
  const { gives } = offer
  switch (gives.kind) {
    case 'prices':
      return lineByLine(weights, index => priceOff(gives.cents, lines[index], weights[index] ?? 0))
    case 'exchange':
      return lineByLine(weights, index => pieceOff(lines[index], weights[index] ?? 0, gives.cents))
    case 'gift':
      return lineByLine(weights, index => pieceOff(lines[index], weights[index] ?? 0, 0))
    case 'free-shipping':
      return lineByLine(weights, index => weights[index] ?? 0)
    case 'pay': {
      const { freePieces, freeCents } = cheapestPieces(gives, { isTarget, lines }, left)
      return shared(freeCents, weights, { baseCents, count: freePieces })
    }
    case 'percent': {
      const exact = multiplyDivideHalfUp(baseCents, gives.basisPoints, 10_000)
      const offCents = Math.min(exact, gives.mostCents ?? exact)
      return shared(offCents, weights, { baseCents, isCapped: offCents < exact })
    }
    case 'steps': {
      const step = gives.steps.findLast(candidate => baseCents >= candidate.fromCents)
      return shared(step?.offCents ?? 0, weights, { baseCents, fromCents: step?.fromCents ?? 0 })
    }
    case 'off': {
      const count = gives.everyCents === null ? 1 : Math.floor(baseCents / gives.everyCents)
      return shared(count * gives.cents, weights, { baseCents, count })
    }
  }
}

const noFigures: Figures = { baseCents: 0, count: 1, fromCents: 0, isCapped: false }

/** One amount over several lines, never more than they cost. */
function shared(wantedCents: number, weights: readonly number[], figures: Partial<Figures>): Reduction {
  const offCents = Math.min(wantedCents, figures.baseCents ?? 0)
  const perLine = offCents === 0 ? weights.map(() => 0) : allocate(offCents, weights)
  return { offCents, perLine, figures: { ...noFigures, ...figures } }
}

function lineByLine(weights: readonly number[], offOf: (index: number) => number): Reduction {
  const perLine = weights.map((cents, index) => (cents === 0 ? 0 : offOf(index)))
  const baseCents = weights.reduce((a, b) => a + b, 0)
  return { offCents: perLine.reduce((a, b) => a + b, 0), perLine, figures: { ...noFigures, baseCents } }
}

type Line = PlacedOffer['lines'][number] | undefined

/** A member price is per piece, or per kilogram; it never makes goods dearer. */
function priceOff(prices: ReadonlyMap<string, number>, line: Line, cents: number): number {
  const price = line && prices.get(line.sku)
  if (!line || price === undefined) return 0
  const memberCents = line.isWeighed ? multiplyDivideHalfUp(line.units, price, 1_000) : line.units * price
  return Math.max(cents - memberCents, 0)
}

function pieceOff(line: Line, cents: number, priceCents: number): number {
  return line ? Math.max(multiplyDivideHalfUp(cents, 1, line.units) - priceCents, 0) : 0
}

/** Of all matching pieces together the cheapest are free: of 7 pieces at "2 of 3", two. */
function cheapestPieces(
  { paid, of }: Extract<OfferGift, { kind: 'pay' }>,
  { isTarget, lines }: Pick<PlacedOffer, 'isTarget' | 'lines'>,
  left: readonly number[],
): { freePieces: number; freeCents: number } {
  const pieces = lines
    .map((line, index) => ({ units: line.units, cents: left[index] ?? 0, isMeant: isTarget[index] }))
    .filter(({ isMeant }) => isMeant)
    .toSorted((a, b) => a.cents * b.units - b.cents * a.units)
  const freePieces = Math.floor(pieces.reduce((sum, { units }) => sum + units, 0) / of) * (of - paid)
  let missing = freePieces
  let freeCents = 0
  for (const { units, cents } of pieces) {
    const taken = Math.min(missing, units)
    freeCents += multiplyDivideFloor(cents, taken, units)
    missing -= taken
  }
  return { freePieces, freeCents }
}
