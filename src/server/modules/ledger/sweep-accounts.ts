import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { findDueMembers, lockFreeOwners } from './account-store.ts'
import { readAccounts } from './open-accounts.ts'
import type { PostingContext } from './posting.ts'

const membersPerBatch = 500

/** What the background process writes itself: no store, no till, no receipt. */
export function backgroundContext(now: Date, zone: string): PostingContext {
  return {
    now,
    zone,
    soldAt: now,
    storeId: null,
    tillId: null,
    staff: null,
    channel: 'background',
    receiptId: null,
    refundId: null,
    programVersion: null,
  }
}

/**
 * Expires lots and releases holds of members whom nobody touched. Balances are right without it; it tidies, and lets
 * the outside know. @returns how many members it looked after
 */
export async function sweepAccounts({
  db,
  clock,
  timeZone,
}: {
  db: Database
  clock: Clock
  timeZone: string
}): Promise<number> {
  let swept = 0
  for (;;) {
    const count = await db.transaction(async tx => {
      const now = clock.now()
      const memberIds = await findDueMembers(tx, { now, max: membersPerBatch })
      if (memberIds.length === 0) return 0
      // Whoever is being worked on is looked after by that work, or by the next sweep.
      const free = [...(await lockFreeOwners(tx, memberIds))]
      const open = await readAccounts(tx, { memberIds: free, needs: [], context: backgroundContext(now, timeZone) })
      await open.write(tx)
      return free.length
    })
    swept += count
    if (count === 0) return swept
  }
}
