import pino, { type LoggerOptions } from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** How every process of ours writes its log: a line of JSON for each thing, on its standard output. */
export function logOptions(level: LogLevel, name: string): LoggerOptions {
  return {
    level,
    base: name === '' ? {} : { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    serializers: { err: errorFacts },
  }
}

/**
 * What may be known of an error. Those of the database also carry the row that they are about, and whatever a library
 * hangs onto one is as likely to be somebody's phone number: only these are let through.
 */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const facts: Record<string, unknown> = { type: error.constructor.name, message: error.message, stack: error.stack }
  for (const name of ['code', 'schema', 'table', 'constraint'] as const) {
    const value = Object.entries(error).find(([key]) => key === name)?.[1]
    if (typeof value === 'string') facts[name] = value
  }
  if (error.cause !== undefined) facts.cause = errorFacts(error.cause)
  return facts
}
