import pg from 'pg'
import { Connection, type Transaction } from './connection.ts'
import { invariant } from './errors.ts'
import { Gate } from './gate.ts'
import { Session } from './session.ts'

export type { Transaction } from './connection.ts'
export { sqlStateOf } from './database-values.ts'

/** A pool of connections. Reads outside a transaction see each statement's own snapshot. */
export interface Database extends Transaction {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /** As `transaction`, on the connections that are set apart for work that was accepted already: see urgentConnections. */
  urgently<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /** How many connections work, rest, and how many callers wait for one. */
  load(): { busy: number; idle: number; waiting: number }
  close(): Promise<void>
}

export type ConnectionTarget = { connectionString: string } | { host: string; database: string; user: string }

// Whole numbers of the database are numbers here; one beyond 2^53 is a bug and stops the request.
pg.types.setTypeParser(pg.types.builtins.INT8, text => {
  const value = Number(text)
  invariant(Number.isSafeInteger(value), 'whole numbers stay below 2^53')
  return value
})
pg.types.setTypeParser(pg.types.builtins.NUMERIC, text => Number(text))
// A day is a day: no time zone may move it.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

/** Our way of asking on a connection that somebody else opened, began and will end. */
export const transactionOn = (client: pg.ClientBase): Transaction => new Connection(client)

const sumOf = (pools: readonly pg.Pool[], count: (pool: pg.Pool) => number) =>
  pools.reduce((sum, pool) => sum + count(pool), 0)

type Pools = { usual: pg.Pool; urgent: pg.Pool }

class PooledDatabase extends Connection implements Database {
  readonly #pools: Pools
  readonly #gate: Gate | undefined

  constructor(pools: Pools, gate: Gate | undefined) {
    super(pools.usual, gate)
    this.#pools = pools
    this.#gate = gate
  }

  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const { usual } = this.#pools
    return this.#gate ? this.#gate.pass(() => this.#transactionOf(usual, work)) : this.#transactionOf(usual, work)
  }

  urgently<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#transactionOf(this.#pools.urgent, work)
  }

  async #transactionOf<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const client = await pool.connect()
    const session = new Session(client)
    let broken: Error | undefined
    // A connection may break while no statement runs on it; without a listener that would end the process.
    const onBreak = (cause: Error) => {
      broken = cause
    }
    client.on('error', onBreak)
    try {
      session.begin()
      const result = await work(session)
      if (session.hasBegun) await session.commit()
      return result
    } catch (error) {
      if (session.hasBegun)
        await client.query('rollback').catch(cause => {
          broken = cause instanceof Error ? cause : new Error(String(cause))
        })
      throw session.reasonOf(error)
    } finally {
      client.off('error', onBreak)
      // A connection that broke or cannot roll back is thrown away, never reused.
      client.release(broken)
    }
  }

  load(): { busy: number; idle: number; waiting: number } {
    const pools = Object.values(this.#pools)
    const idle = sumOf(pools, pool => pool.idleCount)
    return {
      busy: sumOf(pools, pool => pool.totalCount) - idle,
      idle,
      waiting: sumOf(pools, pool => pool.waitingCount) + (this.#gate?.waiting ?? 0),
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#pools).map(pool => pool.end()))
  }
}

/**
 * Settings of each connection: nothing waits for ever, and the database thinks in UTC. A lock is waited for so long as a
 * cashier waits. A process of ours that stands still in the middle of a transaction holds its locks for a quarter of a minute.
 */
const connectionOptions =
  '-c timezone=UTC -c lock_timeout=2000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=15000'
/** A database process that stands still keeps none of its own limits: this one is ours, and a little longer. */
const queryTimeoutMs = 65_000

/**
 * Urgent work finds everything by keys. A plan made while a table was empty or small would read all of it for ever more
 * (a new shop's first plans outlive its first thousand receipts), and a plan made anew for each batch costs more than it
 * saves: so there is one plan for any values, and it looks keys up.
 */
const urgentOptions = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off'

export function poolConfigOf(target: ConnectionTarget, connectionsMax: number): pg.PoolConfig {
  return {
    ...target,
    max: connectionsMax,
    application_name: 'regulars',
    options: connectionOptions,
    connectionTimeoutMillis: 10_000,
    query_timeout: queryTimeoutMs,
  }
}

/** So many of the connections are for `urgently` alone: half of them at most. */
export function urgentConnections(connectionsMax: number): number {
  return Math.max(1, Math.min(3, Math.floor(connectionsMax / 2)))
}

export type DatabaseOptions = {
  connectionsMax?: number
  /** Whatever is not urgent and waits for a connection: no more than so many, and no longer than so. Without it, all wait. */
  gate?: { waitingMax: number; patienceMs: number }
}

export function openDatabase(target: ConnectionTarget, { connectionsMax = 10, gate }: DatabaseOptions = {}): Database {
  // Statements are sent as they come; each waits for its own answer only (see together).
  const urgentMax = urgentConnections(connectionsMax)
  const usualMax = Math.max(1, connectionsMax - urgentMax)
  const usual = new pg.Pool({ ...poolConfigOf(target, usualMax), pipeline: true })
  const urgent = new pg.Pool({
    ...poolConfigOf(target, urgentMax),
    options: `${connectionOptions} ${urgentOptions}`,
    pipeline: true,
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  for (const pool of [usual, urgent]) pool.on('error', () => {})
  return new PooledDatabase({ usual, urgent }, gate && new Gate({ ...gate, passingMax: usualMax }))
}

/**
 * What is wrong with the database when the fault is not in what it was asked: it is away, it has no room left, or
 * something took too long. In each case the same may succeed later; undefined for everything else.
 */
export function troubleOf(error: unknown): 'away' | 'full' | 'slow' | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  if (code === '53100' || code === 'ENOSPC') return 'full'
  if (code === '55P03' || code === '57014' || /Query read timeout/.test(error.message)) return 'slow'
  // Connection refused, reset, broken or the database shutting down: nothing is known to be done.
  const isAway = /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|57P0|08|53)/.test(code)
  return isAway || /timeout exceeded|Connection terminated|not queryable/.test(error.message) ? 'away' : undefined
}
