import { afterAll, expect, test } from 'vitest'
import { ManualClock } from '../../platform/clock.ts'
import { Deed, writeDeeds } from '../../platform/deed.ts'
import { trailAudit } from './audit.ts'
import { deedOf, noon, openTrail } from './audit-for-tests.ts'
import { Trail } from './gather-records.ts'

const { db, seal, check, close } = await openTrail()
const trail = new Trail({ db, clock: new ManualClock(noon) })
afterAll(close)

const count = async () => (await db.row<{ count: number }>('select count(*) as count from audit.record'))?.count

test('everything that is told at once is written, each once, before anybody hears that it is', async () => {
  const seen = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      await trail.writeAlone([deedOf({ requestId: String(index) })])
      return db.row<{ count: number }>('select count(*) as count from audit.record where request_id = $1', [
        String(index),
      ])
    }),
  )
  expect(seen.every(row => row?.count === 1)).toBe(true)
  expect(await count()).toBe(300)
})

test('nothing to tell is no statement', async () => {
  await trail.writeAlone([])
  expect(await count()).toBe(300)
})

test('the deeds of one transaction are written with it, those that are left out are not', async () => {
  const open = () => {
    const deed = new Deed({ rule: trailAudit.action('read'), at: noon, caller: null, address: '', requestId: 'deeds' })
    return { deed, write: trail.write }
  }
  const [done, leftOut, refused] = [open(), open(), open()]
  leftOut.deed.leaveOut()
  const sent = { status: 200, body: '{}' }
  await db.transaction(tx =>
    writeDeeds(tx, [
      { open: undefined, sent },
      { open: leftOut, sent },
      { open: done, sent },
      { open: refused, sent: { status: 403, body: '{"code":"request/forbidden"}' } },
    ]),
  )
  const rows = await db.rows(`select outcome, code from audit.record where request_id = 'deeds' order by record_id`)
  expect(rows).toEqual([
    { outcome: 'done', code: null },
    { outcome: 'refused', code: 'request/forbidden' },
  ])
  expect([done.deed.isOpen, leftOut.deed.isOpen]).toEqual([true, false])
})

test('a record that the database refuses takes none of its neighbours with it', async () => {
  const outcomes = await Promise.allSettled(
    ['a', '\u0000', 'b', 'c'].map(address => trail.writeAlone([deedOf({ address })])),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(await count()).toBe(305)
  expect(await seal()).toBe(305)
  expect((await check()).findings).toEqual([])
})
