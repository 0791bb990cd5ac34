import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { ManualClock } from '../../platform/clock.ts'
import { zone } from './ledger-for-tests.ts'
import { breaksOf, players } from './player-for-tests.ts'
import { sweepAccounts } from './sweep-accounts.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const members = await players(db, 600)
const clock = new ManualClock('2026-03-05T15:59:59.999Z')
const sweep = () => sweepAccounts({ db, clock, timeZone: zone })
const expiries = async () =>
  (await db.row<{ found: number }>(`select count(*) as found from ledger.entry where kind = 'expire'`))?.found

test('nothing is swept a millisecond too early; at the instant all of it is, in batches', async () => {
  for (const member of members) await member.earn(5, { at: '2026-01-01T00:00:00Z', until: '2026-03-05T16:00:00.000Z' })
  expect([await sweep(), await expiries()]).toEqual([0, 0])
  clock.moveTo('2026-03-05T16:00:00.000Z')
  expect([await sweep(), await expiries()]).toEqual([600, 600])
  expect([await sweep(), await expiries()]).toEqual([0, 600])
  expect(await breaksOf(db)).toEqual([])
})

test('a hold is released when its time is over, and what it had kept expires then', async () => {
  const [anna] = members
  clock.moveTo('2026-04-01T00:00:00Z')
  await anna!.earn(7, { at: '2026-04-01T00:00:00Z', until: '2026-04-02T00:00:00Z' })
  await anna!.hold(7, { at: '2026-04-01T23:59:00Z', until: '2026-04-02T00:14:00Z' })
  clock.moveTo('2026-04-02T00:13:59.999Z')
  expect(await sweep()).toBe(0)
  clock.moveTo('2026-04-02T00:14:00Z')
  expect(await sweep()).toBe(1)
  const last = await db.row(
    'select kind, amount, posted_at from ledger.entry where member_id = 1 order by version desc limit 1',
  )
  expect(last).toEqual({ kind: 'expire', amount: -7, posted_at: new Date('2026-04-02T00:14:00Z') })
  expect(await breaksOf(db)).toEqual([])
})

test('two sweepers and a till at once expire every lot once', async () => {
  const [, ben, carl] = members
  for (const member of [ben!, carl!])
    await member.earn(3, { at: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' })
  clock.moveTo('2026-05-02T00:00:00Z')
  await Promise.all([sweep(), sweep(), ben!.touch({ at: '2026-05-02T00:00:00Z' })])
  expect(await breaksOf(db)).toEqual([])
  expect(await db.row('select sum(posted) as posted from ledger.account')).toEqual({ posted: 0 })
})
