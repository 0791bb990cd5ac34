import Type, { type Static } from 'typebox'
import { codePattern, text } from './notation-schemas.ts'

/** What a bare threshold of a track may be of. */
export const trackMeasures = ['net-spend', 'points-earned', 'visits', 'active-months', 'score'] as const
export type TrackMeasure = (typeof trackMeasures)[number]

const weight = (description: string, example: number) =>
  Type.Number({ minimum: 0, maximum: 1_000_000, ...text(description), examples: [example] })

export const scoreWords = ['net-spend', 'visits', 'points-earned', 'active-months'] as const

/** Any other word is a kind of points or the code of an activity. */
export const activityPattern = (words: readonly string[]) => `^(?!(${words.join('|')})$)${codePattern.slice(1)}`

export const Score = Type.Object(
  {
    'net-spend': Type.Optional(
      Type.String({
        pattern: '^\\d{1,6}(\\.\\d{1,4})? per [¥￥]\\s*(\\d{1,3}(,\\d{3}){1,3}|\\d{1,10})(\\.\\d{1,2})?$',
        examples: ['1 per ¥10'],
        ...text('每消费多少得多少分 / so much for every so much spent'),
      }),
    ),
    visits: Type.Optional(weight('每次消费 / for each receipt', 5)),
    'points-earned': Type.Optional(weight('每得 1 积分 / for each point earned', 0.1)),
    'active-months': Type.Optional(weight('每个有消费的月份 / for each month with a purchase', 10)),
  },
  {
    patternProperties: {
      [activityPattern(scoreWords)]: weight(
        '每获得 1 分这种积分，或每次这项活动 / for each point of this kind earned, or each activity of this code',
        100,
      ),
    },
    additionalProperties: false,
    minProperties: 1,
    ...text(
      '会员分数怎样算：各项相加，最后舍去小数一次；其他的词是积分种类或活动代号 / how a score is counted: added up, rounded down once; any other word is a kind of points or the code of an activity',
    ),
  },
)
export type ScoreBlock = Static<typeof Score>
