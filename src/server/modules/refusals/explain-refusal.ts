import { type ExplainedTexts, explainRefusal } from '../../../program/index.ts'
import type { Audience } from '../../../shared/audiences.ts'
import { localText } from '../../../shared/calendar.ts'
import type { RefusalExplanation } from '../../../shared/contract/explanations.ts'
import { errorTextOf } from '../../platform/errors.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { linkOf, type ReasonTeller } from '../programs/index.ts'
import type { Refusal } from './refusal.ts'
import { attemptTexts, moreTimes, unknownReason } from './refusal-texts.ts'

/** Why it was refused, in each language, for a reader. */
export function whyRefused({ code, details }: Pick<Refusal, 'code' | 'details'>, audience: Audience): ExplainedTexts {
  const known = errorTextOf(code)
  if (!known) return { texts: unknownReason, values: { ...details, code } }
  const ownWords = audience === 'member' && typeof known.kept === 'object' ? known.kept : null
  return explainRefusal(ownWords ?? known, details, audience)
}

/** What was asked for, why it was refused, and how often. */
export function refusalExplanation(
  refusal: Refusal,
  teller: ReasonTeller,
  { directory, zone }: { directory: StoreDirectory; zone: string },
): RefusalExplanation {
  const { refusalId, attempt, thing, name, code, times, firstAt, lastAt } = refusal
  const program = linkOf(refusal.program?.code ?? null, refusal.program?.version ?? null)
  const place = { chapter: 'refused', program } as const
  const texts = attemptTexts[attempt]
  const when = localText(lastAt, zone)
  const inner = teller.audience === 'auditor' ? innerValues(refusal, directory) : {}
  const asked = {
    code: 'asked',
    rule: thing,
    texts: name ? texts.named : texts.plain,
    values: { when, ...(name ? { name } : {}), ...inner },
  }
  const more = { code: 'asked-again', texts: moreTimes, values: { times, last: when } }
  return {
    refusalId,
    attempt,
    thing,
    code,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    times,
    program,
    audience: teller.audience,
    sentences: [
      teller.fact(place, asked),
      teller.fact(place, { code, rule: thing, ...whyRefused(refusal, teller.audience) }),
      ...(times > 1 ? [teller.fact(place, more)] : []),
    ],
  }
}

/** Where, through what and who: for whoever examines the shop. */
function innerValues({ storeId, channel, askedBy, firstAt }: Refusal, directory: StoreDirectory) {
  const store = storeId === null ? undefined : directory.storeById(storeId)
  return { ...(store ? { store: store.code } : {}), channel, by: askedBy, firstAt: firstAt.toISOString() }
}
