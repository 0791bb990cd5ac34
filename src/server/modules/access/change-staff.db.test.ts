import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts } from '../../../../test/support/small-shop.ts'
import { addStaff } from './add-staff.ts'
import { changeStaff } from './change-staff.ts'
import { foundShop } from './found-shop.ts'

const { db, drop } = await freshDatabase()
const facts = shopFacts()
await db.transaction(tx => foundShop(tx, facts))
afterAll(drop)

const { now } = facts
const ownerId = facts.owner.staffId

async function addOwner(): Promise<string> {
  const staffId = randomUUID()
  const email = `${staffId}@shop.example`
  await addStaff(db, { staffId, name: 'Second', email, role: 'owner', storeCodes: null, passwordHash: 'hash', now })
  return staffId
}

test('only what is named changes', async () => {
  const staffId = await addOwner()
  const changed = await changeStaff(db, { staffId, role: 'cashier', storeCodes: ['S1'], now })
  expect(changed).toMatchObject({ name: 'Second', role: 'cashier', storeCodes: ['S1'], isActive: true })
  expect(await changeStaff(db, { staffId, isActive: false, now })).toEqual({ ...changed, isActive: false })
  expect(await changeStaff(db, { staffId, storeCodes: null, now })).toMatchObject({ storeCodes: null })
})

test('nobody unknown is changed', async () => {
  await expect(changeStaff(db, { staffId: randomUUID(), now })).rejects.toThrow('organisation/staff-not-found')
})

test('the last owner stays', async () => {
  const changed = changeStaff(db, { staffId: ownerId, role: 'operations', now })
  await expect(changed).rejects.toThrow('organisation/last-owner')
})

test('two owners cannot deactivate each other at once', async () => {
  const secondId = await addOwner()
  const changed = Promise.withResolvers<void>()
  const first = db.transaction(async tx => {
    await changeStaff(tx, { staffId: ownerId, isActive: false, now })
    changed.resolve()
    // The other one begins before this is committed.
    await setTimeout(200)
  })
  await changed.promise
  const second = db.transaction(tx => changeStaff(tx, { staffId: secondId, isActive: false, now }))
  await expect(second).rejects.toThrow('organisation/last-owner')
  await first
})
