import Type, { type Static } from 'typebox'
import { closed, DayText, InstantText, Nullable, oneOf, PageQuery, Points, TextsBody } from './common.ts'

export const LotAnswer = closed({
  lotNumber: Type.Integer(),
  granted: Points,
  remaining: Points,
  held: Points,
  expiresAt: Nullable(InstantText),
  lastDay: Nullable(DayText),
  grantedAt: InstantText,
  funding: Type.String(),
  isPending: Type.Boolean({ description: 'earned, but not to be used yet' }),
  usableFrom: Nullable(InstantText),
  usableOn: Nullable(DayText),
  pendingUntil: Nullable(Type.String({ description: 'the activity that these points wait for, by its code' })),
})

export const BalanceList = closed(
  {
    memberNumber: Type.String(),
    asOf: InstantText,
    balances: Type.Array(
      closed({
        asset: Type.String(),
        name: TextsBody,
        balance: Points,
        usable: Points,
        held: Points,
        pending: Type.Integer({
          description: 'earned, but not to be used yet: balance = usable + held + pending - debt',
        }),
        debt: Points,
        transfer: Type.Optional(
          closed(
            { most: Points, per: oneOf(['day', 'week', 'month', 'year']) },
            { description: 'How much this member may give to others in a calendar period. Without it: nothing.' },
          ),
        ),
        lots: Type.Array(LotAnswer, { description: 'Empty for a past instant: only the sum is kept as of then.' }),
      }),
    ),
  },
  { $id: 'BalanceList' },
)
export type BalanceList = Static<typeof BalanceList>

export const EntryAnswer = closed(
  {
    asset: Type.String(),
    version: Type.Integer(),
    amount: Points,
    balanceAfter: Points,
    kind: Type.String(),
    postedAt: InstantText,
    soldAt: InstantText,
    storeCode: Nullable(Type.String()),
    receiptId: Nullable(Type.String()),
    shortfall: Points,
    programVersion: Nullable(Type.Integer()),
    text: Type.String({ description: 'One sentence in the language asked for' }),
  },
  { $id: 'Entry' },
)
export type EntryAnswer = Static<typeof EntryAnswer>

export const EntryQuery = Type.Object({ ...PageQuery, asset: Type.Optional(Type.String({ maxLength: 64 })) })

export const EntryList = closed(
  { entries: Type.Array(Type.Ref('Entry')), next: Nullable(Type.String()) },
  { $id: 'EntryList' },
)

export const Explanation = closed(
  {
    entry: Type.Ref('Entry'),
    program: Nullable(closed({ code: Type.String(), version: Type.Integer(), name: TextsBody })),
    reasons: Type.Array(
      closed({
        code: Type.String(),
        rule: Nullable(Type.String()),
        texts: TextsBody,
        values: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    lots: Type.Array(closed({ lotNumber: Type.Integer(), amount: Points, expiresAt: Nullable(InstantText) })),
    reverses: Nullable(Type.Integer()),
    reversedBy: Type.Array(Type.Integer()),
  },
  { $id: 'Explanation' },
)

export const AdjustBody = closed(
  {
    asset: Type.String({ minLength: 1, maxLength: 64 }),
    points: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
    reason: Type.String({ minLength: 3, maxLength: 500 }),
    expiresOn: Type.Optional(DayText),
  },
  { $id: 'Adjust' },
)

export const AdjustmentAnswer = closed(
  {
    adjustmentId: Type.String(),
    memberNumber: Type.String(),
    asset: Type.String(),
    points: Points,
    reason: Type.String(),
    state: oneOf(['posted', 'waiting', 'declined']),
    askedBy: Type.String(),
    isMine: Type.Boolean({ description: 'Asked for by the caller, who cannot approve it' }),
    decidedBy: Nullable(Type.String()),
    askedAt: InstantText,
    balance: Nullable(Points),
  },
  { $id: 'Adjustment' },
)

export const AdjustmentList = closed({ adjustments: Type.Array(Type.Ref('Adjustment')) }, { $id: 'AdjustmentList' })

export const DecideAdjustmentBody = closed({ isApproved: Type.Boolean() })

export const TransferBody = closed(
  {
    to: Type.String({ minLength: 1, maxLength: 20, description: 'the number of the member who gets the points' }),
    asset: Type.String({ minLength: 1, maxLength: 129 }),
    points: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    reason: Type.String({ minLength: 3, maxLength: 500 }),
  },
  { $id: 'TransferRequest' },
)

const TransferSide = closed({ memberNumber: Type.String(), balance: Points, usable: Points, debt: Points })

export const TransferAnswer = closed(
  {
    transferId: Type.String(),
    asset: Type.String(),
    points: Points,
    reason: Type.String(),
    from: TransferSide,
    to: TransferSide,
    moved: Type.Array(
      closed({
        points: Points,
        expiresAt: Nullable(InstantText),
        lastDay: Nullable(DayText),
        version: Type.Integer({ description: 'of the entry that gave them to the receiver' }),
      }),
      { description: 'What arrived of each lot, with the end that it had' },
    ),
  },
  { $id: 'Transfer' },
)
