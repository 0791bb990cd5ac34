import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import type { Database } from '../../platform/database.ts'
import { GoodsReader, loadGoods } from './goods-reader.ts'
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
  expect([...(await new GoodsReader(db).read(['A', 'Z'])).keys()]).toEqual(['A'])
})

test('what was read is remembered for two seconds, or until somebody says that it changed', async () => {
  const reader = new GoodsReader(db)
  await reader.read(['A'])
  await putGoods(db, [{ sku: 'A', name: 'new A' }], now)
  expect((await reader.read(['A', 'B'])).get('A')?.name).toBe('old A')
  reader.forget()
  expect((await reader.read(['A'])).get('A')?.name).toBe('new A')
  await putGoods(db, [{ sku: 'A', name: 'newest A' }], now)
  await pause(2_100)
  expect((await reader.read(['A'])).get('A')?.name).toBe('newest A')
})

test('goods that were unknown are seen at once when they come', async () => {
  const reader = new GoodsReader(db)
  await reader.read(['NEW'])
  await putGoods(db, [{ sku: 'NEW', name: 'New' }], now)
  expect((await reader.read(['NEW'])).size).toBe(1)
})

test('a change is seen even by those whose question was on its way when it was made', async () => {
  const reader = new GoodsReader(db)
  const early = reader.read(['C'])
  await putGoods(db, [{ sku: 'C', name: 'new C' }], now)
  reader.forget()
  await early
  expect((await reader.read(['C'])).get('C')?.name).toBe('new C')
})

/** The database, noting what each statement is given. */
function noting(asked: unknown[]): Database {
  return {
    ...db,
    rows: (sql, values) => {
      asked.push(values)
      return db.rows(sql, values)
    },
    row: db.row,
    run: db.run,
    together: db.together,
    transaction: db.transaction,
    urgently: db.urgently,
    close: db.close,
  }
}

test('what many ask for in one moment is asked once', async () => {
  const asked: unknown[] = []
  const reader = new GoodsReader(noting(asked))
  const found = await Promise.all([reader.read(['A', 'B']), reader.read(['B']), reader.read(['Z'])])
  expect(found.map(goods => [...goods.keys()])).toEqual([['A', 'B'], ['B'], []])
  expect(asked).toEqual([[['A', 'B', 'Z']]])
})

test('what is asked for all the time is read once, and a change of another process is seen all the same', async () => {
  const asked: unknown[] = []
  const reader = new GoodsReader(noting(asked))
  // A machine that stands still for longer than that makes the reader ask anew, and rightly.
  let stops = 0
  let lastMs = performance.now()
  const nameNow = async () => {
    const name = (await reader.read(['B'])).get('B')?.name
    if (performance.now() - lastMs > 700) stops += 1
    lastMs = performance.now()
    return name
  }
  const reads = () => asked.filter(values => JSON.stringify(values) === '[["B"]]').length
  const confirmations = () => asked.length - reads()
  await nameNow()
  // As often as a busy shop asks, until it has been confirmed twice: longer than anything is remembered unconfirmed.
  await expect
    .poll(async () => [await nameNow(), confirmations() >= 2], { interval: 20, timeout: 20_000 })
    .toEqual(['old B', true])
  expect(reads()).toBeLessThanOrEqual(1 + stops)
  await putGoods(db, [{ sku: 'B', name: 'new B' }], now)
  await expect.poll(nameNow, { interval: 20, timeout: 20_000 }).toBe('new B')
  expect(reads()).toBeLessThanOrEqual(2 + stops)
})

test('goods that are gone are missing after two seconds, however often they are asked for', async () => {
  const reader = new GoodsReader(db)
  await putGoods(db, [{ sku: 'GONE', name: 'Gone' }], now)
  expect((await reader.read(['GONE'])).size).toBe(1)
  await db.run(`delete from catalog.goods where sku = 'GONE'`)
  await expect.poll(async () => (await reader.read(['GONE'])).size, { interval: 20, timeout: 20_000 }).toBe(0)
})
