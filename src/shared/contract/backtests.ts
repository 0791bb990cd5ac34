import Type, { type Static } from 'typebox'
import { AmountCents, closed, DayText, InstantText, Nullable, oneOf, Points, TextsBody } from './common.ts'

/** Both ways to replay: see docs/backtest.md. */
export const backtestModes = ['receipts', 'live'] as const
export const backtestOpenings = ['zero', 'earlier'] as const
export const backtestStates = ['waiting', 'running', 'done', 'cancelled', 'failed', 'stopped'] as const

const Percent = Type.Number({ minimum: 0, maximum: 100 })
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

const BehaviourBody = closed({
  membersPercent: Type.Number({ ...Percent, description: 'So many of the members ever redeem' }),
  usedPercent: Type.Number({ ...Percent, description: 'They use so much of what they could at each purchase' }),
})

const AssumptionBody = closed({ low: BehaviourBody, base: BehaviourBody, high: BehaviourBody })

const PointSums = {
  opening: Points,
  issued: Points,
  redeemed: Points,
  expired: Points,
  takenBack: Points,
  givenBack: Points,
  absorbed: Points,
  adjusted: Type.Optional(Type.Integer({ description: 'Added less taken by hand, as recorded' })),
  transferred: Type.Optional(Type.Integer({ description: 'Given by other members less given to them, as recorded' })),
  outstanding: Points,
  outstandingCents: AmountCents,
}

const MoneySums = {
  receipts: Count,
  refunds: Count,
  netCents: AmountCents,
  offerDiscountCents: AmountCents,
  levelDiscountCents: AmountCents,
  pointsDiscountCents: AmountCents,
  payableCents: AmountCents,
  refundedCents: AmountCents,
  pricedCents: AmountCents,
  costCents: AmountCents,
  rises: Count,
  falls: Count,
  giftCents: Type.Optional(AmountCents),
  benefitCents: AmountCents,
  marginCents: AmountCents,
}

const ProgramFigures = closed({
  version: Nullable(Type.Integer()),
  name: TextsBody,
  assets: Type.Array(
    closed({
      asset: Type.String(),
      name: TextsBody,
      centsPerStep: Type.Number(),
      step: Type.Integer(),
      total: closed(PointSums),
      months: Type.Array(closed(PointSums)),
    }),
  ),
  money: closed({ total: closed(MoneySums), months: Type.Array(closed(MoneySums)) }),
  levels: Type.Array(closed({ level: Type.String(), name: TextsBody, members: Type.Array(Count) })),
  rules: Type.Array(
    closed({
      kind: oneOf(['points', 'times', 'redemption', 'level-price', 'offer', 'benefit', 'activity']),
      rule: Type.String({ description: 'Empty: several multipliers together' }),
      name: Nullable(TextsBody),
      asset: Type.String(),
      receipts: { ...Count, description: 'How often: receipts, gifts of a benefit, or activities' },
      points: Type.Number(),
      offCents: AmountCents,
    }),
  ),
  refused: Type.Record(Type.String(), Count, { description: 'Receipts that the program refused, by code' }),
  gifts: Type.Optional(
    Type.Array(
      closed({
        gives: oneOf(['goods', 'coupon']),
        code: Type.String({ description: 'The benefit that gives goods, or the offer of the coupon' }),
        name: TextsBody,
        issued: Count,
        counted: Type.Integer({ description: 'Of coupons, how many more than today’s program issues' }),
        eachCents: Nullable(AmountCents),
        costCents: Nullable(AmountCents),
      }),
    ),
  ),
  byHand: Type.Optional(
    closed(
      { times: Count, cut: { ...Count, description: 'Of them: less was taken, because the member had less' } },
      { description: 'Points added, taken or given away by hand, as recorded' },
    ),
  ),
  levelsByHand: Type.Optional(
    closed(
      { times: Count, gone: { ...Count, description: 'Of them: the program does not have the level' } },
      { description: 'Levels that staff gave by invitation, set, locked or unlocked, as recorded' },
    ),
  ),
  activities: Type.Optional(
    closed(
      {
        replayed: Type.Record(Type.String(), Count, { description: 'How often each, by code' }),
        unknown: Type.Record(Type.String(), Count, { description: 'Those that the program does not know, by code' }),
      },
      { description: 'Recorded activities, decided again; what their rules gave stands under rules' },
    ),
  ),
  coupons: Type.Optional(
    closed(
      {
        brought: Count,
        used: Count,
        offCents: AmountCents,
        refused: Type.Record(Type.String(), Count, { description: 'By code; coupon-gone: the program has none of it' }),
      },
      { description: 'Coupons that the recorded receipts used, decided again' },
    ),
  ),
})
export type ProgramFigures = Static<typeof ProgramFigures>

const BandSums = closed({
  issued: Points,
  redeemed: Points,
  expired: Points,
  outstanding: Points,
  outstandingCents: AmountCents,
  benefitCents: AmountCents,
  payableCents: AmountCents,
})
export type BandSums = Static<typeof BandSums>
const Band = closed({ low: BandSums, base: BandSums, high: BandSums })

const Explained = closed({
  level: Nullable(Type.String()),
  payableCents: AmountCents,
  offerDiscountCents: AmountCents,
  levelDiscountCents: AmountCents,
  pointsDiscountCents: AmountCents,
  earned: Type.Array(closed({ asset: Type.String(), points: Points })),
  reasons: Type.Array(TextsBody),
})

/** What a back-test does not replay: see docs/backtest.md. */
export const leftOutKinds = [
  'coupons',
  'rewards',
  'benefits',
  'activities',
  'activity-gifts',
  'given-levels',
  'waiting-points',
  'transfers',
] as const
const LeftOut = closed({
  what: oneOf(leftOutKinds),
  program: oneOf(['live', 'draft', 'both'], { description: 'Whose rules have it' }),
  /** How often it was recorded in the period; null: not counted. */
  times: Nullable(Count),
  members: Nullable(Count),
  /** What it took off or cost, as far as that is recorded. */
  costCents: Nullable(AmountCents),
  timesWithoutCost: Nullable(Count),
})
export type LeftOut = Static<typeof LeftOut>

export const BacktestReport = closed({
  mode: oneOf(backtestModes),
  opening: oneOf(backtestOpenings),
  from: DayText,
  through: DayText,
  shiftDays: Type.Integer({ description: 'So many days later than recorded were receipts replayed' }),
  receipts: Count,
  activities: Type.Optional({ ...Count, description: 'Recorded activities that were replayed beside the receipts' }),
  refundsOfUnknownSales: Count,
  members: Count,
  membersWithoutWay: Type.Optional({
    ...Count,
    description: 'Of the members: no way of joining is recorded, so joined-by never holds; told where a program asks',
  }),
  months: Type.Array(Type.String()),
  costs: Type.Optional(
    closed({ lines: Count, linesWithoutCost: Count }, { description: 'Lines sold, and those whose cost nobody knows' }),
  ),
  leftOut: Type.Optional(
    Type.Array(LeftOut, { description: 'What a program gives that no receipt tells, as recorded' }),
  ),
  assumption: AssumptionBody,
  assumedFrom: oneOf(['recorded', 'given', 'default']),
  giftsUsed: Type.Optional(
    closed(
      { low: Percent, base: Percent, high: Percent },
      { description: 'Of 100 gifts so many are taken to be used' },
    ),
  ),
  giftsFrom: Type.Optional(oneOf(['recorded', 'given', 'default'])),
  waitDays: Type.Optional(
    Type.Integer({ description: 'Points that wait for an activity are taken to wait so long; told where any do' }),
  ),
  waitFrom: Type.Optional(oneOf(['recorded', 'given', 'default'])),
  bandEvery: Type.Integer({ description: 'Low and high were computed for one member in so many, and scaled' }),
  live: ProgramFigures,
  draft: ProgramFigures,
  difference: BandSums,
  band: closed({ live: Band, draft: Band, difference: Band }),
  moves: Type.Array(closed({ live: Type.String(), draft: Type.String(), members: Count })),
  changes: Type.Array(
    closed({
      memberNumber: Nullable(Type.String()),
      receiptId: Nullable(Type.String()),
      soldAt: InstantText,
      storeCode: Type.String(),
      changeCents: AmountCents,
      live: Explained,
      draft: Explained,
    }),
  ),
})
export type BacktestReport = Static<typeof BacktestReport>

export const BacktestBody = closed(
  {
    document: Type.String({ minLength: 1, maxLength: 500_000, description: 'The draft, as YAML' }),
    against: oneOf(backtestModes, {
      description: 'receipts: history as it was; live: history again, to today’s members',
    }),
    opening: Type.Optional(
      oneOf(backtestOpenings, { description: 'Default zero. earlier: what was sold before is replayed first' }),
    ),
    from: DayText,
    to: DayText,
    membersPercent: Type.Optional(Percent),
    usedPercent: Type.Optional(Percent),
    giftsPercent: Type.Optional(Type.Number({ ...Percent, description: 'Of 100 gifts so many are used' })),
    waitDays: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 365, description: 'Points that wait for an activity wait so many days' }),
    ),
    bandPercent: Type.Optional(Percent),
  },
  { $id: 'StartBacktest' },
)
export type BacktestBody = Static<typeof BacktestBody>

const summary = {
  backtestId: Type.String({ format: 'uuid' }),
  state: oneOf(backtestStates),
  programCode: Type.String(),
  against: oneOf(backtestModes),
  from: DayText,
  to: DayText,
  askedBy: Type.String(),
  askedAt: InstantText,
  percent: Type.Integer({ minimum: 0, maximum: 100 }),
  receiptsDone: Count,
  receiptsTotal: Count,
  secondsLeft: Nullable(Count),
  problem: Nullable(TextsBody),
}

export const BacktestList = closed({ backtests: Type.Array(closed(summary)) }, { $id: 'Backtests' })
export const StartedBacktest = closed({ backtestId: Type.String({ format: 'uuid' }) }, { $id: 'StartedBacktest' })
export const BacktestAnswer = closed({ ...summary, report: Nullable(BacktestReport) }, { $id: 'Backtest' })
export type BacktestAnswer = Static<typeof BacktestAnswer>

export const RedemptionHabit = closed(
  {
    membersPercent: Percent,
    usedPercent: Percent,
    redemptions: Count,
    assumedFrom: oneOf(['recorded', 'default']),
    firstDay: Nullable(DayText),
    lastDay: Nullable(DayText),
    giftsPercent: Percent,
    giftsFrom: oneOf(['recorded', 'default']),
  },
  { $id: 'RedemptionHabit', description: 'What the journal says of how members use their points' },
)
