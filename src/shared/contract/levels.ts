import Type, { type Static } from 'typebox'
import { closed, DayText, Nullable, TextsBody } from './common.ts'

export const LevelProgress = closed(
  {
    memberNumber: Type.String(),
    tracks: Type.Array(
      closed({
        program: Type.String(),
        track: Type.String(),
        level: Type.String(),
        levelName: TextsBody,
        sinceOn: Nullable(DayText),
        reviewOn: Nullable(DayText),
        benefits: Type.Array(TextsBody),
        measures: Type.Array(
          closed({ measure: Type.String(), value: Type.Integer(), from: Nullable(DayText), to: Nullable(DayText) }),
          {
            description:
              'What the levels of this track look at: net-spend in 分, visits, points earned; and the window',
          },
        ),
        next: Nullable(
          closed({
            level: Type.String(),
            levelName: TextsBody,
            missing: Type.Array(
              closed({ measure: Type.String(), from: Type.Integer(), value: Type.Integer(), missing: Type.Integer() }),
            ),
          }),
        ),
        ladder: Type.Array(
          closed({
            level: Type.String(),
            name: TextsBody,
            from: Type.Array(closed({ measure: Type.String(), value: Type.Integer() })),
            discountPercent: Nullable(Type.Number()),
          }),
        ),
        history: Type.Array(
          closed({ level: Type.String(), levelName: TextsBody, movedOn: DayText, cause: Type.String() }),
        ),
      }),
    ),
  },
  { $id: 'LevelProgress' },
)
export type LevelProgress = Static<typeof LevelProgress>
