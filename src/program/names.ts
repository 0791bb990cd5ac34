import type { Texts } from '../shared/languages.ts'
import type { PartialTexts } from './document.ts'

/** As a file has it: a name in Chinese, or in each language. Reading the file puts the translations in. */
export type NameInFile = string | PartialTexts

/** A name with its gaps filled: a missing language shows the simplified Chinese text, and the check of the file says so. */
export function completeTexts(name: NameInFile): Texts {
  const texts = typeof name === 'string' ? { 'zh-CN': name } : name
  return { 'zh-CN': texts['zh-CN'], 'zh-TW': texts['zh-TW'] ?? texts['zh-CN'], en: texts.en ?? texts['zh-CN'] }
}

/** The name of a rule that was given none: its code, in every language. */
export function nameOrCode(name: NameInFile | undefined, code: string): Texts {
  return name === undefined ? { 'zh-CN': code, 'zh-TW': code, en: code } : completeTexts(name)
}

type Translations = Readonly<Record<string, Partial<Texts>>>

/** The document with every plain name as texts, its translations found by the Chinese name. */
export function withTranslations<Value>(document: Value, translations: Translations | undefined): Value {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map(item => (key === 'benefits' ? visit(item, 'name') : visit(item, '')))
    if (typeof value === 'string')
      return key === 'name' ? { 'zh-CN': value, ...(translationOf(translations, value) ?? {}) } : value
    if (typeof value !== 'object' || value === null || key === 'translations') return value
    return Object.fromEntries(Object.entries(value).map(([word, inner]) => [word, visit(inner, word)]))
  }
  const visited: unknown = visit(document, '')
  return isSameShape<Value>(visited) ? visited : document
}

function translationOf(translations: Translations | undefined, name: string): Partial<Texts> | undefined {
  return translations && Object.hasOwn(translations, name) ? translations[name] : undefined
}

/** Texts stand where names stood: the schema allows both. */
function isSameShape<Value>(visited: unknown): visited is Value {
  return typeof visited === 'object' && visited !== null
}
