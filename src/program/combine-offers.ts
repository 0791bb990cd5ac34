import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import { type Reduction, reductionOf } from './offer-effects.ts'
import { cutOf, type Guard } from './offer-guard.ts'
import type { PlacedOffer } from './place-offer.ts'

/** Up to so many offers the best combination is found for certain; above, by steps of improvement. */
export const exactOffersMax = 12
/** How many rounds of exchanging one offer for another the search takes at most. */
const roundsMax = 40

/** What the search knows of a receipt. `candidates` are in the order of use, each worth something by itself. */
export type Setting = {
  candidates: readonly PlacedOffer[]
  netCents: readonly number[]
  /** The member's level prices: which lines have which, no line two, and how much. */
  levelPrices: readonly { isCounted: readonly boolean[]; basisPoints: number }[]
  guard: Guard | null
  /** Coupons that were asked for by name: a combination with more of them is better, whatever it takes off. */
  isWanted?: readonly boolean[]
}

/** Places among the candidates, ascending. */
export type Combination = { places: readonly number[]; totalCents: number; isProven: boolean }

/** The admissible combination that takes most off, offers and level price together; ties by fewer offers, then by code. */
export function bestCombination(setting: Setting): Combination {
  const { candidates } = setting
  const isProven = candidates.length <= exactOffersMax
  const places = isProven ? exactBest(setting) : improvedGreedy(setting)
  return { places, totalCents: worthOf(setting, places) - wantedCents(setting, places), isProven }
}

/** What a combination takes off in 分, together with the level price and within the guard. */
export function worthOf(setting: Setting, places: readonly number[]): number {
  let state = startOf(setting)
  for (const place of places) state = after(setting, state, place)
  return worth(setting, state)
}

/** What a wanted offer counts for in the search: more than all reductions together. */
function wishCents({ isWanted, netCents }: Setting, place: number): number {
  return isWanted?.[place] ? netCents.reduce((a, b) => a + b, 1) : 0
}

function wantedCents(setting: Setting, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + wishCents(setting, place), 0)
}

/** Offers of one group exclude each other; one that stands alone excludes all. */
export function isAdmissible({ candidates }: Setting, places: readonly number[]): boolean {
  const offers = places.flatMap(place => candidates[place]?.offer ?? [])
  const groups = offers.flatMap(({ group }) => group ?? [])
  return new Set(groups).size === groups.length && (offers.length < 2 || !offers.some(({ isAlone }) => isAlone))
}

type State = { left: readonly number[]; hasLevelPrice: readonly boolean[]; offCents: number; wishCents: number }

function startOf({ netCents, levelPrices }: Setting): State {
  const hasLevelPrice = netCents.map((_, index) => levelPrices.some(({ isCounted }) => isCounted[index]))
  return { left: netCents, hasLevelPrice, offCents: 0, wishCents: 0 }
}

function after(setting: Setting, state: State, place: number): State {
  const candidate = setting.candidates[place]
  if (!candidate) return state
  const next = reduced(state, candidate, reductionOf(candidate, state.left))
  return { ...next, wishCents: state.wishCents + wishCents(setting, place) }
}

function reduced(state: State, { offer }: PlacedOffer, reduction: Reduction): State {
  const { left, hasLevelPrice, offCents } = state
  return {
    ...state,
    left: left.map((cents, index) => cents - (reduction.perLine[index] ?? 0)),
    hasLevelPrice: offer.keepsLevelPrice
      ? hasLevelPrice
      : hasLevelPrice.map((has, index) => has && reduction.perLine[index] === 0),
    offCents: offCents + reduction.offCents,
  }
}

function levelCents({ levelPrices }: Setting, { left, hasLevelPrice }: State): number {
  let total = 0
  for (const { isCounted, basisPoints } of levelPrices) {
    let base = 0
    for (const [index, cents] of left.entries()) if (hasLevelPrice[index] && isCounted[index]) base += cents
    total += multiplyDivideHalfUp(base, basisPoints, 10_000)
  }
  return total
}

function worth(setting: Setting, state: State): number {
  const total = state.offCents + levelCents(setting, state) + state.wishCents
  if (!setting.guard) return total
  const perLine = state.left.map((cents, index) => (setting.netCents[index] ?? 0) - cents)
  for (const { isCounted, basisPoints } of setting.levelPrices) {
    const counted = state.left.map((cents, index) => (state.hasLevelPrice[index] && isCounted[index] ? cents : 0))
    const base = counted.reduce((a, b) => a + b, 0)
    for (const [index, cents] of allocate(multiplyDivideHalfUp(base, basisPoints, 10_000), counted).entries())
      perLine[index] = (perLine[index] ?? 0) + cents
  }
  const { marginCents, discountCents } = cutOf(setting.guard, perLine)
  return total - marginCents - discountCents
}

type Best = { places: readonly number[]; totalCents: number }

function isBetter(setting: Setting, challenger: Best, best: Best): boolean {
  if (challenger.totalCents !== best.totalCents) return challenger.totalCents > best.totalCents
  if (challenger.places.length !== best.places.length) return challenger.places.length < best.places.length
  return codesOf(setting, challenger.places) < codesOf(setting, best.places)
}

function codesOf({ candidates }: Setting, places: readonly number[]): string {
  return places
    .map(place => candidates[place]?.offer.offer ?? '')
    .toSorted()
    .join(' ')
}

/**
 * All admissible combinations, but for those that cannot catch up: what an offer adds to others is at most what it is
 * worth alone, give or take a 分 for each line.
 */
function exactBest(setting: Setting): readonly number[] {
  const { candidates } = setting
  let best: Best = { places: [], totalCents: worth(setting, startOf(setting)) }
  const consider = (places: readonly number[], state: State) => {
    const challenger = { places, totalCents: worth(setting, state) }
    if (isBetter(setting, challenger, best)) best = challenger
  }
  const alone = candidates.map(
    (candidate, place) =>
      reductionOf(candidate, setting.netCents).offCents + setting.netCents.length + wishCents(setting, place),
  )
  const rest = alone.map((_, place) => alone.slice(place).reduce((a, b) => a + b, 0))
  const walk = (place: number, places: readonly number[], state: State) => {
    const candidate = candidates[place]
    if (!candidate) {
      consider(places, state)
      return
    }
    const soFar = state.offCents + state.wishCents + levelCents(setting, state)
    const mostCents = soFar + setting.netCents.length + (rest[place] ?? 0)
    if (mostCents < best.totalCents) return
    const chosen = [...places, place]
    if (!candidate.offer.isAlone && isAdmissible(setting, chosen)) walk(place + 1, chosen, after(setting, state, place))
    walk(place + 1, places, state)
  }
  for (const [place, { offer }] of candidates.entries())
    if (offer.isAlone) consider([place], after(setting, startOf(setting), place))
  walk(0, [], startOf(setting))
  return best.places
}

/** Adds what helps most until nothing helps, then exchanges one for another while that helps: never worse than the first part. */
function improvedGreedy(setting: Setting): readonly number[] {
  const all = setting.candidates.map((_, place) => place)
  const added = ({ places }: Best) => all.filter(place => !places.includes(place)).map(place => [...places, place])
  let best: Best = { places: [], totalCents: worthOf(setting, []) }
  for (let next = bestOf(setting, best, added(best)); next; next = bestOf(setting, best, added(best))) best = next
  for (let round = 0; round < roundsMax; round++) {
    const exchanged = best.places.flatMap(gone => added(best).map(places => places.filter(place => place !== gone)))
    const next = bestOf(setting, best, [...added(best), ...all.map(place => [place]), ...exchanged])
    if (!next) break
    best = next
  }
  return best.places
}

/** The best of several combinations, if it is better than what there is. */
function bestOf(setting: Setting, best: Best, many: readonly (readonly number[])[]): Best | null {
  let found = best
  for (const candidate of many) {
    const places = candidate.toSorted((a, b) => a - b)
    if (!isAdmissible(setting, places)) continue
    const challenger = { places, totalCents: worthOf(setting, places) }
    if (isBetter(setting, challenger, found)) found = challenger
  }
  return found === best ? null : found
}
