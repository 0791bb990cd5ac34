import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { Cipher } from './cipher.ts'
import { ManualClock } from './clock.ts'
import { openDatabase } from './database.ts'
import { countOne, forgetEndedCounts, type Limit, secondsToWait, takeBackOne } from './rate-limit.ts'

const { db, target, drop } = await freshDatabase()
const elsewhere = openDatabase(target, { connectionsMax: 2 })
afterAll(async () => {
  await elsewhere.close()
  await drop()
})

const clock = new ManualClock('2026-03-05T04:00:00Z')
const cipher = new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
const parts = { db, clock, cipher }
const limit = (who: string, max = 3): Limit => ({ kind: 'test', who, max, windowMs: 60_000 })
const waitOf = async (...limits: Limit[]) => secondsToWait(await countOne(parts, limits), clock.now())

test('what is counted in two processes is one count', async () => {
  const both = [parts, { ...parts, db: elsewhere }]
  const counts = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const [tally] = await countOne(both[index % 2] ?? parts, [limit('ann'), limit('ben')])
      return tally?.count ?? 0
    }),
  )
  expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test('the last that a limit allows passes, the next waits until the window ends', async () => {
  const cat = limit('cat')
  expect([await waitOf(cat), await waitOf(cat), await waitOf(cat)]).toEqual([null, null, null])
  clock.moveTo('2026-03-05T04:00:59.999Z')
  expect(await waitOf(cat)).toBe(1)
  clock.moveTo('2026-03-05T04:01:00Z')
  expect(await waitOf(cat)).toBe(null)
})

test('of several limits the longest wait counts', async () => {
  const [short, long] = [limit('dan', 0), { ...limit('dan', 0), kind: 'long', windowMs: 900_000 }]
  expect(await waitOf(short, long)).toBe(900)
})

test('what turned out well is taken back, and never below nothing', async () => {
  const eve = limit('eve', 1)
  expect(await waitOf(eve)).toBe(null)
  await takeBackOne(parts, [eve])
  await takeBackOne(parts, [eve])
  expect([await waitOf(eve), await waitOf(eve)]).toEqual([null, 60])
})

test('counters whose window is over are forgotten, open ones stay', async () => {
  await countOne(parts, [limit('fay')])
  expect(await forgetEndedCounts(parts)).toBeGreaterThan(0)
  expect((await countOne(parts, [limit('fay')]))[0]?.count).toBe(2)
})

test('the database does not hold for whom is counted', async () => {
  await countOne(parts, [limit('10.0.0.1')])
  expect(JSON.stringify(await db.rows("select encode(name, 'escape') as name from platform.rate_limit"))).not.toContain(
    '10.0.0.1',
  )
})
