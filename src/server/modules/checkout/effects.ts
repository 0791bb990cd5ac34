import { type CompiledProgram, type Reason, reasonSentence } from '../../../program/index.ts'
import type { EffectAnswer } from '../../../shared/contract/checkout.ts'
import type { Language } from '../../../shared/languages.ts'

export type EffectKind =
  | 'earned'
  | 'redeemed'
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

export function levelName(program: CompiledProgram, level: string) {
  const found = program.levels?.ladder.find(candidate => candidate.level === level) ?? program.levels?.ladder[0]
  return found?.name ?? { 'zh-CN': level, 'zh-TW': level, en: level }
}
