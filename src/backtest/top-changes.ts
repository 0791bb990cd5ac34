import type { Reason } from '../program/index.ts'
import type { Outcome, SeenSale } from './seen.ts'

/** One side of a receipt that changes much, as the person who reads the report sees it. */
export type Explained = {
  level: string | null
  payableCents: number
  offerDiscountCents: number
  levelDiscountCents: number
  pointsDiscountCents: number
  earned: { asset: string; points: number }[]
  reasons: Reason[]
}

/** A receipt under both programs. */
export type Change = {
  sale: number
  memberId: number
  receiptId: string | null
  soldAtMs: number
  storeCode: string
  /** How much more the member gets out of it under the draft, in 分. */
  changeCents: number
  live: Explained
  draft: Explained
}

export const changesMax = 10

/** The receipts that change most, largest change first; of equal ones the earlier. */
export class TopChanges {
  readonly #changes: Change[] = []

  get changes(): readonly Change[] {
    return this.#changes
  }

  look(
    seen: SeenSale,
    { live, draft, receiptId }: { live: Outcome; draft: Outcome; receiptId: () => string | null },
  ): void {
    const changeCents = draft.benefitCents - live.benefitCents
    if (changeCents === 0) return
    const last = this.#changes.at(-1)
    // Sales come in the order of their numbers: of equal changes the earlier one is here already.
    if (last && this.#changes.length === changesMax && Math.abs(changeCents) <= Math.abs(last.changeCents)) return
    this.#changes.push({
      sale: seen.sale,
      memberId: seen.buyer.memberId,
      receiptId: receiptId(),
      soldAtMs: seen.facts.soldAt.getTime(),
      storeCode: seen.place.storeCode,
      changeCents,
      live: explained(live),
      draft: explained(draft),
    })
    this.#changes.sort(byChange)
    this.#changes.length = Math.min(this.#changes.length, changesMax)
  }
}

export function largestOf(changes: readonly Change[]): Change[] {
  return changes.toSorted(byChange).slice(0, changesMax)
}

function byChange(a: Change, b: Change): number {
  return Math.abs(b.changeCents) - Math.abs(a.changeCents) || a.sale - b.sale
}

function explained({ level, payableCents, decision }: Outcome): Explained {
  const sum = (cents: readonly number[]) => cents.reduce((a, b) => a + b, 0)
  return {
    level,
    payableCents,
    offerDiscountCents: sum(decision?.offerDiscounts ?? []),
    levelDiscountCents: sum(decision?.levelDiscounts ?? []),
    pointsDiscountCents: sum(decision?.pointsDiscounts ?? []),
    earned: (decision?.earnings ?? []).map(({ asset, points }) => ({ asset, points })),
    reasons: [
      ...(decision?.offers ?? []).flatMap(({ reasons }) => reasons),
      ...(decision?.offerReasons ?? []),
      ...(decision?.discountReasons ?? []),
      ...(decision?.redemptions ?? []).flatMap(({ reasons }) => reasons),
      ...(decision?.earnings ?? []).flatMap(({ reasons }) => reasons),
    ],
  }
}
