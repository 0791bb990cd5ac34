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
export type ErrorText = { failure: Failure } & Texts

/** An expected failure: told to the caller in their language, never logged as a bug. */
export class DomainError extends Error {
  readonly failure: Failure
  /** `module/reason`, stable for ever, a heading in docs/errors.md. */
  readonly code: string
  readonly texts: Texts
  readonly details: Details

  constructor({ failure, code, texts, details }: { failure: Failure; code: string; texts: Texts; details: Details }) {
    super(`${code}: ${fill(texts.en, details)}`)
    this.failure = failure
    this.code = code
    this.texts = texts
    this.details = details
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
    const { failure, ...texts } = this.#table[reason]
    return new DomainError({ failure, code: `${this.#module}/${reason}`, texts, details })
  }
}

/** Every error that the loaded modules can answer with, by code: docs/errors.md is made from it. */
export function allErrors(): { code: string; failure: Failure; texts: Texts }[] {
  return families
    .flatMap(({ module, texts }) =>
      texts().map(([reason, { failure, ...sentences }]) => ({
        code: `${module}/${reason}`,
        failure,
        texts: sentences,
      })),
    )
    .sort((a, b) => a.code.localeCompare(b.code, 'en'))
}

/** The body of a refusal: problem details (RFC 9457). `params` carry the values that the sentence names. */
export function problemOf(error: DomainError, language: Language): Record<string, unknown> {
  return {
    type: `https://regulars.example/errors/${error.code}`,
    title: error.sentence(language),
    status: statusOf[error.failure],
    code: error.code,
    details: error.details,
  }
}

/** Crashes the request, never the process: what it states must hold, or our code is wrong. */
export function invariant(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${statement}`)
}
