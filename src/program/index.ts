export { readProgram } from './check.ts'
export type {
  CompiledAsset,
  CompiledLevel,
  CompiledLevels,
  CompiledLimit,
  CompiledProgram,
  CompiledReward,
} from './compiled.ts'
export type { BenefitGift, BenefitKind, CompiledBenefit, CompiledWay } from './compiled-benefits.ts'
export {
  benefitMissing,
  birthdayTerm,
  countingPeriod,
  daysAroundBirthday,
  earlyDays,
  monthTerm,
  onceTerm,
  onSaleFor,
  shareFor,
  type Term,
} from './decide-benefit.ts'
export { decideJoining, type JoiningReceipt } from './decide-joining.ts'
export {
  decideOccasion,
  decideReward,
  type Occasion,
  type OccasionGift,
  type RewardDecision,
} from './decide-occasion.ts'
export { type AssetEarning, decideSale, type SaleDecision } from './decide-sale.ts'
export { type Difference, diffPrograms } from './diff.ts'
export { type Measure, measures, ProgramDocument } from './document.ts'
export {
  type LineKind,
  type MemberFacts,
  plainMember,
  type RedeemWish,
  type SaleFacts,
  type SaleLine,
} from './facts.ts'
export type { Finding } from './findings.ts'
export { findingTexts } from './findings.ts'
export {
  type LevelMove,
  levelFor,
  lowestLevel,
  type Measures,
  type ReviewVerdict,
  rankOf,
  reviewLevel,
  riseFor,
  undoRise,
} from './levels.ts'
export { limitKey, limitPeriodStart, type UsedNow } from './limits.ts'
export { publishedSchema } from './published-schema.ts'
export {
  moneyText,
  type Reason,
  type ReasonCode,
  type ReasonValue,
  reason,
  reasonSentence,
  reasonSentences,
  refusalSentences,
} from './reasons.ts'
export type { RedeemChoice, Redemption } from './redeem.ts'
export { type Refusal, type RefusalCode, refusalTexts } from './refusals.ts'
export { type RewardChoice, rewardChoice, rewardTimesMax } from './reward-choice.ts'
export type { LimitPeriod } from './scalars.ts'
export { type ProgramSummary, summarise } from './summary.ts'
export { expiryOf, lastDayOf } from './validity.ts'
export { nextReviewOn, reviewWindowOn, windowOn } from './windows.ts'
