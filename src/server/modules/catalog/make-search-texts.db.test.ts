import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { countGoods, listGoods } from './goods-store.ts'
import { makeSearchTexts } from './make-search-texts.ts'
import { putGoods } from './put-goods.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const at = new Date('2026-03-05T04:00:00Z')
const find = async (search: string) =>
  (await listGoods(db, { search }, { after: undefined, max: 10 })).map(({ sku }) => sku)

test('goods of an earlier release are found as they are written, and by their sound once the texts are made', async () => {
  await putGoods(db, [{ sku: 'T1', name: '龙井茶 Tea' }], at)
  await db.run('update catalog.goods set search_text = null')
  expect(await find('tea')).toEqual(['T1'])
  expect(await find('longjing')).toEqual([])
  expect(await makeSearchTexts({ db })).toBe(1)
  expect(await find('longjing')).toEqual(['T1'])
  expect(await makeSearchTexts({ db })).toBe(0)
})

test('a changed entry is found by its new name alone', async () => {
  await putGoods(db, [{ sku: 'T1', name: '普洱' }], at)
  expect([await find('puer'), await find('longjing')]).toEqual([['T1'], []])
  expect(await countGoods(db, { search: 'PE' })).toBe(1)
})

test('a sign of the pattern is nothing but itself', async () => {
  await putGoods(db, [{ sku: 'S_1', name: 'a\\b 5%' }], at)
  expect([await find('s_1'), await find('a\\b'), await find('5%'), await find('_'), await find('t_')]).toEqual([
    ['S_1'],
    ['S_1'],
    ['S_1'],
    ['S_1'],
    [],
  ])
})
