import Type from 'typebox'
import { closed, InstantText, Nullable, Points } from './common.ts'
import { MemberReference } from './members.ts'

export const RecordActivityBody = closed(
  {
    member: MemberReference,
    activity: Type.String({ minLength: 1, maxLength: 64, description: 'Its code, as the program names it.' }),
    happenedAt: Type.Optional(InstantText),
    storeCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    receiptId: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'The receipt that it is about: points of it that wait for this can be used from now on.',
      }),
    ),
    reference: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Your own name of it: the same member, activity and reference are counted once.',
      }),
    ),
  },
  { $id: 'RecordActivity' },
)

const activityFacts = {
  activityId: Type.String(),
  activity: Type.String(),
  happenedAt: InstantText,
  storeCode: Nullable(Type.String()),
  channel: Type.String(),
  reference: Nullable(Type.String()),
  program: Nullable(Type.String()),
  programVersion: Nullable(Type.Integer()),
  effects: Type.Array(Type.Ref('Effect')),
}

export const ActivityAnswer = closed(
  { ...activityFacts, balances: Type.Record(Type.String(), Points) },
  { $id: 'Activity' },
)

export const ActivityList = closed({ activities: Type.Array(closed(activityFacts)), next: Nullable(Type.String()) })
