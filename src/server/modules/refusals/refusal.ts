import type { ReasonValue } from '../../../program/index.ts'
import type { Attempted } from '../../../shared/contract/refusals.ts'
import { isTexts, type Texts } from '../../../shared/languages.ts'
import type { Details } from '../../platform/errors.ts'

/** What is known of something that was asked for; each becomes known on the way. */
export type Known = {
  memberId: number | null
  /** The code of what was asked for, once the program is found to have it. */
  thing: string | null
  name: Texts | null
  program: { code: string; version: number } | null
  storeId: number | null
  channel: string
}

export type RefusalValues = Readonly<Record<string, ReasonValue>>

export type JoiningRefusal = Omit<Known, 'memberId'> & {
  refusalId: string
  code: string
  details: RefusalValues
  askedBy: string
  firstAt: Date
  lastAt: Date
  times: number
}

export type Refusal = JoiningRefusal & { attempt: Attempted }

const hourMs = 3_600_000

/** Within it the same refusal is counted on one row. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs)
}

/** What sentences can be made of. */
export function valuesOf(details: Details): RefusalValues {
  const values: Record<string, ReasonValue> = {}
  for (const [name, value] of Object.entries(details))
    if (typeof value === 'string' || typeof value === 'number' || isTexts(value)) values[name] = value
  return values
}
