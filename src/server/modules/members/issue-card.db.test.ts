import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { findMemberId } from './find-member.ts'
import { issueCard } from './issue-card.ts'
import { join, noon, testCipher } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const issue = (memberId: number, card: string, isReplacement = false) =>
  db.transaction(tx => issueCard(tx, { memberId, card, isReplacement, now: noon }, cipher))
const cardsOf = (memberId: number) =>
  db.rows('select card_number, state from members.card where member_id = $1 order by card_number', [memberId])

const ann = await join(db, cipher, { name: 'Ann' })
const bob = await join(db, cipher, { name: 'Bob', card: 'B1' })

test('a card recognises who holds it', async () => {
  await issue(ann.memberId, ' A 1 ')
  expect(await findMemberId(db, { card: 'A1' }, cipher)).toBe(ann.memberId)
})

test('issuing the card that a member holds changes nothing', async () => {
  await issue(ann.memberId, 'A1')
  expect(await cardsOf(ann.memberId)).toEqual([{ card_number: 'A1', state: 'active' }])
})

test('a second card is refused unless it replaces the first', async () => {
  await expect(issue(ann.memberId, 'A2')).rejects.toThrow('members/has-card')
  await issue(ann.memberId, 'A2', true)
  expect(await cardsOf(ann.memberId)).toEqual([
    { card_number: 'A1', state: 'replaced' },
    { card_number: 'A2', state: 'active' },
  ])
})

test('a replaced card recognises nobody and is never issued again', async () => {
  await expect(findMemberId(db, { card: 'A1' }, cipher)).rejects.toThrow('members/card-replaced')
  await expect(issue(bob.memberId, 'A1', true)).rejects.toThrow('members/card-replaced')
  await expect(issue(ann.memberId, 'A1', true)).rejects.toThrow('members/card-replaced')
})

test('a card of somebody else, no card and nobody are refused', async () => {
  await expect(issue(ann.memberId, 'B1', true)).rejects.toThrow('members/card-taken')
  await expect(issue(ann.memberId, ' ')).rejects.toThrow('members/card-malformed')
  await expect(issue(999_999, 'Z9')).rejects.toThrow('members/not-found')
  expect(await cardsOf(ann.memberId)).toHaveLength(2)
})

test('one card that two tills issue at once goes to one member', async () => {
  const [cid, dan] = [await join(db, cipher, { name: 'Cid' }), await join(db, cipher, { name: 'Dan' })]
  const outcomes = await Promise.allSettled([issue(cid.memberId, 'E1'), issue(dan.memberId, 'E1')])
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
})
