import type { QuoteBody, RefundBody, SettleBody } from '../../shared/contract/checkout.ts'
import type { Quote, Receipt, ReceiptPage, Refund } from './answers.ts'
import { read, send } from './client.ts'

/** Writes nothing (no hold is asked for), so it needs no key. */
export const quoteBasket = (body: QuoteBody) => send<Quote>('POST', '/v1/checkouts/quote', { body })
export const settleReceipt = (body: SettleBody, key: string) => send<Receipt>('POST', '/v1/checkouts', { body, key })
export const refundLines = (body: RefundBody, key: string) => send<Refund>('POST', '/v1/refunds', { body, key })

export const voidReceipt = ({ receiptId, reason }: { receiptId: string; reason: string }, key: string) =>
  send<Receipt>('POST', `/v1/checkouts/${encodeURIComponent(receiptId)}/void`, { body: { reason }, key })

export const readReceipt = (receiptId: string) => read<Receipt>(`/v1/checkouts/${encodeURIComponent(receiptId)}`)

export const findReceipt = (query: { storeCode: string; tillCode: string; receiptNumber: string }) =>
  read<Receipt>('/v1/checkouts', query)

export const readMemberReceipts = (memberNumber: string, query: { after?: string; pageSize?: number }) =>
  read<ReceiptPage>(`/v1/members/${encodeURIComponent(memberNumber)}/receipts`, query)
