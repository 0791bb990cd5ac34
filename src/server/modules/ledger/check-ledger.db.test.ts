import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { ManualClock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import { adjustAccount } from './adjust-account.ts'
import { checkLedger } from './check-ledger.ts'
import { type CheckName, checkNames } from './check-ledger-store.ts'
import { givePoints } from './give-points.ts'
import { ofAnna, plants, running } from './ledger-breaks-for-tests.ts'
import { zone } from './ledger-for-tests.ts'
import { players } from './player-for-tests.ts'

const drops: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const drop of drops) await drop()
})

const now = new Date('2026-04-01T00:00:00Z')

/** A ledger in which everything has happened that can: member 1 earns, redeems, returns, holds and loses points. */
async function livelyLedger(): Promise<Database> {
  const { db, drop } = await freshDatabase()
  drops.push(drop)
  const [anna, ben, chen, dan, eva] = await players(db, 6)
  const receipt = { receiptId: randomUUID(), storeId: 1 }
  const first = await anna!.earn(10, { at: '2026-01-01T00:00:00Z', until: '2026-03-01T00:00:00Z', ...receipt })
  await anna!.earn(30, { at: '2026-01-02T00:00:00Z', until: '2026-06-01T00:00:00Z', receiptId: randomUUID() })
  const spent = await anna!.redeem(14, { at: '2026-01-03T00:00:00Z', ...receipt })
  await anna!.giveBack(spent, 6, { at: '2026-01-04T00:00:00Z', ...receipt, refundId: randomUUID() })
  await anna!.takeBack(first, 5, { at: '2026-01-05T00:00:00Z', ...receipt, refundId: randomUUID() })
  const holdId = await anna!.hold(3, { at: '2026-01-06T00:00:00Z', until: '2026-01-07T00:00:00Z' })
  await anna!.capture(holdId, 2, { at: '2026-01-06T00:01:00Z', receiptId: randomUUID() })
  await ben!.earn(9, { at: '2026-02-01T00:00:00Z', until: '2026-02-02T00:00:00Z' })
  await ben!.touch({ at: '2026-02-03T00:00:00Z' })
  // Chen's first points have become usable, the second wait for a day, the third for a delivery; some came back.
  await chen!.earn(20, { at: '2026-03-01T00:00:00Z', from: '2026-03-05T00:00:00Z' })
  await chen!.earn(30, { at: '2026-03-02T00:00:00Z', from: '2026-05-01T00:00:00Z', until: '2027-01-01T00:00:00Z' })
  const sent = await chen!.earn(40, { at: '2026-03-03T00:00:00Z', awaits: 'delivered', until: '2026-03-04T00:00:00Z' })
  await chen!.takeBack(sent, 10, { at: '2026-03-04T00:00:00Z', receiptId: randomUUID() })
  await chen!.redeem(15, { at: '2026-03-06T00:00:00Z' })
  // Dan's points end by inactivity; a purchase has kept what was left of them.
  const idle = { period: { count: 12, unit: 'months' as const }, keptBy: ['purchase'], from: '2026-01-10' }
  await dan!.earn(20, { at: '2026-01-10T04:00:00Z', until: '2027-01-10T16:00:00Z', idle, receiptId: randomUUID() })
  await dan!.keep('purchase', '2026-02-20', { at: '2026-02-20T04:00:00Z' })
  await eva!.earn(8, { at: '2026-02-24T00:00:00Z' })
  const askedBy = { id: 'o', name: 'O' }
  const limit = { scope: 'transfer/points', amount: 10, counts: 'points', period: 'month' } as const
  const from = { memberId: 5, memberNumber: '5' }
  const given = { from, to: { memberId: 6, memberNumber: '6' }, assetId: eva!.assetId, points: 3, reason: 'a gift' }
  await db.transaction(tx =>
    givePoints(tx, { ...given, askedBy }, { rule: { limit, programVersion: 1 }, now: new Date('2026-02-25'), zone }),
  )
  await anna!.hold(4, { at: '2026-02-28T00:00:00Z', until: '2026-05-01T00:00:00Z' })
  await db.transaction(tx =>
    adjustAccount(
      tx,
      {
        memberId: 1,
        assetId: anna!.assetId,
        points: 7,
        reason: 'goodwill',
        expiresOn: null,
        askedBy: { id: 'o', name: 'O' },
      },
      { now: new Date('2026-03-05T00:00:00Z'), zone, limitPoints: 10, dayLimitPoints: 10 },
    ),
  )
  const requestHash = requestHashOf({ method: 'POST', path: '/', body: '{}' })
  const claim = { caller: 'staff:o', key: 'k1', requestHash, language: 'en' as const }
  await once({ db, clock: new ManualClock(now), timeZone: zone }, claim, async () => ({ status: 200, body: {} }))
  return db
}

async function broken(db: Database): Promise<CheckName[]> {
  const { results } = await checkLedger(db, { now })
  return results.filter(result => result.breaks > 0).map(result => result.name)
}

/** Changes rows past triggers, as a bug or a hand in the database would. */
async function plant(db: Database, sqls: readonly string[]): Promise<number> {
  return db.transaction(async tx => {
    await tx.run(`set local session_replication_role = 'replica'`)
    let touched = 0
    for (const sql of sqls) touched += await tx.run(sql)
    return touched
  })
}

test('a lively ledger holds, and every statement has looked at something', async () => {
  const db = await livelyLedger()
  const check = await checkLedger(db, { now })
  expect(check).toMatchObject({ isSound: true, checkedAt: now })
  expect(check.results.filter(result => result.lookedAt === 0 || result.breaks > 0)).toEqual([])
})

test('an empty ledger holds', async () => {
  const { db, drop } = await freshDatabase()
  drops.push(drop)
  expect((await checkLedger(db, { now })).isSound).toBe(true)
})

test.each(plants)('found: $what', async ({ sqls, found }) => {
  const db = await livelyLedger()
  expect(await plant(db, sqls)).toBeGreaterThan(0)
  expect((await broken(db)).sort()).toEqual([...found].sort())
})

test('every statement has a break that it is known to find', () => {
  const found = new Set(plants.flatMap(one => one.found))
  expect(checkNames.filter(name => !found.has(name))).toEqual([])
})

test('a break is shown by five examples at most, each a sentence that names the place', async () => {
  const db = await livelyLedger()
  await plant(db, [`update ledger.entry set posted_after = posted_after + 1 where ${ofAnna}`])
  const result = (await checkLedger(db, { now })).results.find(one => one.name === running)
  expect([result?.breaks, result?.examples.length]).toEqual([7, 5])
  expect(result?.examples[0]).toMatch(/^member 1, asset 1, version \d+: notes \d+, the entries up to it add up to \d+$/)
})

test('a check waits for nobody and nobody waits for it', async () => {
  const db = await livelyLedger()
  await db
    .transaction(async tx => {
      await tx.run('select from ledger.owner for update')
      await tx.run(`update ledger.account set posted = posted + 1 where ${ofAnna}`)
      expect((await checkLedger(db, { now })).isSound).toBe(true)
      throw new Error('undone')
    })
    .catch(error => expect(String(error)).toContain('undone'))
})
