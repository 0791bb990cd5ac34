import type { Transaction } from '../../platform/database.ts'
import { organisationErrors } from './errors.ts'
import { findBrandId, insertStore } from './organisation-store.ts'
import type { Store } from './stores.ts'

export type AddStore = { code: string; name: string; brandCode?: string | undefined }

/**
 * Adds a store without tills. Call forgetStores after the commit.
 * @throws organisation/brand-not-found
 * @throws organisation/store-exists
 */
export async function addStore(tx: Transaction, { code, name, brandCode }: AddStore): Promise<Store> {
  const brandId = await findBrandId(tx, brandCode)
  if (brandId === undefined) throw organisationErrors.make('brand-not-found', { code: brandCode ?? '' })

  const store = await insertStore(tx, { code, name, brandId })
  if (!store) throw organisationErrors.make('store-exists', { code })
  return { ...store, tills: [] }
}
