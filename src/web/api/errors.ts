import { apiTexts } from '../texts/api.ts'
import { type Phrase, say } from '../texts/phrases.ts'
import { currentLanguage } from '../ui/language.ts'

type ApiErrorFacts = { title: string; status: number; code: string; details?: unknown; isKept?: boolean }

/** Every failure of a call: `title` is a sentence for people, in the language that was asked for. */
export class ApiError extends Error {
  readonly title: string
  /** 0 when there was no answer at all. */
  readonly status: number
  readonly code: string
  readonly details: unknown
  /** The server keeps why it was refused. */
  readonly isKept: boolean

  constructor({ title, status, code, details, isKept = false }: ApiErrorFacts) {
    super(title)
    this.title = title
    this.status = status
    this.code = code
    this.details = details
    this.isKept = isKept
  }

  /** True when nobody knows whether the server did it: the very same request may and should be sent again. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === 'idempotency/in-flight'
  }
}

export function noAnswer(): ApiError {
  return new ApiError({ title: say(apiTexts.noAnswer, currentLanguage()), status: 0, code: 'web/no-answer' })
}

/** Reads problem details; a proxy's own page has none. */
export function errorOfAnswer(status: number, body: unknown): ApiError {
  const { title, code, details, refusalId } = fieldsOf(body)
  if (typeof title === 'string' && typeof code === 'string')
    return new ApiError({ title, status, code, details, isKept: typeof refusalId === 'string' })
  return new ApiError({
    title: say(sentenceFor(status), currentLanguage()),
    status,
    code: typeof code === 'string' ? code : 'web/unclear',
  })
}

function fieldsOf(body: unknown): { title?: unknown; code?: unknown; details?: unknown; refusalId?: unknown } {
  return typeof body === 'object' && body !== null ? body : {}
}

/** The refusal of a session that may do nothing but set up a second factor. */
export const secondFactorMissing = 'access/second-factor-missing'

const sentencesByStatus: Readonly<Record<number, Phrase>> = {
  401: apiTexts.signInFirst,
  403: apiTexts.forbidden,
  404: apiTexts.notFound,
  429: apiTexts.tooManyTries,
}

function sentenceFor(status: number): Phrase {
  return sentencesByStatus[status] ?? (status >= 500 ? apiTexts.serverBroken : apiTexts.unclear)
}

export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.title : say(apiTexts.unclear, currentLanguage())
}

export type ErrorPlace = 'sign-in' | 'form' | 'page' | 'toast'

export type Asker = 'form' | 'page' | 'button' | 'sign-in'

/**
 * Decides where a failure is told: a session that ended asks to sign in again; a form tells its own failures
 * beside its fields; a list or page fills its own place; a lone button has only a passing note.
 * On the sign-in form itself a 401 is a wrong password.
 */
export function placeOf(error: unknown, asker: Asker): ErrorPlace {
  if (asker === 'sign-in') return 'form'
  if (error instanceof ApiError && error.status === 401) return 'sign-in'
  return asker === 'button' ? 'toast' : asker
}
