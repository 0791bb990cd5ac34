import { type Refusal, refusalSentences } from '../../../program/index.ts'
import type { DomainError } from '../../platform/errors.ts'
import { programRefusals } from './errors.ts'

/** What a program refuses, as an error with its own sentences. */
export function refused(refusal: Refusal): DomainError {
  const error = programRefusals.make(refusal.refusal, refusal.values)
  Object.assign(error.texts, refusalSentences(refusal))
  return error
}
