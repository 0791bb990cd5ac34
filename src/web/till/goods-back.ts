import type { WithoutOriginal } from '../../shared/contract/checkout.ts'
import { piecesOf } from './goods-entry.ts'
import { isLikeBarcode, unitPriceOf } from './unit-price.ts'

/** What is typed of goods that come back without their receipt. */
export type GoodsBack = { sku: string; quantity: string; amount: string; reason: string }
export type GoodsBackField = keyof GoodsBack

export const nothingBack: GoodsBack = { sku: '', quantity: '1', amount: '', reason: '' }

/** What it amounts to, or the field that has to be seen to first. A scan that went into the reason is none. */
export function readGoodsBack(
  { sku, quantity, amount, reason }: GoodsBack,
  memberNumber: string | null,
): { back: WithoutOriginal; field?: undefined } | { field: GoodsBackField; back?: undefined } {
  const amountCents = unitPriceOf(amount)
  const pieces = piecesOf(quantity)
  if (sku.trim() === '') return { field: 'sku' }
  if (pieces === null) return { field: 'quantity' }
  if (!amountCents) return { field: 'amount' }
  if (reason.trim() === '' || isLikeBarcode(reason)) return { field: 'reason' }
  const member = memberNumber === null ? {} : { member: { memberNumber } }
  return { back: { amountCents, ...member, sku: sku.trim(), quantity: pieces, reason: reason.trim() } }
}
