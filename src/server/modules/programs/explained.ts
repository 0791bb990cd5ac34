import { audited, explainedValues, explainReason, filledTexts, type Reason } from '../../../program/index.ts'
import type { Audience } from '../../../shared/audiences.ts'
import type { ExplainedSentence } from '../../../shared/contract/explanations.ts'
import type { Language, Texts } from '../../../shared/languages.ts'
import type { Caller } from '../../platform/caller.ts'
import { httpErrors } from '../../platform/http-errors.ts'

/** What a reader of a kind must be allowed besides what the route asks for. */
const permissionsOf: Readonly<Record<Audience, readonly string[]>> = {
  cashier: [],
  member: ['members.read'],
  auditor: ['ledger.read', 'programs.read'],
}

/** For whom to explain. @throws request/forbidden */
export function audienceFor(caller: Caller, asked: Audience = 'cashier'): Audience {
  const missing = permissionsOf[asked].find(permission => !caller.permissions.has(permission))
  if (missing !== undefined) throw httpErrors.make('forbidden', { permission: missing })
  return asked
}

/** A published version, and where its text is read. */
export function linkOf(code: string | null, version: number | null) {
  if (code === null || version === null) return null
  return { code, version, address: `/v1/programs/${encodeURIComponent(code)}/versions/${version}` }
}

type Link = ReturnType<typeof linkOf>

/** A sentence of ours between the reasons: what something cost, what it came to. */
export type UntoldYet = {
  code: string
  rule?: string | null
  texts: Texts
  values: Reason['values']
  shown?: Reason['values']
}

/** Where a sentence belongs. */
export type Told = Pick<ExplainedSentence, 'chapter'> & Partial<Pick<ExplainedSentence, 'entry' | 'refundId'>>

/** Says reasons and facts to one reader in one language; whatever this reader is not told, is left out. */
export type ReasonTeller = {
  audience: Audience
  reasons: (place: Told & { program: Link }, reasons: readonly Reason[]) => ExplainedSentence[]
  fact: (place: Told & { program: Link }, fact: UntoldYet) => ExplainedSentence
}

export function tellerFor(audience: Audience, language: Language): ReasonTeller {
  return {
    audience,
    reasons: (place, reasons) =>
      reasons.flatMap(reason => {
        const texts = explainReason(reason, audience, place)
        const { code, rule } = reason
        const values = explainedValues(reason, audience)
        return texts ? [{ ...placed(place), code, rule, text: texts[language], values }] : []
      }),
    fact: (place, { code, rule = null, texts, values, shown = {} }) => {
      const said = filledTexts(texts, { ...values, ...shown })
      // A condition is said in words; its own word is for the auditor.
      const unshown = Object.entries(values).filter(
        ([name]) => name === 'condition' || !texts['zh-CN'].includes(`{${name}}`),
      )
      const told = audience === 'auditor' ? audited(said, { ...place, code, rule, values: unshown }) : said
      return { ...placed(place), code, rule, text: told[language], values: { ...values } }
    },
  }
}

function placed({ chapter, program, entry = null, refundId = null }: Told & { program: Link }) {
  return { chapter, program, entry, refundId }
}
