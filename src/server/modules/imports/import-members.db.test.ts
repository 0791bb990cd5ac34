import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importMembers, tryImportMembers } from './import-members.ts'
import { brokenOff, type Imports, openImports } from './imports-for-tests.ts'
import { openTable } from './read-table.ts'
import { writeRejects } from './write-rejects.ts'

let imports: Imports
let phones = 0

beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(() => {
  phones += 10_000
})

/** A phone that no other test of this file uses. */
const phone = (index: number) => `138${String(phones + index).padStart(8, '0')}`
const members = async () => (await imports.db.row<{ count: number }>('select count(*) from members.member'))!.count
const rejects = async (runId: number | null) =>
  imports.db.rows<{ line_number: number; code: string }>(
    'select line_number, code from imports.rejected_row where run_id = $1 order by 1',
    [runId],
  )

test('a file in GBK with Chinese column names becomes members of the only store', async () => {
  // 姓名,手机号码,生日,性别 / 王小美,<phone>,1990/3/5,女
  const header = Buffer.from('d0d5c3fb2ccad6bbfabac5c2eb2cc9fac8d52cd0d4b1f00a', 'hex')
  const row = Buffer.concat([
    Buffer.from('cdf5d0a1c3c0', 'hex'),
    Buffer.from(`,${phone(1)},1990/3/5,`),
    Buffer.from('c5ae0a', 'hex'),
  ])
  const report = await importMembers({
    ...imports,
    table: await imports.table(Buffer.concat([header, row])),
    mapping: {},
  })
  expect(report).toMatchObject({ counts: { rows: 1, taken: 1, rejected: 0 }, wasFinished: false })
  expect(report.notes[0]?.['zh-CN']).toContain('GB18030')
  const found = await imports.shop.post('/v1/members/search', { search: phone(1) })
  expect(found.body.members ?? found.body, found.text).toMatchObject([{ name: '王小美' }])
  const [stored] = await imports.db.rows(
    'select birthday, gender, source from members.member order by member_id desc limit 1',
  )
  expect(stored).toEqual({ birthday: '1990-03-05', gender: 'female', source: 'import' })
})

test('the same file again does nothing', async () => {
  const content = `\uFEFF姓名;手机\n甲;${phone(1)}\n乙;${phone(2)}\n`
  const first = await importMembers({ ...imports, table: await imports.table(content), mapping: {} })
  const before = await members()
  const second = await importMembers({ ...imports, table: await imports.table(content), mapping: {} })
  expect(first).toMatchObject({ wasFinished: false, counts: { taken: 2 } })
  expect(second).toMatchObject({ wasFinished: true, counts: { taken: 2 }, runId: first.runId })
  expect(await members()).toBe(before)
})

describe('a whole file is refused before its first row', () => {
  test('when two columns are swapped', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${phone(index)},张三${index}`)
    const table = await imports.table(['姓名,手机', ...rows].join('\n'))
    const before = await members()
    await expect(importMembers({ ...imports, table, mapping: {} })).rejects.toMatchObject({
      code: 'imports/column-doubtful',
      details: { column: '姓名', failing: 30, rows: 30, lineNumber: 2 },
    })
    const error = await importMembers({ ...imports, table, mapping: {} }).catch(cause => cause)
    expect(error.sentence('en')).toBe(
      `Column "姓名" should hold a name, but 30 of the first 30 rows do not (line 2: "${phone(0)}"). Perhaps columns are swapped; nothing was imported.`,
    )
    expect(await members()).toBe(before)
    expect(await imports.db.rows('select from imports.run where file_hash = $1', [table.hash])).toEqual([])
  })

  test('when a column is missing, named by the columns that are there', async () => {
    const table = await imports.table('姓名,备注\n甲,无\n')
    const error = await importMembers({ ...imports, table, mapping: {} }).catch(cause => cause)
    expect(error).toMatchObject({ code: 'imports/column-missing' })
    expect(error.sentence('zh-CN')).toContain('找不到“手机号”这一列，没有导入任何数据。文件里的列：姓名, 备注。')
  })

  test('when the mapping names a column that is not there', async () => {
    const table = await imports.table(`谁,电话\n甲,${phone(1)}\n`)
    await expect(importMembers({ ...imports, table, mapping: { columns: { name: '名称' } } })).rejects.toMatchObject({
      code: 'imports/column-missing',
    })
    const report = await importMembers({ ...imports, table, mapping: { columns: { name: '谁' } } })
    expect(report.counts.taken).toBe(1)
  })
})

test('a thousand bad rows are told one by one, and the good ones join', async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => {
    if (index % 3 !== 1) return `会员${index},${phone(index)},1990-01-01`
    if (index % 2 === 0) return `会员${index},12345,1990-01-01`
    return `会员${index},${phone(index)},1990-13-01`
  })
  const table = await imports.table(['姓名,手机,生日', ...lines].join('\n'))
  const report = await importMembers({ ...imports, table, mapping: {} })
  expect(report.counts).toMatchObject({ rows: 3_000, taken: 2_000, rejected: 1_000 })
  expect(report.firstRejects).toHaveLength(5)
  const path = join(imports.folder, 'rejects.csv')
  expect(await writeRejects(imports.db, { runId: report.runId!, table, path })).toBe(1_000)
  const written = (await readFile(path, 'utf8')).trimEnd().split('\r\n')
  expect(written).toHaveLength(1_001)
  expect(written[0]).toBe('\uFEFF行号 line,原因,reason,姓名,手机,生日')
  expect(written[1]).toBe(
    `3,“生日”应为日期（如 1990-03-05），这里是“1990-13-01”。,"""生日"" should hold a day such as 1990-03-05; here it is ""1990-13-01"".",会员1,${phone(1)},1990-13-01`,
  )
  expect(written[2]).toContain(',会员4,12345,1990-01-01')
  expect(written[2]).toContain('This is not a phone number.')
})

test('the corrected rejects can be imported as they are', async () => {
  const table = await imports.table(
    ['姓名,手机', ...Array.from({ length: 9 }, (_, i) => `甲${i},${i === 4 ? '1' : phone(i)}`)].join('\n'),
  )
  const { runId } = await importMembers({ ...imports, table, mapping: {} })
  const path = join(imports.folder, 'to-correct.csv')
  await writeRejects(imports.db, { runId: runId!, table, path })
  const corrected = (await readFile(path, 'utf8')).replace('甲4,1', `甲4,${phone(4)}`)
  const report = await importMembers({ ...imports, table: await imports.table(corrected), mapping: {} })
  expect(report.counts).toMatchObject({ rows: 1, taken: 1, rejected: 0 })
})

test('a phone that is taken, by a member or by a row before, is rejected', async () => {
  await imports.shop.post('/v1/members', { name: '老会员', phone: phone(1) })
  const content = `姓名,手机\n甲,${phone(1)}\n乙,${phone(2)}\n丙,${phone(2)}\n`
  const trial = await tryImportMembers({ ...imports, table: await imports.table(content), mapping: {} })
  const report = await importMembers({ ...imports, table: await imports.table(content), mapping: {} })
  expect(await rejects(report.runId)).toEqual([
    { line_number: 2, code: 'members/phone-taken' },
    { line_number: 4, code: 'members/phone-taken' },
  ])
  expect(trial.counts).toEqual(report.counts)
})

test('killed in the middle and started again, everybody is there once', async () => {
  const lines = Array.from({ length: 1_700 }, (_, index) => `会员${index},${phone(index)}`)
  const table = await imports.table(['姓名,手机', ...lines].join('\n'))
  const before = await members()
  await expect(importMembers({ ...imports, table: brokenOff(table, 1_300), mapping: {} })).rejects.toThrow('killed')
  expect(await members()).toBe(before + 1_000)
  const progress: number[] = []
  const report = await importMembers({ ...imports, table, mapping: {}, onProgress: done => void progress.push(done) })
  expect(report).toMatchObject({ wasFinished: false, counts: { rows: 1_700, taken: 1_700, rejected: 0 } })
  expect(progress).toEqual([1_500, 1_700])
  expect(await members()).toBe(before + 1_700)
})

test('two processes with one file: the slower one is told, and nobody joins twice', async () => {
  const lines = Array.from({ length: 1_200 }, (_, index) => `会员${index},${phone(index)}`)
  const table = await imports.table(['姓名,手机', ...lines].join('\n'))
  const before = await members()
  const outcomes = await Promise.allSettled([1, 2].map(() => importMembers({ ...imports, table, mapping: {} })))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'imports/run-elsewhere' })
  expect(outcomes.some(outcome => outcome.status === 'fulfilled')).toBe(true)
  expect(await members()).toBe(before + 1_200)
})

test('a trial tells what would happen and writes nothing', async () => {
  const lines = Array.from({ length: 600 }, (_, index) => `会员${index},${index === 550 ? phone(3) : phone(index)}`)
  const table = await imports.table(['姓名,手机', ...lines, '坏,1'].join('\n'))
  const before = await members()
  const trial = await tryImportMembers({ ...imports, table, mapping: {} })
  expect(trial.counts).toMatchObject({ rows: 601, taken: 599, rejected: 2 })
  expect(trial.firstRejects).toMatchObject([
    { lineNumber: 552, code: 'imports/twice-in-file' },
    { lineNumber: 602, code: 'members/phone-malformed' },
  ])
  expect(await members()).toBe(before)
  expect(await imports.db.rows('select from imports.run where file_hash = $1', [table.hash])).toEqual([])
})

test('Excel brings members with cards, free attributes, joining times and a home store', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('会员')
  sheet.addRow(['会员姓名', '会员卡号', '手机号', '开卡日期', '开卡门店', '城市'])
  sheet.addRow(['王小美', 'K-001', Number(phone(1)), new Date(Date.UTC(2024, 4, 6, 9, 30)), 'Store 1', '杭州'])
  sheet.addRow(['李雷', 'K-002', phone(2), '2024年5月7日', 'S99', '上海'])
  const path = join(imports.folder, 'members.xlsx')
  await workbook.xlsx.writeFile(path)
  const report = await importMembers({ ...imports, table: await openTable(path), mapping: { attributes: ['城市'] } })
  expect(await rejects(report.runId)).toEqual([{ line_number: 3, code: 'imports/unknown-store' }])
  const [stored] = await imports.db.rows(
    'select m.name, m.joined_at, m.home_store_id, m.attributes, c.card_number from members.member m join members.card c using (member_id) order by m.member_id desc limit 1',
  )
  expect(stored).toEqual({
    name: '王小美',
    joined_at: new Date('2024-05-06T01:30:00Z'),
    home_store_id: 1,
    attributes: { 城市: '杭州' },
    card_number: 'K-001',
  })
})
