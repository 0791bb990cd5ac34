import Type, { type Static } from 'typebox'
import { saleChannels } from '../channels.ts'
import { CouponWish, EarlyAccess } from './checkout-words.ts'
import { Cents, closed, InstantText, Nullable, oneOf, ReceiptCents, TextsBody } from './common.ts'
import { MemberReference } from './members.ts'
import { NamedVersion } from './programs.ts'

export const lineKinds = ['goods', 'service', 'shipping', 'tip', 'gift-card', 'deposit'] as const
/** Where something is sold; rules of a program may ask for it. */
export const tenderKinds = ['cash', 'card', 'wechat', 'alipay', 'other'] as const

/** Signs and sizes are checked by rules, not here: their sentences name the line. */
const AnyNumber = Type.Number()

export const ReceiptLineBody = closed(
  {
    lineNumber: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    sku: Type.String({ minLength: 1, maxLength: 80 }),
    name: Type.Optional(Type.String({ maxLength: 200 })),
    class: Type.Optional(Type.String({ maxLength: 80 })),
    brand: Type.Optional(Type.String({ maxLength: 80 })),
    kind: Type.Optional(oneOf(lineKinds)),
    quantity: Type.Optional(AnyNumber),
    grams: Type.Optional(AnyNumber),
    unitPriceCents: AnyNumber,
    manualDiscountCents: Type.Optional(AnyNumber),
    manualDiscountReason: Type.Optional(Type.String({ maxLength: 200 })),
    taxCents: Type.Optional(AnyNumber),
    costCents: Type.Optional(AnyNumber),
    promoter: Type.Optional(Type.String({ maxLength: 80 })),
    attributes: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 200 }))),
  },
  {
    $id: 'ReceiptLine',
    description:
      'A line as the till knows it. Either quantity (whole pieces, price per piece) or grams (price per kilogram).',
  },
)
export type ReceiptLineBody = Static<typeof ReceiptLineBody>

/** A number of a till's own counting. Blanks around it would make a second number of it. */
const TillNumber = Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' })

export const TenderBody = closed({ kind: oneOf(tenderKinds), amountCents: Cents })

export const RedeemWish = closed({ rule: Type.String({ maxLength: 64 }), points: Type.Integer() })

const receiptFacts = {
  storeCode: Type.String({ minLength: 1, maxLength: 64 }),
  tillCode: Type.String({ minLength: 1, maxLength: 64 }),
  soldAt: Type.Optional(InstantText),
  member: Type.Optional(MemberReference),
  lines: Type.Array(ReceiptLineBody, { minItems: 1 }),
  redeem: Type.Optional(Type.Array(RedeemWish, { maxItems: 10 })),
  coupons: Type.Optional(CouponWish),
  earlyAccess: Type.Optional(EarlyAccess),
  promoter: Type.Optional(Type.String({ maxLength: 80 })),
  channel: Type.Optional(
    oneOf(saleChannels, {
      description: 'Where it is sold, for callers with an API key: a till is always the till. Default: api.',
    }),
  ),
}

export const QuoteBody = closed(
  {
    ...receiptFacts,
    tenderKinds: Type.Optional(
      Type.Array(oneOf(tenderKinds), {
        maxItems: 20,
        description: 'How it will be paid, where the program has rules about that.',
      }),
    ),
    hold: Type.Optional(
      Type.Boolean({ description: 'Set the points aside for 15 minutes. Needs an Idempotency-Key.' }),
    ),
  },
  { $id: 'Quote' },
)
export type QuoteBody = Static<typeof QuoteBody>

export const SettleBody = closed(
  {
    ...receiptFacts,
    receiptNumber: TillNumber,
    expectedPayableCents: Type.Optional(Cents),
    holdId: Type.Optional(Type.String({ maxLength: 40 })),
    tenders: Type.Optional(Type.Array(TenderBody, { maxItems: 20 })),
    decidedUnder: Type.Optional(NamedVersion),
  },
  { $id: 'Settle' },
)
export type SettleBody = Static<typeof SettleBody>

export const ReceiptAddress = Type.Union([
  closed({ receiptId: Type.String({ maxLength: 40 }) }),
  closed({
    storeCode: Type.String({ maxLength: 64 }),
    tillCode: Type.String({ maxLength: 64 }),
    receiptNumber: Type.String({ maxLength: 80 }),
  }),
])

const RefundedLine = closed({
  lineNumber: Type.Integer(),
  quantity: Type.Optional(AnyNumber),
  grams: Type.Optional(AnyNumber),
})

export const WithoutOriginal = closed({
  amountCents: ReceiptCents,
  member: Type.Optional(MemberReference),
  sku: Type.Optional(Type.String({ maxLength: 80 })),
  quantity: Type.Optional(AnyNumber),
  reason: Type.String({ minLength: 1, maxLength: 200 }),
})
export type WithoutOriginal = Static<typeof WithoutOriginal>

export const RefundBody = closed(
  {
    storeCode: Type.String({ minLength: 1, maxLength: 64 }),
    tillCode: Type.String({ minLength: 1, maxLength: 64 }),
    refundNumber: TillNumber,
    refundedAt: Type.Optional(InstantText),
    receipt: Type.Optional(ReceiptAddress),
    lines: Type.Optional(Type.Array(RefundedLine, { minItems: 1 })),
    withoutOriginal: Type.Optional(WithoutOriginal),
    approval: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'With withoutOriginal: the token of a colleague’s approval, where the caller may not do it.',
      }),
    ),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
  },
  {
    $id: 'Refund',
    description: 'Name the receipt and what comes back of it (no lines: everything left), or withoutOriginal.',
  },
)
export type RefundBody = Static<typeof RefundBody>

export const LineAnswer = closed(
  {
    lineNumber: Type.Integer(),
    sku: Type.String(),
    name: Type.String(),
    quantity: Nullable(Type.Integer()),
    grams: Nullable(Type.Integer()),
    grossCents: Cents,
    manualDiscountCents: Cents,
    offerDiscountCents: Cents,
    levelDiscountCents: Cents,
    pointsDiscountCents: Cents,
    payableCents: Cents,
    earned: Type.Record(Type.String(), Type.Integer()),
    refundedUnits: Type.Integer({ description: 'pieces or grams that came back so far' }),
    isUnknownGoods: Type.Boolean(),
  },
  { $id: 'LineAnswer' },
)
export type LineAnswer = Static<typeof LineAnswer>

export const LevelAnswer = closed({ track: Type.String(), level: Type.String(), name: TextsBody }, { $id: 'LevelName' })

const answerFacts = {
  memberNumber: Nullable(Type.String()),
  program: Nullable(closed({ code: Type.String(), version: Type.Integer() })),
  payableCents: Cents,
  lines: Type.Array(Type.Ref('LineAnswer')),
  effects: Type.Array(Type.Ref('Effect')),
  balances: Type.Record(Type.String(), Type.Integer(), {
    description: 'points that can be used after this receipt, by asset',
  }),
  levels: Type.Array(Type.Ref('LevelName')),
}

const QuotedCoupon = closed({
  couponId: Type.String(),
  offer: Type.String(),
  name: TextsBody,
  validThrough: Nullable(Type.String()),
  isUsed: Type.Boolean(),
  offCents: Cents,
  why: Nullable(Type.String({ description: 'why it is not used' })),
})

/** A quote names no person: till and console know by then whom they serve, and nobody learns a name from a price. */
export const QuoteAnswer = closed(
  {
    ...answerFacts,
    choices: Type.Array(
      closed({
        rule: Type.String(),
        asset: Type.String(),
        name: TextsBody,
        pointsMin: Type.Integer(),
        pointsMax: Type.Integer(),
        pointsStep: Type.Integer(),
        centsPerStep: Cents,
      }),
      { description: 'What the member could redeem on this basket. pointsMax 0: not possible now.' },
    ),
    coupons: Type.Array(QuotedCoupon, {
      description: 'The coupons that the member holds, and whether they are used here',
    }),
    holdId: Nullable(Type.String()),
    holdEndsAt: Nullable(InstantText),
  },
  { $id: 'QuoteAnswer' },
)
export type QuoteAnswer = Static<typeof QuoteAnswer>

export const ReceiptAnswer = closed(
  {
    receiptId: Type.String(),
    storeCode: Type.String(),
    tillCode: Type.String(),
    receiptNumber: Type.String(),
    soldAt: InstantText,
    state: oneOf(['settled', 'partly-refunded', 'refunded', 'voided']),
    memberName: Nullable(Type.String()),
    ...answerFacts,
  },
  { $id: 'Receipt' },
)
export type ReceiptAnswer = Static<typeof ReceiptAnswer>

export const RefundAnswer = closed(
  {
    refundId: Nullable(Type.String()),
    state: oneOf(['applied', 'waiting'], { description: 'waiting: its sale has not arrived yet' }),
    receiptId: Nullable(Type.String()),
    refundNumber: Type.String(),
    isWithoutOriginal: Type.Boolean(),
    refundCents: Cents,
    lines: Type.Array(closed({ lineNumber: Type.Integer(), units: Type.Integer(), refundCents: Cents })),
    effects: Type.Array(Type.Ref('Effect')),
    balances: Type.Record(Type.String(), Type.Integer()),
    levels: Type.Array(Type.Ref('LevelName')),
  },
  { $id: 'RefundAnswer' },
)
export type RefundAnswer = Static<typeof RefundAnswer>

export const WaitingRefundList = closed(
  {
    refunds: Type.Array(
      closed({
        storeCode: Type.String(),
        tillCode: Type.String(),
        receiptNumber: Type.String(),
        refundNumber: Type.String(),
        arrivedAt: InstantText,
        problem: Nullable(
          Type.String({
            description: 'Why it could not be applied when its sale came; null while the sale is missing',
          }),
        ),
      }),
    ),
  },
  { $id: 'WaitingRefundList' },
)
export type WaitingRefundList = Static<typeof WaitingRefundList>

export const ReceiptList = closed(
  {
    receipts: Type.Array(
      closed({
        receiptId: Type.String(),
        storeCode: Type.String(),
        tillCode: Type.String(),
        receiptNumber: Type.String(),
        soldAt: InstantText,
        state: Type.String(),
        payableCents: Cents,
        refundedCents: Cents,
        lineCount: Type.Integer(),
      }),
    ),
    next: Nullable(Type.String()),
  },
  { $id: 'ReceiptList' },
)

/** Finds one receipt by what is printed on it. */
export const ReceiptQuery = Type.Object({
  storeCode: Type.String({ maxLength: 64 }),
  tillCode: Type.String({ maxLength: 64 }),
  receiptNumber: Type.String({ maxLength: 80 }),
})

export const VoidBody = closed({ reason: Type.Optional(Type.String({ maxLength: 200 })) }, { $id: 'Void' })
