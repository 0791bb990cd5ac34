import type { Database, Transaction } from '../../../src/server/platform/database.ts'

/**
 * A database that says when it stands at a boundary between two statements: before each of them, before a commit and
 * after it. What a process has done there, and nothing more, is what a kill at that point leaves behind.
 */
export class CountedDatabase implements Database {
  readonly #db: Database
  readonly #onBoundary: () => void

  constructor(db: Database, onBoundary: () => void) {
    this.#db = db
    this.#onBoundary = onBoundary
  }

  rows: Transaction['rows'] = (sql, values) => {
    this.#onBoundary()
    return this.#db.rows(sql, values)
  }

  row: Transaction['row'] = (sql, values) => {
    this.#onBoundary()
    return this.#db.row(sql, values)
  }

  run: Transaction['run'] = (sql, values) => {
    this.#onBoundary()
    return this.#db.run(sql, values)
  }

  load: Database['load'] = () => this.#db.load()

  together: Transaction['together'] = async send => Promise.all(send())

  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#counted(work, inside => this.#db.transaction(inside))
  }

  urgently<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#counted(work, inside => this.#db.urgently(inside))
  }

  async #counted<Result>(
    work: (tx: Transaction) => Promise<Result>,
    begin: (inside: (tx: Transaction) => Promise<Result>) => Promise<Result>,
  ): Promise<Result> {
    const result = await begin(async tx => {
      const done = await work(countedTransaction(tx, this.#onBoundary))
      // Everything is written, nothing is committed.
      this.#onBoundary()
      return done
    })
    // Committed, but nobody has been told.
    this.#onBoundary()
    return result
  }

  close(): Promise<void> {
    return this.#db.close()
  }
}

function countedTransaction(tx: Transaction, onBoundary: () => void): Transaction {
  return {
    rows: (sql, values) => {
      onBoundary()
      return tx.rows(sql, values)
    },
    row: (sql, values) => {
      onBoundary()
      return tx.row(sql, values)
    },
    run: (sql, values) => {
      onBoundary()
      return tx.run(sql, values)
    },
    // Each leaves by itself here, so that a kill may come between two that usually travel together.
    together: async send => Promise.all(send()),
  }
}
