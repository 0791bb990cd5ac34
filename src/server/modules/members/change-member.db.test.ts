import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { changeMember, type MemberChanges } from './change-member.ts'
import { findMemberId } from './find-member.ts'
import { join, testCipher, today } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const change = (memberId: number, changes: MemberChanges) =>
  db.transaction(tx => changeMember(tx, { memberId, changes, today }, cipher))
const rowOf = (memberId: number) => db.row('select * from members.member where member_id = $1', [memberId])

const ann = await join(db, cipher, {
  name: 'Ann',
  phone: '13800000001',
  email: 'ann@example.com',
  birthday: '1990-05-20',
  gender: 'female',
  homeStoreId: 1,
  attributes: { colour: 'red', size: 38 },
})
const bob = await join(db, cipher, { name: 'Bob', phone: '13800000002', email: 'bob@example.com' })

test.each<[MemberChanges, string[]]>([
  [{ name: '安娜' }, ['name', 'search_words']],
  [{ birthday: '1991-05-20' }, ['birthday']],
  [{ birthday: null }, ['birthday']],
  [{ gender: 'other' }, ['gender']],
  [{ homeStoreId: 2 }, ['home_store_id']],
  [{ phone: '13800000009' }, ['phone_last4_index', 'phone_sealed']],
  [{ email: 'anna@example.com' }, ['email_sealed']],
  [{ attributes: { size: 39 } }, ['attributes']],
  [{}, []],
])('%j changes only its own columns', async (changes, columns) => {
  const before = await rowOf(ann.memberId)
  await change(ann.memberId, changes)
  const after = await rowOf(ann.memberId)
  const changed = Object.keys(after ?? {}).filter(
    column => JSON.stringify(after?.[column]) !== JSON.stringify(before?.[column]),
  )
  expect(changed.sort()).toEqual(columns)
})

test('attributes are set and removed one by one', async () => {
  await change(ann.memberId, { attributes: { size: 40, shoe: true, colour: null } })
  expect(await rowOf(ann.memberId)).toMatchObject({ attributes: { size: 40, shoe: true } })
})

test('two who change different fields at once both prevail', async () => {
  await Promise.all([change(ann.memberId, { gender: 'female' }), change(ann.memberId, { homeStoreId: 7 })])
  expect(await rowOf(ann.memberId)).toMatchObject({ gender: 'female', home_store_id: 7 })
})

test('a phone that was given up is free, and the new one recognises', async () => {
  await change(ann.memberId, { phone: '13800000011' })
  expect(await findMemberId(db, { phone: '13800000011' }, cipher)).toBe(ann.memberId)
  await expect(findMemberId(db, { phone: '13800000009' }, cipher)).rejects.toThrow('members/not-found')
  await change(bob.memberId, { phone: '13800000009' })
  expect(await findMemberId(db, { phone: '13800000009' }, cipher)).toBe(bob.memberId)
})

test('the same phone in another notation stays', async () => {
  await change(bob.memberId, { phone: '+86 138 0000 0009' })
  expect(await findMemberId(db, { phone: '13800000009' }, cipher)).toBe(bob.memberId)
})

test('what another member has is refused, and nothing of the change is written', async () => {
  const before = await rowOf(bob.memberId)
  await expect(change(bob.memberId, { name: 'Rob', phone: '13800000011' })).rejects.toThrow('members/phone-taken')
  await expect(change(bob.memberId, { name: 'Rob', email: 'anna@example.com' })).rejects.toThrow('members/email-taken')
  expect(await rowOf(bob.memberId)).toEqual(before)
})

test('phone and e-mail can be emptied', async () => {
  await change(bob.memberId, { phone: null, email: null })
  expect(await rowOf(bob.memberId)).toMatchObject({ phone_sealed: null, phone_last4_index: null, email_sealed: null })
  await expect(findMemberId(db, { phone: '13800000009' }, cipher)).rejects.toThrow('members/not-found')
})

test('a phone that two want at once goes to one', async () => {
  const wishes = [ann, bob].map(({ memberId }) => change(memberId, { phone: '13800000020' }))
  const outcomes = await Promise.allSettled(wishes)
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test.each<[MemberChanges, string]>([
  [{ name: ' ' }, 'members/name-missing'],
  [{ phone: '123' }, 'members/phone-malformed'],
  [{ email: 'ann' }, 'members/email-malformed'],
  [{ birthday: '2026-03-06' }, 'members/birthday-in-future'],
  [{ birthday: '1899-12-31' }, 'members/birthday-too-early'],
  [{ birthday: '2001-02-29' }, 'members/birthday-malformed'],
])('%j is refused', async (changes, code) => {
  await expect(change(ann.memberId, changes)).rejects.toThrow(code)
})

test('somebody who does not exist cannot be changed', async () => {
  await expect(change(999_999, { name: 'Nobody' })).rejects.toThrow('members/not-found')
})
