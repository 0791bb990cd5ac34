import {
  type CompiledProgram,
  type Reason,
  reason,
  reasonSentence,
  type SaleDecision,
  standingLevel,
} from '../../../program/index.ts'
import type { EffectAnswer } from '../../../shared/contract/effects.ts'
import type { Language, Texts } from '../../../shared/languages.ts'
import { invariant } from '../../platform/errors.ts'

export type EffectKind =
  | 'earned'
  | 'redeemed'
  | 'offer'
  | 'offers-not-used'
  | 'offers-passed-over'
  | 'gift-due'
  | 'coupon'
  | 'level-discount'
  | 'level-moved'
  | 'benefit'
  | 'program-named'
  | 'sold-early'
  | 'bought-early'
  | 'without-original'
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
  /** How much an offer took off which lines; none where it took nothing. */
  lines?: readonly { lineNumber: number; offCents: number }[]
  /** What an activity brought or would have brought. */
  benefit?: NonNullable<EffectAnswer['benefit']>
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
export function offerEffects(
  { offers, offerReasons }: Pick<SaleDecision, 'offers' | 'offerReasons'>,
  lines: readonly { lineNumber: number }[],
): Effect[] {
  const due = offerReasons.filter(({ code }) => code === 'gift-due')
  const others = offerReasons.filter(({ code }) => code !== 'gift-due')
  return [
    ...offers.map(({ offCents, perLine, reasons }) =>
      effect('offer', { amountCents: offCents, reasons, lines: partsOf(perLine, lines) }),
    ),
    ...due.map(reason => effect('gift-due', { reasons: [reason] })),
    ...(others.length > 0 ? [effect('offers-not-used', { reasons: others })] : []),
  ]
}

function partsOf(perLine: readonly number[], lines: readonly { lineNumber: number }[]): NonNullable<Effect['lines']> {
  return lines.flatMap(({ lineNumber }, index) => {
    const offCents = perLine[index] ?? 0
    return offCents === 0 ? [] : [{ lineNumber, offCents }]
  })
}

export function effectAnswer({ kind, reasons, lines, ...facts }: Effect, language: Language): EffectAnswer {
  invariant(kind !== 'offers-passed-over', 'what passed a receipt by is told by its explanation')
  return {
    kind,
    ...facts,
    ...(lines && { lines: [...lines] }),
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
