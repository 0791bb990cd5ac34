import type { Chunk } from './chunk.ts'
import type { BacktestPlan, NewWords } from './plan.ts'
import { type EngineReport, reportOf } from './report.ts'
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
  plan: BacktestPlan,
  source: ReceiptSource,
  { onProgress, signal }: Running = {},
): Promise<EngineReport> {
  signal?.throwIfAborted()
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
