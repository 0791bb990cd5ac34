import type { Audience } from '../shared/audiences.ts'
import { languages, type Texts } from '../shared/languages.ts'
import { memberConditions } from './member-conditions.ts'
import { type MemberTelling, memberTellings } from './member-tellings.ts'
import { conditionTexts, reasonTexts } from './reason-texts.ts'
import { filledTexts, type Reason, type ReasonValue, reasonSentences } from './reasons.ts'

/** What decided: shown to the auditor. */
export type Decider = { program: { code: string; version: number } | null }

/** A reason for its reader, in every language; null: this reader is not told. */
export function explainReason(given: Reason, audience: Audience, decider: Decider): Texts | null {
  const said = reasonSentences(given)
  if (audience === 'cashier') return said
  if (audience === 'auditor')
    return audited(said, { ...decider, code: given.code, rule: given.rule, values: unshownValues(given) })
  return toldToMember(given, said)
}

function toldToMember(given: Reason, said: Texts): Texts | null {
  const telling = memberTellings[given.code]
  if (telling === 'untold') return null
  const { condition } = given.values
  const heard = typeof condition === 'string' ? heardCondition(condition) : undefined
  if (heard === null) return null
  if (telling === 'as-said') return said
  return filledTexts(telling, heard ? { ...given.values, condition: heard } : given.values)
}

/**
 * What staff wrote for each other, and who of them it was, is not for the member; nor is another member's number, which
 * could be named at a till.
 */
const notForMembers: ReadonlySet<string> = new Set(['why', 'by', 'otherMember'])

/** The values of a reason for its reader. */
export function explainedValues({ values }: Reason, audience: Audience): Record<string, ReasonValue> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => audience !== 'member' || !notForMembers.has(name)),
  )
}

/** Texts with the values that they name. */
export type ExplainedTexts = { texts: Texts; values: Record<string, ReasonValue> }

const unnamedCondition: Texts = {
  'zh-CN': '条件还没有满足',
  'zh-TW': '條件還沒有滿足',
  en: 'what it asks for does not hold yet',
}

/** A refusal for its reader: the member hears the values of the sentence alone, and no condition that is the shop's own business. */
export function explainRefusal(texts: Texts, values: Reason['values'], audience: Audience): ExplainedTexts {
  if (audience !== 'member') return { texts, values: { ...values } }
  const { condition } = values
  const heard = typeof condition === 'string' ? { condition: heardCondition(condition) ?? unnamedCondition } : {}
  const named = Object.entries({ ...values, ...heard }).filter(([name]) => texts['zh-CN'].includes(`{${name}}`))
  return { texts, values: Object.fromEntries(named) }
}

/** A condition that nobody wrote words for is the shop's own business. */
function heardCondition(word: string): Texts | null {
  const telling: MemberTelling = memberConditions[word] ?? 'untold'
  if (telling === 'untold') return null
  return telling === 'as-said' ? (conditionTexts[word] ?? null) : telling
}

/** What a sentence leaves out or says in words. */
function unshownValues({ code, values }: Reason): [string, ReasonValue][] {
  const text = reasonTexts[code]['zh-CN']
  return Object.entries(values).filter(([name]) => name === 'condition' || !text.includes(`{${name}}`))
}

const auditTexts = {
  rule: { 'zh-CN': '规则 {rule}', 'zh-TW': '規則 {rule}', en: 'rule {rule}' },
  program: {
    'zh-CN': '方案 {code} 第 {version} 版',
    'zh-TW': '方案 {code} 第 {version} 版',
    en: 'program {code}, version {version}',
  },
  code: { 'zh-CN': '理由 {code}', 'zh-TW': '理由 {code}', en: 'reason {code}' },
} as const satisfies Record<string, Texts>

type Audited = Decider & { code: string; rule: string | null; values: readonly [string, ReasonValue][] }

/** The cashier's sentence and, in brackets, rule, program with version, code and the values that it does not show. */
export function audited(said: Texts, { rule, program, code, values }: Audited): Texts {
  const parts: Texts[] = [
    ...(rule === null ? [] : [filledTexts(auditTexts.rule, { rule })]),
    // A version is a name: it is shown without separators of thousands.
    ...(program ? [filledTexts(auditTexts.program, { code: program.code, version: String(program.version) })] : []),
    filledTexts(auditTexts.code, { code }),
    ...values.map(([name, value]) => rawValue(name, value)),
  ]
  const [cn, tw, en] = languages
  return {
    [cn]: `${said[cn]}〔${parts.map(part => part[cn]).join('；')}〕`,
    [tw]: `${said[tw]}〔${parts.map(part => part[tw]).join('；')}〕`,
    [en]: `${said[en]} [${parts.map(part => part[en]).join('; ')}]`,
  }
}

/** Values that no sentence shows keep the name and the unit that they have in the record. */
function rawValue(name: string, value: ReasonValue): Texts {
  if (typeof value !== 'object')
    return { 'zh-CN': `${name}=${value}`, 'zh-TW': `${name}=${value}`, en: `${name}=${value}` }
  return { 'zh-CN': `${name}=${value['zh-CN']}`, 'zh-TW': `${name}=${value['zh-TW']}`, en: `${name}=${value.en}` }
}
