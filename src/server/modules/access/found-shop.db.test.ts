import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts } from '../../../../test/support/small-shop.ts'
import { findOrganisation } from '../organisation/organisation-store.ts'
import { storeDirectory } from '../organisation/stores.ts'
import { foundShop } from './found-shop.ts'
import { findStaff } from './staff-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

test('of two starters at once one founds, and only it gets the password', async () => {
  const found = () => db.transaction(tx => foundShop(tx, shopFacts()))
  const passwords = (await Promise.all([found(), found()])).map(({ password }) => password)
  expect(passwords.toSorted()).toEqual(['correct horse battery', null])
})

test('an organisation begins with one brand, one store, one till and its owner', async () => {
  expect(await findOrganisation(db)).toEqual(shopFacts().organisation)
  const { stores } = await storeDirectory(db)
  expect(stores).toMatchObject([{ code: 'S1', brandCode: 'B1', tills: [{ code: 'T1', name: 'Till 1' }] }])
  expect(await findStaff(db)).toMatchObject([{ email: 'owner@shop.example', role: 'owner', storeCodes: null }])
})

test('founding again changes nothing', async () => {
  const other = { ...shopFacts(), brand: { code: 'B2', name: 'Other' }, store: { code: 'S2', name: 'Other' } }
  expect(await db.transaction(tx => foundShop(tx, other))).toEqual({ password: null })
  const { stores } = await storeDirectory(db)
  expect(stores.map(store => store.code)).toEqual(['S1'])
})
