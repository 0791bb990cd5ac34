import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { isMemberNumber } from '../../../shared/member-number.ts'
import { join, noon, testCipher } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()

test('whoever joins gets a number and is announced once', async () => {
  const joined = await db.transaction(tx => join(tx, cipher, { phone: '13800000001', homeStoreId: 3 }))
  expect(isMemberNumber(joined.memberNumber)).toBe(true)
  const events = await db.rows('select topic, payload_version, payload, occurred_at from platform.outbox')
  const payload = { ...joined, homeStoreId: 3, source: 'till', joinedAt: noon.toISOString() }
  expect(events).toEqual([{ topic: 'members/joined', payload_version: 1, payload, occurred_at: noon }])
})

test('of fifty who join at once with one phone, one does', async () => {
  const notations = ['13812341234', '+86 138 1234 1234', '008613812341234']
  const joins = Array.from({ length: 50 }, (_, index) =>
    db.transaction(tx => join(tx, cipher, { name: `No ${index}`, phone: notations[index % 3] })),
  )
  const outcomes = await Promise.allSettled(joins)
  const refused = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
  expect(refused).toEqual(Array.from({ length: 49 }, () => 'members/phone-taken'))
  expect(await db.rows(`select 1 from members.member where name like 'No %'`)).toHaveLength(1)
})

test('two who join at once with each other’s identities in turn never deadlock', async () => {
  for (let round = 0; round < 10; round++) {
    const [phone, email] = [`1390000${1000 + round}`, `r${round}@example.com`]
    const joins = [
      { phone, email },
      { email, card: `C${round}` },
      { card: `C${round}`, phone },
    ].map(fields => db.transaction(tx => join(tx, cipher, fields)))
    const outcomes = await Promise.allSettled(joins)
    const codes = outcomes.map(outcome => (outcome.status === 'rejected' ? outcome.reason.code : 'joined'))
    expect(codes.filter(code => code === 'joined')).toHaveLength(1)
    expect(codes.every(code => code === 'joined' || /^members\/(phone|email|card)-taken$/.test(code))).toBe(true)
  }
})

test('a refused person leaves nothing behind', async () => {
  const before = await db.rows('select * from members.identity')
  const refused = db.transaction(tx => join(tx, cipher, { card: 'NEW', phone: '13800000001' }))
  await expect(refused).rejects.toMatchObject({ code: 'members/phone-taken', failure: 'conflict' })
  expect(await db.rows('select * from members.identity')).toEqual(before)
})
