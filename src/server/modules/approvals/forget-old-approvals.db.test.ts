import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts'
import { ManualClock } from '../../platform/clock.ts'
import { findApprovals, insertApproval } from './approval-store.ts'
import { forgetOldApprovals } from './forget-old-approvals.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

test('an approval is forgotten a day after its end, not before', async () => {
  const clock = new ManualClock('2026-03-06T04:00:00Z')
  const hashes = ['aa', 'bb']
  for (const [index, endsAt] of ['2026-03-05T03:59:59.999Z', '2026-03-05T04:00:00Z'].entries())
    await insertApproval(fresh.db, {
      approvalId: randomUUID(),
      tokenHash: hashes[index] ?? '',
      act: 'sell-early',
      storeId: 1,
      tillId: 1,
      askedBy: 'staff:1',
      basket: Buffer.from('basket'),
      approverId: randomUUID(),
      endsAt: new Date(endsAt),
    })
  expect(await forgetOldApprovals({ db: fresh.db, clock })).toBe(1)
  expect((await findApprovals(fresh.db, hashes)).map(({ tokenHash }) => tokenHash)).toEqual(['bb'])
})
