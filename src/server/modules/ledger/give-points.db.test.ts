import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { type GivingRequest, givePoints } from './give-points.ts'
import { zone } from './ledger-for-tests.ts'
import { breaksOf, type Player, players } from './player-for-tests.ts'
import { findBalances, findEntries } from './statement-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const now = new Date('2026-03-05T04:00:00Z')
const limit = { scope: 'transfer/points', amount: 1_000, counts: 'points', period: 'month' } as const
const rule = { limit, programVersion: 1 }
const all = await players(db, 12)

const give = (
  from: Player,
  to: Player,
  points: number,
  { at = now, by = rule, reason = 'for the family' }: { at?: Date; by?: typeof rule | null; reason?: string } = {},
) => {
  const party = ({ memberId }: Player) => ({ memberId, memberNumber: `M${memberId}` })
  const asked: GivingRequest = {
    ...{ from: party(from), to: party(to), assetId: from.assetId, points, reason },
    askedBy: { id: 'olive', name: 'Olive' },
  }
  return db.transaction(tx => givePoints(tx, asked, { rule: by, now: at, zone }))
}

async function usable({ memberId }: Player, at = now) {
  return (await findBalances(db, { memberId, at, isNow: true }))[0]?.usable ?? 0
}

const pair = () => {
  const [one, other] = all.splice(0, 2)
  if (!one || !other) throw new Error('more members are needed')
  return [one, other] as const
}

test('both entries name the other and one transfer; the end of each lot goes along', async () => {
  const [anna, ben] = pair()
  await anna.earn(30, { at: '2026-01-01T00:00:00Z', until: '2026-06-01T16:00:00Z', programVersion: 1 })
  await anna.earn(50, { at: '2026-01-02T00:00:00Z', programVersion: 2 })
  const { transferId, moved } = await give(anna, ben, 40)
  expect(moved.map(({ entry }) => entry.amount)).toEqual([30, 10])
  const entriesOf = ({ memberId }: Player) => findEntries(db, { memberId, assetId: null, after: null, max: 9 })
  const [out] = await entriesOf(anna)
  expect(out).toMatchObject({
    ...{ kind: 'transfer-out', amount: -40, staff: 'olive', programVersion: 1 },
    reasons: [
      { code: 'transferred-to', values: { otherMember: `M${ben.memberId}`, why: 'for the family', transferId } },
    ],
  })
  const arrived = await entriesOf(ben)
  expect(arrived.map(({ kind, amount, programVersion }) => [kind, amount, programVersion])).toEqual([
    ['transfer-in', 10, 2],
    ['transfer-in', 30, 1],
  ])
  expect(arrived[0]?.reasons[0]?.values).toMatchObject({ otherMember: `M${anna.memberId}`, transferId })
  const [balance] = await findBalances(db, { memberId: ben.memberId, at: now, isNow: true })
  expect(balance?.lots.map(({ remaining, expiresAt }) => [remaining, expiresAt?.toISOString() ?? null])).toEqual([
    [30, '2026-06-01T16:00:00.000Z'],
    [10, null],
  ])
})

test('a month holds as much as the program says, and not one point more; the next month begins anew', async () => {
  const [anna, ben] = pair()
  await anna.earn(3_000, { at: '2026-01-01T00:00:00Z' })
  await give(anna, ben, 600)
  await expect(give(anna, ben, 401)).rejects.toThrow('ledger/transfer-limit')
  await give(anna, ben, 400)
  const lastOfMonth = new Date('2026-03-31T15:59:59Z')
  await expect(give(anna, ben, 1, { at: lastOfMonth })).rejects.toThrow('ledger/transfer-limit')
  // What somebody is given does not count as given.
  await give(ben, anna, 1_000, { at: lastOfMonth })
  await give(anna, ben, 1_000, { at: new Date('2026-03-31T16:00:00Z') })
  expect([await usable(anna), await usable(ben)]).toEqual([2_000, 1_000])
})

test('what cannot be given is refused, and nothing moves', async () => {
  const [anna, ben] = pair()
  await anna.earn(20, { at: '2026-01-01T00:00:00Z' })
  await anna.earn(50, { at: '2026-01-02T00:00:00Z', from: '2026-04-01T00:00:00Z' })
  await anna.hold(5, { at: '2026-03-05T03:00:00Z', until: '2026-03-05T05:00:00Z' })
  await expect(give(anna, ben, 16)).rejects.toThrow('ledger/not-enough')
  await expect(give(anna, anna, 5)).rejects.toThrow('ledger/transfer-to-oneself')
  await expect(give(anna, ben, 5, { by: null })).rejects.toThrow('ledger/no-transfer')
  await expect(give(anna, ben, 5, { reason: ' a ' })).rejects.toThrow('ledger/reason-missing')
  expect(await usable(ben)).toBe(0)
  await give(anna, ben, 15)
  expect([await usable(anna), await usable(ben)]).toEqual([0, 15])
})

test('who owes gives nothing; what somebody who owes is given pays the debt first', async () => {
  const [anna, ben] = pair()
  const earned = await ben.earn(10, { at: '2026-01-01T00:00:00Z' })
  await ben.redeem(10, { at: '2026-01-02T00:00:00Z' })
  await ben.takeBack(earned, 10, { at: '2026-01-03T00:00:00Z' })
  await expect(give(ben, anna, 1)).rejects.toThrow('ledger/giver-owes')
  await anna.earn(25, { at: '2026-01-01T00:00:00Z' })
  await give(anna, ben, 25)
  expect([await usable(anna), await usable(ben)]).toEqual([0, 15])
})

test('two who give to each other at once, again and again, never wait in a circle and never double', async () => {
  const [anna, ben] = pair()
  await anna.earn(500, { at: '2026-01-01T00:00:00Z' })
  await ben.earn(500, { at: '2026-01-01T00:00:00Z' })
  for (let round = 0; round < 50; round++) await Promise.all([give(anna, ben, 7), give(ben, anna, 5)])
  expect([await usable(anna), await usable(ben)]).toEqual([400, 600])
})

test('of many that together go beyond the limit no more pass than it allows', async () => {
  const [anna, ben] = pair()
  await anna.earn(5_000, { at: '2026-01-01T00:00:00Z' })
  const race = await Promise.allSettled(Array.from({ length: 8 }, () => give(anna, ben, 300)))
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect(await usable(ben)).toBe(900)
})

test('after all of it the ledger holds, and a side can neither be changed nor removed', async () => {
  expect(await breaksOf(db)).toEqual([])
  await expect(db.run('update ledger.transfer set amount = amount * 2')).rejects.toThrow('insert-only')
  await expect(db.run('delete from ledger.transfer')).rejects.toThrow('insert-only')
})
