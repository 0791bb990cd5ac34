import { keyName, type ReceiptKey, type Returns } from './staged-receipt.ts'

/** A line of a sale that refunds may come back to. `left` is what has not come back so far. */
export type SoldLine = ReceiptKey & {
  member: string
  soldAt: Date
  lineNumber: number
  sku: string
  unitPriceCents: number
  left: number
}

export type RefundToMatch = ReceiptKey & {
  /** null: a guest's refund, which is nobody's in particular and finds no sale. */
  member: string | null
  soldAt: Date
  lines: readonly { sku: string; unitPriceCents: number; quantity: number }[]
}

/** How many lines of refunds found their sale: whole, in part, or not at all. */
export type MatchCounts = { whole: number; part: number; none: number }

type Goods = { member: string; sku: string; unitPriceCents: number }
const goodsName = ({ member, sku, unitPriceCents }: Goods) => JSON.stringify([member, sku, unitPriceCents])

/**
 * Finds the sales that refunds bring back, where the file does not name them: the latest earlier line of the same
 * member, SKU and unit price with quantity left; what it cannot cover, the one before it. Refunds take turns in the order of time, and what one
 * takes is gone for the next. Changes `left` of the lines.
 */
export function matchRefunds(
  refunds: readonly RefundToMatch[],
  sold: readonly SoldLine[],
): { returns: Returns[]; counts: MatchCounts } {
  const shelves = Map.groupBy(
    sold.toSorted((a, b) => a.soldAt.getTime() - b.soldAt.getTime()),
    goodsName,
  )
  const counts: MatchCounts = { whole: 0, part: 0, none: 0 }
  const order = refunds.map((refund, index) => ({ refund, index }))
  order.sort((a, b) => a.refund.soldAt.getTime() - b.refund.soldAt.getTime() || a.index - b.index)
  const returns: Returns[] = refunds.map(() => ({ found: [], unfound: [] }))
  for (const { refund, index } of order) returns[index] = matchOne(refund, shelves, counts)
  return { returns, counts }
}

function matchOne(
  refund: RefundToMatch,
  shelves: ReadonlyMap<string, readonly SoldLine[]>,
  counts: MatchCounts,
): Returns {
  const found = new Map<string, { sale: ReceiptKey; lines: Map<number, number> }>()
  const unfound: Returns['unfound'] = []
  for (const line of refund.lines) {
    const shelf = refund.member === null ? undefined : shelves.get(goodsName({ ...line, member: refund.member }))
    const missing = takeFrom(shelf ?? [], { before: refund.soldAt, quantity: line.quantity }, (sale, taken) => {
      const entry = found.get(keyName(sale)) ?? { sale, lines: new Map<number, number>() }
      entry.lines.set(sale.lineNumber, (entry.lines.get(sale.lineNumber) ?? 0) + taken)
      found.set(keyName(sale), entry)
    })
    counts[missing === 0 ? 'whole' : missing < line.quantity ? 'part' : 'none'] += 1
    if (missing > 0) unfound.push({ sku: line.sku, unitPriceCents: line.unitPriceCents, quantity: missing })
  }
  return {
    found: [...found.values()].map(({ sale: { storeCode, tillCode, number }, lines }) => ({
      storeCode,
      tillCode,
      number,
      lines: [...lines].map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
    })),
    unfound,
  }
}

/** Walks back from the latest. @returns how many pieces found no sale */
function takeFrom(
  shelf: readonly SoldLine[],
  { before, quantity }: { before: Date; quantity: number },
  take: (sale: SoldLine, taken: number) => void,
): number {
  let missing = quantity
  for (let index = shelf.length - 1; index >= 0 && missing > 0; index--) {
    const sale = shelf[index]
    if (!sale || sale.left === 0 || sale.soldAt >= before) continue
    const taken = Math.min(sale.left, missing)
    sale.left -= taken
    missing -= taken
    take(sale, taken)
  }
  return missing
}
