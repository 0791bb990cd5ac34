import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { loadGoods } from './goods-reader.ts'
import { listUnknownGoodsWhenReceiptSettled } from './list-unknown-goods-when-receipt-settled.ts'
import { putGoods } from './put-goods.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const at = new Date('2026-03-05T04:00:00Z')
const settle = (lines: { sku: string; name?: string; class?: string; brand?: string }[]) =>
  db.transaction(tx => listUnknownGoodsWhenReceiptSettled(tx, { lines }, at))

test('unseen goods are noted as not listed, with what the till knew', async () => {
  await settle([{ sku: 'A', name: 'Tea', class: 'drinks', brand: 'Leaf' }, { sku: 'B' }, { sku: 'B' }])
  const goods = await loadGoods(db, ['A', 'B'])
  expect(goods.get('A')).toMatchObject({
    name: 'Tea',
    class: 'drinks',
    brand: 'Leaf',
    isListed: false,
    firstSeenAt: at,
    costCents: null,
    onSaleAt: null,
  })
  expect(goods.get('B')).toMatchObject({ name: 'B', class: null, isListed: false })
})

test('a receipt never changes what the catalogue knows', async () => {
  await putGoods(db, [{ sku: 'C', name: 'Cup' }], at)
  await settle([{ sku: 'C', name: 'Mug', class: 'other' }])
  expect((await loadGoods(db, ['C'])).get('C')).toMatchObject({ name: 'Cup', class: null, isListed: true })
})

test('receipts with the same unseen goods at once, in any order, note them once', async () => {
  const lines = Array.from({ length: 50 }, (_, index) => ({ sku: `N${index}` }))
  const reversed = [...lines].reverse()
  await Promise.all(Array.from({ length: 8 }, (_, index) => settle(index % 2 ? lines : reversed)))
  expect(await db.rows(`select 1 from catalog.goods where sku like 'N%'`)).toHaveLength(50)
})

test('a receipt without lines is no work', async () => {
  await settle([])
})
