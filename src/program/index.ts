export { activitiesKnownTo, knowsActivity } from './activity-codes.ts'
export { laddersOf, readProgram } from './check.ts'
export type { OtherLadders } from './compile-levels.ts'
export type {
  CompiledAsset,
  CompiledLevel,
  CompiledLevels,
  CompiledLimit,
  CompiledProgram,
  CompiledReward,
  Gauge,
  GoodsMeasure,
  LevelUp,
  Need,
  Window,
} from './compiled.ts'
export type { BenefitGift, BenefitKind, BenefitOccasion, CompiledBenefit, CompiledWay } from './compiled-benefits.ts'
export type { CompiledOffer } from './compiled-offers.ts'
export { asksFor } from './conditions-within.ts'
export { type CompiledCoupon, type CouponRight, couponDays, mostCentsOf } from './coupons.ts'
export {
  type ActivityBenefit,
  benefitMissing,
  birthdayTerm,
  countingPeriod,
  daysAroundBirthday,
  daysOfBenefit,
  decideActivityBenefits,
  type EarlyAccess,
  earlyAccessOf,
  limitsOfActivity,
  monthTerm,
  onceTerm,
  onSaleFor,
  shareFor,
  type Term,
} from './decide-benefit.ts'
export {
  decideJoining,
  isOpen,
  type JoiningMoment,
  type JoiningReceipt,
  needsReceipt,
  usualWay,
} from './decide-joining.ts'
export {
  decideOccasion,
  decideReward,
  type Occasion,
  type OccasionGift,
  type RewardDecision,
} from './decide-occasion.ts'
export { type AssetEarning, decideSale, type SaleDecision, type WishOf } from './decide-sale.ts'
export { spanOf } from './describe-need.ts'
export { type Difference, diffPrograms } from './diff.ts'
export { type Measure, measures, ProgramDocument } from './document.ts'
export {
  audited,
  type Decider,
  type ExplainedTexts,
  explainedValues,
  explainReason,
  explainRefusal,
} from './explain.ts'
export {
  isSold,
  type LineKind,
  type MemberFacts,
  netCentsOf,
  plainMember,
  type RedeemWish,
  type SaleFacts,
  type SaleLine,
} from './facts.ts'
export type { Finding } from './findings.ts'
export { findingTexts } from './findings.ts'
export { activityMeasure, activityOf, measureEarned, measureGoods } from './gauges.ts'
export {
  higherLevel,
  type LevelMove,
  levelFor,
  lowestLevel,
  type ReviewVerdict,
  rankOf,
  removedReasons,
  reviewLevel,
  riseFor,
  standingLevel,
  undoRise,
} from './levels.ts'
export { limitKey, limitPeriodStart, type UsedNow } from './limits.ts'
export { memberRefusals } from './member-refusals.ts'
export { amountOf, isMet, type Measures, nearestWay, type Standing, standingsOf, waysOf } from './needs.ts'
export { usedByOffers } from './offer-limits.ts'
export { publishedSchema } from './published-schema.ts'
export {
  filledTexts,
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
export { type GoodsNames, goodsNamedIn } from './summary-goods.ts'
export { summariseOfferTerms } from './summary-offers.ts'
export { expiryOf, type IdleTerm, lastDayOf, termAtOnce, termFrom } from './validity.ts'
export { beginsAtJoining, nextReviewOn, nextRiseOn, reviewWindowOn, windowOn } from './windows.ts'
