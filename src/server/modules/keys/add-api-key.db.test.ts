import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { testCipher } from '../../../../test/support/small-shop.ts'
import { addApiKey } from './add-api-key.ts'
import { secretOf } from './key-secret.ts'
import { findKey } from './key-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const now = new Date('2026-03-05T04:00:00Z')

test('the database holds no secret', async () => {
  const scopes = ['members.read', 'import.run', 'members.read']
  const added = await addApiKey(db, { keyId: 'k1', name: 'ERP', scopes, cipher, now })
  const stored = await findKey(db, 'k1')
  expect(stored).toEqual(added)
  expect(stored?.scopes).toEqual(['import.run', 'members.read'])
  expect(stored?.secret.includes(secretOf(cipher, 'k1'))).toBe(false)
})

test('scopes are permissions', async () => {
  const added = addApiKey(db, { keyId: 'k2', name: 'ERP', scopes: ['members.read', 'everything'], cipher, now })
  await expect(added).rejects.toThrow('There is no permission called everything.')
})
