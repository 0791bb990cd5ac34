import { filledTexts } from '../../../program/index.ts'
import type { JoiningRefusalAnswer, RefusalAnswer } from '../../../shared/contract/refusals.ts'
import type { Language } from '../../../shared/languages.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { whyRefused } from './explain-refusal.ts'
import type { JoiningRefusal, Refusal } from './refusal.ts'

export type Names = { language: Language; directory: StoreDirectory }

export function refusalAnswer(refusal: Refusal, names: Names): RefusalAnswer {
  const { attempt, thing } = refusal
  return { ...listed(refusal, names), attempt, thing }
}

export function joiningRefusalAnswer(refusal: JoiningRefusal, names: Names): JoiningRefusalAnswer {
  return { ...listed(refusal, names), way: refusal.thing }
}

/** As a list shows it: the reason is the cashier's sentence. */
function listed(refusal: JoiningRefusal, { language, directory }: Names) {
  const { refusalId, name, code, times, storeId, channel, firstAt, lastAt } = refusal
  const { texts, values } = whyRefused(refusal, 'cashier')
  return {
    refusalId,
    name,
    code,
    why: filledTexts(texts, values)[language],
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    times,
    storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
    channel,
  }
}
