import { netCentsOf, type SaleFacts } from '../program/index.ts'

export type SaleSums = { netCents: number; payableCents: number; pricedCents: number; costCents: number }

/** What the lines of a sale come to. Priced is what was paid for those of which the cost is known. */
export function sumsOf({ lines }: SaleFacts, payable: readonly number[]): SaleSums {
  const sums = { netCents: 0, payableCents: 0, pricedCents: 0, costCents: 0 }
  for (const [index, line] of lines.entries()) {
    const paid = payable[index] ?? 0
    sums.netCents += netCentsOf(line)
    sums.payableCents += paid
    if (line.costCents === null) continue
    sums.pricedCents += paid
    sums.costCents += line.costCents
  }
  return sums
}
