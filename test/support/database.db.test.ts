import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

const one = await freshDatabase()
const other = await freshDatabase()

afterAll(async () => {
  await one.drop()
  await other.drop()
})

test('a fresh database is migrated', async () => {
  expect(await one.db.rows('select name from platform.migration')).not.toEqual([])
})

test('what one test file writes no other sees', async () => {
  await one.db.run('create table public.note (text text)')
  const seen = await other.db.row<{ found: boolean }>(`select to_regclass('public.note') is not null as found`)
  expect(seen).toEqual({ found: false })
})
