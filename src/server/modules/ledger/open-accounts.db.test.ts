import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { lockOwners } from './account-store.ts'
import { contextAt } from './ledger-for-tests.ts'
import { readAccounts } from './open-accounts.ts'
import { breaksOf, players } from './player-for-tests.ts'
import { findBalances } from './statement-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const [anna, ben, carl, dora, eva, finn, gina, hans] = await players(db, 8)

const outcomes = async (races: Promise<unknown>[]) => {
  const settled = await Promise.allSettled(races)
  const failures = settled.flatMap(result => (result.status === 'rejected' ? [String(result.reason)] : []))
  return { succeeded: settled.length - failures.length, failures: [...new Set(failures)] }
}

test('of many tills that redeem the whole balance at once exactly one succeeds', async () => {
  const at = '2026-01-02T00:00:00Z'
  await anna!.earn(70, { at: '2026-01-01T00:00:00Z' })
  await anna!.earn(30, { at: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' })
  const race = await outcomes(Array.from({ length: 16 }, () => anna!.redeem(100, { at })))
  expect(race).toEqual({ succeeded: 1, failures: ['Error: not enough'] })
  expect(await breaksOf(db)).toEqual([])
})

test('members who never held anything are opened once, however many come at once', async () => {
  const at = '2026-01-02T00:00:00Z'
  const race = await outcomes(Array.from({ length: 16 }, () => ben!.earn(1, { at })))
  expect(race.succeeded).toBe(16)
  const [balance] = await findBalances(db, { memberId: ben!.memberId, at: new Date(at), isNow: true })
  expect(balance).toMatchObject({ balance: 16, usable: 16 })
  expect(await breaksOf(db)).toEqual([])
})

test('batches that lock the same new and old members in any order never wait for each other in a circle', async () => {
  for (let round = 0; round < 100; round++) {
    const anyOf = () => Array.from({ length: 6 }, () => 1_000 + round * 10 + Math.floor(Math.random() * 8))
    const race = await outcomes(Array.from({ length: 10 }, () => db.transaction(tx => lockOwners(tx, anyOf()))))
    expect(race).toEqual({ succeeded: 10, failures: [] })
  }
})

test('a redemption against an expiry sees the lot dead at its very instant', async () => {
  const until = '2026-03-05T16:00:00.000Z'
  await carl!.earn(10, { at: '2026-01-01T00:00:00Z', until })
  await carl!.redeem(4, { at: '2026-03-05T15:59:59.999Z' })
  await expect(carl!.redeem(6, { at: until })).rejects.toThrow('not enough')
})

test('a quote reads without a lock what a settlement would see, and writes nothing', async () => {
  await dora!.earn(10, { at: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' })
  await dora!.earn(5, { at: '2026-01-01T00:00:00Z' })
  const { memberId, assetId } = dora!
  const open = await readAccounts(db, { memberIds: [memberId], needs: [], context: contextAt('2026-03-01T00:00:00Z') })
  expect(open.account(memberId, assetId).posted).toBe(5)
  expect(await db.row('select posted from ledger.account where member_id = $1', [memberId])).toEqual({ posted: 15 })
})

test('only the lots that are needed are read: enough to pay, and the next to end after those that are due', async () => {
  const ends = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01']
  for (const day of ends) await eva!.earn(10, { at: '2026-01-01T00:00:00Z', until: `${day}T00:00:00Z` })
  const { memberId, assetId } = eva!
  const lotsFor = async (at: string, points: number, lotNumbers: number[] = []) => {
    const needs = [{ memberId, assetId, points, lotNumbers }]
    const open = await readAccounts(db, { memberIds: [memberId], needs, context: contextAt(at) })
    const account = open.account(memberId, assetId)
    return {
      lots: account.lots.map(lot => lot.lotNumber),
      next: account.nextExpiryMs && new Date(account.nextExpiryMs).toISOString().slice(0, 10),
    }
  }
  expect(await lotsFor('2026-01-02T00:00:00Z', 15)).toEqual({ lots: [1, 2], next: '2026-02-01' })
  expect(await lotsFor('2026-03-01T00:00:00Z', 0)).toEqual({ lots: [1, 2, 3], next: '2026-04-01' })
  expect(await lotsFor('2026-03-01T00:00:00Z', 15)).toEqual({ lots: [1, 2, 3, 4], next: '2026-04-01' })
  expect(await lotsFor('2026-01-02T00:00:00Z', 0, [5])).toEqual({ lots: [1, 5], next: '2026-02-01' })
})

test('a hold whose time is over is released by whoever looks next', async () => {
  await finn!.earn(10, { at: '2026-01-01T00:00:00Z' })
  await finn!.hold(10, { at: '2026-01-02T00:00:00Z', until: '2026-01-02T00:15:00Z' })
  await expect(finn!.redeem(1, { at: '2026-01-02T00:14:59.999Z' })).rejects.toThrow('not enough')
  await finn!.redeem(10, { at: '2026-01-02T00:15:00Z' })
  expect(await breaksOf(db)).toEqual([])
})

test('points that a hold sets free pay what is owed, and cannot be redeemed meanwhile', async () => {
  const one = await gina!.earn(60, { at: '2026-01-01T00:00:00Z' })
  const other = await gina!.earn(40, { at: '2026-01-01T00:00:00Z' })
  const holdId = await gina!.hold(100, { at: '2026-01-02T00:00:00Z', until: '2026-01-02T00:15:00Z' })
  await gina!.takeBack(one, 60, { at: '2026-01-02T00:01:00Z' })
  await gina!.takeBack(other, 40, { at: '2026-01-02T00:01:00Z' })
  const balance = async (at: string) =>
    (await findBalances(db, { memberId: gina!.memberId, at: new Date(at), isNow: true }))[0]
  expect(await balance('2026-01-02T00:01:00Z')).toMatchObject({ balance: 0, usable: 0, debt: 100, held: 100 })

  await gina!.release(holdId, { at: '2026-01-02T00:02:00Z' })
  expect(await balance('2026-01-02T00:02:00Z')).toMatchObject({ balance: 0, usable: 0, debt: 0, held: 0 })
  await expect(gina!.redeem(1, { at: '2026-01-02T00:03:00Z' })).rejects.toThrow('not enough')

  await gina!.earn(50, { at: '2026-01-02T00:04:00Z' })
  expect(await balance('2026-01-02T00:04:00Z')).toMatchObject({ balance: 50, usable: 50, debt: 0, held: 0 })
  expect(await breaksOf(db)).toEqual([])
})

test('a hold keeps its points past the end of their lot until it is captured; the rest of it ends then', async () => {
  const until = '2026-03-05T16:00:00Z'
  await hans!.earn(10, { at: '2026-01-01T00:00:00Z', until })
  const holdId = await hans!.hold(8, { at: '2026-03-05T15:55:00Z', until: '2026-03-05T16:10:00Z' })
  await hans!.capture(holdId, 5, { at: '2026-03-05T16:05:00Z' })
  const rows = await db.rows('select kind, amount from ledger.entry where member_id = $1 order by version', [
    hans!.memberId,
  ])
  expect(rows.slice(1)).toEqual([
    { kind: 'expire', amount: -2 },
    { kind: 'redeem', amount: -5 },
    { kind: 'expire', amount: -3 },
  ])
  expect(await breaksOf(db)).toEqual([])
})
