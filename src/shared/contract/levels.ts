import Type, { type Static } from 'typebox'
import { closed, DayText, Nullable, TextsBody } from './common.ts'

const Window = {
  windowName: TextsBody,
  windowFrom: Nullable(DayText),
  windowTo: Nullable(DayText),
}

const LevelThreshold = closed({
  measure: Type.String({
    description: 'What is counted: net-spend in 分, visits, points-earned, score, an activity …',
  }),
  name: TextsBody,
  isMoney: Type.Boolean(),
  from: Type.Integer(),
  value: Type.Integer(),
  missing: Type.Integer(),
  ...Window,
})

export const LevelProgress = closed(
  {
    memberNumber: Type.String(),
    tracks: Type.Array(
      closed({
        program: Type.String(),
        track: Type.String(),
        level: Type.String(),
        levelName: TextsBody,
        isHighest: Type.Boolean(),
        isBeingCounted: Type.Boolean({
          description:
            'A measure of a new version is still being counted from earlier receipts; nobody falls meanwhile.',
        }),
        sinceOn: Nullable(DayText),
        reviewOn: Nullable(DayText),
        lockedThrough: Nullable(DayText),
        grants: Type.Array(
          closed({
            level: Type.String(),
            levelName: TextsBody,
            way: Type.String(),
            grantedOn: DayText,
            throughOn: Nullable(DayText),
          }),
        ),
        benefits: Type.Array(TextsBody),
        measures: Type.Array(
          closed({
            measure: Type.String(),
            name: TextsBody,
            isMoney: Type.Boolean(),
            value: Type.Integer(),
            from: Nullable(DayText),
            to: Nullable(DayText),
          }),
          { description: 'What the levels of this track look at, each over its window' },
        ),
        next: Nullable(
          closed({
            level: Type.String(),
            levelName: TextsBody,
            missing: Type.Array(LevelThreshold, {
              description: 'The nearest of the ways to the next level',
            }),
            ways: Type.Array(Type.Array(LevelThreshold), {
              description: 'Every way to the next level; within one, all thresholds must be reached',
            }),
          }),
        ),
        ladder: Type.Array(
          closed({
            level: Type.String(),
            name: TextsBody,
            grantedBy: Nullable(Type.String()),
            from: Type.Array(closed({ measure: Type.String(), value: Type.Integer() })),
            discountPercent: Nullable(Type.Number()),
          }),
        ),
        history: Type.Array(
          closed({
            number: Type.Integer({
              description: 'Of the move in this track; 0: what stands here by a change of the program',
            }),
            level: Type.String(),
            levelName: TextsBody,
            movedOn: DayText,
            cause: Type.String(),
            staff: Nullable(Type.String()),
            reasons: Type.Array(TextsBody),
          }),
        ),
      }),
    ),
  },
  { $id: 'LevelProgress' },
)
export type LevelProgress = Static<typeof LevelProgress>
export type LevelThreshold = Static<typeof LevelThreshold>

const levelCode = Type.String({ minLength: 1, maxLength: 63 })
const why = Type.String({ minLength: 1, maxLength: 500, description: 'Why, for the history' })

export const LevelReasonBody = closed({ level: levelCode, reason: why })
export const SetLevelBody = closed({
  level: levelCode,
  reason: why,
  lockedThrough: Type.Optional(DayText),
})
export type SetLevelBody = Static<typeof SetLevelBody>
export type LevelReasonBody = Static<typeof LevelReasonBody>
