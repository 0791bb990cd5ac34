import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { readMembers } from './member-list-store.ts'
import { join, testCipher } from './members-for-tests.ts'
import { openedEmail, openedPhone } from './sealed-contact.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const ann = await join(db, cipher, { name: 'Ann', phone: '13812345678', email: 'secret.ann@example.com' })
const bob = await join(db, cipher, { name: 'Bob', phone: '13898765432' })

test('neither phone nor e-mail lies in clear in any column of any table', async () => {
  const tables = await db.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(5)
  for (const { name } of tables) {
    const rows = await db.rows(`select * from ${name}`)
    const texts = rows
      .flatMap(row => Object.values(row))
      .map(value => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    for (const secret of ['13812345678', '12345678', 'secret.ann', '98765432'])
      expect(texts.join('\n')).not.toContain(secret)
  }
})

test('a sealed phone opens in its own row', async () => {
  const [row] = await readMembers(db, [ann.memberId])
  expect(row && openedPhone(cipher, row)).toBe('+8613812345678')
  expect(row && openedEmail(cipher, row)).toBe('secret.ann@example.com')
})

test('a sealed phone that was moved to another row does not open', async () => {
  await db.run(
    `update members.member set phone_sealed = (select phone_sealed from members.member where member_id = $1) where member_id = $2`,
    [ann.memberId, bob.memberId],
  )
  const [row] = await readMembers(db, [bob.memberId])
  expect(() => row && openedPhone(cipher, row)).toThrow()
})

test('a phone sealed twice looks different each time, so that equal phones do not show', async () => {
  const place = 'members.member.phone 1'
  expect(cipher.encrypt('+8613812345678', place)).not.toEqual(cipher.encrypt('+8613812345678', place))
})
