import type { Transaction } from '../../platform/database.ts'
import type { Visit } from './member.ts'
import { upsertVisits } from './visit-store.ts'

/** Notes who bought where. Most visits of a day are not the first, so a day that is known already writes nothing. */
export async function rememberVisits(tx: Transaction, visits: readonly Visit[]): Promise<void> {
  if (visits.length > 0) await upsertVisits(tx, visits)
}
