import { afterAll, expect, test } from 'vitest'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'
import { forgetOldSignIns } from './forget-old-sign-ins.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, clock, context, facts } = shop
const count = async (table: string) => (await context.db.rows(`select 1 from staff.${table}`)).length

test('a session is forgotten after twelve hours, a device after half a year without a sign-in', async () => {
  await new TestBrowser(http).signIn(ownerEmail, facts.password)
  const start = clock.now().getTime()
  clock.moveTo(new Date(start + 12 * 3_600_000))
  expect([await forgetOldSignIns(context), await count('session'), await count('known_device')]).toEqual([0, 1, 1])
  clock.moveTo(new Date(start + 12 * 3_600_000 + 1))
  expect([await forgetOldSignIns(context), await count('session'), await count('known_device')]).toEqual([1, 0, 1])
  clock.moveTo(new Date(start + 180 * 86_400_000))
  expect(await forgetOldSignIns(context)).toBe(0)
  clock.moveTo(new Date(start + 180 * 86_400_000 + 1))
  expect([await forgetOldSignIns(context), await count('known_device')]).toEqual([1, 0])
})
