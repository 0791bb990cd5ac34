import type { Database } from '../../platform/database.ts'
import { type CheckName, checkNames, ledgerChecks } from './check-ledger-store.ts'

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
 * Proves the invariants of the whole ledger, in one snapshot, without a lock: receipts go on meanwhile.
 * It reads every row, so it runs in the background, and its statements may take as long as they need.
 */
export async function checkLedger(db: Database, { now }: { now: Date }): Promise<LedgerCheck> {
  return db.transaction(async tx => {
    await tx.run('set transaction isolation level repeatable read read only')
    await tx.run('set local statement_timeout = 0')
    const results: CheckResult[] = []
    for (const name of checkNames) {
      const sql = ledgerChecks[name]
      const count = await tx.row<{ looked_at: number; breaks: number }>(
        `select count(*) as looked_at, count(*) filter (where is_broken) as breaks from (${sql}) as looked`,
      )
      const breaks = count?.breaks ?? 0
      const found =
        breaks > 0
          ? await tx.rows<{ sentence: string }>(
              `select sentence from (${sql}) as looked where is_broken limit ${examplesMax}`,
            )
          : []
      results.push({ name, lookedAt: count?.looked_at ?? 0, breaks, examples: found.map(row => row.sentence) })
    }
    return { checkedAt: now, isSound: results.every(result => result.breaks === 0), results }
  })
}
