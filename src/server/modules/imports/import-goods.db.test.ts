import { afterAll, beforeAll, expect, test } from 'vitest'
import { putGoods } from '../catalog/index.ts'
import { importGoods, readGoodsFile } from './import-goods.ts'
import { type Imports, openImports } from './imports-for-tests.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())

const at = new Date('2026-03-05T04:00:00Z')
const run = async (content: string, isTrial = false) => {
  const file = await readGoodsFile(await imports.table(content), 'Asia/Shanghai')
  return imports.db.transaction(tx => importGoods(tx, file, { isTrial, now: at }))
}
const goods = (sku: string) =>
  imports.db.row(
    `select name, class, unit, kind, cost_cents as "costCents", on_sale_at as "onSaleAt", is_listed as "isListed"
    from catalog.goods where sku = $1`,
    [sku],
  )

test('goods are added and changed as the file says; what a cell leaves empty stays', async () => {
  await putGoods(imports.db, [{ sku: 'A', name: '茶', class: '饮料', costCents: 100 }], at)
  const told = await run(
    '商品编码,名称,品类,成本,计量,开售日,备注\nA,,,"1,234.50",,,x\nB,新茶,饮料,,克,2026-04-01 10:00,y\n',
  )
  expect(told).toMatchObject({ rows: 2, added: 1, changed: 1, same: 0, rejected: 0, unusedColumns: ['备注'] })
  expect(told.changes[0]).toEqual({
    sku: 'A',
    name: '茶',
    isNew: false,
    fields: [{ field: 'costCents', before: '100', after: '123450' }],
  })
  expect(await goods('A')).toMatchObject({ name: '茶', class: '饮料', costCents: 123_450 })
  expect(await goods('B')).toMatchObject({ unit: 'gram', onSaleAt: new Date('2026-04-01T02:00:00Z'), isListed: true })
  expect(await run('sku,name\nA,茶\nB,新茶\n')).toMatchObject({ added: 0, changed: 0, same: 2 })
})

test('a trial writes nothing', async () => {
  expect(await run('sku,name\nT,Tea\n', true)).toMatchObject({ added: 1 })
  expect(await goods('T')).toBeUndefined()
})

test('a row that is wrong is told with its line, and the others are taken', async () => {
  const long = 'x'.repeat(201)
  const told = await run(
    `sku,name,cost,kind\nR1,ok,-1,\nR2,ok,0,\nR2,again,1,\n,none,1,\nR3,,1,\nR4,${long},,\nR5,ok,,thing\n`,
  )
  expect(told).toMatchObject({ rows: 7, added: 1, rejected: 6 })
  expect(told.rejects.map(({ lineNumber }) => lineNumber)).toEqual([2, 4, 5, 6, 7, 8])
  expect(told.rejects[1]?.texts.en).toBe('SKU R2 stands on line 3 already.')
  expect(told.rejects[3]?.texts.en).toContain('R3 is not in the catalogue yet')
  expect(await goods('R2')).toMatchObject({ costCents: 0 })
})

test('what the export wrote is read back and changes nothing', async () => {
  const header = 'sku,name,class,brand,kind,unit,costCents,onSaleAt,isListed,firstSeenAt'
  const told = await run(`${header}\nB,新茶,饮料,,goods,gram,,2026-04-01T02:00:00.000Z,true,2026-03-05T04:00:00.000Z\n`)
  expect(told).toMatchObject({ same: 1, changed: 0, unusedColumns: ['isListed', 'firstSeenAt'] })
})

test('a file without SKUs, or with names where costs should stand, is refused whole', async () => {
  const nameless = await run('name\nTea\n').catch(error => error)
  expect(nameless.code).toBe('imports/goods-column-missing')
  // Goods have no mapping file: the sentence says which names a column of SKUs has.
  expect(nameless.sentence('zh-CN')).toMatch(/找不到“编码”这一列.*文件里的列：name。请把这一列的列名改成：sku, /)
  const rows = Array.from({ length: 6 }, (_, index) => `D${index},Tea,green`)
  await expect(run(`sku,name,cost\n${rows.join('\n')}\n`)).rejects.toMatchObject({ code: 'imports/column-doubtful' })
})
