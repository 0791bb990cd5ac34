import type { KeyAnswer } from '../../../shared/contract/organisation.ts'
import type { KeyRow } from './key-store.ts'

/** A key as the API shows it: without its secret. */
export function keyAnswer({ secret: _secret, tillId: _tillId, storeId: _storeId, ...key }: KeyRow): KeyAnswer {
  return { ...key, createdAt: key.createdAt.toISOString(), revokedAt: key.revokedAt?.toISOString() ?? null }
}
