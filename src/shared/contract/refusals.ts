import Type, { type Static } from 'typebox'
import { closed, InstantText, Nullable, oneOf, TextsBody } from './common.ts'

/** What can be asked for and refused by the rules of the shop. */
export const attempts = [
  'claim-coupon',
  'issue-coupon',
  'redeem-reward',
  'use-benefit',
  'give-points',
  'change-level',
  'buy-early',
  'redeem-points',
  'use-coupon',
  'record-activity',
  'undo-use',
  'hand-over-reward',
  'cancel-redemption',
  'adjust-points',
] as const
export type Attempted = (typeof attempts)[number]

const refused = {
  refusalId: Type.String({ description: 'As in the answer that refused' }),
  name: Nullable(TextsBody),
  code: Type.String({ description: 'The code of the answer that refused' }),
  why: Type.String({ description: 'In the language asked for' }),
  firstAt: InstantText,
  lastAt: InstantText,
  times: Type.Integer({ description: 'How often within the hour; the rest tells the last of them' }),
  storeCode: Nullable(Type.String()),
}

export const RefusalAnswer = closed(
  {
    ...refused,
    attempt: oneOf(attempts, { description: 'What was asked for' }),
    thing: Nullable(Type.String({ description: 'The code of it in the program; null where it was not known yet' })),
    channel: Type.String({ description: 'till, console or api' }),
  },
  { $id: 'Refusal' },
)
export type RefusalAnswer = Static<typeof RefusalAnswer>

export const RefusalList = closed(
  {
    refusals: Type.Array(Type.Ref('Refusal'), { description: 'The newest first' }),
    next: Nullable(Type.String()),
  },
  { $id: 'RefusalList' },
)
export type RefusalList = Static<typeof RefusalList>

/** Who was refused to join is no member, and is not named. */
export const JoiningRefusalAnswer = closed(
  {
    ...refused,
    way: Nullable(Type.String({ description: 'The way of joining; null where none was named or found' })),
    channel: Type.String({ description: 'Where somebody wanted to join, as of a sale' }),
  },
  { $id: 'JoiningRefusal' },
)
export type JoiningRefusalAnswer = Static<typeof JoiningRefusalAnswer>

export const JoiningRefusalList = closed(
  {
    refusals: Type.Array(Type.Ref('JoiningRefusal'), { description: 'The newest first' }),
    next: Nullable(Type.String()),
  },
  { $id: 'JoiningRefusalList' },
)
export type JoiningRefusalList = Static<typeof JoiningRefusalList>
