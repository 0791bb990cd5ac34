import Type, { type Static } from 'typebox'
import { AmountCents, Cents, closed, DayText, InstantText, Nullable, oneOf, TextsBody } from './common.ts'

const offerKey = {
  program: Type.String({ minLength: 1, maxLength: 64 }),
  offer: Type.String({ minLength: 1, maxLength: 64 }),
}

export const CouponAnswer = closed(
  {
    couponId: Type.String(),
    ...offerKey,
    name: TextsBody,
    code: Nullable(Type.String({ description: 'what the member shows; null where a shared code brought it' })),
    claimedAt: InstantText,
    validFrom: DayText,
    validThrough: Nullable(DayText),
    state: oneOf(['open', 'held', 'used', 'ended', 'cancelled']),
    usedAt: Nullable(InstantText),
    offCents: Nullable(Cents),
    receiptId: Nullable(Type.String()),
  },
  { $id: 'Coupon' },
)
export type CouponAnswer = Static<typeof CouponAnswer>

export const CouponList = closed({ coupons: Type.Array(Type.Ref('Coupon')) }, { $id: 'CouponList' })
export type CouponList = Static<typeof CouponList>

export const ClaimBody = closed(
  { memberNumber: Type.String({ minLength: 1, maxLength: 20 }), code: Type.String({ minLength: 1, maxLength: 80 }) },
  { $id: 'ClaimCoupon' },
)

export const IssueBody = closed(offerKey, { $id: 'IssueCoupon' })

/** Sixteen signs at most: a longer one is read as a code of our making, with its check. */
export const SharedCodeBody = closed(
  { ...offerKey, code: Type.String({ minLength: 4, maxLength: 16, pattern: '^[0-9A-Za-z]+$' }) },
  { $id: 'SharedCode' },
)

export const BatchBody = closed(
  {
    ...offerKey,
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    note: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { $id: 'CodeBatchOrder' },
)

export const BatchAnswer = closed(
  {
    batchId: Type.String(),
    ...offerKey,
    note: Type.String(),
    wanted: Type.Integer(),
    made: Type.Integer(),
    state: oneOf(['making', 'made', 'cancelled']),
    staff: Nullable(Type.String()),
    createdAt: InstantText,
  },
  { $id: 'CodeBatch' },
)
export type BatchAnswer = Static<typeof BatchAnswer>

export const BatchList = closed({ batches: Type.Array(Type.Ref('CodeBatch')) }, { $id: 'CodeBatchList' })

export const OfferList = closed(
  {
    offers: Type.Array(
      closed({
        ...offerKey,
        name: TextsBody,
        summary: TextsBody,
        codes: Nullable(oneOf(['personal', 'shared', 'batch'])),
        sharedCodes: Type.Array(Type.String()),
        issued: Type.Integer(),
        open: Type.Integer({ description: 'coupons that are not used; those whose days ended included' }),
        uses: Type.Integer(),
        offCents: AmountCents,
      }),
    ),
  },
  { $id: 'OfferList' },
)
export type OfferList = Static<typeof OfferList>
