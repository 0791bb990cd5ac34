import type { Transaction } from '../../platform/database.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { insertBrand, insertOrganisation, type Organisation } from './organisation-store.ts'

type Named = { code: string; name: string }

export type FoundOrganisation = { organisation: Organisation; brand: Named; store: Named; till: Named; now: Date }

/**
 * Founds the organisation with one brand, one store and one till.
 * @returns false when it was there already, and nothing is changed
 */
export async function foundOrganisation(tx: Transaction, facts: FoundOrganisation): Promise<boolean> {
  const { organisation, brand, store, till, now } = facts
  const isNew = await insertOrganisation(tx, { ...organisation, foundedAt: now })
  if (!isNew) return false

  await insertBrand(tx, brand)
  await addStore(tx, { ...store, brandCode: brand.code })
  await addTill(tx, { ...till, storeCode: store.code })
  return true
}
