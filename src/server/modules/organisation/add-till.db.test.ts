import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts } from '../../../../test/support/small-shop.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { foundOrganisation } from './found-organisation.ts'

const { db, drop } = await freshDatabase()
await db.transaction(tx => foundOrganisation(tx, shopFacts()))
afterAll(drop)

test('a till without a name is called by its code', async () => {
  const { tills } = await addTill(db, { storeCode: 'S1', code: 'T2' })
  expect(tills.map(({ code, name }) => [code, name])).toEqual([
    ['T1', 'Till 1'],
    ['T2', 'T2'],
  ])
})

test('a code is used once a store', async () => {
  await expect(addTill(db, { storeCode: 'S1', code: 'T1' })).rejects.toThrow('organisation/till-exists')
  await addStore(db, { code: 'S2', name: 'Second' })
  expect((await addTill(db, { storeCode: 'S2', code: 'T1' })).tills).toHaveLength(1)
})

test('an unknown store is refused', async () => {
  await expect(addTill(db, { storeCode: 'S9', code: 'T1' })).rejects.toThrow('organisation/store-not-found')
})
