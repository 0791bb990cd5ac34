import { fill, type Language, languages, type Texts } from '../shared/languages.ts'
import { conditionTexts, reasonTexts } from './reason-texts.ts'
import { type Refusal, refusalTexts } from './refusals.ts'

export type ReasonCode = keyof typeof reasonTexts

/**
 * Why something was decided, as facts: the sentences are made from it in any language, at any time.
 * Values ending in `Cents` are money, in `Percent` hundredths of a percent; texts in three languages are names.
 */
export type Reason = { code: ReasonCode; rule: string | null; values: Readonly<Record<string, ReasonValue>> }
export type ReasonValue = string | number | Texts

/** The names of the {places} of a text, so that a reason without one of its values does not compile. */
type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never
type ValuesOf<Code extends ReasonCode> = Readonly<Record<PlacesOf<(typeof reasonTexts)[Code]['zh-CN']>, ReasonValue>>

export function reason<Code extends ReasonCode>(
  code: Code,
  rule: string | null,
  ...values: [PlacesOf<(typeof reasonTexts)[Code]['zh-CN']>] extends [never] ? [] : [ValuesOf<Code>]
): Reason {
  const [given] = values
  return { code, rule, values: given ?? {} }
}

/** What the cashier says aloud; what member and auditor hear instead is in explain.ts. */
export function reasonSentence({ code, values }: Reason, language: Language): string {
  return sentence(reasonTexts[code], values, language)
}

function sentence(texts: Texts, values: Readonly<Record<string, ReasonValue>>, language: Language): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shownValue(name, value, language)]),
  )
  const said = fill(texts[language], shown)
  // English alone has another form for one.
  return language === 'en' ? said.replace(/(?<![\d,.])1 (point|piece|time)s\b/g, '1 $1') : said
}

/** A refusal as sentences, in every language. */
export function refusalSentences({ refusal, values }: Refusal): Texts {
  return filledTexts(refusalTexts[refusal], values)
}

/** Texts with places, filled as those of a reason are. */
export function filledTexts(texts: Texts, values: Reason['values']): Texts {
  const say = (language: Language) => sentence(texts, values, language)
  return { 'zh-CN': say('zh-CN'), 'zh-TW': say('zh-TW'), en: say('en') }
}

export function reasonSentences(reasonGiven: Reason): Texts {
  const [cn, tw, en] = languages
  return {
    [cn]: reasonSentence(reasonGiven, cn),
    [tw]: reasonSentence(reasonGiven, tw),
    [en]: reasonSentence(reasonGiven, en),
  }
}

// Made once: building a format costs a hundred times its use.
const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const centsFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const numberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 })

function shownValue(name: string, value: ReasonValue, language: Language): string {
  if (typeof value === 'object') return value[language]
  if (name === 'condition' && typeof value === 'string') return conditionTexts[value]?.[language] ?? value
  if (typeof value === 'number' && name.endsWith('Cents')) return moneyText(value)
  if (typeof value === 'number' && name.endsWith('Percent')) return `${value / 100} %`
  if (typeof value === 'number') return numberFormat.format(value)
  return value
}

/** "¥1,234.50"; whole yuan without decimals. */
export function moneyText(cents: number): string {
  return `¥${(cents % 100 === 0 ? wholeFormat : centsFormat).format(cents / 100)}`
}
