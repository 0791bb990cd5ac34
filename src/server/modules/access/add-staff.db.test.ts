import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { shopFacts } from '../../../../test/support/small-shop.ts'
import { addStaff } from './add-staff.ts'
import { foundShop } from './found-shop.ts'
import { findStaffMember } from './staff-store.ts'

const { db, drop } = await freshDatabase()
await db.transaction(tx => foundShop(tx, shopFacts()))
afterAll(drop)

const somebody = (email: string, storeCodes: string[] | null = ['S1']) => ({
  staffId: randomUUID(),
  name: 'Cass',
  email,
  role: 'cashier' as const,
  storeCodes,
  passwordHash: 'hash',
  now: new Date('2026-03-05T04:00:00Z'),
})

test('the answer is what is read later', async () => {
  for (const storeCodes of [['S1'], [], null]) {
    const added = await addStaff(db, somebody(`${randomUUID()}@shop.example`, storeCodes))
    expect(added).toMatchObject({ storeCodes, isActive: true })
    expect(await findStaffMember(db, added.staffId)).toEqual(added)
  }
})

test('an address is used once, in whatever letters', async () => {
  await addStaff(db, somebody('cass@shop.example'))
  await expect(addStaff(db, somebody('CASS@shop.example'))).rejects.toThrow('organisation/email-taken')
})

test('unknown stores and malformed addresses are refused', async () => {
  await expect(addStaff(db, somebody('dan@shop.example', ['S1', 'S9']))).rejects.toThrow('organisation/store-not-found')
  await expect(addStaff(db, somebody('dan'))).rejects.toThrow('organisation/email-malformed')
})
