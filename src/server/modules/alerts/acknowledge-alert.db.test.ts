import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { findAlerts, insertAlert } from './alert-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const raisedAt = new Date('2026-03-05T04:00:00Z')

async function newAlert(callerId: string): Promise<string> {
  const alertId = randomUUID()
  const told = { kind: 'phone-look-ups-in-vain', callerId, callerName: 'Cass', count: 20, minutes: 10 } as const
  await insertAlert(db, { ...told, alertId, raisedAt })
  return alertId
}
const olive = { id: 'olive', name: 'Olive' }

test('whoever was first stays, and open alerts come before those that are done', async () => {
  const [done, open] = [await newAlert('staff:a'), await newAlert('staff:b')]
  const now = new Date('2026-03-05T05:00:00Z')
  await acknowledgeAlert(db, { alertId: done, by: olive, now })
  const again = await acknowledgeAlert(db, {
    alertId: done,
    by: { id: 'sam', name: 'Sam' },
    now: new Date('2026-03-06'),
  })
  expect(again).toMatchObject({ acknowledgedByName: 'Olive', acknowledgedAt: now })
  const ids = async (onlyOpen: boolean) => (await findAlerts(db, { onlyOpen })).map(({ alertId }) => alertId)
  expect([await ids(false), await ids(true)]).toEqual([[open, done], [open]])
})

test('an alert that does not exist is not found', async () => {
  const unknown = acknowledgeAlert(db, { alertId: randomUUID(), by: olive, now: raisedAt })
  await expect(unknown).rejects.toThrow('alerts/not-found')
})
