import type { Database, Transaction } from '../../platform/database.ts'
import type { Goods } from './goods.ts'
import { findChangedGoods, findGoods, findGoodsVersions, type GoodsVersion } from './goods-store.ts'

/** How long a change of the catalogue that another process made may stay unseen. */
const lifeMs = 2_000
/** Goods that are asked for again after this time are looked at once more, all of them in one statement. */
const confirmAfterMs = 1_000
/** No two such statements within this time, or goods sold now and then would each begin one of their own. */
const confirmEveryMs = 500
/** More than most shops have; made-up SKUs are never remembered. */
const entriesMax = 50_000

/** `confirmedAtMs`: when it was asked about last; `isWanted`: whether anybody has asked for it since. */
type Held = GoodsVersion & { confirmedAtMs: number; isWanted: boolean }
type Round = { skus: Set<string>; found: Promise<Map<string, Goods>> }

/**
 * Goods for the receipts of one process: each of them asks. What many ask for in one moment is one statement, and
 * what was read is remembered for two seconds. What is asked for all the time is not read again: once or twice a second
 * the database is asked which of it has changed, and nobody waits for that. Goods that are not known are asked for each
 * time, so that new goods are known at once.
 */
export class GoodsReader {
  readonly #db: Database
  readonly #held = new Map<string, Held>()
  #round: Round | undefined
  #isConfirming = false
  #beganConfirmingAtMs = Number.NEGATIVE_INFINITY

  constructor(db: Database) {
    this.#db = db
  }

  /** @returns the goods by SKU; unknown ones are missing */
  async read(skus: readonly string[]): Promise<ReadonlyMap<string, Goods>> {
    // The process's own time: the clock of tests and sandboxes jumps.
    const nowMs = performance.now()
    const found = new Map<string, Goods>()
    const missing: string[] = []
    let isLate = false
    for (const sku of skus) {
      const held = this.#held.get(sku)
      if (held && nowMs - held.confirmedAtMs < lifeMs) {
        found.set(sku, held.goods)
        held.isWanted = true
        isLate ||= nowMs - held.confirmedAtMs >= confirmAfterMs
      } else missing.push(sku)
    }
    if (isLate && !this.#isConfirming && nowMs - this.#beganConfirmingAtMs >= confirmEveryMs) void this.#confirm(nowMs)
    if (missing.length === 0) return found
    const read = await this.#ask(missing)
    for (const sku of missing) {
      const goods = read.get(sku)
      if (goods) found.set(sku, goods)
    }
    return found
  }

  /** Called after the commit of whatever changes the catalogue. */
  forget(): void {
    this.#held.clear()
    this.#round = undefined
  }

  #ask(skus: readonly string[]): Promise<Map<string, Goods>> {
    const round = this.#round ?? this.#beginRound()
    for (const sku of skus) round.skus.add(sku)
    return round.found
  }

  /** A round lasts until the requests that have arrived by now have all asked. */
  #beginRound(): Round {
    const skus = new Set<string>()
    const found = new Promise<void>(resolve => void setImmediate(resolve)).then(async () => {
      const isCurrent = this.#round === round
      if (isCurrent) this.#round = undefined
      const askedAtMs = performance.now()
      const read = await findGoodsVersions(this.#db, [...skus])
      // What was asked for before a change must not be remembered after it.
      if (isCurrent) this.#remember(read, askedAtMs)
      return new Map(read.map(({ goods }) => [goods.sku, goods]))
    })
    const round = { skus, found }
    this.#round = round
    return round
  }

  #remember(read: readonly GoodsVersion[], confirmedAtMs: number): void {
    for (const { goods, version } of read) {
      // Deleted first, so that the oldest entry is always the first of the map.
      this.#held.delete(goods.sku)
      this.#held.set(goods.sku, { goods, version, confirmedAtMs, isWanted: false })
    }
    for (const sku of this.#held.keys()) {
      if (this.#held.size <= entriesMax) break
      this.#held.delete(sku)
    }
  }

  /** Asks which of the goods that somebody wanted of late have changed; those are forgotten, the others live on. */
  async #confirm(nowMs: number): Promise<void> {
    this.#isConfirming = true
    this.#beganConfirmingAtMs = nowMs
    const wanted = [...this.#held.values()].filter(held => held.isWanted)
    try {
      const changed = new Set(await findChangedGoods(this.#db, wanted))
      for (const held of wanted) {
        const { sku } = held.goods
        // Forgotten or read anew meanwhile.
        if (this.#held.get(sku) !== held) continue
        if (changed.has(sku)) this.#held.delete(sku)
        else Object.assign(held, { confirmedAtMs: nowMs, isWanted: false })
      }
    } catch {
      // Whoever asks next, when they are too old, asks the database itself and is told what is wrong with it.
    } finally {
      this.#isConfirming = false
    }
  }
}

const readers = new WeakMap<Database, GoodsReader>()

/** The one reader of a process for a database. */
export function goodsReader(db: Database): GoodsReader {
  const reader = readers.get(db) ?? new GoodsReader(db)
  readers.set(db, reader)
  return reader
}

/** Finds many goods in one statement. @returns the goods by SKU; unknown ones are missing */
export async function loadGoods(tx: Transaction, skus: readonly string[]): Promise<Map<string, Goods>> {
  return new Map((await findGoods(tx, [...new Set(skus)])).map(goods => [goods.sku, goods]))
}
