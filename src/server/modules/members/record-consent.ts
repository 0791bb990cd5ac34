import type { ConsentBody } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'
import { insertConsents } from './consent-store.ts'

export type RecordConsent = { memberId: number; consent: ConsentBody; source: string; now: Date }

/** Notes that a member agreed, or no longer agrees. What was said before stays on record. */
export async function recordConsent(tx: Transaction, { memberId, consent, source, now }: RecordConsent): Promise<void> {
  await insertConsents(tx, [
    { ...consent, memberId, textVersion: consent.textVersion ?? null, source, recordedAt: now },
  ])
}
