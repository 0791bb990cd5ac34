import { fill, type Language, type Texts } from '../../shared/languages.ts'

/** What can go wrong in an expected way, and its HTTP status: the one table. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  refused: 422,
  limited: 429,
  unavailable: 503,
} as const satisfies Record<string, number>

export type Failure = keyof typeof statusOf
export type Details = Readonly<Record<string, unknown>>
/**
 * What the member hears of a refusal: 'as-said' in the sentence of the error, or in words of their own. An error that has it is
 * a refusal by the rules of the shop: where a request says what it attempts, it is kept.
 */
export type Kept = 'as-said' | Texts
export type ErrorText = { failure: Failure; kept?: Kept | null } & Texts

type DomainErrorFacts = { failure: Failure; code: string; texts: Texts; details: Details; isKept: boolean }

/** An expected failure: told to the caller in their language, never logged as a bug. */
export class DomainError extends Error {
  readonly failure: Failure
  /** `module/reason`, stable for ever, a heading in docs/errors.md. */
  readonly code: string
  readonly texts: Texts
  readonly details: Details
  readonly isKept: boolean
  /** Under which the refusal was kept; null as long as it was not. */
  refusalId: string | null = null

  constructor({ failure, code, texts, details, isKept }: DomainErrorFacts) {
    super(`${code}: ${fill(texts.en, details)}`)
    this.failure = failure
    this.code = code
    this.texts = texts
    this.details = details
    this.isKept = isKept
  }

  sentence(language: Language): string {
    return fill(this.texts[language], this.details)
  }

  /** The whole sentence in each language, to be kept. */
  filled(): Texts {
    return { 'zh-CN': this.sentence('zh-CN'), 'zh-TW': this.sentence('zh-TW'), en: this.sentence('en') }
  }
}

const families: { module: string; texts: () => [string, ErrorText][] }[] = []

/** The errors of one module. `{name}` places of a text are filled from the details. */
export class ErrorFamily<Reason extends string> {
  readonly #module: string
  readonly #table: Record<Reason, ErrorText>

  constructor(module: string, table: Record<Reason, ErrorText>) {
    this.#module = module
    this.#table = table
    families.push({ module, texts: () => Object.entries<ErrorText>(table) })
  }

  make(reason: Reason, details: Details = {}): DomainError {
    const { failure, kept = null, ...texts } = this.#table[reason]
    return new DomainError({ failure, code: `${this.#module}/${reason}`, texts, details, isKept: kept !== null })
  }
}

/** Every error that the loaded modules can answer with, by code: docs/errors.md is made from it. */
export function allErrors(): { code: string; failure: Failure; kept: Kept | null; texts: Texts }[] {
  return families
    .flatMap(({ module, texts }) =>
      texts().map(([reason, { failure, kept = null, ...sentences }]) => ({
        code: `${module}/${reason}`,
        failure,
        kept,
        texts: sentences,
      })),
    )
    .sort((a, b) => a.code.localeCompare(b.code, 'en'))
}

/** The sentences of an error by its code; undefined where this version has no such error. */
export function errorTextOf(code: string): ErrorText | undefined {
  const [name, reason] = code.split('/')
  const family = families.find(({ module }) => module === name)
  return family?.texts().find(([candidate]) => candidate === reason)?.[1]
}

/** The body of a refusal: problem details (RFC 9457). `params` carry the values that the sentence names. */
export function problemOf(error: DomainError, language: Language): Record<string, unknown> {
  return {
    type: `https://regulars.example/errors/${error.code}`,
    title: error.sentence(language),
    status: statusOf[error.failure],
    code: error.code,
    details: error.details,
    ...(error.refusalId === null ? {} : { refusalId: error.refusalId }),
  }
}

/** Crashes the request, never the process: what it states must hold, or our code is wrong. */
export function invariant(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${statement}`)
}
