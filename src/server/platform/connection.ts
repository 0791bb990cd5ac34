import { createHash } from 'node:crypto'
import type pg from 'pg'
import { withoutValues } from './database-values.ts'
import { invariant } from './errors.ts'
import type { Gate } from './gate.ts'

/** One database transaction. Every store function takes it first; there is no way to write outside of one. */
export interface Transaction {
  /** Runs one statement and returns its rows. The type is the caller's word for what the SQL selects. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** As rows, for statements that answer exactly one row or none. */
  row<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row | undefined>
  /** Runs one statement and returns how many rows it touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>
  /**
   * Sends what `send` asks for in one journey, without waiting for answers in between; the database works through it
   * in order, and one failure fails all after it.
   * @returns the answers, when all of them are there
   */
  together<Results extends readonly unknown[]>(
    send: () => readonly [...{ [Index in keyof Results]: Promise<Results[Index]> }],
  ): Promise<Results>
}

const statementNames = new Map<string, string>()

/** Every statement is prepared once per connection; its name is the hash of its text. */
export function statementName(sql: string): string {
  let name = statementNames.get(sql)
  if (!name) {
    name = createHash('sha1').update(sql).digest('base64url').slice(0, 20)
    statementNames.set(sql, name)
  }
  return name
}

export type Statement = { name: string; text: string; values: readonly unknown[] }
export type Answer = Pick<pg.QueryResult, 'rows' | 'rowCount'>

/** Asks one statement at a time, on a connection or on whichever of a pool is free. */
export class Connection implements Transaction {
  readonly #client: pg.Pool | pg.ClientBase
  readonly #gate: Gate | undefined

  constructor(client: pg.Pool | pg.ClientBase, gate?: Gate) {
    this.#client = client
    this.#gate = gate
  }

  /** Sends one statement and waits for its answer. */
  protected send({ name, text, values }: Statement): Promise<Answer> {
    const query = { name, text, values: [...values] }
    return this.#gate ? this.#gate.pass(() => this.#client.query(query)) : this.#client.query(query)
  }

  async #ask(sql: string, values: readonly unknown[] = []): Promise<Answer> {
    try {
      return await this.send({ name: statementName(sql), text: sql, values })
    } catch (error) {
      const failure = withoutValues(error)
      this.noteFailure(failure)
      throw failure
    }
  }

  protected noteFailure(_error: unknown): void {}

  async rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]> {
    return (await this.#ask(sql, values)).rows
  }

  async row<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row | undefined> {
    const { rows } = await this.#ask(sql, values)
    invariant(rows.length <= 1, 'a statement that is asked for one row answers at most one')
    return rows[0]
  }

  async run(sql: string, values?: readonly unknown[]): Promise<number> {
    return (await this.#ask(sql, values)).rowCount ?? 0
  }

  async together<Results extends readonly unknown[]>(
    send: () => readonly [...{ [Index in keyof Results]: Promise<Results[Index]> }],
  ): Promise<Results> {
    return Promise.all(send())
  }
}
