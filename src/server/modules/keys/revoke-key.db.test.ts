import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { testCipher } from '../../../../test/support/small-shop.ts'
import { addApiKey } from './add-api-key.ts'
import { revokeKey } from './revoke-key.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const now = new Date('2026-03-05T04:00:00Z')
const later = new Date('2026-03-06T04:00:00Z')

test('a key is revoked once; doing it again keeps the first instant', async () => {
  await addApiKey(db, { keyId: 'k1', name: 'ERP', scopes: ['members.read'], cipher: testCipher(), now })
  expect(await revokeKey(db, { keyId: 'k1', now })).toMatchObject({ revokedAt: now })
  expect(await revokeKey(db, { keyId: 'k1', now: later })).toMatchObject({ revokedAt: now })
})

test('an unknown key is refused', async () => {
  await expect(revokeKey(db, { keyId: 'k9', now })).rejects.toThrow('organisation/key-not-found')
})
