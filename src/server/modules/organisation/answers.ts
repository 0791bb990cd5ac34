import type { KeyAnswer, StoreAnswer } from '../../../shared/contract/organisation.ts'
import type { KeyRow } from './key-store.ts'
import type { Store } from './stores.ts'

/** A store as the API shows it: by codes, never by internal ids. */
export function storeAnswer({ code, name, brandCode, tills }: Store): StoreAnswer {
  return { code, name, brandCode, tills: tills.map(till => ({ code: till.code, name: till.name })) }
}

/** A key as the API shows it: without its secret. */
export function keyAnswer({ secret: _secret, tillId: _tillId, storeId: _storeId, ...key }: KeyRow): KeyAnswer {
  return { ...key, createdAt: key.createdAt.toISOString(), revokedAt: key.revokedAt?.toISOString() ?? null }
}
