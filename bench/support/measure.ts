import type { BenchShop } from './bench-shop.ts'
import { rounded } from './result.ts'
import { countReceipts } from './seed-store.ts'
import { type Load, type LoadResult, runLoad } from './wrk.ts'

export type Measured = LoadResult & {
  /** Receipts that are in the database, a second. */
  perSecond: number
  /** CPU in ms that one of them cost, by process. */
  cpuMs: { web: number; worker: number; database: number }
}

/** Loads the shop for a while and says what it did and what that cost. */
export async function measureLoad(
  shop: BenchShop,
  load: Omit<Load, 'memberNumbers'> & Partial<Load>,
): Promise<Measured> {
  const cpuBefore = await shop.processes.cpu()
  const receiptsBefore = await countReceipts(shop.db)
  const result = await runLoad(shop, { memberNumbers: shop.memberNumbers, ...load })
  const receipts = (await countReceipts(shop.db)) - receiptsBefore
  const cpuAfter = await shop.processes.cpu()
  const cpuMs = (part: 'web' | 'worker' | 'database') =>
    rounded(((cpuAfter[part] - cpuBefore[part]) * 1000) / receipts, 3)
  return {
    ...result,
    perSecond: receipts / result.seconds,
    cpuMs: { web: cpuMs('web'), worker: cpuMs('worker'), database: cpuMs('database') },
  }
}

/** The latencies of a load in ms, for the result. */
export function percentilesOf({ p50, p95, p99, max }: Pick<LoadResult, 'p50' | 'p95' | 'p99' | 'max'>) {
  return { p50Ms: rounded(p50, 1), p95Ms: rounded(p95, 1), p99Ms: rounded(p99, 1), maxMs: rounded(max, 1) }
}
