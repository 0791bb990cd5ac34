import type { Transaction } from '../../platform/database.ts'
import type { Goods } from './goods.ts'
import { findGoods } from './goods-store.ts'

/**
 * Remembers goods for a moment, because each receipt asks for them. One for each database, made by whoever settles
 * receipts. A change of the catalogue is seen at most `ageMsMax` later; goods that are not known are asked for again
 * each time, so new goods are known at once and made-up SKUs cannot fill it.
 */
export class GoodsCache {
  readonly #entries = new Map<string, { goods: Goods; readAtMs: number }>()
  readonly #entriesMax: number
  readonly #ageMsMax: number

  constructor({ entriesMax = 50_000, ageMsMax = 10_000 } = {}) {
    this.#entriesMax = entriesMax
    this.#ageMsMax = ageMsMax
  }

  get(sku: string, nowMs: number): Goods | undefined {
    const entry = this.#entries.get(sku)
    return entry && nowMs - entry.readAtMs < this.#ageMsMax ? entry.goods : undefined
  }

  put(goods: Goods, nowMs: number): void {
    // Deleted first, so that the oldest entry is always the first of the map.
    this.#entries.delete(goods.sku)
    this.#entries.set(goods.sku, { goods, readAtMs: nowMs })
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > this.#entriesMax && !oldest.done) this.#entries.delete(oldest.value)
  }
}

/**
 * Finds many goods in at most one statement. Do not pass a cache in a transaction that writes goods itself.
 * @returns the goods by SKU; unknown ones are missing
 */
export async function loadGoods(
  tx: Transaction,
  skus: readonly string[],
  cache?: GoodsCache,
): Promise<Map<string, Goods>> {
  // The process's own time: the clock of tests and sandboxes jumps.
  const nowMs = performance.now()
  const found = new Map<string, Goods>()
  const missing: string[] = []
  for (const sku of new Set(skus)) {
    const goods = cache?.get(sku, nowMs)
    if (goods) found.set(sku, goods)
    else missing.push(sku)
  }
  for (const goods of await findGoods(tx, missing)) {
    found.set(goods.sku, goods)
    cache?.put(goods, nowMs)
  }
  return found
}
