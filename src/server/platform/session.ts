import type pg from 'pg'
import { type Answer, Connection, type Statement, statementName } from './connection.ts'
import { sqlStateOf } from './database-values.ts'
import { invariant } from './errors.ts'
import {
  type BoundValue,
  boundValue,
  type GroupedStatement,
  type Prepared,
  prepared,
  StatementGroup,
} from './statement-group.ts'

/** Statements that were sent after the one that failed are told only that the transaction is over. */
const transactionIsOver = '25P02'

/** Which statements a connection has prepared, by name. */
const preparedBy = new WeakMap<pg.PoolClient, Map<string, Prepared>>()

/** A statement that waits for the others of its journey. */
type Collected = Statement & Pick<GroupedStatement, 'resolve' | 'reject'>

/** One connection of the pool, for the length of a transaction. */
export class Session extends Connection {
  readonly #client: pg.PoolClient
  readonly #prepared: Map<string, Prepared>
  #collected: Collected[] | undefined
  #opening: Collected | undefined
  #failure: unknown

  constructor(client: pg.PoolClient) {
    super(client)
    this.#client = client
    this.#prepared = preparedBy.get(client) ?? new Map()
    preparedBy.set(client, this.#prepared)
  }

  /** Why the transaction failed: of statements that were sent together, the first to be told of may not be the culprit. */
  reasonOf(error: unknown): unknown {
    return sqlStateOf(error) === transactionIsOver ? (this.#failure ?? error) : error
  }

  protected override noteFailure(error: unknown): void {
    if (sqlStateOf(error) !== transactionIsOver) this.#failure ??= error
  }

  /** Begins the transaction in the same journey as its first statement: one that cannot begin fails that one too. */
  begin(): void {
    const ignore = () => undefined
    this.#opening = { name: statementName('begin'), text: 'begin', values: [], resolve: ignore, reject: ignore }
  }

  /** Whether there is anything to end: a transaction that asked nothing was never begun. */
  get hasBegun(): boolean {
    return this.#opening === undefined
  }

  /** @throws when a failure that somebody swallowed has ended the transaction: then the database rolls back and says so only here */
  async commit(): Promise<void> {
    const { command } = await this.#client.query('commit')
    invariant(command === 'COMMIT', 'a transaction whose work succeeded commits')
  }

  protected override send(statement: Statement): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const collected = { ...statement, resolve, reject }
      if (this.#collected) this.#collected.push(collected)
      else this.#dispatch([collected])
    })
  }

  override async together<Results extends readonly unknown[]>(
    send: () => readonly [...{ [Index in keyof Results]: Promise<Results[Index]> }],
  ): Promise<Results> {
    // Within another journey: its statements go with that one.
    if (this.#collected) return super.together(send)
    const collected: Collected[] = []
    this.#collected = collected
    try {
      return super.together(send)
    } finally {
      this.#collected = undefined
      this.#dispatch(collected)
    }
  }

  /** In the order in which they were asked for: what is prepared goes in groups, the first time of a statement goes alone. */
  #dispatch(asked: readonly Collected[]): void {
    if (asked.length === 0) return
    const statements = this.#opening ? [this.#opening, ...asked] : asked
    this.#opening = undefined
    const socket = this.#client.connection.stream
    // What is written while the socket is corked leaves in one piece.
    socket.cork()
    try {
      let group: GroupedStatement[] = []
      for (const statement of statements) {
        const grouped = this.#groupedOf(statement)
        if (grouped) group.push(grouped)
        else {
          this.#sendGroup(group)
          group = []
          this.#sendAlone(statement)
        }
      }
      this.#sendGroup(group)
    } finally {
      socket.uncork()
    }
  }

  #groupedOf({ name, values, resolve, reject }: Collected): GroupedStatement | undefined {
    const statement = this.#prepared.get(name)
    if (!statement) return undefined
    const bound: BoundValue[] = []
    for (const value of values) {
      const text = boundValue(value)
      if (text === undefined) return undefined
      bound.push(text)
    }
    return { statement, values: bound, resolve, reject }
  }

  #sendGroup(statements: readonly GroupedStatement[]): void {
    if (statements.length > 0) this.#client.query(new StatementGroup(statements))
  }

  #sendAlone({ name, text, values, resolve, reject }: Collected): void {
    this.#client.query({ name, text, values: [...values] }).then(answer => {
      this.#prepared.set(name, prepared(name, answer.fields))
      resolve(answer)
    }, reject)
  }
}
