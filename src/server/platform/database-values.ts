import pg from 'pg'

/**
 * Takes the values out of an error of the database before anybody can write it down: with its detail comes the row that
 * it is about, and with some messages the text that was not accepted. What is left names tables, columns and rules.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  error.detail = undefined
  error.where = undefined
  error.hint = undefined
  error.internalQuery = undefined
  if (error.code?.startsWith('22')) renamed(error, `a value was not accepted (SQLSTATE ${error.code})`)
  return error
}

/** The stack repeats the message as it was when the error was made. */
function renamed(error: Error, message: string): void {
  error.stack = error.stack?.replace(error.message, message) ?? ''
  error.message = message
}

/** The SQLSTATE of a database error, or undefined for anything else. */
export function sqlStateOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}
