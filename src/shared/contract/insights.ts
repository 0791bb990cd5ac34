import Type, { type Static } from 'typebox'
import { AmountCents, closed, DayText, InstantText, Nullable, oneOf, PageQuery, Points } from './common.ts'

/** The six figures of the first page and the month by month sales behind them. Every figure says what it counts in docs/words.md. */
export const DashboardAnswer = closed(
  {
    from: DayText,
    to: DayText,
    countedAt: InstantText,
    members: Type.Integer({ description: 'members who have joined, at the end of the period' }),
    activeMembers: Type.Integer({ description: 'members with at least one settled receipt sold in the period' }),
    receipts: Type.Integer({ description: 'settled receipts sold in the period, voided ones not counted' }),
    netSalesCents: Type.Intersect([AmountCents], {
      description: 'what was paid for them, less refunds made in the period',
    }),
    memberSalesCents: Type.Intersect([AmountCents], { description: 'the part of net sales that members bought' }),
    pointsOutstanding: Type.Integer({ description: 'points that members can still use' }),
    months: Type.Array(
      closed({
        month: Type.String(),
        netSalesCents: AmountCents,
        memberSalesCents: AmountCents,
        receipts: Type.Integer(),
      }),
    ),
  },
  { $id: 'Dashboard' },
)
export type DashboardAnswer = Static<typeof DashboardAnswer>

export const DashboardQuery = Type.Object({ from: Type.Optional(DayText), to: Type.Optional(DayText) })

/** The members behind `activeMembers`, most recent buyer first: GET /v1/dashboard/active-members. */
export const ActiveMemberList = closed(
  {
    members: Type.Array(
      closed({
        memberNumber: Type.String(),
        name: Type.String(),
        phoneMasked: Nullable(Type.String()),
        receipts: Type.Integer(),
        netSalesCents: Type.Intersect([AmountCents]),
        lastSoldAt: InstantText,
      }),
    ),
    next: Nullable(Type.String()),
    total: Type.Integer(),
  },
  { $id: 'ActiveMemberList' },
)

/** The receipts behind `receipts`, `netSalesCents` and `memberSalesCents`, newest first: GET /v1/dashboard/receipts. */
export const SoldReceiptList = closed(
  {
    receipts: Type.Array(
      closed({
        receiptId: Type.String(),
        storeCode: Type.String(),
        tillCode: Type.String(),
        receiptNumber: Type.String(),
        soldAt: InstantText,
        state: oneOf(['settled', 'partly-refunded', 'refunded']),
        memberNumber: Nullable(Type.String()),
        memberName: Nullable(Type.String()),
        payableCents: Type.Intersect([AmountCents]),
        refundedCents: Type.Intersect([AmountCents]),
      }),
    ),
    next: Nullable(Type.String()),
    total: Type.Integer(),
  },
  { $id: 'SoldReceiptList' },
)

/** The members behind `pointsOutstanding`, most points first: GET /v1/dashboard/point-holders. */
export const PointHolderList = closed(
  {
    members: Type.Array(
      closed({
        memberNumber: Type.String(),
        name: Type.String(),
        phoneMasked: Nullable(Type.String()),
        usablePoints: Points,
      }),
    ),
    next: Nullable(Type.String()),
    total: Type.Integer(),
  },
  { $id: 'PointHolderList' },
)

export const FigureListQuery = Type.Object({
  ...PageQuery,
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  buyers: Type.Optional(oneOf(['all', 'members', 'guests'])),
})
