import {
  type CompiledProgram,
  type Reason,
  type ReasonCode,
  reason,
  reasonSentence,
  type SaleDecision,
  standingLevel,
} from '../../../program/index.ts'
import type { EffectAnswer } from '../../../shared/contract/effects.ts'
import type { Language, Texts } from '../../../shared/languages.ts'

export type EffectKind =
  | 'earned'
  | 'redeemed'
  | 'offer'
  | 'offers-not-used'
  | 'gift-due'
  | 'coupon'
  | 'level-discount'
  | 'level-moved'
  | 'program-named'
  | 'taken-back'
  | 'given-back'
  | 'expired'
  | 'debt-settled'
  | 'shortfall'

/** One thing that a receipt or refund did, and why. */
export type Effect = {
  kind: EffectKind
  asset: string | null
  points: number | null
  amountCents: number | null
  expiresAt: string | null
  level: string | null
  reasons: readonly Reason[]
}

const blank = { asset: null, points: null, amountCents: null, expiresAt: null, level: null }

export function effect(
  kind: EffectKind,
  facts: Partial<Omit<Effect, 'kind'>> & { reasons: readonly Reason[] },
): Effect {
  return { kind, ...blank, ...facts }
}

export function discountEffect({ levelDiscounts, discountReasons }: SaleDecision): Effect {
  return effect('level-discount', { amountCents: levelDiscounts.reduce((a, b) => a + b, 0), reasons: discountReasons })
}

/** What a guest hears of offers, where there are any. */
export function guestOfferEffects(program: CompiledProgram | null, memberId: number | null): Effect[] {
  if (memberId !== null || !program?.offers.some(({ coupon }) => coupon === null)) return []
  return [effect('offers-not-used', { reasons: [reason('offers-for-members', null)] })]
}

/** What offers did, in the order in which they were applied, what is due, and why others did nothing. */
export function offerEffects({ offers, offerReasons }: SaleDecision): Effect[] {
  const due = offerReasons.filter(({ code }) => code === 'gift-due')
  const others = offerReasons.filter(({ code }) => code !== 'gift-due')
  return [
    ...offers.map(({ offCents, reasons }) => effect('offer', { amountCents: offCents, reasons })),
    ...due.map(reason => effect('gift-due', { reasons: [reason] })),
    ...(others.length > 0 ? [effect('offers-not-used', { reasons: others })] : []),
  ]
}

/** Offers that had nothing to do with a receipt are told at the till and not kept with it. */
const passing: ReadonlySet<ReasonCode> = new Set(['offer-not-applied', 'offer-no-shipping', 'offer-takes-nothing'])

export function keptOfferEffects(decision: SaleDecision): Effect[] {
  return offerEffects({ ...decision, offerReasons: decision.offerReasons.filter(({ code }) => !passing.has(code)) })
}

export function effectAnswer({ reasons, ...facts }: Effect, language: Language): EffectAnswer {
  return {
    ...facts,
    reasons: reasons.map(reason => ({
      code: reason.code,
      rule: reason.rule,
      text: reasonSentence(reason, language),
      values: { ...reason.values },
    })),
  }
}

/** The level that a member has in a track, with its name. A level that is no longer there is named as what stands for it. */
export function standingIn(
  program: CompiledProgram | null,
  { track, level }: { track: string; level: string },
): { level: string; name: Texts } {
  const levels = program?.tracks.find(candidate => candidate.track === track)
  if (!levels) return { level, name: { 'zh-CN': level, 'zh-TW': level, en: level } }
  const standing = standingLevel(levels, level)
  return { level: standing.level, name: standing.name }
}
