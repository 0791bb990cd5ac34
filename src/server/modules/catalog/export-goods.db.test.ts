import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { exportGoods } from './export-goods.ts'
import { putGoods } from './put-goods.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
const at = new Date('2026-03-05T04:00:00Z')

async function linesOfExport({ withCost = true } = {}): Promise<string[]> {
  const parts: string[] = []
  for await (const part of exportGoods(db, { withCost })) parts.push(part)
  return parts.join('').trimEnd().split('\r\n')
}

test('an empty catalogue is a header alone', async () => {
  expect(await linesOfExport()).toEqual([
    '\uFEFFsku,name,class,brand,kind,unit,costCents,onSaleAt,isListed,firstSeenAt',
  ])
})

test('more goods than a page are exported, each once, with everything that is known', async () => {
  const rest = Array.from({ length: 1_000 }, (_, index) => ({ sku: `B${index}`, name: 'x' }))
  const launch = new Date('2026-04-01T02:00:00Z')
  await putGoods(db, [{ sku: 'A', name: 'Tea, green', class: 'drinks', costCents: 0, onSaleAt: launch }, ...rest], at)
  const lines = await linesOfExport()
  expect(lines[1]).toBe('A,"Tea, green",drinks,,goods,piece,0,2026-04-01T02:00:00.000Z,true,2026-03-05T04:00:00.000Z')
  expect(new Set(lines).size).toBe(1_002)
})

test('whoever may not know the cost gets a file without it', async () => {
  const [header, first] = await linesOfExport({ withCost: false })
  expect(header).toBe('\uFEFFsku,name,class,brand,kind,unit,onSaleAt,isListed,firstSeenAt')
  expect(first).toBe('A,"Tea, green",drinks,,goods,piece,2026-04-01T02:00:00.000Z,true,2026-03-05T04:00:00.000Z')
})
