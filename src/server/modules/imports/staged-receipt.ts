import type { LineKind } from '../../../program/index.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'

/** A line as a file told it. `at` is the line of the file; what the file did not say is not there. */
export type StagedLine = {
  at: number
  sku: string
  name?: string
  class?: string
  brand?: string
  kind?: LineKind
  quantity?: number
  grams?: number
  unitPriceCents: number
  manualDiscountCents?: number
  promoter?: string
}

/** How a till's number stands in a file. */
export type ReceiptKey = { storeCode: string; tillCode: string; number: string }

/** One row of a file of receipts, understood. */
export type ReceiptRow = ReceiptKey & {
  isRefund: boolean
  soldAt: Date
  member: MemberReference | null
  line: StagedLine
}

export type BrokenCode = 'other-row-of-receipt' | 'two-members' | 'two-days'

/** Rows of one receipt, as many as came together. `broken` names the first line that spoils it. */
export type StagedReceipt = ReceiptKey & {
  kind: 'sale' | 'refund'
  soldAt: Date
  lastSoldAt: Date
  member: MemberReference | null
  lines: StagedLine[]
  broken: { code: BrokenCode; lineNumber: number } | null
}

export function keyName({ storeCode, tillCode, number }: ReceiptKey): string {
  return `${storeCode}/${tillCode}/${number}`
}

/** What a refund brings back: lines of sales that were found, and what no sale was found for. */
export type Returns = {
  found: (ReceiptKey & { lines: { lineNumber: number; quantity: number }[] })[]
  unfound: { sku: string; quantity: number; unitPriceCents: number }[]
}

export function sameMember(one: MemberReference | null, other: MemberReference | null): boolean {
  return one === null || other === null || JSON.stringify(one) === JSON.stringify(other)
}
