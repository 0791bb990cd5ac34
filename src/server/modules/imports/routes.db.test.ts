import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const file = (content: string | Buffer, fileName = 'goods.csv') => ({
  fileName,
  content: Buffer.from(content).toString('base64'),
})

test('a file is tried without a trace, then imported once, and leaves no file behind', async () => {
  const body = file('sku,name,cost\nA,Tea,9.80\n')
  const trial = await shop.post('/v1/goods-imports/trial', body)
  expect([trial.status, trial.body.added]).toEqual([200, 1])
  expect((await shop.get('/v1/goods?sku=A')).body.total).toBe(0)
  const imported = await shop.post('/v1/goods-imports', body, { key: 'import-1' })
  expect([imported.status, imported.body.added]).toEqual([200, 1])
  expect((await shop.post('/v1/goods-imports', body, { key: 'import-1' })).body).toEqual(imported.body)
  expect((await shop.get('/v1/goods?sku=A')).body.goods[0]).toMatchObject({ name: 'Tea', costCents: 980 })
  expect((await readdir(tmpdir())).filter(name => name.startsWith('regulars-goods-'))).toEqual([])
})

test('a workbook is read as well, other files are refused', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('goods').addRows([
    ['编码', '名称', '成本'],
    ['B', '茶', 12.5],
  ])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const trial = await shop.post('/v1/goods-imports/trial', file(bytes, 'Goods.XLSX'))
  expect(trial.body.changes[0].fields).toContainEqual({ field: 'costCents', before: null, after: '1250' })
  for (const fileName of ['goods.pdf', 'goods.csv.gz', '../goods'])
    expect((await shop.post('/v1/goods-imports/trial', file('x', fileName))).body.code).toBe('imports/not-a-table')
  const broken = await shop.post('/v1/goods-imports/trial', file('no workbook', 'a.xlsx'))
  expect(broken.body.code).toBe('imports/table-broken')
})
