import { dayOf } from '../../../shared/calendar.ts'
import type { Database } from '../../platform/database.ts'
import { keyName } from './staged-receipt.ts'
import { findPendingReceipts, type PendingReceipt } from './staged-receipt-store.ts'

/** As many as the batcher of the checkout takes at once. */
const chunkMax = 256
const pageSize = 1_000

/**
 * Staged receipts in the order of time, as many as may be sent without waiting in between: of one day, and none that
 * comes back to another of the same chunk; those would be put off to a later batch, and overtaken.
 */
export async function* pendingChunks(
  db: Database,
  { before, zone }: { before: Date; zone: string },
): AsyncGenerator<PendingReceipt[]> {
  let chunk = new Chunk(zone)
  let after: PendingReceipt | null = null
  for (;;) {
    const page: PendingReceipt[] = await findPendingReceipts(db, { before, after, max: pageSize })
    for (const receipt of page) {
      if (!chunk.hasRoomFor(receipt)) {
        yield chunk.receipts
        chunk = new Chunk(zone)
      }
      chunk.add(receipt)
    }
    after = page.at(-1) ?? null
    if (page.length < pageSize) break
  }
  if (chunk.receipts.length > 0) yield chunk.receipts
}

class Chunk {
  readonly receipts: PendingReceipt[] = []
  readonly #zone: string
  readonly #names = new Set<string>()
  #day = ''

  constructor(zone: string) {
    this.#zone = zone
  }

  hasRoomFor(receipt: PendingReceipt): boolean {
    if (this.receipts.length === 0) return true
    return (
      this.receipts.length < chunkMax &&
      this.#day === dayOf(receipt.soldAt, this.#zone) &&
      !touchedBy(receipt).some(name => this.#names.has(name))
    )
  }

  add(receipt: PendingReceipt): void {
    this.#day = dayOf(receipt.soldAt, this.#zone)
    this.receipts.push(receipt)
    for (const name of touchedBy(receipt)) this.#names.add(name)
  }
}

/** The sales that a receipt is, or comes back to. */
function touchedBy(receipt: PendingReceipt): string[] {
  return receipt.kind === 'sale' ? [keyName(receipt)] : (receipt.returns?.found ?? []).map(keyName)
}
