import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { type StoreScope, storeScopeOf } from './member.ts'
import { findIdsInScope } from './member-list-store.ts'

type Asked = { memberIds: readonly number[]; storeIds: StoreScope['storeIds']; today: Day }

/** Those of the members whom somebody of these stores sees in lists: home store, or bought there within two years. */
export async function keepInScope(
  tx: Transaction,
  { memberIds, storeIds, today }: Asked,
): Promise<ReadonlySet<number>> {
  if (storeIds === 'all') return new Set(memberIds)
  const { boughtSince } = storeScopeOf(storeIds, today)
  return new Set(await findIdsInScope(tx, memberIds, { storeIds, boughtSince }))
}
