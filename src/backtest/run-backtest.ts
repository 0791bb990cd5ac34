import type { Chunk } from './chunk.ts'
import type { BacktestPlan, NewWords } from './plan.ts'
import { type EngineReport, reportOf } from './report.ts'
import { compile } from './shard.ts'
import { Threads } from './threads.ts'

/** Where receipts come from: it fills one chunk after another, in the order of time, until nothing is left. */
export type ReceiptSource = {
  /** How many receipts and refunds there are, for the progress. */
  total: number
  /** @returns the words that the chunk is the first to use; null when nothing is left */
  fill(chunk: Chunk): Promise<NewWords | null>
}

export type Running = {
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Replays receipts under both programs, in as many threads as the plan says. The result does not depend on their number.
 * @throws the reason of the signal when it is aborted; no thread outlives the call
 */
export async function runBacktest(
  asked: BacktestPlan,
  source: ReceiptSource,
  { onProgress, signal }: Running = {},
): Promise<EngineReport> {
  signal?.throwIfAborted()
  const plan = withinBudgets(asked)
  const threads = new Threads(plan)
  const cancel = () => threads.abort(signal?.reason instanceof Error ? signal.reason : new Error('cancelled'))
  signal?.addEventListener('abort', cancel)
  try {
    let done = 0
    for (;;) {
      const chunk = await threads.freeChunk()
      const words = await source.fill(chunk)
      signal?.throwIfAborted()
      if (!words) break
      threads.walk(chunk, words)
      done += chunk.receiptCount
      onProgress?.(done, source.total)
    }
    return reportOf(plan, await threads.finish(), done)
  } finally {
    signal?.removeEventListener('abort', cancel)
    await threads.stop()
  }
}

/**
 * A limit over all members together is used up in the order of time: then one thread sees all of them, and a sample
 * would have the budget to itself.
 */
export function withinBudgets(plan: BacktestPlan): BacktestPlan {
  const programs = [compile(plan.live, plan.zone), compile(plan.draft, plan.zone)]
  const hasBudget = programs.some(({ limits }) => limits.some(({ period }) => period === 'all'))
  return hasBudget ? { ...plan, threads: 1, bandEvery: 1 } : plan
}
