import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { type AdjustmentRequest, adjustAccount, decideAdjustment } from './adjust-account.ts'
import { listAdjustments } from './adjustment-store.ts'
import { zone } from './ledger-for-tests.ts'
import { breaksOf, players } from './player-for-tests.ts'
import { findBalances, findEntry } from './statement-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const [anna, ben, carl, dora] = await players(db, 4)
const now = new Date('2026-03-05T04:00:00Z')
const setting = { now, zone, limitPoints: 1_000 }
const olive = { id: 'olive', name: 'Olive' }
const sam = { id: 'sam', name: 'Sam' }

const adjust = (member: { memberId: number; assetId: number }, points: number, more: Partial<AdjustmentRequest> = {}) =>
  db.transaction(tx =>
    adjustAccount(
      tx,
      {
        memberId: member.memberId,
        assetId: member.assetId,
        points,
        reason: 'goodwill',
        expiresOn: null,
        askedBy: olive,
        ...more,
      },
      setting,
    ),
  )
const decide = (adjustmentId: string, isApproved: boolean, decidedBy = sam) =>
  db.transaction(tx => decideAdjustment(tx, { adjustmentId, isApproved, decidedBy }, { now, zone }))

async function usable({ memberId }: { memberId: number }) {
  return (await findBalances(db, { memberId, at: now, isNow: true }))[0]?.usable ?? 0
}

test('up to the limit points are added and taken at once, on record', async () => {
  const added = await adjust(anna!, 1_000)
  expect(added).toMatchObject({ state: 'posted', version: 1, askedByName: 'Olive', decidedBy: null })
  const taken = await adjust(anna!, -400)
  expect([taken.state, await usable(anna!)]).toEqual(['posted', 600])
  const detail = await findEntry(db, { memberId: anna!.memberId, assetId: anna!.assetId, version: 2 })
  expect(detail?.entry).toMatchObject({ kind: 'adjust', amount: -400, staff: 'olive', channel: 'console' })
  expect(detail?.entry.reasons).toEqual([{ code: 'adjusted', rule: null, values: { why: 'goodwill' } }])
})

test('points added with a last day end after that day', async () => {
  await adjust(ben!, 10, { expiresOn: '2026-03-05' })
  const [balance] = await findBalances(db, { memberId: ben!.memberId, at: now, isNow: true })
  expect(balance?.lots[0]?.expiresAt?.toISOString()).toBe('2026-03-05T16:00:00.000Z')
  await expect(adjust(ben!, 10, { expiresOn: '2026-03-04' })).rejects.toThrow('ledger/expiry-in-the-past')
})

test('nothing cannot be adjusted, and more than there is cannot be taken', async () => {
  await expect(adjust(anna!, 0)).rejects.toThrow('ledger/nothing-to-adjust')
  await expect(adjust(anna!, -601)).rejects.toThrow('ledger/not-enough')
  expect(await usable(anna!)).toBe(600)
})

test('of many who take the whole balance at once exactly one succeeds', async () => {
  await adjust(carl!, 100)
  const race = await Promise.allSettled(Array.from({ length: 12 }, () => adjust(carl!, -100)))
  expect(race.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  expect(await usable(carl!)).toBe(0)
})

test('above the limit nothing moves before a second person approves', async () => {
  const asked = await adjust(dora!, 1_001)
  expect([asked.state, asked.version, await usable(dora!)]).toEqual(['waiting', null, 0])
  await expect(decide(asked.adjustmentId, true, olive)).rejects.toThrow('ledger/own-request')
  const decided = await decide(asked.adjustmentId, true)
  expect(decided).toMatchObject({ state: 'posted', version: 1, decidedByName: 'Sam' })
  expect(await usable(dora!)).toBe(1_001)
  await expect(decide(asked.adjustmentId, false)).rejects.toThrow('ledger/already-decided')
  await expect(decide('00000000-0000-7000-8000-000000000000', true)).rejects.toThrow('ledger/no-such-adjustment')
})

test('two who approve at once post it once', async () => {
  const { adjustmentId } = await adjust(dora!, 2_000)
  const race = await Promise.allSettled([
    decide(adjustmentId, true),
    decide(adjustmentId, true, { id: 'tess', name: 'Tess' }),
  ])
  expect(race.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await usable(dora!)).toBe(3_001)
})

test('one that is declined moves nothing; one that cannot be taken any more stays waiting', async () => {
  const declined = await adjust(dora!, -3_001)
  expect(await decide(declined.adjustmentId, false)).toMatchObject({ state: 'declined', version: null })
  const late = await adjust(dora!, -3_001)
  await adjust(dora!, -1)
  await expect(decide(late.adjustmentId, true)).rejects.toThrow('ledger/not-enough')
  expect((await listAdjustments(db, 'waiting')).map(waiting => waiting.adjustmentId)).toEqual([late.adjustmentId])
  expect((await listAdjustments(db, 'declined')).map(one => one.adjustmentId)).toEqual([declined.adjustmentId])
})

test('the second person is demanded by the database as well', async () => {
  const forged = db.run(
    `update ledger.adjustment set state = 'posted', version = 9, decided_by = asked_by where state = 'waiting'`,
  )
  await expect(forged).rejects.toThrow('second_person')
})

test('after all of it the ledger holds', async () => {
  expect(await breaksOf(db)).toEqual([])
})
