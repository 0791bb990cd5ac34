import type { StoreAnswer } from '../../../shared/contract/organisation.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Database } from '../../platform/database.ts'
import { type Store, storeDirectory } from './stores.ts'

/** A store as the API shows it: by codes, never by internal ids. */
export function storeAnswer({ code, name, brandCode, tills }: Store): StoreAnswer {
  return { code, name, brandCode, tills: tills.map(till => ({ code: till.code, name: till.name })) }
}

/** The stores that somebody acts for. */
export async function storesOf(db: Database, caller: Caller): Promise<StoreAnswer[]> {
  const { stores } = await storeDirectory(db)
  return stores.filter(store => mayActFor(caller, store.storeId)).map(storeAnswer)
}
