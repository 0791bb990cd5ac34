import type { JoiningWay, JoiningWays } from '../api/answers.ts'

export type AskedName = 'way' | 'receiptStoreCode' | 'receiptTillCode' | 'receiptNumber' | 'reason'
export type Values = Partial<Record<AskedName, string>>
export type Place = { storeCode: string; tillCode: string }

/** Those that can be taken today. Nobody is asked for a way that is closed. */
export function openWays(ways: JoiningWays | undefined): readonly JoiningWay[] {
  return ways?.ways.filter(way => way.isOpen) ?? []
}

/** The way of what is filled in so far: the only open one, or the one that was chosen. */
export function chosenWay(ways: JoiningWays | undefined, { way }: Values): JoiningWay | undefined {
  const open = openWays(ways)
  return open.length === 1 ? open[0] : open.find(candidate => candidate.way === way)
}

export function asksReceipt(way: JoiningWay | undefined): boolean {
  return way !== undefined && (way.receiptFromCents !== null || way.fee !== null)
}

/** How a request says what was chosen; undefined where nothing is asked. @param place where the receipt is, if it is not asked */
export function wishOf(ways: JoiningWays | undefined, values: Values, place: Place | null) {
  const way = chosenWay(ways, values)
  if (!way) return undefined
  const { receiptStoreCode = '', receiptTillCode = '', receiptNumber = '', reason = '' } = values
  const where = place ?? { storeCode: receiptStoreCode, tillCode: receiptTillCode }
  return {
    way: way.way,
    ...(asksReceipt(way) ? { receipt: { ...where, receiptNumber } } : {}),
    ...(way.needsApproval ? { reason } : {}),
  }
}
