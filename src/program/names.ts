import type { Texts } from '../shared/languages.ts'
import type { PartialTexts } from './document.ts'

/** A name with its gaps filled: a missing language shows the simplified Chinese text, and the check of the file says so. */
export function completeTexts(texts: PartialTexts): Texts {
  return { 'zh-CN': texts['zh-CN'], 'zh-TW': texts['zh-TW'] ?? texts['zh-CN'], en: texts.en ?? texts['zh-CN'] }
}

/** The name of a rule that was given none: its code, in every language. */
export function nameOrCode(texts: PartialTexts | undefined, code: string): Texts {
  return texts ? completeTexts(texts) : { 'zh-CN': code, 'zh-TW': code, en: code }
}
