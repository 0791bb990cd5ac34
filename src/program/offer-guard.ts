import { allocate, multiplyDivideFloor } from '../shared/money.ts'
import type { CompiledGuard } from './compiled-offers.ts'
import { netCentsOf, type SaleLine } from './facts.ts'

/**
 * The price guard of one receipt: how much all reductions together may take, of everything and of the goods whose cost
 * is known. What the cashier took off by hand has lowered the price before and is not counted.
 */
export type Guard = {
  /** null: no such limit. */
  discountRoomCents: number | null
  marginRoomCents: number | null
  isCostKnown: readonly boolean[]
}

export function guardOf(guard: CompiledGuard, lines: readonly SaleLine[]): Guard {
  const isCostKnown = lines.map(line => line.costCents !== null && line.costCents > 0)
  const { discountBasisPoints, marginBasisPoints } = guard
  let netCents = 0
  let knownCents = 0
  let costCents = 0
  for (const [index, line] of lines.entries()) {
    netCents += netCentsOf(line)
    if (!isCostKnown[index]) continue
    knownCents += netCentsOf(line)
    costCents += line.costCents ?? 0
  }
  return {
    discountRoomCents: discountBasisPoints === null ? null : multiplyDivideFloor(netCents, discountBasisPoints, 10_000),
    marginRoomCents:
      marginBasisPoints === null ? null : Math.max(knownCents - priceForMargin(costCents, marginBasisPoints), 0),
    isCostKnown,
  }
}

/** The least price that keeps a margin: cost ÷ (1 − margin), rounded up. A margin of everything would cost everything. */
function priceForMargin(costCents: number, basisPoints: number): number {
  if (basisPoints >= 10_000) return Number.MAX_SAFE_INTEGER
  return -Math.floor((-costCents * 10_000) / (10_000 - basisPoints))
}

/** How much a total of reductions is cut by each limit. */
export type Cut = { marginCents: number; discountCents: number }

export function cutOf(guard: Guard, totalPerLine: readonly number[]): Cut {
  let total = 0
  let known = 0
  for (const [index, cents] of totalPerLine.entries()) {
    total += cents
    if (guard.isCostKnown[index]) known += cents
  }
  const marginCents = Math.max(known - (guard.marginRoomCents ?? known), 0)
  const afterMargin = total - marginCents
  return { marginCents, discountCents: Math.max(afterMargin - (guard.discountRoomCents ?? afterMargin), 0) }
}

/**
 * Cuts reductions to what the guard allows, the last one first. Changes the parts in place.
 * @returns what was cut of each, in the order given
 */
export function cutReductions(guard: Guard, parts: readonly number[][]): Cut[] {
  const [first = []] = parts
  const cut = cutOf(
    guard,
    first.map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0)),
  )
  const cuts = parts.map(() => ({ marginCents: 0, discountCents: 0 }))
  const take = (word: keyof Cut, isMeant: (index: number) => boolean) => {
    let missing = cut[word]
    for (let place = parts.length - 1; place >= 0 && missing > 0; place--) {
      const part = parts[place] ?? []
      const weights = part.map((cents, index) => (isMeant(index) ? cents : 0))
      const taken = Math.min(
        missing,
        weights.reduce((a, b) => a + b, 0),
      )
      if (taken === 0) continue
      for (const [index, cents] of allocate(taken, weights).entries()) part[index] = (part[index] ?? 0) - cents
      cuts[place] = { marginCents: 0, discountCents: 0, ...cuts[place], [word]: taken }
      missing -= taken
    }
  }
  take('marginCents', index => guard.isCostKnown[index] === true)
  take('discountCents', () => true)
  return cuts
}

/** What points may still take of each line, and of all together. */
export type Ceiling = { perLine: number[]; totalCents: number }

/** @param taken what offers and level price took already @param payable what is left to pay of each line */
export function ceilingFor(guard: Guard, taken: readonly number[], payable: readonly number[]): Ceiling {
  let takenTotal = 0
  let takenKnown = 0
  let knownPayable = 0
  let payableTotal = 0
  for (const [index, cents] of payable.entries()) {
    takenTotal += taken[index] ?? 0
    payableTotal += cents
    if (!guard.isCostKnown[index]) continue
    takenKnown += taken[index] ?? 0
    knownPayable += cents
  }
  const marginRoom = guard.marginRoomCents === null ? knownPayable : guard.marginRoomCents - takenKnown
  const known = payable.map((cents, index) => (guard.isCostKnown[index] ? cents : 0))
  const allowed = marginRoom < knownPayable ? allocate(marginRoom, known) : known
  const perLine = payable.map((cents, index) => (guard.isCostKnown[index] ? (allowed[index] ?? 0) : cents))
  const discountRoom = guard.discountRoomCents === null ? payableTotal : guard.discountRoomCents - takenTotal
  return {
    perLine,
    totalCents: Math.min(
      discountRoom,
      perLine.reduce((a, b) => a + b, 0),
    ),
  }
}
