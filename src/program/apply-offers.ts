import { bestCombination, exactOffersMax, type Setting } from './combine-offers.ts'
import { inOrderOfUse } from './compile-offers.ts'
import type { CompiledLevel, CompiledProgram } from './compiled.ts'
import type { CompiledOffer } from './compiled-offers.ts'
import type { Scene } from './conditions.ts'
import { couponDayReason, couponRefusal } from './coupon-reasons.ts'
import { type CouponRight, oneOfEachOffer } from './coupons.ts'
import { netCentsOf } from './facts.ts'
import { type Reduction, reductionOf } from './offer-effects.ts'
import { type Cut, cutReductions, type Guard, guardOf } from './offer-guard.ts'
import { limitCutReason, limitFullReason } from './offer-limits.ts'
import { appliedReason, lostReason } from './offer-reasons.ts'
import { noShipping, type PlacedOffer, type Placement, placeOffer } from './place-offer.ts'
import { discountBy, type LevelPrice, levelDiscounts, levelPrices, totalPerLine } from './price.ts'
import { type Reason, reason } from './reasons.ts'
import { type Refusal, refuse } from './refusals.ts'

/** An offer that counts on a receipt: what it takes off each line, after the guard. */
export type AppliedOffer = {
  offer: string
  offCents: number
  perLine: readonly number[]
  /** The coupon that it uses up; null: it needs none. */
  couponId: string | null
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
export function applyOffers(
  program: CompiledProgram,
  levels: readonly CompiledLevel[],
  scene: Scene,
): OfferedPrices | Refusal {
  const { lines, coupons = [] } = scene.sale
  const netCents = lines.map(netCentsOf)
  const prices = levelPrices(levels, scene)
  const { openOffers } = program
  if (openOffers.length === 0 && coupons.length === 0 && !program.guard) return withoutOffers(prices, netCents)
  const rights = rightsByOffer(coupons)
  const found = findCandidates([...openOffers, ...rights.keys()].toSorted(inOrderOfUse), { scene, netCents, rights })
  if ('refusal' in found) return found
  const { candidates, otherReasons, giftsDue } = found
  const guard = program.guard ? guardOf(program.guard, lines) : null
  const isWanted = candidates.map(({ offer }) => rights.get(offer)?.isWanted === true)
  const setting: Setting = { candidates, netCents, levelPrices: prices, guard, isWanted }
  const { places, totalCents, isProven } = bestCombination(setting)
  const chosen = places.flatMap(place => candidates[place] ?? [])
  for (const candidate of candidates)
    if (!chosen.includes(candidate))
      otherReasons.push(lostReason(candidate, { chosen, totalCents, offCents: worthAlone(candidate, netCents) }))
  if (!isProven) otherReasons.push(reason('offers-searched', null, { offers: candidates.length, most: exactOffersMax }))
  const taken = takeOff(chosen, { prices, netCents, guard, rights })
  return unusedWish(rights, chosen, taken.offers) ?? { ...taken, otherReasons, giftsDue, guard }
}

type Rights = ReadonlyMap<CompiledOffer, CouponRight>

function rightsByOffer(coupons: readonly CouponRight[]): Rights {
  return new Map(coupons.length === 0 ? [] : oneOfEachOffer(coupons).map(right => [right.offer, right]))
}

function worthAlone(candidate: PlacedOffer, netCents: readonly number[]): number {
  return reductionOf(candidate, netCents).offCents
}

/** A coupon that was asked for and does nothing is refused: it would be used up for nothing, or left without a word. */
function unusedWish(rights: Rights, chosen: readonly PlacedOffer[], applied: readonly AppliedOffer[]): Refusal | null {
  for (const { isWanted, offer, couponId } of rights.values()) {
    if (!isWanted || applied.some(done => done.couponId === couponId && done.offCents > 0)) continue
    const isChosen = chosen.some(candidate => candidate.offer === offer)
    return refuse(isChosen ? 'coupon-takes-nothing' : 'coupon-not-together', { name: offer.name })
  }
  return null
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

type Finding = { scene: Scene; netCents: readonly number[]; rights: Rights }

/** The offers whose conditions hold and that would take something off by themselves. */
function findCandidates(offers: readonly CompiledOffer[], { scene, netCents, rights }: Finding): Found | Refusal {
  const found: Found = { candidates: [], otherReasons: [], giftsDue: [] }
  for (const offer of offers) {
    const right = rights.get(offer)
    const outcome = right && couponDayReason(right, scene.sale.soldOn)
    const placement = outcome ? null : placeOffer(offer, scene)
    if (placement && 'placed' in placement && worthAlone(placement.placed, netCents) > 0) {
      found.candidates.push(placement.placed)
      continue
    }
    const why = outcome ?? whyNot(offer, placement)
    if (right?.isWanted) return couponRefusal(right, why)
    if (why.code === 'gift-due') found.giftsDue.push({ offer: offer.offer, sku: String(why.values.sku) })
    found.otherReasons.push(why)
  }
  return found
}

function whyNot(offer: CompiledOffer, placement: Placement | null): Reason {
  const { name } = offer
  if (placement && 'full' in placement) return limitFullReason(offer, placement.full)
  if (placement && 'failing' in placement) return notApplied(offer, placement.failing)
  if (placement && 'due' in placement) return reason('gift-due', offer.offer, { name, sku: placement.due })
  return reason('offer-takes-nothing', offer.offer, { name })
}

function notApplied({ offer, name }: CompiledOffer, condition: string): Reason {
  if (condition === noShipping) return reason('offer-no-shipping', offer, { name })
  return reason('offer-not-applied', offer, { name, condition })
}

type Taking = { prices: readonly LevelPrice[]; netCents: readonly number[]; guard: Guard | null; rights: Rights }

/** Does what the search chose, line by line, and says why. */
function takeOff(chosen: readonly PlacedOffer[], { prices, netCents, guard, rights }: Taking) {
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
    couponId: rights.get(placed.offer)?.couponId ?? null,
    reasons: [
      appliedReason(placed.offer, reduction),
      ...limitReasons(placed, reduction),
      ...(rights.has(placed.offer) ? [reason('coupon-used', placed.offer.offer)] : []),
      ...guardReasons(placed.offer.offer, cuts[place]),
    ],
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

/** The reduction has come to what its limit leaves, and would have been more. */
function limitReasons({ offer, room }: PlacedOffer, { isLimited }: Reduction): Reason[] {
  return room && isLimited ? [limitCutReason(offer, room)] : []
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
