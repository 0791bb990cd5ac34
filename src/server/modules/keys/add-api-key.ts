import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { isPermission } from '../access/index.ts'
import { keyErrors } from './errors.ts'
import { secretHash, secretOf } from './key-secret.ts'
import { insertKey, type KeyRow } from './key-store.ts'

export type AddApiKey = { keyId: string; name: string; scopes: readonly string[]; cipher: Cipher; now: Date }

/**
 * Adds a key for an integrator. The scopes are the permissions that it has, in every store.
 * @throws organisation/scope-unknown
 */
export async function addApiKey(tx: Transaction, { keyId, name, scopes, cipher, now }: AddApiKey): Promise<KeyRow> {
  const unknown = scopes.filter(scope => !isPermission(scope))
  if (unknown.length > 0) throw keyErrors.make('scope-unknown', { scopes: unknown.join(', ') })

  const key = {
    keyId,
    kind: 'api' as const,
    name,
    scopes: [...new Set(scopes)].sort(),
    tillId: null,
    secret: secretHash(secretOf(cipher, keyId)),
    createdAt: now,
  }
  await insertKey(tx, key)
  return { ...key, storeId: null, storeCode: null, tillCode: null, revokedAt: null }
}
