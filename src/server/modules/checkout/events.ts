import type { LineKind } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Texts } from '../../../shared/languages.ts'
import { EventKind } from '../../platform/events.ts'

export type UnknownGoods = {
  sku: string
  name: string
  class: string | null
  brand: string | null
  isWeighed: boolean
  kind: LineKind
}

export const receiptSettled = new EventKind<{
  receiptId: string
  memberId: number | null
  storeId: number
  businessOn: Day
  payableCents: number
  unknownGoods: UnknownGoods[]
}>('checkout/receipt-settled', 1)

export const receiptRefunded = new EventKind<{
  receiptId: string | null
  refundId: string
  memberId: number | null
  storeId: number
  refundCents: number
  isVoid: boolean
}>('checkout/receipt-refunded', 1)

/** A member bought by a benefit what was not on sale for everybody. */
export const benefitBoughtEarly = new EventKind<{
  receiptId: string
  receiptNumber: string
  memberId: number
  storeId: number
  programCode: string
  benefit: string
  name: Texts
  staff: string | null
  businessOn: Day
}>('checkout/bought-early', 1)
