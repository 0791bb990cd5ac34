import type { Transaction } from '../../platform/database.ts'
import type { Alert } from './alert.ts'
import { markAcknowledged } from './alert-store.ts'
import { alertErrors } from './errors.ts'

export type AcknowledgeAlert = { alertId: string; by: { id: string; name: string }; now: Date }

/**
 * Notes who looked after an alert. The first stays, whoever comes later.
 * @throws alerts/not-found
 */
export async function acknowledgeAlert(tx: Transaction, { alertId, by, now }: AcknowledgeAlert): Promise<Alert> {
  const alert = await markAcknowledged(tx, { alertId, by, at: now })
  if (!alert) throw alertErrors.make('not-found')
  return alert
}
