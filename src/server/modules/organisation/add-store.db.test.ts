import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { addStore } from './add-store.ts'
import { insertBrand } from './organisation-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

test('without a brand there is no store', async () => {
  await expect(addStore(db, { code: 'S1', name: 'One' })).rejects.toThrow('organisation/brand-not-found')
})

test('a store belongs to the brand it names, or to the oldest', async () => {
  await insertBrand(db, { code: 'B1', name: 'First' })
  await insertBrand(db, { code: 'B2', name: 'Second' })
  expect(await addStore(db, { code: 'S1', name: 'One' })).toMatchObject({ brandCode: 'B1', tills: [] })
  expect(await addStore(db, { code: 'S2', name: 'Two', brandCode: 'B2' })).toMatchObject({ brandCode: 'B2' })
})

test('a code is used once', async () => {
  await expect(addStore(db, { code: 'S1', name: 'Again' })).rejects.toThrow('organisation/store-exists')
})

test('an unknown brand is refused', async () => {
  const added = addStore(db, { code: 'S3', name: 'Three', brandCode: 'B9' })
  await expect(added).rejects.toThrow('organisation/brand-not-found')
})
