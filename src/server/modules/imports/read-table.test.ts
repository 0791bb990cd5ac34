import { mkdtempSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTable, type Row } from './read-table.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(name: string, content: string | Buffer) {
  const path = join(folder, name)
  await writeFile(path, content)
  const table = await openTable(path)
  const rows: Row[] = []
  for await (const row of table.rows()) rows.push(row)
  return { table, rows }
}

/** "姓名,手机\n王小美,1" as GBK wrote it before UTF-8. */
const gbk = Buffer.from('d0d5c3fb2ccad6bbfa0acdf5d0a1c3c02c310a', 'hex')

describe('a table', () => {
  test('of GBK is recognised, and said so', async () => {
    const { table, rows } = await open('gbk.csv', gbk)
    expect(table.header).toEqual(['姓名', '手机'])
    expect(rows).toEqual([{ lineNumber: 2, cells: ['王小美', '1'] }])
    expect(table.notes[0]?.en).toBe('The file is not UTF-8; it is read as GB18030 (GBK).')
  })

  test('with a byte order mark has a clean first column', async () => {
    const { table } = await open('bom.csv', '\uFEFF姓名;手机\r\n王;1\r\n')
    expect(table).toMatchObject({ header: ['姓名', '手机'], rowsAbout: 1, notes: [] })
  })

  test('names the lines of its rows, whatever stands between them', async () => {
    const { rows } = await open('lines.csv', 'a\tb\n\n"x\ny"\t1\n,\n2\t3')
    expect(rows).toEqual([
      { lineNumber: 4, cells: ['x\ny', '1'] },
      { lineNumber: 5, cells: [','] },
      { lineNumber: 6, cells: ['2', '3'] },
    ])
  })

  test('has the same hash packed and unpacked', async () => {
    const plain = await open('plain.csv', 'a,b\n1,2\n')
    const packed = await open('packed.csv.gz', gzipSync('a,b\n1,2\n'))
    expect(packed).toMatchObject({ rows: plain.rows, table: { hash: plain.table.hash } })
  })

  test('of Excel has texts, numbers, formulas and times as people see them', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('小票')
    sheet.addRow(['小票号', '时间', '单价', '备注'])
    sheet.addRow(['R1', new Date(Date.UTC(2026, 2, 5, 14, 30)), 12.5, { richText: [{ text: '赠' }, { text: '品' }] }])
    sheet.addRow([13800001234, '2026-03-05', { formula: '1+1', result: 2 }, null])
    const path = join(folder, 'sheet.xlsx')
    await workbook.xlsx.writeFile(path)
    const table = await openTable(path)
    const rows: Row[] = []
    for await (const row of table.rows()) rows.push(row)
    expect(table.header).toEqual(['小票号', '时间', '单价', '备注'])
    expect(rows).toEqual([
      { lineNumber: 2, cells: ['R1', '2026-03-05 14:30:00', '12.5', '赠品'] },
      { lineNumber: 3, cells: ['13800001234', '2026-03-05', '2'] },
    ])
  })

  test('of several sheets is its first, and leaves no copy of anybody behind', async () => {
    const workbook = new ExcelJS.Workbook()
    for (const name of ['会员', '去年', '前年'])
      workbook.addWorksheet(name).addRows([['手机号'], ['13800001234'], ['13800001235']])
    const path = join(folder, 'members.xlsx')
    await workbook.xlsx.writeFile(path)
    const own = mkdtempSync(join(folder, 'own-'))
    vi.stubEnv('TMPDIR', own)
    try {
      const table = await openTable(path)
      expect(readdirSync(own)).toEqual([])
      const numbers: (string | undefined)[] = []
      for await (const { cells } of table.rows()) numbers.push(cells[0])
      expect(numbers).toEqual(['13800001234', '13800001235'])
      expect(readdirSync(own)).toEqual([])
      for await (const _ of table.rows()) break
      expect(readdirSync(own)).toEqual([])
    } finally {
      vi.unstubAllEnvs()
    }
  })

  test('that cannot be read is refused in a sentence', async () => {
    await expect(open('empty.csv', '')).rejects.toMatchObject({ code: 'imports/no-header' })
    await expect(open('odd.pdf', 'x')).rejects.toMatchObject({ code: 'imports/not-a-table' })
    await expect(openTable(join(folder, 'missing.csv'))).rejects.toMatchObject({ code: 'imports/no-such-file' })
    await expect(open('bytes.csv', Buffer.from([0x61, 0xff, 0xff, 0x0a]))).rejects.toMatchObject({
      code: 'imports/unknown-encoding',
    })
    await expect(open('quote.csv', 'a,b\n1,"2\n3,4')).rejects.toMatchObject({ code: 'imports/table-broken' })
    await expect(open('not.xlsx', 'no zip')).rejects.toMatchObject({ code: 'imports/table-broken' })
  })
})
