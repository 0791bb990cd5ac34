import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { type Store, storeDirectory, type Till } from '../organisation/index.ts'
import { approvalErrors } from './errors.ts'

/** The till at which a colleague gives a word. @throws approvals/other-store, approvals/unknown-till */
export async function placeOfApproval(
  { db }: Pick<Context, 'db'>,
  caller: Caller,
  { storeCode, tillCode }: { storeCode: string; tillCode: string },
): Promise<{ store: Store; till: Till }> {
  const store = (await storeDirectory(db)).storeByCode(storeCode)
  const till = store?.tills.find(candidate => candidate.code === tillCode)
  if (!store || !till) throw approvalErrors.make('unknown-till', { store: storeCode, till: tillCode })
  const isOtherTill = caller.tillId !== null && caller.tillId !== till.tillId
  if (!mayActFor(caller, store.storeId) || isOtherTill) throw approvalErrors.make('other-store', { store: storeCode })
  return { store, till }
}
