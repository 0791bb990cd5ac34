import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { loadGoods } from './goods-reader.ts'
import { listUnknownGoodsWhenReceiptSettled } from './list-unknown-goods-when-receipt-settled.ts'
import { putGoods } from './put-goods.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const now = new Date('2026-03-05T04:00:00Z')
const later = new Date('2026-03-06T04:00:00Z')

test('an entry is replaced whole, and when it was first seen stays', async () => {
  await putGoods(db, [{ sku: 'A', name: 'Tea', class: 'drinks', brand: 'Leaf', unit: 'gram' }], now)
  await putGoods(db, [{ sku: 'A', name: ' Green tea ' }], later)
  expect((await loadGoods(db, ['A'])).get('A')).toEqual({
    sku: 'A',
    name: 'Green tea',
    class: null,
    brand: null,
    unit: 'piece',
    kind: 'goods',
    isListed: true,
    firstSeenAt: now,
    costCents: null,
    onSaleAt: null,
  })
})

test('of a SKU that comes twice in a batch the last entry counts', async () => {
  await putGoods(
    db,
    [
      { sku: 'B', name: 'old' },
      { sku: 'B', name: 'new' },
    ],
    now,
  )
  expect((await loadGoods(db, ['B'])).get('B')).toMatchObject({ name: 'new' })
})

test('goods that a till sold unknown are listed once somebody puts them in', async () => {
  await listUnknownGoodsWhenReceiptSettled(db, { lines: [{ sku: 'C' }] }, now)
  await putGoods(db, [{ sku: 'C', name: 'Cup' }], later)
  expect((await loadGoods(db, ['C'])).get('C')).toMatchObject({ isListed: true, name: 'Cup', firstSeenAt: now })
})

test.each([
  [{ sku: '', name: 'x' }, 'catalog/sku-malformed'],
  [{ sku: ' D', name: 'x' }, 'catalog/sku-malformed'],
  [{ sku: 'D\u0000', name: 'x' }, 'catalog/sku-malformed'],
  [{ sku: 'D', name: ' ' }, 'catalog/name-missing'],
])('%j is refused, and nothing of its batch is written', async (entry, code) => {
  await expect(putGoods(db, [{ sku: 'E', name: 'Egg' }, entry], now)).rejects.toThrow(code)
  expect((await loadGoods(db, ['D', 'E'])).size).toBe(0)
})

test('an empty batch is no work', async () => {
  await putGoods(db, [], now)
})
