import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { findConsents } from './consent-store.ts'
import { join, noon, testCipher } from './members-for-tests.ts'
import { recordConsent } from './record-consent.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const { memberId } = await join(db, testCipher())
const record = (isGiven: boolean) =>
  recordConsent(db, { memberId, consent: { purpose: 'marketing', channel: 'sms', isGiven }, source: 'till', now: noon })

test('a change of mind is a new row, and the newest comes first', async () => {
  await record(true)
  await record(false)
  const row = { purpose: 'marketing', channel: 'sms', textVersion: null, source: 'till', recordedAt: noon }
  expect(await findConsents(db, memberId)).toEqual([
    { ...row, isGiven: false },
    { ...row, isGiven: true },
  ])
})

test('other modules read what holds now', async () => {
  const rows = await db.rows('select member_id, purpose, channel, is_given from members.published_consent')
  expect(rows).toEqual([{ member_id: memberId, purpose: 'marketing', channel: 'sms', is_given: false }])
})

test.each(['update members.consent set is_given = true', 'delete from members.consent', 'truncate members.consent'])(
  'the database refuses: %s',
  async sql => {
    await expect(db.run(sql)).rejects.toThrow('journal')
    expect(await findConsents(db, memberId)).toHaveLength(2)
  },
)
