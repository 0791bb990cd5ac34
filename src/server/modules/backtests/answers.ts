import type { BacktestAnswer } from '../../../shared/contract/backtests.ts'
import type { BacktestRun } from './run-store.ts'

export function summaryAnswer(run: BacktestRun, now: Date): Omit<BacktestAnswer, 'report'> {
  const { backtestId, state, programCode, request, askedBy, askedAt, receiptsDone, receiptsTotal, problem } = run
  return {
    backtestId,
    state,
    programCode,
    against: request.against,
    from: request.from,
    to: request.to,
    askedBy,
    askedAt: askedAt.toISOString(),
    percent: percentOf(run),
    receiptsDone,
    receiptsTotal,
    secondsLeft: secondsLeft(run, now),
    problem,
  }
}

/** All that is left after the last receipt is adding up: it never says 100 before it is done. */
function percentOf({ state, receiptsDone, receiptsTotal }: BacktestRun): number {
  if (state === 'done') return 100
  return receiptsTotal === 0 ? 0 : Math.min(Math.floor((100 * receiptsDone) / receiptsTotal), 99)
}

/** As long as the rest takes at the speed so far; null while nothing is known. */
export function secondsLeft({ state, beganAt, receiptsDone, receiptsTotal }: BacktestRun, now: Date): number | null {
  if (state !== 'running' || !beganAt || receiptsDone === 0) return null
  const seconds = (now.getTime() - beganAt.getTime()) / 1000
  return Math.max(0, Math.ceil((seconds / receiptsDone) * (receiptsTotal - receiptsDone)))
}
