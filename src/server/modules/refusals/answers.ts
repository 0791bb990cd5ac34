import { filledTexts } from '../../../program/index.ts'
import type { RefusalAnswer } from '../../../shared/contract/refusals.ts'
import type { Language } from '../../../shared/languages.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { whyRefused } from './explain-refusal.ts'
import type { Refusal } from './refusal.ts'

/** As a list shows it: the reason is the cashier's sentence. */
export function refusalAnswer(
  refusal: Refusal,
  { language, directory }: { language: Language; directory: StoreDirectory },
): RefusalAnswer {
  const { refusalId, attempt, thing, name, code, times, storeId, channel, firstAt, lastAt } = refusal
  const { texts, values } = whyRefused(refusal, 'cashier')
  return {
    refusalId,
    attempt,
    thing,
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
