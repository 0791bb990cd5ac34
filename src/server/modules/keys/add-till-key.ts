import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { findStoreRow, findTillsOfStore, organisationErrors } from '../organisation/index.ts'
import { secretOf, secretPlace } from './key-secret.ts'
import { insertKey, type KeyRow } from './key-store.ts'

export type AddTillKey = {
  keyId: string
  name: string
  storeCode: string
  tillCode: string
  cipher: Cipher
  now: Date
}

/**
 * Adds a key with which a till signs its requests. A till may have several, as while a device is replaced.
 * @throws organisation/store-not-found
 * @throws organisation/till-not-found
 */
export async function addTillKey(tx: Transaction, facts: AddTillKey): Promise<KeyRow> {
  const { keyId, name, storeCode, tillCode, cipher, now } = facts
  const store = await findStoreRow(tx, storeCode)
  if (!store) throw organisationErrors.make('store-not-found', { code: storeCode })

  const { storeId } = store
  const till = (await findTillsOfStore(tx, storeId)).find(({ code }) => code === tillCode)
  if (!till) throw organisationErrors.make('till-not-found', { storeCode, code: tillCode })

  const key = {
    keyId,
    kind: 'till' as const,
    name,
    scopes: [],
    tillId: till.tillId,
    secret: cipher.encrypt(secretOf(cipher, keyId), secretPlace(keyId)),
    createdAt: now,
  }
  await insertKey(tx, key)
  return { ...key, storeId, storeCode, tillCode, revokedAt: null }
}
