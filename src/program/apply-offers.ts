import { bestCombination, exactOffersMax, type Setting } from './combine-offers.ts'
import type { CompiledLevel, CompiledProgram } from './compiled.ts'
import type { CompiledOffer } from './compiled-offers.ts'
import type { Scene } from './conditions.ts'
import { netCentsOf } from './facts.ts'
import { type Reduction, reductionOf } from './offer-effects.ts'
import { type Cut, cutReductions, type Guard, guardOf } from './offer-guard.ts'
import { appliedReason, lostReason } from './offer-reasons.ts'
import { noShipping, type PlacedOffer, placeOffer } from './place-offer.ts'
import { discountBy, type LevelPrice, levelDiscounts, levelPrices, totalPerLine } from './price.ts'
import { type Reason, reason } from './reasons.ts'

/** An offer that counts on a receipt: what it takes off each line, after the guard. */
export type AppliedOffer = {
  offer: string
  offCents: number
  perLine: readonly number[]
  reasons: Reason[]
}

/** The prices of a receipt after offers and level price. Arrays run in the order of its lines. */
export type OfferedPrices = {
  offers: AppliedOffer[]
  offerDiscounts: readonly number[]
  levelDiscounts: readonly number[]
  /** Left to pay, before points. */
  left: readonly number[]
  levelReasons: Reason[]
  /** Offers that did not count, and to which they lost; gifts that are due. */
  otherReasons: Reason[]
  /** Goods that would be free if they were scanned. */
  giftsDue: { offer: string; sku: string }[]
  guard: Guard | null
}

/**
 * Takes offers and level prices off a receipt: the combination of offers that is best for the member, then the level
 * prices of what is left, then the price guard over both.
 */
export function applyOffers(program: CompiledProgram, levels: readonly CompiledLevel[], scene: Scene): OfferedPrices {
  const { lines } = scene.sale
  const guard = program.guard ? guardOf(program.guard, lines) : null
  const netCents = lines.map(netCentsOf)
  const prices = levelPrices(levels, scene)
  if (program.offers.length === 0 && !guard) return withoutOffers(prices, netCents)
  const { candidates, otherReasons, giftsDue } = findCandidates(program.offers, scene, netCents)
  const setting: Setting = { candidates, netCents, levelPrices: prices, guard }
  const { places, totalCents, isProven } = bestCombination(setting)
  const chosen = places.flatMap(place => candidates[place] ?? [])
  for (const candidate of candidates)
    if (!chosen.includes(candidate))
      otherReasons.push(
        lostReason(candidate, { chosen, totalCents, offCents: reductionOf(candidate, netCents).offCents }),
      )
  if (!isProven) otherReasons.push(reason('offers-searched', null, { offers: candidates.length, most: exactOffersMax }))
  return { ...takeOff(chosen, { prices, netCents, guard }), otherReasons, giftsDue, guard }
}

/** What nearly every receipt meets, so no array is made that is not needed. */
function withoutOffers(prices: readonly LevelPrice[], netCents: readonly number[]): OfferedPrices {
  const [only] = prices
  const none = netCents.map(() => 0)
  const priced = prices.length === 1 && only ? [discountBy(only, netCents)] : levelDiscounts(prices, netCents)
  const perLine = prices.length === 0 ? none : totalPerLine(priced, netCents.length)
  return {
    offers: [],
    offerDiscounts: none,
    levelDiscounts: perLine,
    left: prices.length === 0 ? netCents : netCents.map((cents, index) => cents - (perLine[index] ?? 0)),
    levelReasons: priced.length === 1 ? (priced[0]?.reasons ?? []) : priced.flatMap(({ reasons }) => reasons),
    otherReasons: [],
    giftsDue: [],
    guard: null,
  }
}

type Found = Pick<OfferedPrices, 'otherReasons' | 'giftsDue'> & { candidates: PlacedOffer[] }

/** The offers whose conditions hold and that would take something off by themselves. */
function findCandidates(offers: readonly CompiledOffer[], scene: Scene, netCents: readonly number[]): Found {
  const found: Found = { candidates: [], otherReasons: [], giftsDue: [] }
  for (const offer of offers) {
    const placement = placeOffer(offer, scene)
    if ('failing' in placement) {
      found.otherReasons.push(notApplied(offer, placement.failing))
    } else if ('due' in placement) {
      found.giftsDue.push({ offer: offer.offer, sku: placement.due })
      found.otherReasons.push(reason('gift-due', offer.offer, { name: offer.name, sku: placement.due }))
    } else if (reductionOf(placement.placed, netCents).offCents > 0) found.candidates.push(placement.placed)
    else found.otherReasons.push(reason('offer-takes-nothing', offer.offer, { name: offer.name }))
  }
  return found
}

function notApplied({ offer, name }: CompiledOffer, condition: string): Reason {
  if (condition === noShipping) return reason('offer-no-shipping', offer, { name })
  return reason('offer-not-applied', offer, { name, condition })
}

type Taking = { prices: readonly LevelPrice[]; netCents: readonly number[]; guard: Guard | null }

/** Does what the search chose, line by line, and says why. */
function takeOff(chosen: readonly PlacedOffer[], { prices, netCents, guard }: Taking) {
  let left = netCents
  let hasLevelPrice = netCents.map(() => true)
  const done: { placed: PlacedOffer; reduction: Reduction; perLine: number[] }[] = []
  for (const placed of chosen) {
    const reduction = reductionOf(placed, left)
    left = left.map((cents, index) => cents - (reduction.perLine[index] ?? 0))
    if (!placed.offer.keepsLevelPrice)
      hasLevelPrice = hasLevelPrice.map((has, index) => has && reduction.perLine[index] === 0)
    if (reduction.offCents > 0) done.push({ placed, reduction, perLine: [...reduction.perLine] })
  }
  const priced = levelDiscounts(
    prices,
    left.map((cents, index) => (hasLevelPrice[index] ? cents : 0)),
  )
  const cuts = guard
    ? cutReductions(
        guard,
        [...done, ...priced].map(({ perLine }) => perLine),
      )
    : []
  const offers = done.map(({ placed, reduction, perLine }, place) => ({
    offer: placed.offer.offer,
    offCents: sumOf(perLine),
    perLine,
    reasons: [appliedReason(placed.offer, reduction), ...guardReasons(placed.offer.offer, cuts[place])],
  }))
  const offerDiscounts = totalPerLine(offers, netCents.length)
  const byLevel = totalPerLine(priced, netCents.length)
  return {
    offers,
    offerDiscounts,
    levelDiscounts: byLevel,
    left: netCents.map((cents, index) => cents - (offerDiscounts[index] ?? 0) - (byLevel[index] ?? 0)),
    levelReasons: priced.flatMap(({ price, reasons }, place) => [
      ...reasons,
      ...guardReasons(`level-${price.level.level}`, cuts[done.length + place]),
    ]),
  }
}

function guardReasons(rule: string, cut: Cut | undefined): Reason[] {
  const reasons: Reason[] = []
  if (cut && cut.marginCents > 0) reasons.push(reason('guard-margin', rule, { cutCents: cut.marginCents }))
  if (cut && cut.discountCents > 0) reasons.push(reason('guard-discount', rule, { cutCents: cut.discountCents }))
  return reasons
}

function sumOf(cents: readonly number[]): number {
  return cents.reduce((a, b) => a + b, 0)
}
