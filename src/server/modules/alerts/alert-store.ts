import type { Transaction } from '../../platform/database.ts'
import type { Alert } from './alert.ts'

const columns = `alert_id as "alertId", kind, caller_id as "callerId", caller_name as "callerName", count, minutes,
  raised_at as "raisedAt", acknowledged_by_name as "acknowledgedByName", acknowledged_at as "acknowledgedAt"`

export type NewAlert = Omit<Alert, 'acknowledgedByName' | 'acknowledgedAt'>

/** Of one caller, kind and instant there is one alert: an event that comes again adds none. */
export async function insertAlert(tx: Transaction, alert: NewAlert): Promise<void> {
  await tx.run(
    `insert into alerts.alert (alert_id, kind, caller_id, caller_name, count, minutes, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (caller_id, kind, raised_at) do nothing`,
    [alert.alertId, alert.kind, alert.callerId, alert.callerName, alert.count, alert.minutes, alert.raisedAt],
  )
}

/** How many are shown: whoever has more has other worries. */
const shownMax = 200

/** Those that nobody acknowledged first, then the newest. */
export function findAlerts(tx: Transaction, { onlyOpen }: { onlyOpen: boolean }): Promise<Alert[]> {
  return tx.rows<Alert>(
    `select ${columns} from alerts.alert where not $1::boolean or acknowledged_at is null
     order by acknowledged_at is not null, raised_at desc, alert_id limit ${shownMax}`,
    [onlyOpen],
  )
}

/** @returns the alert with whoever was first; undefined for one that does not exist */
export function markAcknowledged(
  tx: Transaction,
  { alertId, by, at }: { alertId: string; by: { id: string; name: string }; at: Date },
): Promise<Alert | undefined> {
  return tx.row<Alert>(
    `update alerts.alert set acknowledged_by = coalesce(acknowledged_by, $2),
       acknowledged_by_name = coalesce(acknowledged_by_name, $3), acknowledged_at = coalesce(acknowledged_at, $4)
     where alert_id = $1 returning ${columns}`,
    [alertId, by.id, by.name, at],
  )
}
