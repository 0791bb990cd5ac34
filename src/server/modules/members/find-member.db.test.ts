import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { findMemberIds, findMemberIdsByText } from './find-member.ts'
import { loadMembers } from './member-store.ts'
import { join, noon, testCipher } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const ann = await join(db, cipher, {
  name: 'Ann',
  phone: '13800000001',
  card: 'C1',
  externalId: 'X1',
  email: 'ann@example.com',
  birthday: '1990-05-20',
})
const bob = await join(db, cipher, { name: 'Bob', phone: '13800000002', homeStoreId: 2 })

/** Counts the statements that pass through. */
function counting(tx: Transaction) {
  const counted = { statements: 0 }
  const rows: Transaction['rows'] = (sql, values) => {
    counted.statements++
    return tx.rows(sql, values)
  }
  return { counted, tx: { ...tx, rows, row: tx.row.bind(tx), run: tx.run.bind(tx) } }
}

test('a batch of references is looked up by one statement', async () => {
  const references: MemberReference[] = [
    { memberNumber: ann.memberNumber },
    { phone: '138-0000-0001' },
    { card: 'C1' },
    { externalId: 'X1' },
    { phone: '+8613800000002' },
    { phone: '13800000003' },
    { memberNumber: '1234567890' },
    { phone: 'rubbish' },
  ]
  const { counted, tx } = counting(db)
  const found = await findMemberIds(tx, references, cipher)
  expect(
    references.map(reference => found.get(reference)).map(one => (one instanceof DomainError ? one.code : one)),
  ).toEqual([
    ann.memberId,
    ann.memberId,
    ann.memberId,
    ann.memberId,
    bob.memberId,
    'members/not-found',
    'members/number-mistyped',
    'members/phone-malformed',
  ])
  expect(counted.statements).toBe(1)
})

test('nothing to look up asks nothing', async () => {
  const { counted, tx } = counting(db)
  expect((await findMemberIds(tx, [], cipher)).size).toBe(0)
  expect((await loadMembers(tx, [])).size).toBe(0)
  expect(counted.statements).toBe(0)
})

test('the facts of many members are read by one statement', async () => {
  const { counted, tx } = counting(db)
  const facts = await loadMembers(tx, [ann.memberId, bob.memberId, 999_999])
  expect([...facts.keys()].sort()).toEqual([ann.memberId, bob.memberId].sort())
  expect(facts.get(ann.memberId)).toEqual({
    ...ann,
    name: 'Ann',
    joinedAt: noon,
    birthday: '1990-05-20',
    homeStoreId: null,
    gender: null,
    attributes: {},
    segments: [],
    joiningWay: null,
  })
  expect(facts.get(bob.memberId)).toMatchObject({ birthday: null, homeStoreId: 2 })
  expect(counted.statements).toBe(1)
})

test.each(['C1', 'c1'])('the text %s names who holds exactly that card', async text => {
  expect(await findMemberIdsByText(db, text, cipher)).toEqual(text === 'C1' ? [ann.memberId] : [])
})

test('another key file finds nobody', async () => {
  expect(await findMemberIdsByText(db, '13800000001', testCipher())).toEqual([])
})
