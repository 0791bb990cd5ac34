import Type, { type Static } from 'typebox'
import { audiences } from '../audiences.ts'
import { Cents, closed, DayText, InstantText, Nullable, oneOf } from './common.ts'
import { attempts } from './refusals.ts'

export const AudienceQuery = closed({
  audience: Type.Optional(
    oneOf(audiences, {
      description:
        'cashier: what to say aloud at the till, and the default; member: said to the member, without inner words (needs members.read); auditor: with rule, version, code and every value (needs ledger.read and programs.read)',
    }),
  ),
})

export const chapters = [
  'goods',
  'offers',
  'points-used',
  'points-earned',
  'benefits',
  'limits',
  'levels',
  'validity',
  'refund',
  'refused',
] as const

const ProgramLink = closed({
  code: Type.String(),
  version: Type.Integer(),
  address: Type.String({ description: 'Where the text of this version is read' }),
})

const EntryLink = closed({
  asset: Type.String(),
  version: Type.Integer(),
  address: Type.String({ description: 'Where this entry is explained' }),
})

export const ExplainedSentence = closed(
  {
    chapter: oneOf(chapters),
    code: Type.String(),
    rule: Nullable(Type.String()),
    text: Type.String({ description: 'In the language asked for' }),
    values: Type.Record(Type.String(), Type.Unknown()),
    program: Nullable(ProgramLink),
    entry: Nullable(EntryLink),
    refundId: Nullable(Type.String()),
  },
  { $id: 'ExplainedSentence' },
)
export type ExplainedSentence = Static<typeof ExplainedSentence>

const story = {
  audience: oneOf(audiences),
  sentences: Type.Array(Type.Ref('ExplainedSentence'), { description: 'The story, in its order' }),
}

export const ReceiptExplanation = closed(
  {
    receiptId: Type.String(),
    receiptNumber: Type.String(),
    soldAt: InstantText,
    program: Nullable(ProgramLink),
    payableCents: Cents,
    refundedCents: Cents,
    ...story,
  },
  { $id: 'ReceiptExplanation' },
)
export type ReceiptExplanation = Static<typeof ReceiptExplanation>

export const MoveExplanation = closed(
  {
    program: Nullable(ProgramLink),
    track: Type.String(),
    number: Type.Integer(),
    from: Type.String(),
    to: Type.String(),
    movedOn: DayText,
    cause: Type.String(),
    receiptId: Nullable(Type.String()),
    ...story,
  },
  { $id: 'MoveExplanation' },
)
export type MoveExplanation = Static<typeof MoveExplanation>

export const ActivityExplanation = closed(
  {
    activityId: Type.String(),
    activity: Type.String(),
    happenedAt: InstantText,
    program: Nullable(ProgramLink),
    ...story,
  },
  { $id: 'ActivityExplanation' },
)
export type ActivityExplanation = Static<typeof ActivityExplanation>

export const IssueExplanation = closed(
  {
    issueId: Type.String(),
    benefit: Type.String(),
    period: Type.String(),
    isIssued: Type.Boolean(),
    program: Nullable(ProgramLink),
    ...story,
  },
  { $id: 'IssueExplanation' },
)
export type IssueExplanation = Static<typeof IssueExplanation>

const refusedStory = {
  refusalId: Type.String(),
  code: Type.String(),
  firstAt: InstantText,
  lastAt: InstantText,
  times: Type.Integer(),
  program: Nullable(ProgramLink),
  ...story,
}

export const RefusalExplanation = closed(
  { ...refusedStory, attempt: oneOf(attempts), thing: Nullable(Type.String()) },
  { $id: 'RefusalExplanation' },
)
export type RefusalExplanation = Static<typeof RefusalExplanation>

export const JoiningRefusalExplanation = closed(
  { ...refusedStory, way: Nullable(Type.String()) },
  { $id: 'JoiningRefusalExplanation' },
)
export type JoiningRefusalExplanation = Static<typeof JoiningRefusalExplanation>
