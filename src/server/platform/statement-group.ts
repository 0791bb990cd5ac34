import pg from 'pg'
import { invariant } from './errors.ts'

/** A statement that this connection has prepared: its name there, and the columns that it answers. */
export type Prepared = { name: string; columns: readonly Column[] }
type Column = { name: string; parse: (text: string) => unknown }

/** @param fields as the first run of the statement described them; they stay so for as long as the connection lives */
export function prepared(name: string, fields: readonly pg.FieldDef[]): Prepared {
  return {
    name,
    columns: fields.map(field => ({ name: field.name, parse: pg.types.getTypeParser(field.dataTypeID, 'text') })),
  }
}

export type StatementResult = { rows: pg.QueryResultRow[]; rowCount: number | null }

/** One statement of a group, with who waits for its answer. */
export type GroupedStatement = {
  statement: Prepared
  values: readonly BoundValue[]
  resolve: (result: StatementResult) => void
  reject: (cause: unknown) => void
}

export type BoundValue = Buffer | string | null

/** @returns a value as it is sent; undefined for one of which only the driver knows how it is written */
export function boundValue(value: unknown): BoundValue | undefined {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  return undefined
}

/**
 * Statements that travel to the database and back as one: a single Sync at their end. Sent one by one, each has a Sync of
 * its own, and PostgreSQL sends the answer to each by itself, for which both processes wake up; with some thirty
 * statements a batch that is a quarter of what a small batch costs. None of them is described again.
 * After one that fails the database reads no further: those behind it fail with the same reason.
 */
export class StatementGroup extends pg.Query {
  readonly #statements: readonly GroupedStatement[]
  #rows: pg.QueryResultRow[] = []
  #place = 0
  #unsent: unknown
  /** Set by the driver, which ends its clock for the whole group here. */
  callback: ((cause: unknown) => void) | undefined

  constructor(statements: readonly GroupedStatement[]) {
    super({ text: '' })
    this.#statements = statements
  }

  override submit = (connection: pg.Connection): void => {
    connection.stream.cork()
    try {
      for (const { statement, values } of this.#statements) {
        connection.bind({ statement: statement.name, values: [...values] }, true)
        connection.execute(null, true)
      }
    } catch (cause) {
      this.#unsent = cause
    } finally {
      connection.sync()
      connection.stream.uncork()
    }
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const columns = this.#current.statement.columns
    const row: pg.QueryResultRow = {}
    for (const [index, { name, parse }] of columns.entries()) {
      const text = fields[index]
      row[name] = text === null || text === undefined ? null : parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const count = /\d+$/.exec(text)?.[0]
    this.#current.resolve({ rows: this.#rows, rowCount: count === undefined ? null : Number(count) })
    this.#rows = []
    this.#place += 1
  }

  handleReadyForQuery(): void {
    if (this.#place < this.#statements.length) this.#fail(this.#unsent)
    this.callback?.(null)
  }

  handleError(cause: unknown): void {
    this.#fail(cause)
    this.callback?.(cause)
  }

  #fail(cause: unknown): void {
    for (const { reject } of this.#statements.slice(this.#place)) reject(cause)
    this.#place = this.#statements.length
  }

  get #current(): GroupedStatement {
    const statement = this.#statements[this.#place]
    invariant(statement, 'the database answers as many statements as it was sent')
    return statement
  }
}
