import type { GoodsFileAnswer } from '../../../shared/contract/imports.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { findGoods, type GoodsEntry, putGoods } from '../catalog/index.ts'
import { refuseDoubtfulColumns, sampleRows } from './columns.ts'
import { importErrors } from './errors.ts'
import { goodsFields } from './fields.ts'
import { type Change, changeOf, mergedEntry, type ReadRow, type Reject } from './goods-file.ts'
import { GoodsRows } from './goods-rows.ts'
import type { Row, Table } from './read-table.ts'
import { sampleOf } from './run-import.ts'

/** More goods than a shop has; a file of four mebibytes that unpacks to more is refused. */
const rowsMax = 100_000
const shownMax = 100
const rowsAtOnce = 5_000

export type GoodsFile = { table: Table; unused: readonly string[]; rows: ReadRow[]; rejects: Reject[] }

/**
 * Reads a file of goods whole. What is wrong with a row is told with its line and does not spoil the others.
 * @throws imports/goods-column-missing, imports/column-doubtful, imports/too-many-rows: nothing can be done with the file
 */
export async function readGoodsFile(table: Table, zone: string): Promise<GoodsFile> {
  const reading = new GoodsRows(table.header, zone)
  const sample = await sampleOf(table, sampleRows)
  refuseDoubtfulColumns(sample, { fields: goodsFields, columns: reading.columns }, undefined)
  const rows: ReadRow[] = []
  const rejects: Reject[] = []
  const lines = new Map<string, number>()
  for await (const row of table.rows()) {
    if (rows.length + rejects.length >= rowsMax) throw importErrors.make('too-many-rows', { max: rowsMax })
    const read = readOrReject(reading, row, lines)
    if ('error' in read) rejects.push(read)
    else rows.push(read)
  }
  return { table, unused: reading.unused, rows, rejects }
}

function readOrReject(reading: GoodsRows, row: Row, lines: Map<string, number>): ReadRow | Reject {
  const { lineNumber } = row
  try {
    const read = reading.read(row)
    const before = lines.get(read.sku)
    if (before !== undefined) throw importErrors.make('goods-twice', { sku: read.sku, lineNumber: before })
    lines.set(read.sku, lineNumber)
    return { lineNumber, row: read }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { lineNumber, error }
  }
}

/**
 * Puts the goods of a file into the catalogue, or only says what that would change.
 * @returns what it adds and changes, and what is wrong by line
 */
export async function importGoods(
  tx: Transaction,
  { table, unused, rows, rejects: unread }: GoodsFile,
  { isTrial, now }: { isTrial: boolean; now: Date },
): Promise<GoodsFileAnswer> {
  const rejects = [...unread]
  const changes: Change[] = []
  let [added, changed] = [0, 0]
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const told = await changesOf(tx, rows.slice(start, start + rowsAtOnce))
    rejects.push(...told.rejects)
    if (!isTrial) await putGoods(tx, told.entries, now)
    added += told.changes.filter(({ isNew }) => isNew).length
    changed += told.changes.filter(({ isNew }) => !isNew).length
    changes.push(...told.changes.slice(0, shownMax - changes.length))
  }
  rejects.sort((a, b) => a.lineNumber - b.lineNumber)
  return {
    rows: rows.length + unread.length,
    added,
    changed,
    same: rows.length + unread.length - added - changed - rejects.length,
    rejected: rejects.length,
    notes: [...table.notes],
    unusedColumns: [...unused],
    changes,
    rejects: rejects.slice(0, shownMax).map(({ lineNumber, error }) => ({ lineNumber, texts: sentencesOf(error) })),
  }
}

const sentencesOf = (error: DomainError) => ({
  'zh-CN': error.sentence('zh-CN'),
  'zh-TW': error.sentence('zh-TW'),
  en: error.sentence('en'),
})

async function changesOf(tx: Transaction, rows: readonly ReadRow[]) {
  const found = await findGoods(
    tx,
    rows.map(({ row }) => row.sku),
  )
  const known = new Map(found.map(goods => [goods.sku, goods]))
  const entries: GoodsEntry[] = []
  const changes: Change[] = []
  const rejects: Reject[] = []
  for (const { lineNumber, row } of rows) {
    const entry = mergedEntry(row, known.get(row.sku))
    const change = entry && changeOf(entry, known.get(row.sku))
    if (!entry) rejects.push({ lineNumber, error: importErrors.make('goods-nameless', { sku: row.sku }) })
    if (!entry || !change) continue
    entries.push(entry)
    changes.push(change)
  }
  return { entries, changes, rejects }
}
