import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { keyErrors } from './errors.ts'
import { findKey, type KeyRow, markKeyRevoked } from './key-store.ts'

/**
 * Revokes a key for good; a key that is revoked already keeps its instant. Call forgetMachineKey after the commit.
 * @throws organisation/key-not-found
 */
export async function revokeKey(tx: Transaction, { keyId, now }: { keyId: string; now: Date }): Promise<KeyRow> {
  const isKnown = await markKeyRevoked(tx, { keyId, revokedAt: now })
  if (!isKnown) throw keyErrors.make('key-not-found')

  const key = await findKey(tx, keyId)
  invariant(key, 'a key is never deleted')
  return key
}
