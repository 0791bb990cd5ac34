import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts, testCipher } from '../../../../test/support/small-shop.ts'
import { foundShop } from '../access/found-shop.ts'
import { addTillKey } from './add-till-key.ts'
import { secretOf, secretPlace } from './key-secret.ts'
import { findKey } from './key-store.ts'

const { db, drop } = await freshDatabase()
await db.transaction(tx => foundShop(tx, shopFacts()))
afterAll(drop)

const cipher = testCipher()
const facts = { name: 'Counter', storeCode: 'S1', tillCode: 'T1', cipher, now: new Date('2026-03-05T04:00:00Z') }

test('the secret lies encrypted, bound to its key', async () => {
  const added = await addTillKey(db, { ...facts, keyId: 'k1' })
  const stored = await findKey(db, 'k1')
  expect(stored).toEqual(added)
  const sealed = stored?.secret ?? Buffer.alloc(0)
  expect(cipher.decrypt(sealed, secretPlace('k1'))).toBe(secretOf(cipher, 'k1'))
  expect(() => cipher.decrypt(sealed, secretPlace('k2'))).toThrow()
})

test('an unknown store or till is refused', async () => {
  const inNoStore = addTillKey(db, { ...facts, keyId: 'k2', storeCode: 'S9' })
  await expect(inNoStore).rejects.toThrow('organisation/store-not-found')
  await expect(addTillKey(db, { ...facts, keyId: 'k2', tillCode: 'T9' })).rejects.toThrow('organisation/till-not-found')
})
