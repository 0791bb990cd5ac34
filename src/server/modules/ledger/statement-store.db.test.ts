import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { type Player, players } from './player-for-tests.ts'
import { findBalances, findEntries, findEntry } from './statement-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const [anna, ben, carl, dora, eva, finn] = await players(db, 6)

const end = '2026-03-05T16:00:00.000Z'
const justBefore = '2026-03-05T15:59:59.999Z'

async function balanceOf(player: Player, at: string, isNow = false) {
  const [balance] = await findBalances(db, { memberId: player.memberId, at: new Date(at), isNow })
  return balance
}

const sums = (balance: Awaited<ReturnType<typeof balanceOf>>) =>
  balance && [balance.balance, balance.usable, balance.held, balance.debt]

test('a balance as of an instant is that of the newest entry up to it', async () => {
  await anna!.earn(10, { at: '2026-01-01T00:00:00Z' })
  await anna!.redeem(4, { at: '2026-01-02T00:00:00.500Z' })
  await anna!.earn(1, { at: '2026-01-02T00:00:00.500Z' })
  expect(sums(await balanceOf(anna!, '2025-12-31T23:59:59.999Z'))).toBeUndefined()
  expect(sums(await balanceOf(anna!, '2026-01-01T00:00:00Z'))).toEqual([10, 10, 0, 0])
  expect(sums(await balanceOf(anna!, '2026-01-02T00:00:00.499Z'))).toEqual([10, 10, 0, 0])
  expect(sums(await balanceOf(anna!, '2026-01-02T00:00:00.500Z'))).toEqual([7, 7, 0, 0])
  expect(sums(await balanceOf(anna!, '2030-01-01T00:00:00Z', true))).toEqual([7, 7, 0, 0])
})

test('around an expiry that nobody swept, the balance is right on both sides, and stays so after the sweep', async () => {
  await ben!.earn(10, { at: '2026-01-01T00:00:00Z', until: end })
  await ben!.earn(5, { at: '2026-01-01T00:00:00Z' })
  const looks = async () => [
    sums(await balanceOf(ben!, justBefore)),
    sums(await balanceOf(ben!, end)),
    sums(await balanceOf(ben!, '2026-12-31T00:00:00Z')),
    sums(await balanceOf(ben!, '2026-12-31T00:00:00Z', true)),
  ]
  const expected = [
    [15, 15, 0, 0],
    [5, 5, 0, 0],
    [5, 5, 0, 0],
    [5, 5, 0, 0],
  ]
  expect(await looks()).toEqual(expected)
  expect((await balanceOf(ben!, '2026-12-31T00:00:00Z', true))?.lots).toMatchObject([
    { lotNumber: 2, remaining: 5, expiresAt: null },
  ])
  await ben!.touch({ at: '2026-12-31T00:00:00Z' })
  expect(await looks()).toEqual(expected)
})

test('what a hold keeps past the end of its lot counts until the hold is over, also in hindsight', async () => {
  await carl!.earn(10, { at: '2026-01-01T00:00:00Z', until: end })
  await carl!.hold(6, { at: justBefore, until: '2026-03-05T16:10:00Z' })
  const during = '2026-03-05T16:05:00Z'
  const over = '2026-03-05T16:10:00.000Z'
  expect(sums(await balanceOf(carl!, during, true))).toEqual([6, 0, 6, 0])
  expect((await balanceOf(carl!, during, true))?.lots).toMatchObject([{ lotNumber: 1, remaining: 6, held: 6 }])
  expect(sums(await balanceOf(carl!, over, true))).toEqual([0, 0, 0, 0])
  await carl!.touch({ at: '2026-03-06T00:00:00Z' })
  expect((await balanceOf(carl!, justBefore))?.balance).toBe(10)
  expect((await balanceOf(carl!, during))?.balance).toBe(6)
  expect((await balanceOf(carl!, '2026-03-05T16:09:59.999Z'))?.balance).toBe(6)
  expect((await balanceOf(carl!, over))?.balance).toBe(0)
})

test('debt makes the balance negative and nothing usable; as of before it nobody owed', async () => {
  const version = await dora!.earn(10, { at: '2026-01-01T00:00:00Z' })
  await dora!.redeem(10, { at: '2026-01-02T00:00:00Z' })
  await dora!.takeBack(version, 10, { at: '2026-01-03T00:00:00Z' })
  expect(sums(await balanceOf(dora!, '2026-01-02T00:00:00Z'))).toEqual([0, 0, 0, 0])
  expect(sums(await balanceOf(dora!, '2026-01-03T00:00:00Z'))).toEqual([-10, 0, 0, 10])
  await dora!.earn(25, { at: '2026-01-04T00:00:00Z' })
  expect(sums(await balanceOf(dora!, '2026-01-04T00:00:00Z', true))).toEqual([15, 15, 0, 0])
  expect(sums(await balanceOf(dora!, '2026-01-03T00:00:00Z'))).toEqual([-10, 0, 0, 10])
})

test('open lots are listed first to end first, with what is held and when they were granted', async () => {
  await eva!.earn(10, { at: '2026-01-01T00:00:00Z' })
  await eva!.earn(20, { at: '2026-01-02T00:00:00Z', until: end })
  await eva!.earn(30, { at: '2026-01-03T00:00:00Z', until: '2026-02-01T00:00:00Z' })
  await eva!.redeem(30, { at: '2026-01-04T00:00:00Z' })
  await eva!.hold(5, { at: '2026-01-04T00:00:00Z', until: '2026-01-04T00:15:00Z' })
  const balance = await balanceOf(eva!, '2026-01-04T00:01:00Z', true)
  expect(sums(balance)).toEqual([30, 25, 5, 0])
  expect(balance?.lots).toEqual([
    {
      lotNumber: 2,
      granted: 20,
      remaining: 20,
      held: 5,
      expiresAt: new Date(end),
      grantedAt: new Date('2026-01-02T00:00:00Z'),
      funding: 'purchase',
      isPending: false,
      usableFrom: null,
      pendingUntil: null,
    },
    {
      lotNumber: 1,
      granted: 10,
      remaining: 10,
      held: 0,
      expiresAt: null,
      grantedAt: new Date('2026-01-01T00:00:00Z'),
      funding: 'purchase',
      isPending: false,
      usableFrom: null,
      pendingUntil: null,
    },
  ])
  expect((await balanceOf(eva!, '2026-01-04T00:01:00Z'))?.lots).toEqual([])
})

test('entries come newest first, page by page, each once', async () => {
  for (let second = 0; second < 7; second++) await finn!.earn(1, { at: `2026-01-01T00:00:0${second % 3}Z` })
  const memberId = finn!.memberId
  const versions: number[] = []
  for (let after = null; ; ) {
    const page = await findEntries(db, { memberId, assetId: null, after, max: 3 })
    versions.push(...page.map(entry => entry.version))
    after = page.at(-1) ?? null
    if (page.length < 3) break
  }
  expect(versions).toEqual([7, 6, 5, 4, 3, 2, 1])
  expect(await findEntries(db, { memberId, assetId: finn!.assetId + 1, after: null, max: 3 })).toEqual([])
})

test('an entry shows its lots, what it reverses and what reverses it', async () => {
  const [player] = (await players(db, 7)).slice(6)
  const receiptId = randomUUID()
  await player!.earn(10, { at: '2026-01-01T00:00:00Z', until: end })
  await player!.earn(10, { at: '2026-01-01T00:00:00Z' })
  const redeemed = await player!.redeem(15, { at: '2026-01-02T00:00:00Z', receiptId, storeId: 3, programVersion: 2 })
  const first = await player!.giveBack(redeemed, 6, { at: '2026-01-03T00:00:00Z', receiptId, refundId: randomUUID() })
  const second = await player!.giveBack(redeemed, 9, { at: '2026-01-04T00:00:00Z', receiptId, refundId: randomUUID() })
  const { memberId, assetId } = player!
  const detail = await findEntry(db, { memberId, assetId, version: redeemed })
  expect(detail).toMatchObject({
    entry: {
      kind: 'redeem',
      amount: -15,
      balanceAfter: 5,
      receiptId,
      storeId: 3,
      programVersion: 2,
      reversesVersion: null,
    },
    lots: [
      { lotNumber: 1, amount: -10, expiresAt: new Date(end) },
      { lotNumber: 2, amount: -5, expiresAt: null },
    ],
    reversedBy: [first, second],
  })
  const back = await findEntry(db, { memberId, assetId, version: first })
  expect([back?.entry.reversesVersion, back?.lots]).toEqual([
    redeemed,
    [
      { lotNumber: 1, amount: 1, expiresAt: new Date(end) },
      { lotNumber: 2, amount: 5, expiresAt: null },
    ],
  ])
  expect(await findEntry(db, { memberId, assetId, version: 99 })).toBeUndefined()
})
