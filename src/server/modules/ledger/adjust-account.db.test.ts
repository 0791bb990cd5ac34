import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { type AdjustmentRequest, adjustAccount, decideAdjustment } from './adjust-account.ts'
import { listAdjustments } from './adjustment-store.ts'
import { zone } from './ledger-for-tests.ts'
import { breaksOf, players } from './player-for-tests.ts'
import { findBalances, findEntry } from './statement-store.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const [anna, ben, carl, dora, eva, finn, gina, hugo] = await players(db, 8)
const now = new Date('2026-03-05T04:00:00Z')
const setting = { now, zone, limitPoints: 1_000, dayLimitPoints: 2_500 }
const olive = { id: 'olive', name: 'Olive' }
const sam = { id: 'sam', name: 'Sam' }

let people = 0
/** Somebody who has adjusted nothing yet. */
const newPerson = () => {
  people += 1
  return { id: `person ${people}`, name: `Person ${people}` }
}

const adjust = (
  member: { memberId: number; assetId: number },
  points: number,
  { at = now, ...more }: Partial<AdjustmentRequest> & { at?: Date } = {},
) =>
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
      { ...setting, now: at },
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
  const taken = await adjust(anna!, -400, { askedBy: sam })
  expect([taken.state, await usable(anna!)]).toEqual(['posted', 600])
  const detail = await findEntry(db, { memberId: anna!.memberId, assetId: anna!.assetId, version: 2 })
  expect(detail?.entry).toMatchObject({ kind: 'adjust', amount: -400, staff: 'sam', channel: 'console' })
  expect(detail?.entry.reasons).toEqual([{ code: 'adjusted', rule: null, values: { why: 'goodwill' } }])
})

test('up to the limit in parts, and not one point more: it waits for a second person', async () => {
  const askedBy = newPerson()
  expect((await adjust(eva!, 600, { askedBy })).state).toBe('posted')
  expect((await adjust(eva!, 400, { askedBy })).state).toBe('posted')
  const above = await adjust(eva!, 1, { askedBy })
  expect([above.state, await usable(eva!)]).toEqual(['waiting', 1_000])
})

test('what is taken counts like what is given', async () => {
  const askedBy = newPerson()
  await adjust(eva!, 500, { askedBy })
  expect((await adjust(eva!, -500, { askedBy })).state).toBe('posted')
  expect((await adjust(eva!, -1, { askedBy })).state).toBe('waiting')
})

test('over all members the limit of a day counts, to the point', async () => {
  const askedBy = newPerson()
  for (const member of [finn!, gina!]) expect((await adjust(member, 1_000, { askedBy })).state).toBe('posted')
  expect((await adjust(hugo!, 501, { askedBy })).state).toBe('waiting')
  expect((await adjust(hugo!, 500, { askedBy })).state).toBe('posted')
  expect((await adjust(hugo!, 1, { askedBy })).state).toBe('waiting')
})

test('after 24 hours it counts no longer, a moment earlier it does', async () => {
  const askedBy = newPerson()
  await adjust(finn!, 1_000, { askedBy })
  const early = await adjust(finn!, 1, { askedBy, at: new Date(now.getTime() + 24 * 3_600_000 - 1) })
  const late = await adjust(finn!, 1, { askedBy, at: new Date(now.getTime() + 24 * 3_600_000) })
  expect([early.state, late.state]).toEqual(['waiting', 'posted'])
})

test('what a second person approved, and what others gave, does not count', async () => {
  const askedBy = newPerson()
  const { adjustmentId } = await adjust(gina!, 2_000, { askedBy })
  await decide(adjustmentId, true)
  await adjust(gina!, 1_000, { askedBy: newPerson() })
  expect((await adjust(gina!, 1_000, { askedBy })).state).toBe('posted')
})

test('of many at once no more pass than the limit allows', async () => {
  const askedBy = newPerson()
  const race = await Promise.all(Array.from({ length: 8 }, () => adjust(hugo!, 300, { askedBy })))
  expect(race.filter(({ state }) => state === 'posted')).toHaveLength(3)
})

test('points added with a last day end after that day', async () => {
  await adjust(ben!, 10, { expiresOn: '2026-03-05', askedBy: newPerson() })
  const [balance] = await findBalances(db, { memberId: ben!.memberId, at: now, isNow: true })
  expect(balance?.lots[0]?.expiresAt?.toISOString()).toBe('2026-03-05T16:00:00.000Z')
  await expect(adjust(ben!, 10, { expiresOn: '2026-03-04' })).rejects.toThrow('ledger/expiry-in-the-past')
})

test('nothing cannot be adjusted, and more than there is cannot be taken', async () => {
  await expect(adjust(anna!, 0)).rejects.toThrow('ledger/nothing-to-adjust')
  await expect(adjust(anna!, -601, { askedBy: newPerson() })).rejects.toThrow('ledger/not-enough')
  expect(await usable(anna!)).toBe(600)
})

test('of many who take the whole balance at once exactly one succeeds', async () => {
  await adjust(carl!, 100, { askedBy: newPerson() })
  const race = await Promise.allSettled(Array.from({ length: 12 }, () => adjust(carl!, -100, { askedBy: newPerson() })))
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
  await adjust(dora!, -1, { askedBy: newPerson() })
  await expect(decide(late.adjustmentId, true)).rejects.toThrow('ledger/not-enough')
  expect((await listAdjustments(db, 'waiting')).filter(({ memberId }) => memberId === dora?.memberId)).toMatchObject([
    { adjustmentId: late.adjustmentId },
  ])
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
