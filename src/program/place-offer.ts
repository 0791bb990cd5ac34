import { multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledOffer } from './compiled-offers.ts'
import type { Scene } from './conditions.ts'
import { isSold, netCentsOf, type SaleLine } from './facts.ts'
import { type OfferRoom, roomOfOffer } from './offer-limits.ts'

/** An offer whose condition holds, with the lines that it may reduce, and what its limits leave of it. */
export type PlacedOffer = {
  offer: CompiledOffer
  isTarget: readonly boolean[]
  lines: readonly SaleLine[]
  /** null: no limit bounds it. */
  room: OfferRoom | null
}

/** What free shipping lacks: no word of a condition. */
export const noShipping = 'shipping'

/** `failing`: the word of the condition that does not hold. `due`: goods that would be free if they were scanned. `full`: nothing is left of a limit. */
export type Placement = { placed: PlacedOffer } | { failing: string } | { due: string } | { full: OfferRoom }

/** Asks an offer's condition, which lines it is about, and what its limits leave. */
export function placeOffer(offer: CompiledOffer, scene: Scene): Placement {
  const placement = placeByCondition(offer, scene)
  if (offer.limits.length === 0 || 'failing' in placement) return placement
  const room = roomOfOffer(offer, scene.member)
  if (room?.cents === 0) return { full: room }
  return 'placed' in placement ? { placed: { ...placement.placed, room } } : placement
}

/** A condition on goods chooses lines; shipping it only allows. */
function placeByCondition(offer: CompiledOffer, scene: Scene): Placement {
  const { gives } = offer
  if (gives.kind === 'gift' || gives.kind === 'exchange') return placePiece(offer, gives, scene)
  const { lines } = scene.sale
  if (gives.kind === 'free-shipping') {
    const failing = failingWord(offer, scene)
    if (failing !== null) return { failing }
    return placedOn(
      offer,
      scene,
      lines.map(line => line.kind === 'shipping'),
      noShipping,
    )
  }
  if (!offer.test.isAboutLines) {
    const failing = offer.test.failing(scene, null)
    if (failing !== null) return { failing }
  }
  const prices = gives.kind === 'prices' ? gives.cents : null
  let failing: string | null = null
  const isTarget = lines.map(line => {
    if (!isSold(line) || prices?.has(line.sku) === false) return false
    if (gives.kind === 'pay' && line.isWeighed) return false
    const word = offer.test.isAboutLines ? offer.test.failing(scene, line) : null
    failing ??= word
    return word === null
  })
  return placedOn(offer, scene, isTarget, failing ?? 'sku')
}

function placedOn(offer: CompiledOffer, { sale }: Scene, isTarget: boolean[], otherwise: string): Placement {
  return isTarget.includes(true)
    ? { placed: { offer, isTarget, lines: sale.lines, room: null } }
    : { failing: otherwise }
}

/** The word of an offer's condition that does not hold; a condition on goods holds when it holds for one line. */
function failingWord({ test }: CompiledOffer, scene: Scene): string | null {
  if (!test.isAboutLines) return test.failing(scene, null)
  const failing = scene.sale.lines.map(line => test.failing(scene, line))
  return failing.includes(null) ? null : (failing[0] ?? 'all')
}

/** One piece of certain goods. It does not help to meet the condition that makes it cheap: nobody buys a gift to get it. */
function placePiece(offer: CompiledOffer, gives: { kind: 'gift' | 'exchange'; sku: string }, scene: Scene): Placement {
  const place = cheapestOf(gives.sku, scene.sale.lines)
  if (place === null) {
    const failing = failingWord(offer, scene)
    if (failing !== null) return { failing }
    return gives.kind === 'gift' ? { due: gives.sku } : { failing: 'sku' }
  }
  const failing = failingWord(offer, withoutPiece(scene, place))
  if (failing !== null) return { failing }
  return placedOn(
    offer,
    scene,
    scene.sale.lines.map((_, index) => index === place),
    'sku',
  )
}

/** Where the goods lie that cost least for a piece; the first of equal ones. Weighed goods have no pieces. */
function cheapestOf(sku: string, lines: readonly SaleLine[]): number | null {
  let found: number | null = null
  for (const [index, line] of lines.entries()) {
    if (line.sku !== sku || line.isWeighed || !isSold(line)) continue
    const other = found === null ? undefined : lines[found]
    if (!other || netCentsOf(line) * other.units < netCentsOf(other) * line.units) found = index
  }
  return found
}

function withoutPiece(scene: Scene, place: number): Scene {
  const { sale, basketCents } = scene
  const lines = sale.lines.flatMap((line, index) => {
    if (index !== place) return [line]
    if (line.units === 1) return []
    const less = (cents: number) => multiplyDivideFloor(cents, line.units - 1, line.units)
    const costCents = line.costCents === null ? null : less(line.costCents)
    const manualDiscountCents = less(line.manualDiscountCents)
    return [{ ...line, units: line.units - 1, grossCents: less(line.grossCents), manualDiscountCents, costCents }]
  })
  const sum = (those: readonly SaleLine[]) => those.filter(isSold).reduce((cents, line) => cents + netCentsOf(line), 0)
  return { ...scene, sale: { ...sale, lines }, basketCents: basketCents - sum(sale.lines) + sum(lines) }
}
