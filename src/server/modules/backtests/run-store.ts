import type { BacktestBody, BacktestReport, backtestStates } from '../../../shared/contract/backtests.ts'
import type { Texts } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'

export type BacktestState = (typeof backtestStates)[number]
export type BacktestRequest = Omit<BacktestBody, 'document'>

export type BacktestRun = {
  backtestId: string
  programCode: string
  request: BacktestRequest
  askedBy: string
  askedAt: Date
  state: BacktestState
  beganAt: Date | null
  endedAt: Date | null
  receiptsDone: number
  receiptsTotal: number
  problem: Texts | null
}

/** So that two processes never run one at the same time. Numbers of locks are of the house; this one is of back-tests. */
const runnerLock = 230_023

const columns = `backtest_id as "backtestId", program_code as "programCode", request, asked_by as "askedBy", asked_at as "askedAt",
  state, began_at as "beganAt", ended_at as "endedAt", receipts_done as "receiptsDone", receipts_total as "receiptsTotal", problem`

export type NewBacktest = Pick<BacktestRun, 'backtestId' | 'programCode' | 'request' | 'askedBy' | 'askedAt'> & {
  document: string
}

export async function insertBacktest(tx: Transaction, run: NewBacktest): Promise<void> {
  await tx.run(
    `insert into backtests.run (backtest_id, program_code, document, request, asked_by, asked_at, state)
     values ($1, $2, $3, $4, $5, $6, 'waiting')`,
    [run.backtestId, run.programCode, run.document, JSON.stringify(run.request), run.askedBy, run.askedAt],
  )
}

export async function countWaiting(tx: Transaction): Promise<number> {
  const row = await tx.row<{ waiting: number }>(
    `select count(*) as waiting from backtests.run where state in ('waiting', 'running')`,
  )
  return row?.waiting ?? 0
}

/** Whether somebody runs one at this moment. Asked in a transaction of its own, which lets go of the right at once. */
export async function isNobodyRunning(tx: Transaction): Promise<boolean> {
  const row = await tx.row<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [runnerLock])
  return row?.free ?? false
}

/** The newest first, without their results. */
export async function listBacktests(tx: Transaction, max: number): Promise<BacktestRun[]> {
  return tx.rows<BacktestRun>(
    `select ${columns} from backtests.run order by asked_at desc, backtest_id desc limit $1`,
    [max],
  )
}

export async function findBacktest(
  tx: Transaction,
  backtestId: string,
): Promise<(BacktestRun & { report: BacktestReport | null }) | undefined> {
  return tx.row(`select ${columns}, report from backtests.run where backtest_id = $1`, [backtestId])
}

export async function findMovers(tx: Transaction, backtestId: string): Promise<Buffer | null> {
  const row = await tx.row<{ movers: Buffer | null }>('select movers from backtests.run where backtest_id = $1', [
    backtestId,
  ])
  return row?.movers ?? null
}

/** @returns whether there was something to cancel */
export async function markCancelled(tx: Transaction, backtestId: string, now: Date): Promise<boolean> {
  const rows = await tx.run(
    `update backtests.run set state = 'cancelled', ended_at = $2 where backtest_id = $1 and state in ('waiting', 'running')`,
    [backtestId, now],
  )
  return rows > 0
}

/**
 * Begins the one snapshot that a back-test reads, and holds the right to run one for as long as it lasts.
 * @returns false when another process has that right
 */
export async function beginReading(tx: Transaction): Promise<boolean> {
  await tx.run('set transaction isolation level repeatable read, read only')
  // A replay reads for minutes, with pauses while the threads work; it holds no lock that anybody waits for.
  await tx.run(`set local idle_in_transaction_session_timeout = '30min'`)
  const row = await tx.row<{ ours: boolean }>('select pg_try_advisory_xact_lock($1) as ours', [runnerLock])
  return row?.ours ?? false
}

/** What still runs by its state, though nobody holds the right to run: its process is gone. */
export async function markStopped(tx: Transaction, { problem, now }: { problem: Texts; now: Date }): Promise<void> {
  await tx.run(`update backtests.run set state = 'stopped', problem = $1, ended_at = $2 where state = 'running'`, [
    JSON.stringify(problem),
    now,
  ])
}

/** The oldest that waits begins. */
export async function claimNext(
  tx: Transaction,
  now: Date,
): Promise<(Pick<BacktestRun, 'backtestId' | 'programCode' | 'request'> & { document: string }) | undefined> {
  return tx.row(
    `update backtests.run set state = 'running', began_at = $1
     where backtest_id = (select backtest_id from backtests.run where state = 'waiting' order by asked_at, backtest_id limit 1)
     returning backtest_id as "backtestId", program_code as "programCode", request, document`,
    [now],
  )
}

/** @returns whether it still runs: somebody may have cancelled it */
export async function noteProgress(
  tx: Transaction,
  { backtestId, done, total }: { backtestId: string; done: number; total: number },
): Promise<boolean> {
  const rows = await tx.run(
    `update backtests.run set receipts_done = $2, receipts_total = $3 where backtest_id = $1 and state = 'running'`,
    [backtestId, done, total],
  )
  return rows > 0
}

export async function markDone(
  tx: Transaction,
  { backtestId, report, movers, now }: { backtestId: string; report: BacktestReport; movers: Buffer; now: Date },
): Promise<void> {
  await tx.run(
    `update backtests.run set state = 'done', report = $2, movers = $3, ended_at = $4, receipts_done = receipts_total
     where backtest_id = $1 and state = 'running'`,
    [backtestId, JSON.stringify(report), movers, now],
  )
}

/** What somebody cancelled stays cancelled. */
export async function markEnded(
  tx: Transaction,
  { backtestId, state, problem, now }: { backtestId: string; state: 'failed' | 'stopped'; problem: Texts; now: Date },
): Promise<void> {
  await tx.run(
    `update backtests.run set state = $2, problem = $3, ended_at = $4 where backtest_id = $1 and state = 'running'`,
    [backtestId, state, JSON.stringify(problem), now],
  )
}
