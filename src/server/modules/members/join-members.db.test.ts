import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { DomainError } from '../../platform/errors.ts'
import type { JoinRequest } from './candidate.ts'
import { joinMembers } from './join-members.ts'
import { noon, requestOf, testCipher, today } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const joinAll = (requests: readonly JoinRequest[]) => db.transaction(tx => joinMembers(tx, requests, { cipher, today }))
const codesOf = (outcomes: readonly object[]) =>
  outcomes.map(outcome => (outcome instanceof DomainError ? outcome.code : 'joined'))

test('a row that is refused does not spoil the others', async () => {
  const outcomes = await joinAll([
    requestOf({ name: 'Ann', phone: '13800000001', email: 'ann@example.com', card: 'C1', externalId: 'X1' }),
    requestOf({ name: 'Same phone', phone: '+86 13800000001' }),
    requestOf({ name: 'Same e-mail', email: 'ANN@example.com', card: 'C2' }),
    requestOf({ name: 'Card of a refused row', card: 'C2' }),
    requestOf({ name: 'Same card', card: 'C 1' }),
    requestOf({ name: 'Same external id', externalId: 'X1' }),
    requestOf({ name: 'Bad phone', phone: '123' }),
    requestOf({ name: 'Bad e-mail', email: 'ann' }),
    requestOf({ name: ' \u0000' }),
    requestOf({ name: 'Unreal', birthday: '2001-02-29' }),
    requestOf({ name: 'Tomorrow', birthday: '2026-03-06' }),
    requestOf({ name: 'Today', birthday: today }),
    requestOf({ name: 'Too early', birthday: '1899-12-31' }),
    requestOf({ name: 'Old', birthday: '1900-01-01' }),
    requestOf({ name: 'Nothing but a name' }),
  ])
  expect(codesOf(outcomes)).toEqual([
    'joined',
    'members/phone-taken',
    'members/email-taken',
    'joined',
    'members/card-taken',
    'members/external-id-taken',
    'members/phone-malformed',
    'members/email-malformed',
    'members/name-missing',
    'members/birthday-malformed',
    'members/birthday-in-future',
    'joined',
    'members/birthday-too-early',
    'joined',
    'joined',
  ])
  const names = await db.rows<{ name: string }>('select name from members.member order by member_id')
  expect(names.map(row => row.name)).toEqual(['Ann', 'Card of a refused row', 'Today', 'Old', 'Nothing but a name'])
})

test('everything that a row says is kept', async () => {
  const joinedAt = new Date('2019-06-01T02:00:00Z')
  const [outcome] = await joinAll([
    requestOf({
      name: ' 李雷 ',
      birthday: '1990-05-20',
      gender: 'male',
      homeStoreId: 4,
      source: 'import',
      joinedAt,
      wishedLevel: 'gold',
      card: 'OLD-1',
      attributes: { colour: 'red', size: 42, isVip: true },
      consents: [{ purpose: 'marketing', channel: 'sms', isGiven: true, textVersion: '2019' }],
    }),
  ])
  expect(outcome).not.toBeInstanceOf(DomainError)
  expect(
    await db.row(
      `select m.name, birthday, gender, home_store_id, m.source, joined_at, wished_level, attributes, card_number, issued_at,
         purpose, is_given, text_version, recorded_at
       from members.member m join members.card using (member_id) join members.consent using (member_id)
       where m.name = '李雷'`,
    ),
  ).toEqual({
    name: '李雷',
    birthday: '1990-05-20',
    gender: 'male',
    home_store_id: 4,
    source: 'import',
    joined_at: joinedAt,
    wished_level: 'gold',
    attributes: { colour: 'red', size: 42, isVip: true },
    card_number: 'OLD-1',
    issued_at: joinedAt,
    purpose: 'marketing',
    is_given: true,
    text_version: '2019',
    recorded_at: joinedAt,
  })
})

test('imported members are not announced', async () => {
  expect(await db.rows('select 1 from platform.outbox')).toEqual([])
})

test('two imports of the same people at once let each join once, and free what a refused row claimed', async () => {
  const people = Array.from({ length: 200 }, (_, index) =>
    requestOf({ name: `P${index}`, phone: `+8610${String(index).padStart(9, '0')}`, joinedAt: noon }),
  )
  const outcomes = await Promise.all([joinAll(people), joinAll([...people].reverse())])
  expect(codesOf(outcomes.flat()).filter(code => code === 'joined')).toHaveLength(200)
  const identities = await db.rows(`select 1 from members.identity where kind = 'phone'`)
  expect(identities).toHaveLength(201)
})

test('no rows are no work', async () => {
  expect(await joinAll([])).toEqual([])
})
