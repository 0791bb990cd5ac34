import type { Reason } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import type { EntryKind } from './posting.ts'

export type BackgroundEntry = {
  memberId: number
  assetId: number
  kind: EntryKind
  amount: number
  balance: number
  reasons: Reason[]
}

/**
 * What nobody at a till or a desk wrote, in the order of its writing. By the time of writing, because expiry is dated
 * at the instant when a lot ended. It reads the whole journal: for systems of a few members, such as a sandbox.
 */
export async function findBackgroundEntries(tx: Transaction, writtenSince: string): Promise<BackgroundEntry[]> {
  return tx.rows<BackgroundEntry>(
    `select member_id as "memberId", asset_id as "assetId", kind, amount, posted_after as balance, reasons
     from ledger.entry where channel in ('background', 'expiry') and recorded_at >= $1::timestamptz order by recorded_at, member_id, version`,
    [writtenSince],
  )
}

/** When the next lots end, and how many points of how many members do. */
export async function findNextExpiry(
  tx: Transaction,
  now: Date,
): Promise<{ at: Date; points: number; members: number } | undefined> {
  return tx.row<{ at: Date; points: number; members: number }>(
    `select expires_at as at, sum(remaining)::bigint as points, count(distinct member_id) as members from ledger.lot
     where is_open and expires_at = (select min(expires_at) from ledger.lot where is_open and expires_at > $1)
     group by expires_at`,
    [now],
  )
}
