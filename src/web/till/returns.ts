import type { RefundBody } from '../../shared/contract/checkout.ts'
import { cumulativeShare } from '../../shared/money.ts'
import type { ReceiptLine } from '../api/answers.ts'

/** Pieces or grams that come back, by line number. */
export type Return = Readonly<Record<number, number>>

type Line = Pick<ReceiptLine, 'lineNumber' | 'quantity' | 'grams' | 'refundedUnits' | 'payableCents'>

const unitsOf = (line: Line): number => line.quantity ?? line.grams ?? 0

export function unitsLeft(line: Line): number {
  return unitsOf(line) - line.refundedUnits
}

/** The money that these units stand for, by the same cumulative share that the server takes. */
export function expectedRefundCents(lines: readonly Line[], returns: Return): number {
  return lines.reduce((sum, line) => {
    const units = returns[line.lineNumber] ?? 0
    if (units === 0) return sum
    const share = (done: number) => cumulativeShare(line.payableCents, { done, whole: unitsOf(line) })
    return sum + share(line.refundedUnits + units) - share(line.refundedUnits)
  }, 0)
}

export function returnLines(lines: readonly Line[], returns: Return): NonNullable<RefundBody['lines']> {
  return lines
    .filter(line => (returns[line.lineNumber] ?? 0) > 0)
    .map(({ lineNumber, grams }) => {
      const units = returns[lineNumber] ?? 0
      return grams === null ? { lineNumber, quantity: units } : { lineNumber, grams: units }
    })
}

type Scan = { returns: Return; sku: string }

/** A piece more of the scanned goods comes back, from their first line that has one left. Goods by weight are keyed in. */
export function withScannedReturn(lines: readonly (Line & { sku: string })[], { returns, sku }: Scan): Return {
  const line = lines.find(
    candidate =>
      candidate.sku === sku && candidate.grams === null && (returns[candidate.lineNumber] ?? 0) < unitsLeft(candidate),
  )
  return line ? { ...returns, [line.lineNumber]: (returns[line.lineNumber] ?? 0) + 1 } : returns
}
