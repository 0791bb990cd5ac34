import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { csvLine, exportMembers } from './export-members.ts'
import { joinMembers } from './join-members.ts'
import { storeScopeOf } from './member.ts'
import { requestOf, testCipher, today } from './members-for-tests.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()

test('more members than a page are exported, each once', async () => {
  const requests = Array.from({ length: 2_001 }, (_, index) => requestOf({ name: `P${index}`, homeStoreId: index % 2 }))
  await joinMembers(db, requests, { cipher, today })
  const parts: string[] = []
  const scope = storeScopeOf('all', today)
  for await (const part of exportMembers({ db, cipher }, scope)) parts.push(part)
  const lines = parts.join('').trimEnd().split('\r\n')
  expect(new Set(lines).size).toBe(2_002)

  const ofStore: string[] = []
  const store = storeScopeOf([1], today)
  for await (const part of exportMembers({ db, cipher }, store)) ofStore.push(part)
  expect(ofStore.join('').trimEnd().split('\r\n')).toHaveLength(1_001)
})

test('quotes, commas and line ends are kept, formulas are not run', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines'])).toBe('a,"b,c","say ""hi""","two\nlines"\r\n')
  expect(csvLine(['=1+1', '@x', '-1', '+44'])).toBe("'=1+1,'@x,'-1,'+44\r\n")
})
