import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importReceipts, tryImportReceipts } from './import-receipts.ts'
import { brokenOff, type Imports, openImports } from './imports-for-tests.ts'
import { openTable } from './read-table.ts'
import { writeRejects } from './write-rejects.ts'

let imports: Imports
let prefix = 0

beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())

/** A beginning of receipt numbers that no other test of this file uses. */
const own = () => `T${++prefix}-`
const header = '小票号,销售时间,商品编码,商品名称,数量,单价,会员卡号'
const mapping = { refunds: { receiptNumberPrefix: 'C', match: 'latest-earlier-sale' } } as const
const run = async (content: string, options = {}) =>
  importReceipts({ ...imports, table: await imports.table(content), mapping: {}, ...options })
const staged = async (numbers: string) =>
  imports.db.rows(
    `select number, kind, to_char(sold_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, member, lines, returns
     from imports.receipt where number like $1 order by number`,
    [`${numbers}%`],
  )
const rejects = (runId: number | null) =>
  imports.db.rows('select line_number as line, code from imports.rejected_row where run_id = $1 order by 1', [runId])

test('rows of one number become one receipt, at the earlier of its times, wherever they stand', async () => {
  const t = own()
  const report = await run(
    [
      header,
      `${t}1,2026/3/4 14:31,A,杯子,2,"¥1,234.50",K1`,
      `${t}2,2026/3/4 14:32,B,碟子,1,0.005,`,
      `${t}1,2026/3/4 14:30,A,杯子,2,"¥1,234.50",`,
    ].join('\n'),
  )
  expect(report.counts).toMatchObject({ rows: 3, taken: 3, rejected: 0 })
  expect(await staged(t)).toMatchObject([
    {
      number: `${t}1`,
      kind: 'sale',
      at: '2026-03-04 14:30',
      member: { card: 'K1' },
      lines: [
        { at: 2, sku: 'A', name: '杯子', quantity: 2, unitPriceCents: 123450 },
        { at: 4, sku: 'A', name: '杯子', quantity: 2, unitPriceCents: 123450 },
      ],
    },
    { number: `${t}2`, member: null, lines: [{ unitPriceCents: 1 }] },
  ])
})

test('one wrong row leaves the whole receipt out, and the rejects hold all of its rows', async () => {
  const t = own()
  const content = [
    header,
    `${t}1,2026-03-04 10:00,A,a,1,10,`,
    `${t}2,2026-03-04 10:01,A,a,1,10,`,
    `${t}1,2026-03-04 10:00,B,b,一个,10,`,
    `${t}3,昨天,A,a,1,10,`,
    `,2026-03-04 10:00,A,a,1,10,`,
    `${t}4,2026-03-04 10:00,A,a,-1,10,`,
    `${t}5,2026-03-04 10:00,A,a,1,-10,`,
    `${t}6,2026-03-04 10:00,A,a,1,10,K1`,
    `${t}6,2026-03-04 10:00,A,a,1,10,K2`,
    `${t}7,2026-03-04 10:00,A,a,1,10,`,
    `${t}7,2026-03-05 10:00,A,a,1,10,`,
    `${t}8,2026-03-04 10:00,A,a,0,10,`,
  ].join('\n')
  const trial = await tryImportReceipts({ ...imports, table: await imports.table(content), mapping: {} })
  const report = await run(content)
  expect(report.counts).toMatchObject({ rows: 12, taken: 1, rejected: 11 })
  expect(trial.counts).toEqual(report.counts)
  expect(trial.trial).toMatchObject({ sales: 1, refunds: 0, guests: 1 })
  expect((await staged(t)).map(receipt => receipt.number)).toEqual([`${t}2`])
  expect(await rejects(report.runId)).toEqual([
    { line: 2, code: 'imports/other-row-of-receipt' },
    { line: 4, code: 'imports/not-valid' },
    { line: 5, code: 'imports/not-valid' },
    { line: 6, code: 'imports/value-missing' },
    { line: 7, code: 'imports/quantity-below-zero' },
    { line: 8, code: 'imports/price-below-zero' },
    { line: 9, code: 'imports/two-members' },
    { line: 10, code: 'imports/two-members' },
    { line: 11, code: 'imports/two-days' },
    { line: 12, code: 'imports/two-days' },
    { line: 13, code: 'imports/not-valid' },
  ])
  const table = await imports.table(content)
  const path = join(imports.folder, 'receipt-rejects.csv')
  await writeRejects(imports.db, { runId: report.runId!, table, path })
  const corrected = (await readFile(path, 'utf8')).replaceAll('一个', '1')
  const again = await run(corrected)
  expect(again.counts.taken).toBe(2)
  expect((await staged(t)).map(receipt => receipt.number)).toEqual([`${t}1`, `${t}2`])
})

describe('imported again', () => {
  test('the same file does nothing', async () => {
    const t = own()
    const content = [header, `${t}1,2026-03-04 10:00,A,a,1,10,`].join('\n')
    await run(content)
    const before = await staged(t)
    expect(await run(content)).toMatchObject({ wasFinished: true, counts: { taken: 1 } })
    expect(await staged(t)).toEqual(before)
  })

  test('a longer file brings only what is new', async () => {
    const t = own()
    const lines = [header, `${t}1,2026-03-04 10:00,A,a,1,10,`, `${t}2,2026-03-05 10:00,A,a,1,10,`]
    await run(lines.slice(0, 2).join('\n'))
    expect((await run(lines.join('\n'))).counts).toMatchObject({ rows: 2, taken: 1, known: 1 })
    expect(await staged(t)).toMatchObject([{ lines: [{ at: 2 }] }, { lines: [{ at: 3 }] }])
  })

  test('a file whose import was killed goes on, and no line is there twice', async () => {
    const t = own()
    // Receipts of three rows, one of which comes 12,000 rows after the others: across the batches.
    const lines = Array.from({ length: 24_000 }, (_, i) => `${t}${i % 12_000},2026-03-04 10:00,A${i},a,1,10,`)
    const table = await imports.table([header, ...lines].join('\n'))
    await expect(importReceipts({ ...imports, table: brokenOff(table, 15_000), mapping: {} })).rejects.toThrow('killed')
    const report = await importReceipts({ ...imports, table, mapping: {} })
    expect(report).toMatchObject({ wasFinished: false, counts: { rows: 24_000, taken: 24_000 } })
    const sums = await imports.db.rows(
      `select count(*) as receipts, sum(jsonb_array_length(lines)) as lines, count(distinct lines) as different from imports.receipt where number like $1`,
      [`${t}%`],
    )
    expect(sums).toEqual([{ receipts: 12_000, lines: 24_000, different: 12_000 }])
  })
})

test('refunds find their sales when the file ends, also in files that came before', async () => {
  const t = own()
  await run([header, `${t}1,2026-03-01 10:00,A,a,5,10,K1`].join('\n'))
  const report = await run(
    [
      header,
      `${t}2,2026-03-02 10:00,A,a,1,10,K1`,
      `C${t}3,2026-03-03 10:00,A,a,-3,10,K1`,
      `C${t}4,2026-03-04 10:00,A,a,-4,10,K1`,
      `C${t}5,2026-03-04 11:00,A,a,-1,10,`,
    ].join('\n'),
    { mapping },
  )
  expect(report.counts).toMatchObject({ matched: 1, partlyMatched: 1, unmatched: 1 })
  expect((await staged('C')).map(({ number, returns }) => ({ number, returns }))).toEqual([
    {
      number: `C${t}3`,
      returns: {
        found: [
          { storeCode: 'S01', tillCode: 'T1', number: `${t}2`, lines: [{ lineNumber: 1, quantity: 1 }] },
          { storeCode: 'S01', tillCode: 'T1', number: `${t}1`, lines: [{ lineNumber: 1, quantity: 2 }] },
        ],
        unfound: [],
      },
    },
    {
      number: `C${t}4`,
      returns: {
        found: [{ storeCode: 'S01', tillCode: 'T1', number: `${t}1`, lines: [{ lineNumber: 1, quantity: 3 }] }],
        unfound: [{ sku: 'A', quantity: 1, unitPriceCents: 1000 }],
      },
    },
    { number: `C${t}5`, returns: { found: [], unfound: [{ sku: 'A', quantity: 1, unitPriceCents: 1000 }] } },
  ])
})

test('stock corrections are skipped where the mapping says so; kinds come from it too', async () => {
  const t = own()
  const report = await run(
    [
      header,
      `${t}1,2026-03-04 10:00,A,a,-5,0,`,
      `${t}2,2026-03-04 10:00,POST,邮费,1,10,`,
      `${t}2,2026-03-04 10:00,gift_1,券,1,10,`,
    ].join('\n'),
    { mapping: { negativeQuantity: 'skip', kinds: { shipping: ['POST'], 'gift-card': ['gift_*'] } } },
  )
  expect(report.counts).toMatchObject({ rows: 3, taken: 2, skipped: 1, rejected: 0 })
  expect(await staged(t)).toMatchObject([{ number: `${t}2`, lines: [{ kind: 'shipping' }, { kind: 'gift-card' }] }])
})

test('the amount of a line counts; what it is below quantity × price was a discount', async () => {
  const t = own()
  const report = await run(
    [
      '单号,日期,品名,件数,售价,实收金额',
      `${t}1,20260304,杯子,3,10,25`,
      `${t}2,20260304,杯子,3,,10`,
      `${t}3,20260304,杯子,1,10,11`,
    ].join('\n'),
  )
  expect(await rejects(report.runId)).toEqual([{ line: 4, code: 'imports/amount-above-price' }])
  expect(await staged(t)).toMatchObject([
    { lines: [{ sku: '杯子', quantity: 3, unitPriceCents: 1000, manualDiscountCents: 500 }] },
    { lines: [{ quantity: 3, unitPriceCents: 334, manualDiscountCents: 2 }] },
  ])
})

test('swapped columns are recognised before the first row', async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `R${i},A,2026-03-04 10:00,a,1,10,`)
  await expect(run([header, ...lines].join('\n'))).rejects.toMatchObject({
    code: 'imports/column-doubtful',
    details: { column: '销售时间', value: 'A', failing: 20 },
  })
})

test('a store that is not there is told; several tills need to be named', async () => {
  const t = own()
  const content = [
    `门店,${header}`,
    `S01,${t}1,2026-03-04 10:00,A,a,1,10,`,
    `S77,${t}2,2026-03-04 10:00,A,a,1,10,`,
  ].join('\n')
  const report = await run(content)
  expect(await rejects(report.runId)).toEqual([{ line: 3, code: 'imports/unknown-store' }])
  await expect(run(`${header}\n`, { mapping: { store: 'S77' } })).rejects.toMatchObject({
    code: 'imports/unknown-store',
  })
})

test('a trial writes nothing', async () => {
  const t = own()
  const table = await imports.table(
    [header, `${t}1,2026-03-04 10:00,A,a,1,10,`, `C${t}2,2026-03-05 10:00,A,a,-1,10,K`].join('\n'),
  )
  const trial = await tryImportReceipts({ ...imports, table, mapping })
  expect(trial.trial).toEqual({
    sales: 1,
    refunds: 1,
    guests: 1,
    from: new Date('2026-03-04T02:00:00Z'),
    through: new Date('2026-03-05T02:00:00Z'),
  })
  expect(await staged(t)).toEqual([])
  expect(await imports.db.rows('select from imports.run where file_hash = $1', [table.hash])).toEqual([])
})

test('Excel times and numbers are read as people see them', async () => {
  const t = own()
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('小票')
  sheet.addRow(header.split(','))
  sheet.addRow([`${t}1`, new Date(Date.UTC(2026, 2, 4, 14, 30)), 6901, '杯子', 2, 12.345, 17850])
  const path = join(imports.folder, 'receipts.xlsx')
  await workbook.xlsx.writeFile(path)
  await importReceipts({ ...imports, table: await openTable(path), mapping: {} })
  expect(await staged(t)).toMatchObject([
    { at: '2026-03-04 14:30', member: { card: '17850' }, lines: [{ sku: '6901', quantity: 2, unitPriceCents: 1235 }] },
  ])
})
