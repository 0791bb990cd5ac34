import Type, { type Static } from 'typebox'
import { saleChannels } from '../channels.ts'
import { Cents, closed, DayText, InstantText, Nullable, oneOf, TextsBody } from './common.ts'

export const joiningStates = ['waiting', 'approved', 'refused', 'lapsed'] as const

/** What the till hears instead of a member, where the way needs approval. It names no person. */
export const JoiningTicket = closed(
  {
    requestId: Type.String(),
    state: oneOf(['waiting']),
    way: Type.String(),
    wayName: TextsBody,
    waitsThrough: DayText,
  },
  { $id: 'JoiningTicket', description: 'Asked, and not a member yet: somebody else of the shop has to agree.' },
)
export type JoiningTicket = Static<typeof JoiningTicket>

/** By which way somebody comes in, as of a sale. */
export const JoiningChannel = Type.Optional(
  oneOf(saleChannels, {
    description: 'Where somebody joins, for callers with an API key: in the shop it is always till. Default: api.',
  }),
)

export const JoiningWayList = closed(
  {
    usual: Nullable(Type.String({ description: 'The way of somebody who names none; null: one has to be chosen' })),
    ways: Type.Array(
      closed({
        way: Type.String(),
        name: TextsBody,
        from: Nullable(DayText),
        through: Nullable(DayText),
        channels: Nullable(
          Type.Array(oneOf(saleChannels), { description: 'Through which it can be taken; null: any' }),
        ),
        isOpen: Type.Boolean({ description: 'Whether it can be taken today, through this channel' }),
        receiptFromCents: Nullable(Cents),
        fee: Nullable(closed({ cents: Cents, sku: Type.String() })),
        needsApproval: Type.Boolean(),
      }),
    ),
  },
  { $id: 'JoiningWayList', description: 'No ways: everybody joins for nothing at any time.' },
)
export type JoiningWayList = Static<typeof JoiningWayList>

export const JoiningRequest = closed(
  {
    requestId: Type.String(),
    state: oneOf(joiningStates),
    way: Type.String(),
    wayName: TextsBody,
    storeCode: Nullable(Type.String()),
    receiptId: Nullable(Type.String()),
    person: Nullable(
      closed(
        {
          name: Type.String(),
          phoneMasked: Nullable(Type.String()),
          emailMasked: Nullable(Type.String()),
          birthday: Nullable(DayText),
          wishedLevel: Nullable(Type.String()),
          reason: Type.String(),
        },
        { description: 'Who asks, and why; null once it is decided: nothing personal is kept' },
      ),
    ),
    askedBy: Type.String(),
    askedAt: InstantText,
    waitsThrough: DayText,
    decidedBy: Nullable(Type.String()),
    decidedAt: Nullable(InstantText),
    decidedWhy: Nullable(Type.String()),
    memberNumber: Nullable(Type.String()),
  },
  { $id: 'JoiningRequest' },
)
export type JoiningRequest = Static<typeof JoiningRequest>

export const JoiningRequestList = closed(
  { requests: Type.Array(Type.Ref('JoiningRequest')), next: Nullable(Type.String()) },
  { $id: 'JoiningRequestList' },
)
export type JoiningRequestList = Static<typeof JoiningRequestList>

export const JoiningRequestCount = closed(
  {
    waitingForYou: Type.Integer({
      minimum: 0,
      description: 'Without those that the caller entered: others decide on them',
    }),
  },
  { $id: 'JoiningRequestCount' },
)
export type JoiningRequestCount = Static<typeof JoiningRequestCount>

export const DecideJoiningBody = closed(
  { isApproved: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { $id: 'DecideJoining' },
)
export type DecideJoiningBody = Static<typeof DecideJoiningBody>

export const DecideJoiningAtTillBody = closed(
  {
    storeCode: Type.String({ minLength: 1, maxLength: 64 }),
    tillCode: Type.String({ minLength: 1, maxLength: 64 }),
    isApproved: Type.Boolean(),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    approval: Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'The token of POST /v1/approvals for decide-joining, with the same request, decision and reason. The colleague who gave it is the one who decides.',
    }),
  },
  { $id: 'DecideJoiningAtTill' },
)
export type DecideJoiningAtTillBody = Static<typeof DecideJoiningAtTillBody>
