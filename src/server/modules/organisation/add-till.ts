import type { Transaction } from '../../platform/database.ts'
import { organisationErrors } from './errors.ts'
import { findStoreRow, findTillsOfStore, insertTill } from './organisation-store.ts'
import type { Store } from './stores.ts'

export type AddTill = { storeCode: string; code: string; name?: string | undefined }

/**
 * Adds a till to a store; without a name it is called by its code. Call forgetStores after the commit.
 * @returns the store with all its tills
 * @throws organisation/store-not-found
 * @throws organisation/till-exists
 */
export async function addTill(tx: Transaction, { storeCode, code, name = code }: AddTill): Promise<Store> {
  const store = await findStoreRow(tx, storeCode)
  if (!store) throw organisationErrors.make('store-not-found', { code: storeCode })

  const till = await insertTill(tx, { storeId: store.storeId, code, name })
  if (!till) throw organisationErrors.make('till-exists', { storeCode, code })
  return { ...store, tills: await findTillsOfStore(tx, store.storeId) }
}
