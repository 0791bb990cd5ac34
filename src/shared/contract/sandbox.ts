import Type, { type Static } from 'typebox'
import { closed, DayText, InstantText, Nullable, oneOf } from './common.ts'

const contents = oneOf(['empty', 'members'], {
  description: '`empty`: no member. `members`: ten invented members with a year of receipts.',
})

export const SandboxBody = closed({
  action: oneOf(['open', 'reset', 'remove'], {
    description: 'Reset makes it anew, as the shop is now. Remove deletes it with all that is in it.',
  }),
  contents: Type.Optional(contents),
})
export type SandboxBody = Static<typeof SandboxBody>

const count = Type.Integer({ minimum: 0 })

export const SandboxAnswer = closed(
  {
    isSandbox: Type.Boolean({ description: 'Whether whoever answers is the sandbox itself.' }),
    room: Nullable(
      closed(
        {
          state: oneOf(['waiting', 'making', 'open', 'closed', 'failed']),
          contents,
          askedAt: InstantText,
          address: Nullable(
            Type.String({ description: 'Where the sandbox has its pages and its API, while it is open.' }),
          ),
          problem: Nullable(Type.String({ description: 'Why it could not be made, as the server said it.' })),
        },
        {
          description:
            'The sandbox, as the shop knows it. Null: none was ever asked for, or the sandbox itself answers.',
        },
      ),
    ),
    clock: Nullable(
      closed(
        {
          now: InstantText,
          timeZone: Type.String({ description: 'Whose midnights the days begin at.' }),
          runs: Type.Boolean({ description: 'Runs on by itself; otherwise it stands still until it is moved.' }),
          problem: Nullable(Type.String({ description: 'Why it does not get further, as the server said it.' })),
          journey: Nullable(
            closed(
              { from: InstantText, to: InstantText, days: count, daysDone: count },
              { description: 'On its way: the work of each day that passes is done, in order.' },
            ),
          ),
          next: closed({
            expiry: Nullable(closed({ at: InstantText, points: count, members: count })),
            review: Nullable(closed({ day: DayText, members: count })),
            birthday: Nullable(closed({ day: DayText, members: count })),
            release: Nullable(closed({ at: InstantText, programCode: Type.String(), version: Type.Integer() })),
          }),
        },
        { description: 'The test clock. Null in the shop.' },
      ),
    ),
  },
  { $id: 'Sandbox' },
)
export type SandboxAnswer = Static<typeof SandboxAnswer>

/** One of these: where to, how far, whether it runs on by itself, or no further than the day in hand. */
export const ClockBody = Type.Union([
  closed({ to: InstantText }),
  closed({ by: Type.String({ maxLength: 40, description: 'An ISO 8601 period: P1D, P1M, PT2H.' }) }),
  closed({ runs: Type.Boolean() }),
  closed({ stop: Type.Literal(true) }),
])
export type ClockBody = Static<typeof ClockBody>

export const DiaryQuery = closed({
  before: Type.Optional(Type.Integer({ minimum: 1, description: 'The lowest lineNumber of the page before.' })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const DiaryLine = closed({
  lineNumber: Type.Integer(),
  day: DayText,
  kind: oneOf(['released', 'birthday', 'entry', 'reviewed']),
  memberNumber: Nullable(Type.String()),
  sentence: Type.String(),
  reasons: Type.Array(Type.String()),
})
export type DiaryLine = Static<typeof DiaryLine>

/** Newest first. */
export const DiaryList = closed({ lines: Type.Array(DiaryLine) }, { $id: 'SandboxDiary' })
export type DiaryList = Static<typeof DiaryList>
