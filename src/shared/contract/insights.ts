import Type, { type Static } from 'typebox'
import { AmountCents, closed, DayText, InstantText } from './common.ts'

/** The six figures of the first page and the month by month sales behind them. Every figure says what it counts in docs/words.md. */
export const DashboardAnswer = closed(
  {
    from: DayText,
    to: DayText,
    countedAt: InstantText,
    members: Type.Integer({ description: 'members who have joined, at the end of the period' }),
    activeMembers: Type.Integer({ description: 'members with at least one settled receipt sold in the period' }),
    receipts: Type.Integer({ description: 'settled receipts sold in the period, voided ones not counted' }),
    netSalesCents: Type.Intersect([AmountCents], { description: 'what was paid for them, less refunds made in the period' }),
    memberSalesCents: Type.Intersect([AmountCents], { description: 'the part of net sales that members bought' }),
    pointsOutstanding: Type.Integer({ description: 'points that members can still use' }),
    months: Type.Array(closed({ month: Type.String(), netSalesCents: AmountCents, memberSalesCents: AmountCents, receipts: Type.Integer() })),
  },
  { $id: 'Dashboard' },
)
export type DashboardAnswer = Static<typeof DashboardAnswer>

export const DashboardQuery = Type.Object({ from: Type.Optional(DayText), to: Type.Optional(DayText) })
