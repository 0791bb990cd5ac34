import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { type StoreScope, storeScopeOf } from './member.ts'
import { join, testCipher, today } from './members-for-tests.ts'
import { rememberVisits } from './remember-visits.ts'
import { recogniseMembers, searchMembers } from './search-members.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const cipher = testCipher()
const everywhere = storeScopeOf('all', today)
const inStore = (storeId: number) => storeScopeOf([storeId], today)

const wang = await join(db, cipher, { name: '王小明', phone: '13812341234', homeStoreId: 1, card: '8888 0001' })
const zhang = await join(db, cipher, { name: '張三', phone: '13900001234', homeStoreId: 2, externalId: 'wx-7' })
const alice = await join(db, cipher, { name: "Alice O'Brien", email: 'alice@example.com', homeStoreId: 2 })
const names = new Map([wang, zhang, alice].map(({ memberId }, index) => [memberId, ['wang', 'zhang', 'alice'][index]]))

async function found(text: string, scope: StoreScope = everywhere) {
  const { memberIds, total } = await searchMembers(db, { text, scope }, cipher)
  expect(total).toBe(memberIds.length)
  return memberIds.map(memberId => names.get(memberId)).sort()
}

test.each([
  ['小明', ['wang']],
  ['xiaoming', ['wang']],
  ['WXM', ['wang']],
  ['张三', ['zhang']],
  ['張', ['zhang']],
  ['zs', ['zhang']],
  ["o'br", ['alice']],
  ['lice', ['alice']],
  ['Alice@Example.com', ['alice']],
  ['88880001', ['wang']],
  ['8888 0001', ['wang']],
  ['wx-7', ['zhang']],
  ['+86 138 1234 1234', ['wang']],
  ['1234', ['wang', 'zhang']],
  [' １２３４ ', ['wang', 'zhang']],
  ['', ['alice', 'wang', 'zhang']],
  ['nobody', []],
  ['%', []],
  ["'", []],
  ['\\', []],
  ['a\u0000', ['alice']],
  ["' | !q:*", []],
])('searching %j finds %j', async (text, expected) => {
  expect(await found(text)).toEqual(expected)
})

test('a member number is found with spaces', async () => {
  const number = zhang.memberNumber
  expect(await found(`${number.slice(0, 5)} ${number.slice(5)}`)).toEqual(['zhang'])
})

test('a store sees by name and last digits only its own members', async () => {
  expect(await found('', inStore(1))).toEqual(['wang'])
  expect(await found('1234', inStore(1))).toEqual(['wang'])
  expect(await found('zs', inStore(1))).toEqual([])
  expect(await found('', storeScopeOf([], today))).toEqual([])
  expect(await found('wxm', storeScopeOf([], today))).toEqual([])
})

test('a whole phone, card or number finds anybody', async () => {
  expect(await found('13900001234', inStore(1))).toEqual(['zhang'])
  expect(await found('wx-7', inStore(1))).toEqual(['zhang'])
  expect(await found(zhang.memberNumber, inStore(1))).toEqual(['zhang'])
})

test('who bought in a store within two years is in its scope', async () => {
  await rememberVisits(db, [
    { memberId: zhang.memberId, storeId: 3, onDay: '2024-03-05' },
    { memberId: alice.memberId, storeId: 3, onDay: '2024-03-04' },
  ])
  expect(await found('', inStore(3))).toEqual(['zhang'])
  expect(await found('zs', inStore(3))).toEqual(['zhang'])
  expect(await found('1234', inStore(3))).toEqual(['zhang'])
  expect(await found('alice', inStore(3))).toEqual([])
})

test('pages follow each other, newest member first, with the same total', async () => {
  const joined = []
  for (let index = 0; index < 5; index++) joined.push(await join(db, cipher, { name: `钱${index}`, homeStoreId: 5 }))
  const newestFirst = joined.map(({ memberId }) => memberId).reverse()
  // 乾 is nobody's name but sounds like 钱, so each page is searched by sound.
  for (const text of ['', 'qian', '钱', '乾']) {
    const seen: number[] = []
    let after: string | undefined
    do {
      const page = await searchMembers(db, { text, scope: inStore(5), after, pageSize: 2 }, cipher)
      expect([page.total, page.memberIds.length <= 2]).toEqual([5, true])
      seen.push(...page.memberIds)
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(newestFirst)
  }
})

test('a page that was not given out is refused', async () => {
  await expect(searchMembers(db, { scope: everywhere, after: 'x' }, cipher)).rejects.toThrow('members/page-unknown')
})

test('the till recognises by what was typed or scanned, or by a reference', async () => {
  const recognise = (text: string, scope = inStore(1)) => recogniseMembers(db, { text, scope }, cipher)
  expect(await recognise('13900001234')).toEqual([zhang.memberId])
  expect(await recognise(`https://shop.example/m/${alice.memberNumber}`)).toEqual([alice.memberId])
  expect(await recognise('1234')).toEqual([wang.memberId])
  expect(await recognise('王大锤', everywhere)).toEqual([])
  expect(await recognise('张三', everywhere)).toEqual([zhang.memberId])
  const scope = inStore(1)
  expect(await recogniseMembers(db, { reference: { card: '88880001' }, scope }, cipher)).toEqual([wang.memberId])
  expect(await recogniseMembers(db, { reference: { card: 'none' }, scope }, cipher)).toEqual([])
  await expect(recogniseMembers(db, { reference: { memberNumber: '1234567890' }, scope }, cipher)).rejects.toThrow(
    'members/number-mistyped',
  )
})

test('at most ten are recognised, those named exactly first', async () => {
  const exact = await join(db, cipher, { name: 'Exact', card: '5678' })
  for (let index = 10; index < 22; index++) await join(db, cipher, { name: 'Twin', phone: `13700${index}5678` })
  const recognised = await recogniseMembers(db, { text: '5678', scope: everywhere }, cipher)
  expect(recognised).toHaveLength(10)
  expect(recognised[0]).toBe(exact.memberId)
})
