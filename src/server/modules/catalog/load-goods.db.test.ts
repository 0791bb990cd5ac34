import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { GoodsCache, loadGoods } from './load-goods.ts'
import { putGoods } from './put-goods.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const now = new Date('2026-03-05T04:00:00Z')
await putGoods(
  db,
  ['A', 'B', 'C'].map(sku => ({ sku, name: `old ${sku}` })),
  now,
)

test('unknown goods are missing', async () => {
  expect([...(await loadGoods(db, ['A', 'Z', 'A'])).keys()]).toEqual(['A'])
  expect((await loadGoods(db, [])).size).toBe(0)
})

test('remembered goods are not read again until they are old', async () => {
  const cache = new GoodsCache({ ageMsMax: 60_000 })
  const forgetful = new GoodsCache({ ageMsMax: 0 })
  for (const one of [cache, forgetful]) await loadGoods(db, ['A'], one)
  await putGoods(db, [{ sku: 'A', name: 'new A' }], now)
  expect((await loadGoods(db, ['A', 'B'], cache)).get('A')?.name).toBe('old A')
  expect((await loadGoods(db, ['A'], forgetful)).get('A')?.name).toBe('new A')
})

test('goods that were unknown are seen at once when they come', async () => {
  const cache = new GoodsCache()
  await loadGoods(db, ['NEW'], cache)
  await putGoods(db, [{ sku: 'NEW', name: 'New' }], now)
  expect((await loadGoods(db, ['NEW'], cache)).size).toBe(1)
})

test('a full cache forgets the oldest', async () => {
  const cache = new GoodsCache({ entriesMax: 2 })
  await loadGoods(db, ['A'], cache)
  await loadGoods(db, ['B'], cache)
  await loadGoods(db, ['C'], cache)
  const nowMs = performance.now()
  expect(['A', 'B', 'C'].map(sku => cache.get(sku, nowMs) !== undefined)).toEqual([false, true, true])
})
