import { type CompiledProgram, type Reason, reasonSentence, standingLevel } from '../../../program/index.ts'
import type { EffectAnswer } from '../../../shared/contract/checkout.ts'
import type { Language, Texts } from '../../../shared/languages.ts'

export type EffectKind =
  | 'earned'
  | 'redeemed'
  | 'level-discount'
  | 'level-moved'
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
