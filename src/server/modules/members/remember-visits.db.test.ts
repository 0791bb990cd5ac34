import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { rememberVisits } from './remember-visits.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const visits = () =>
  db.rows('select member_id, store_id, last_on, xmin::text as version from members.store_visit order by 1, 2')

test('the newest day of a batch is kept for each member and store', async () => {
  await rememberVisits(db, [
    { memberId: 1, storeId: 1, onDay: '2026-03-01' },
    { memberId: 1, storeId: 1, onDay: '2026-03-05' },
    { memberId: 1, storeId: 1, onDay: '2026-03-03' },
    { memberId: 1, storeId: 2, onDay: '2026-03-04' },
    { memberId: 2, storeId: 1, onDay: '2026-03-02' },
  ])
  expect(await visits()).toMatchObject([
    { member_id: 1, store_id: 1, last_on: '2026-03-05' },
    { member_id: 1, store_id: 2, last_on: '2026-03-04' },
    { member_id: 2, store_id: 1, last_on: '2026-03-02' },
  ])
})

test('the same day or an older one writes nothing', async () => {
  const before = await visits()
  await rememberVisits(db, [
    { memberId: 1, storeId: 1, onDay: '2026-03-05' },
    { memberId: 1, storeId: 2, onDay: '2025-01-01' },
  ])
  await rememberVisits(db, [])
  expect(await visits()).toEqual(before)
})

test('a newer day is written', async () => {
  await rememberVisits(db, [{ memberId: 1, storeId: 1, onDay: '2026-03-06' }])
  expect(await visits()).toMatchObject([
    { last_on: '2026-03-06' },
    { last_on: '2026-03-04' },
    { last_on: '2026-03-02' },
  ])
})

test('batches of the same members in opposite order do not deadlock', async () => {
  const batch = Array.from({ length: 256 }, (_, memberId) => ({ memberId, storeId: 9, onDay: '2026-03-05' }))
  const reversed = [...batch].reverse()
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => db.transaction(tx => rememberVisits(tx, index % 2 ? reversed : batch))),
  )
  expect(await db.rows('select 1 from members.store_visit where store_id = 9')).toHaveLength(256)
})
