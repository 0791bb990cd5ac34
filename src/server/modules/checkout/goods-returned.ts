import { isSold, measureGoods } from '../../../program/index.ts'
import type { LineReturn } from './receipt.ts'
import type { StoredReceipt } from './receipt-store.ts'
import type { World } from './world.ts'

/** What comes back of measures of certain goods: their money, and the visit with the last piece of them. */
export function goodsReturned(
  world: World,
  { programCode, lines }: StoredReceipt,
  returns: readonly LineReturn[],
): Record<string, number> {
  const measures = programCode === null ? [] : world.goodsMeasuresOf(programCode)
  if (measures.length === 0) return {}
  const sold = lines.filter(isSold)
  const back = sold.map(line => ({
    ...line,
    cents: -(returns.find(part => part.lineNumber === line.lineNumber)?.refundCents ?? 0),
  }))
  const left = measureGoods(
    measures,
    back.filter(line => line.refundedUnits < line.units),
  )
  const returned = measureGoods(
    measures,
    back.filter(line => returns.some(part => part.lineNumber === line.lineNumber)),
  )
  return Object.fromEntries(
    Object.entries(returned).flatMap(([measure, amount]) => {
      if (!measure.startsWith('visits')) return [[measure, amount]]
      return left[measure] === undefined ? [[measure, -1]] : []
    }),
  )
}
