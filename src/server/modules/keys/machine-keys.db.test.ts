import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { testCipher } from '../../../../test/support/small-shop.ts'
import { ManualClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { openDatabase } from '../../platform/database.ts'
import { addApiKey } from './add-api-key.ts'
import { findMachineKey } from './machine-keys.ts'
import { revokeKey } from './revoke-key.ts'

const { db, target, drop } = await freshDatabase()
const elsewhere = openDatabase(target, { connectionsMax: 1 })
afterAll(async () => {
  await elsewhere.close()
  await drop()
})
const cipher = testCipher()
const clock = new ManualClock('2026-03-05T04:00:00Z')
const context = { db, clock, config: readConfig({}), cipher, timeZone: 'Asia/Shanghai' }

test('a key that another process revoked is refused after a second, although the clock stands still', async () => {
  await addApiKey(db, { keyId: 'k1', name: 'ERP', scopes: ['members.read'], cipher, now: clock.now() })
  expect(await findMachineKey(context, 'k1')).toMatchObject({ kind: 'api', caller: { id: 'key:k1', storeIds: 'all' } })
  await revokeKey(elsewhere, { keyId: 'k1', now: clock.now() })
  await expect.poll(() => findMachineKey(context, 'k1'), { timeout: 2_000 }).toBeUndefined()
})

test('a new key works at once, although somebody asked for it before', async () => {
  expect(await findMachineKey(context, 'k2')).toBeUndefined()
  await addApiKey(elsewhere, { keyId: 'k2', name: 'ERP', scopes: ['members.read'], cipher, now: clock.now() })
  expect(await findMachineKey(context, 'k2')).toMatchObject({ kind: 'api' })
})
