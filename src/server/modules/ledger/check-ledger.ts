import type { Database } from '../../platform/database.ts'
import { type CheckName, checkNames, countBreaks, findBreaks, takeSnapshot } from './check-ledger-store.ts'

/** What one check looked at and what it found broken. */
export type CheckResult = {
  name: CheckName
  lookedAt: number
  breaks: number
  /** Up to five of the breaks, each a sentence. */
  examples: string[]
}

export type LedgerCheck = { checkedAt: Date; isSound: boolean; results: CheckResult[] }

const examplesMax = 5

/**
 * Proves the invariants of the whole ledger, in one snapshot and without a lock: receipts go on meanwhile.
 * Two cores read a million entries in about twenty seconds, so it belongs into the background.
 */
export async function checkLedger(db: Database, { now }: { now: Date }): Promise<LedgerCheck> {
  return db.transaction(async tx => {
    await takeSnapshot(tx)
    const results: CheckResult[] = []
    for (const name of checkNames) {
      const { lookedAt, breaks } = await countBreaks(tx, name)
      results.push({ name, lookedAt, breaks, examples: breaks === 0 ? [] : await findBreaks(tx, name, examplesMax) })
    }
    return { checkedAt: now, isSound: results.every(result => result.breaks === 0), results }
  })
}
