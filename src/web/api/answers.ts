import type { Static } from 'typebox'
import type { SessionAnswer, SessionList } from '../../shared/contract/access.ts'
import type { ActivityList } from '../../shared/contract/activities.ts'
import type { AlertAnswer, AlertList } from '../../shared/contract/alerts.ts'
import type { AuditFilters as AuditFiltersSchema, AuditList, AuditRecordAnswer } from '../../shared/contract/audit.ts'
import type { BacktestAnswer, BacktestBody, BacktestList, RedemptionHabit } from '../../shared/contract/backtests.ts'
import type { BenefitReport, BenefitUseAnswer, MemberBenefits } from '../../shared/contract/benefits.ts'
import type { GoodsAnswer, GoodsClasses, GoodsList } from '../../shared/contract/catalog.ts'
import type {
  LevelAnswer,
  LineAnswer,
  QuoteAnswer,
  ReceiptAnswer,
  ReceiptList,
  RefundAnswer,
} from '../../shared/contract/checkout.ts'
import type {
  BatchAnswer,
  BatchBody,
  BatchList,
  CouponAnswer,
  CouponList,
  OfferList,
} from '../../shared/contract/coupons.ts'
import type { EffectAnswer, ReasonAnswer } from '../../shared/contract/effects.ts'
import type {
  ActivityExplanation,
  ExplainedSentence as ExplainedSentenceSchema,
  IssueExplanation,
  JoiningRefusalExplanation,
  MoveExplanation,
  ReceiptExplanation,
  RefusalExplanation,
} from '../../shared/contract/explanations.ts'
import type {
  ActiveMemberList,
  DashboardAnswer,
  PointHolderList,
  SoldReceiptList,
} from '../../shared/contract/insights.ts'
import type {
  DecideJoiningAtTillBody,
  DecideJoiningBody,
  JoiningRequestCount as JoiningRequestCountSchema,
  JoiningRequestList,
  JoiningRequest as JoiningRequestSchema,
  JoiningTicket as JoiningTicketSchema,
  JoiningWayList,
} from '../../shared/contract/joining.ts'
import type {
  AdjustBody,
  AdjustmentAnswer,
  AdjustmentList,
  BalanceList,
  EntryAnswer,
  EntryList,
  Explanation,
  TransferAnswer,
  TransferBody,
} from '../../shared/contract/ledger.ts'
import type { LevelProgress } from '../../shared/contract/levels.ts'
import type {
  ChangeMemberBody,
  ConsentList,
  MemberList,
  MemberSummary,
  RecogniseAnswer,
} from '../../shared/contract/members.ts'
import type {
  AddApiKeyBody,
  AddStaffBody,
  AddStoreBody,
  AddTillBody,
  AddTillKeyBody,
  ChangeStaffBody,
  KeyAnswer,
  KeyList,
  MyselfAnswer,
  NewKeyAnswer,
  StaffAnswer,
  StaffList,
  StoreAnswer,
  StoreList,
} from '../../shared/contract/organisation.ts'
import type {
  ChangeAnswer,
  ChangeList,
  DecideChangeBody,
  DiffAnswer,
  DiffBody,
  EditChangeBody,
  LintAnswer,
  ProgramAnswer,
  ProgramList,
  ReleaseAnswer,
  RollBackBody,
  VersionAnswer,
  WriteChangeBody,
} from '../../shared/contract/programs.ts'
import type {
  JoiningRefusalAnswer,
  JoiningRefusalList,
  RefusalAnswer,
  RefusalList,
} from '../../shared/contract/refusals.ts'

import type {
  RedeemedAnswer,
  RedeemRewardBody,
  RedemptionAnswer,
  RewardList,
  ToHandOverList,
} from '../../shared/contract/rewards.ts'

/** What a `Ref` of the contract stands for. */
type Named = {
  Goods: typeof GoodsAnswer
  AuditRecord: typeof AuditRecordAnswer
  Member: typeof MemberSummary
  Coupon: typeof CouponAnswer
  CodeBatch: typeof BatchAnswer
  Reason: typeof ReasonAnswer
  Effect: typeof EffectAnswer
  LineAnswer: typeof LineAnswer
  LevelName: typeof LevelAnswer
  Entry: typeof EntryAnswer
  Adjustment: typeof AdjustmentAnswer
  Store: typeof StoreAnswer
  Staff: typeof StaffAnswer
  Key: typeof KeyAnswer
  Session: typeof SessionAnswer
  Alert: typeof AlertAnswer
  Release: typeof ReleaseAnswer
  ExplainedSentence: typeof ExplainedSentenceSchema
  Redemption: typeof RedemptionAnswer
  Refusal: typeof RefusalAnswer
  JoiningRefusal: typeof JoiningRefusalAnswer
  JoiningRequest: typeof JoiningRequestSchema
}

export type GoodsItem = Static<typeof GoodsAnswer, Named>
export type GoodsPage = Static<typeof GoodsList, Named>
export type GoodsClassList = Static<typeof GoodsClasses>

export type Coupon = Static<typeof CouponAnswer, Named>
export type Coupons = Static<typeof CouponList, Named>
export type Batch = Static<typeof BatchAnswer, Named>
export type Batches = Static<typeof BatchList, Named>
export type BatchOrder = Static<typeof BatchBody>
export type Offers = Static<typeof OfferList, Named>
export type Offer = Offers['offers'][number]
export type Myself = Static<typeof MyselfAnswer, Named>
export type Session = Static<typeof SessionAnswer, Named>
export type Sessions = Static<typeof SessionList, Named>
export type Alert = Static<typeof AlertAnswer, Named>
export type Alerts = Static<typeof AlertList, Named>
export type Store = Static<typeof StoreAnswer, Named>
export type Stores = Static<typeof StoreList, Named>
export type Staff = Static<typeof StaffAnswer, Named>
export type StaffPage = Static<typeof StaffList, Named>
export type Key = Static<typeof KeyAnswer, Named>
export type Keys = Static<typeof KeyList, Named>
export type NewKey = Static<typeof NewKeyAnswer, Named>
export type AddStore = Static<typeof AddStoreBody>
export type AddTill = Static<typeof AddTillBody>
export type AddStaff = Static<typeof AddStaffBody>
export type ChangeStaff = Static<typeof ChangeStaffBody>
export type AddApiKey = Static<typeof AddApiKeyBody>
export type AddTillKey = Static<typeof AddTillKeyBody>

export type Member = Static<typeof MemberSummary, Named>
export type MemberPage = Static<typeof MemberList, Named>
export type Recognised = Static<typeof RecogniseAnswer, Named>
export type JoiningTicket = Static<typeof JoiningTicketSchema, Named>
export type JoiningWays = Static<typeof JoiningWayList, Named>
export type JoiningWay = JoiningWays['ways'][number]
export type JoiningRequest = Static<typeof JoiningRequestSchema, Named>
export type JoiningRequests = Static<typeof JoiningRequestList, Named>
export type JoiningRequestCount = Static<typeof JoiningRequestCountSchema>
export type DecideJoining = Static<typeof DecideJoiningBody>
export type DecideJoiningAtTill = Static<typeof DecideJoiningAtTillBody>
export type ChangeMember = Static<typeof ChangeMemberBody>
export type Consents = Static<typeof ConsentList, Named>
export type Levels = Static<typeof LevelProgress, Named>
export type Track = Levels['tracks'][number]
export type Threshold = NonNullable<Track['next']>['ways'][number][number]

export type AuditRecord = Static<typeof AuditRecordAnswer>
export type AuditPage = Static<typeof AuditList, Named>
export type AuditFilters = Static<typeof AuditFiltersSchema>

export type Balances = Static<typeof BalanceList, Named>
export type Balance = Balances['balances'][number]
export type Entry = Static<typeof EntryAnswer, Named>
export type EntryPage = Static<typeof EntryList, Named>
export type EntryExplanation = Static<typeof Explanation, Named>
export type TransferRequest = Static<typeof TransferBody>
export type Transfer = Static<typeof TransferAnswer>
export type Adjust = Static<typeof AdjustBody>
export type Adjustment = Static<typeof AdjustmentAnswer, Named>
export type Adjustments = Static<typeof AdjustmentList, Named>

export type ExplainedSentence = Static<typeof ExplainedSentenceSchema, Named>
export type ReceiptStory = Static<typeof ReceiptExplanation, Named>
export type ActivityStory = Static<typeof ActivityExplanation, Named>
export type ActivityPage = Static<typeof ActivityList, Named>
export type Activity = ActivityPage['activities'][number]
export type RefusalStory = Static<typeof RefusalExplanation, Named>
export type JoiningRefusalStory = Static<typeof JoiningRefusalExplanation, Named>
export type JoiningRefusalPage = Static<typeof JoiningRefusalList, Named>
export type JoiningRefusal = JoiningRefusalPage['refusals'][number]
export type RefusalPage = Static<typeof RefusalList, Named>
export type Refusal = RefusalPage['refusals'][number]
export type IssueStory = Static<typeof IssueExplanation, Named>
export type MoveStory = Static<typeof MoveExplanation, Named>

export type Reason = Static<typeof ReasonAnswer, Named>
export type Effect = Static<typeof EffectAnswer, Named>
export type ReceiptLine = Static<typeof LineAnswer, Named>
export type Quote = Static<typeof QuoteAnswer, Named>
export type Choice = Quote['choices'][number]
export type Receipt = Static<typeof ReceiptAnswer, Named>
export type Refund = Static<typeof RefundAnswer, Named>
export type ReceiptPage = Static<typeof ReceiptList, Named>

export type ProgramPage = Static<typeof ProgramList, Named>
export type Program = Static<typeof ProgramAnswer, Named>
export type Release = Static<typeof ReleaseAnswer>
export type ProgramVersion = Static<typeof VersionAnswer>
export type ProgramDiff = Static<typeof DiffAnswer>
export type DiffProgram = Static<typeof DiffBody>
export type RollBack = Static<typeof RollBackBody>
export type Lint = Static<typeof LintAnswer>
export type Changes = Static<typeof ChangeList>
export type Change = Static<typeof ChangeAnswer>
export type WriteChange = Static<typeof WriteChangeBody>
export type EditChange = Static<typeof EditChangeBody>
export type DecideChange = Static<typeof DecideChangeBody>
export type Backtest = Static<typeof BacktestAnswer>
export type Backtests = Static<typeof BacktestList>
export type BacktestStart = Static<typeof BacktestBody>
export type BacktestReport = NonNullable<Backtest['report']>
export type Habit = Static<typeof RedemptionHabit>
export type Dashboard = Static<typeof DashboardAnswer, Named>
export type ActiveMembers = Static<typeof ActiveMemberList, Named>
export type SoldReceipts = Static<typeof SoldReceiptList, Named>
export type PointHolders = Static<typeof PointHolderList, Named>

export type Rewards = Static<typeof RewardList, Named>
export type Reward = Rewards['rewards'][number]
export type RewardRedemption = Static<typeof RedemptionAnswer, Named>
export type RedeemedReward = Static<typeof RedeemedAnswer, Named>
export type RedeemReward = Static<typeof RedeemRewardBody>
export type WaitingRewards = Static<typeof ToHandOverList, Named>
export type MemberBenefitsAnswer = Static<typeof MemberBenefits, Named>
export type HeldBenefit = MemberBenefitsAnswer['benefits'][number]
export type BenefitUse = Static<typeof BenefitUseAnswer, Named>
export type BenefitReportAnswer = Static<typeof BenefitReport, Named>
