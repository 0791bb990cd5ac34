import { moneyText, type Refusal, refusalSentences } from '../../../program/index.ts'
import { languages } from '../../../shared/languages.ts'
import type { DomainError } from '../../platform/errors.ts'
import { programRefusals } from './errors.ts'

/** What a program refuses, as an error with its own sentences. */
export function refused(refusal: Refusal): DomainError {
  const error = programRefusals.make(refusal.refusal, refusal.values)
  Object.assign(error.texts, refusalSentences(refusal))
  return error
}

/** Amounts in its sentences are shown as people write money; the details keep them in 分. */
export function inMoney(error: DomainError): DomainError {
  for (const [name, value] of Object.entries(error.details)) {
    if (!name.endsWith('Cents') || typeof value !== 'number') continue
    for (const language of languages)
      error.texts[language] = error.texts[language].replace(`{${name}}`, moneyText(value))
  }
  return error
}
