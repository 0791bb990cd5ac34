import { type ExplainedTexts, explainRefusal } from '../../../program/index.ts'
import type { Audience } from '../../../shared/audiences.ts'
import { localText } from '../../../shared/calendar.ts'
import type {
  ExplainedSentence,
  JoiningRefusalExplanation,
  RefusalExplanation,
} from '../../../shared/contract/explanations.ts'
import { errorTextOf } from '../../platform/errors.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { linkOf, type ReasonTeller } from '../programs/index.ts'
import type { JoiningRefusal, Refusal } from './refusal.ts'
import { type AskedTexts, attemptTexts, joiningTexts, moreTimes, unknownReason } from './refusal-texts.ts'

/** Why it was refused, in each language, for a reader. */
export function whyRefused(
  { code, details }: Pick<JoiningRefusal, 'code' | 'details'>,
  audience: Audience,
): ExplainedTexts {
  const known = errorTextOf(code)
  if (!known) return { texts: unknownReason, values: { ...details, code } }
  const ownWords = audience === 'member' && typeof known.kept === 'object' ? known.kept : null
  return explainRefusal(ownWords ?? known, details, audience)
}

type Parts = { directory: StoreDirectory; zone: string }

export function refusalExplanation(refusal: Refusal, teller: ReasonTeller, parts: Parts): RefusalExplanation {
  const { attempt, thing } = refusal
  return {
    ...told(refusal, teller),
    attempt,
    thing,
    sentences: story(refusal, teller, { ...parts, texts: attemptTexts[attempt] }),
  }
}

/** Why somebody could not join; the "member" who hears it is the guest. */
export function joiningExplanation(
  refusal: JoiningRefusal,
  teller: ReasonTeller,
  parts: Parts,
): JoiningRefusalExplanation {
  return {
    ...told(refusal, teller),
    way: refusal.thing,
    sentences: story(refusal, teller, { ...parts, texts: joiningTexts }),
  }
}

function told({ refusalId, code, firstAt, lastAt, times, program }: JoiningRefusal, { audience }: ReasonTeller) {
  return {
    refusalId,
    code,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    times,
    program: linkOf(program?.code ?? null, program?.version ?? null),
    audience,
  }
}

/** What was asked for, why it was refused, and how often. */
function story(
  refusal: JoiningRefusal,
  teller: ReasonTeller,
  { texts, directory, zone }: Parts & { texts: AskedTexts },
): ExplainedSentence[] {
  const { thing, name, code, times, lastAt } = refusal
  const place = { chapter: 'refused', program: told(refusal, teller).program } as const
  const when = localText(lastAt, zone)
  const inner = teller.audience === 'auditor' ? innerValues(refusal, directory) : {}
  const asked = {
    code: 'asked',
    rule: thing,
    texts: name ? texts.named : texts.plain,
    values: { when, ...(name ? { name } : {}), ...inner },
  }
  const more = { code: 'asked-again', texts: moreTimes, values: { times, last: when } }
  return [
    teller.fact(place, asked),
    teller.fact(place, { code, rule: thing, ...whyRefused(refusal, teller.audience) }),
    ...(times > 1 ? [teller.fact(place, more)] : []),
  ]
}

/** Where, through what and who: for whoever examines the shop. */
function innerValues({ storeId, channel, askedBy, firstAt }: JoiningRefusal, directory: StoreDirectory) {
  const store = storeId === null ? undefined : directory.storeById(storeId)
  return { ...(store ? { store: store.code } : {}), channel, by: askedBy, firstAt: firstAt.toISOString() }
}
