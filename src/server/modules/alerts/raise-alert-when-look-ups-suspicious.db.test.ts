import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { findAlerts } from './alert-store.ts'
import { raiseAlertWhenLookUpsSuspicious } from './raise-alert-when-look-ups-suspicious.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const at = new Date('2026-03-05T04:00:00Z')
const told = { kind: 'phone-look-ups-many', callerId: 'till:k1', callerName: 'S1/T1', count: 300, minutes: 60 } as const

test('an event that comes twice raises one alert, a later one another', async () => {
  await raiseAlertWhenLookUpsSuspicious(db, told, at)
  await raiseAlertWhenLookUpsSuspicious(db, told, at)
  expect(await findAlerts(db, { onlyOpen: false })).toMatchObject([{ ...told, raisedAt: at, acknowledgedAt: null }])
  await raiseAlertWhenLookUpsSuspicious(db, told, new Date('2026-03-05T05:00:00Z'))
  expect((await findAlerts(db, { onlyOpen: true })).map(({ raisedAt }) => raisedAt.getUTCHours())).toEqual([5, 4])
})
