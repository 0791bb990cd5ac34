import { getMigrations } from 'better-auth/db/migration'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { testCipher } from '../../../../test/support/small-shop.ts'
import { openStaffAuth } from './staff-auth.ts'

const { target, drop } = await freshDatabase()
const config = { publicUrl: '', host: '127.0.0.1', port: 8080 }
const staffAuth = openStaffAuth({ target, cipher: testCipher(), config })
afterAll(async () => {
  await staffAuth.close()
  await drop()
})

test('the migrated database is what better-auth wants', async () => {
  const { compileMigrations, schemaProblems } = await getMigrations(staffAuth.auth.options)
  expect(await compileMigrations()).toBe(';')
  expect(schemaProblems).toEqual([])
})
