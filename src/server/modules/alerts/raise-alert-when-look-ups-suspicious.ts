import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { AlertKind } from './alert.ts'
import { insertAlert } from './alert-store.ts'

export type Suspicion = { kind: AlertKind; callerId: string; callerName: string; count: number; minutes: number }

/** Somebody looked up phones as if from a list: those in charge see who. */
export async function raiseAlertWhenLookUpsSuspicious(tx: Transaction, told: Suspicion, at: Date): Promise<void> {
  await insertAlert(tx, { ...told, alertId: newId(at), raisedAt: at })
}
