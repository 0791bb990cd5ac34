import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts } from '../../../../test/support/small-shop.ts'
import { openDatabase } from '../../platform/database.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { foundOrganisation } from './found-organisation.ts'
import { findStoreByCode, findStoreById, findTillByCode, findTillById, forgetStores } from './stores.ts'

const { db, target, drop } = await freshDatabase()
await db.transaction(tx => foundOrganisation(tx, shopFacts()))
/** Another process, as far as caches go. */
const elsewhere = openDatabase(target, { connectionsMax: 1 })
afterAll(async () => {
  await elsewhere.close()
  await drop()
})

test('a store and a till are found by code and by id', async () => {
  const store = await findStoreByCode(db, 'S1')
  const till = await findTillByCode(db, { storeCode: 'S1', tillCode: 'T1' })
  expect(store).toMatchObject({ code: 'S1', brandCode: 'B1' })
  expect(await findStoreById(db, store?.storeId ?? 0)).toBe(store)
  expect(await findTillById(db, till?.tillId ?? 0)).toBe(till)
  expect(till?.storeId).toBe(store?.storeId)
})

test('unknown codes are not found', async () => {
  expect(await findStoreByCode(db, 'S9')).toBeUndefined()
  expect(await findTillByCode(db, { storeCode: 'S1', tillCode: 'T9' })).toBeUndefined()
  expect(await findTillByCode(db, { storeCode: 'S9', tillCode: 'T1' })).toBeUndefined()
})

test('a change is seen at once where it was made', async () => {
  await addTill(db, { storeCode: 'S1', code: 'T2' })
  forgetStores(db)
  expect(await findTillByCode(db, { storeCode: 'S1', tillCode: 'T2' })).toMatchObject({ name: 'T2' })
})

test('a store that another process added is found within a moment', async () => {
  await findStoreByCode(db, 'S1')
  await addStore(elsewhere, { code: 'S2', name: 'Second' })
  await expect.poll(() => findStoreByCode(db, 'S2'), { timeout: 1_000 }).toMatchObject({ name: 'Second' })
})

test('known stores are read without the database', async () => {
  await findStoreByCode(db, 'S1')
  const cut = openDatabase(target, { connectionsMax: 1 })
  await findStoreByCode(cut, 'S1')
  await cut.close()
  expect(await findStoreByCode(cut, 'S1')).toMatchObject({ code: 'S1' })
})
