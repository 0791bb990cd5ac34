import type { Transaction } from '../../platform/database.ts'
import { backtestErrors } from './errors.ts'
import { findBacktest, markCancelled } from './run-store.ts'

/**
 * Takes a back-test out of the queue, or stops the one that runs: its runner looks several times a second.
 * @throws backtests/not-found, backtests/already-over
 */
export async function cancelBacktest(
  tx: Transaction,
  { backtestId, now }: { backtestId: string; now: Date },
): Promise<void> {
  if (await markCancelled(tx, backtestId, now)) return
  throw backtestErrors.make((await findBacktest(tx, backtestId)) ? 'already-over' : 'not-found')
}
