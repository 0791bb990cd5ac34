import type { Batch, Batches, BatchOrder, Coupon, Coupons, Offers } from './answers.ts'
import { read, send } from './client.ts'

const at = (memberNumber: string) => `/v1/members/${encodeURIComponent(memberNumber)}/coupons`
const batch = (batchId: string) => `/v1/coupons/batches/${encodeURIComponent(batchId)}`

export type OfferKey = { program: string; offer: string }

export const readOffers = () => read<Offers>('/v1/offers')
export const readCoupons = (memberNumber: string) => read<Coupons>(at(memberNumber))
export const readBatches = () => read<Batches>('/v1/coupons/batches')
export const codesCsvAddress = (batchId: string) => `${batch(batchId)}/codes.csv`

export const issueCoupon = ({ memberNumber, ...body }: OfferKey & { memberNumber: string }, key: string) =>
  send<Coupon>('POST', at(memberNumber), { body, key })

export const claimCoupon = (body: { memberNumber: string; code: string }, key: string) =>
  send<Coupon>('POST', '/v1/coupons/claims', { body, key })

export const makeBatch = (body: BatchOrder, key: string) => send<Batch>('POST', '/v1/coupons/batches', { body, key })

export const cancelBatch = (batchId: string, key: string) =>
  send<Batch>('POST', `${batch(batchId)}/cancel`, { body: {}, key })

export const shareCode = (body: OfferKey & { code: string }, key: string) =>
  send<{ code: string }>('POST', '/v1/coupons/shared-codes', { body, key })
