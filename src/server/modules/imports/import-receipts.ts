import type { Transaction } from '../../platform/database.ts'
import { storeDirectory } from '../organisation/index.ts'
import { refuseDoubtfulColumns, sampleRows } from './columns.ts'
import { importErrors } from './errors.ts'
import { receiptFields } from './fields.ts'
import { mappingHash, type ReceiptMapping } from './mapping.ts'
import { type MatchCounts, matchRefunds } from './match-refunds.ts'
import type { Row } from './read-table.ts'
import { ReceiptGroups } from './receipt-groups.ts'
import { ReceiptRows } from './receipt-rows.ts'
import {
  batchesAfter,
  beginRun,
  type Importing,
  type ImportReport,
  plus,
  type ReceiptTrial,
  rejected,
  rejectsShown,
  sampleOf,
  stepOfRun,
} from './run-import.ts'
import {
  findRejectedRows,
  insertRejectedRows,
  markRunDone,
  markRunFinished,
  noRows,
  type RowCounts,
  type Run,
} from './run-store.ts'
import { keyName, type StagedReceipt } from './staged-receipt.ts'
import {
  type BrokenReceipt,
  deleteBrokenReceipts,
  findEarlierReturns,
  findRefundsToMatch,
  findSoldLines,
  upsertReceipts,
  writeReturns,
} from './staged-receipt-store.ts'

const rowsPerBatch = 10_000

export type ReceiptImport = Importing & {
  mapping: ReceiptMapping
  /** Names the run, so that it can be found without its file. */
  label?: string
  /** Whole days by which every time is moved. A run that goes on keeps those it began with. */
  shiftDays?: number
}

/**
 * Reads a file of receipts into the staging, where they wait for their replay. A receipt of which one row is wrong is
 * left out whole, so that the corrected rows can be imported again. Killed and started again with the same file and
 * mapping, it goes on; finished before, it does nothing.
 * @throws imports/column-missing, imports/column-doubtful and the other refusals of a whole file
 */
export async function importReceipts(importing: ReceiptImport): Promise<ImportReport> {
  const { context, table, mapping, onProgress, label = null, shiftDays = 0 } = importing
  // Looked at before the run is opened: a file that is refused as a whole leaves nothing behind.
  await openRows(importing, shiftDays)
  let run = await beginRun(importing, { kind: 'receipts', mappingHash: mappingHash(mapping), label, shiftDays })
  const wasFinished = run.finishedAt !== null
  if (!wasFinished) {
    const rows = await openRows(importing, run.shiftDays)
    for await (const batch of batchesAfter(table, run.doneThroughLine, rowsPerBatch)) {
      const throughLine = batch.at(-1)?.lineNumber ?? run.doneThroughLine
      const counts = await stepOfRun(importing, run, tx => stageBatch(tx, run, rows, batch))
      run = { ...run, doneThroughLine: throughLine, counts }
      onProgress?.(counts.rows, table.rowsAbout)
    }
    const counts = await stepOfRun(importing, run, tx => finish(tx, importing, run))
    run = { ...run, counts }
  }
  const firstRejects = await findRejectedRows(context.db, run.runId, rejectsShown)
  return { runId: run.runId, wasFinished, notes: table.notes, counts: run.counts, firstRejects }
}

/** What a file of receipts would become, without a look at what other files have brought. Writes nothing. */
export async function tryImportReceipts(importing: ReceiptImport): Promise<ImportReport> {
  const { table, onProgress, shiftDays = 0 } = importing
  const rows = await openRows(importing, shiftDays)
  const groups = new ReceiptGroups()
  let counts: RowCounts = noRows
  for await (const batch of batchesAfter(table, 0, rowsPerBatch)) {
    counts = plus(counts, groups.add(rows, batch))
    onProgress?.(counts.rows, table.rowsAbout)
  }
  const broken = groups.takeBroken()
  const rejects = [...groups.rejects, ...broken.flatMap(rejectsOf)].sort((a, b) => a.lineNumber - b.lineNumber)
  return {
    runId: null,
    wasFinished: false,
    notes: table.notes,
    counts: plus(counts, movedOver(broken)),
    firstRejects: rejects.slice(0, rejectsShown),
    trial: trialOf([...groups.receipts.values()]),
  }
}

function trialOf(receipts: readonly StagedReceipt[]): ReceiptTrial {
  const times = receipts.map(receipt => receipt.soldAt.getTime())
  return {
    sales: receipts.filter(receipt => receipt.kind === 'sale').length,
    refunds: receipts.filter(receipt => receipt.kind === 'refund').length,
    guests: receipts.filter(receipt => receipt.member === null).length,
    from: times.length > 0 ? new Date(times.reduce((a, b) => Math.min(a, b))) : null,
    through: times.length > 0 ? new Date(times.reduce((a, b) => Math.max(a, b))) : null,
  }
}

async function openRows({ context, table, mapping }: ReceiptImport, shiftDays: number): Promise<ReceiptRows> {
  const directory = await storeDirectory(context.db)
  const rows = new ReceiptRows(table.header, mapping, { zone: context.timeZone, shiftDays, directory })
  refuseDoubtfulColumns(
    await sampleOf(table, sampleRows),
    { fields: receiptFields, columns: rows.columns },
    mapping.dates,
  )
  return rows
}

async function stageBatch(tx: Transaction, run: Run, rows: ReceiptRows, batch: readonly Row[]): Promise<RowCounts> {
  const groups = new ReceiptGroups()
  const counts = groups.add(rows, batch)
  const written = new Set((await upsertReceipts(tx, run.runId, [...groups.receipts.values()])).map(keyName))
  const known = [...groups.receipts.values()].filter(receipt => !written.has(keyName(receipt)))
  const knownRows = known.reduce((sum, receipt) => sum + receipt.lines.length, 0)
  await insertRejectedRows(tx, run.runId, groups.rejects)
  const sum = plus(plus(run.counts, counts), { taken: -knownRows, known: knownRows })
  const throughLine = batch.at(-1)?.lineNumber ?? run.doneThroughLine
  await markRunDone(tx, { runId: run.runId, throughLine, counts: sum })
  return sum
}

/** After the last row: receipts that may not be settled are taken out, and refunds find their sales. */
async function finish(tx: Transaction, { context, mapping }: ReceiptImport, run: Run): Promise<RowCounts> {
  const broken = await deleteBrokenReceipts(tx, run.runId)
  await insertRejectedRows(tx, run.runId, broken.flatMap(rejectsOf))
  const { whole, part, none } = await findSales(tx, run.runId, mapping)
  const counts = plus(plus(run.counts, movedOver(broken)), { matched: whole, partlyMatched: part, unmatched: none })
  await markRunFinished(tx, { runId: run.runId, counts, now: context.clock.now() })
  return counts
}

function rejectsOf({ number, lineNumbers, code, brokenLine }: BrokenReceipt) {
  return lineNumbers.map(at => rejected(at, importErrors.make(code, { number, lineNumber: brokenLine })))
}

/** Rows that were taken until their receipt turned out to be broken. */
function movedOver(broken: readonly BrokenReceipt[]): Partial<RowCounts> {
  const rows = broken.reduce((sum, receipt) => sum + receipt.lineNumbers.length, 0)
  return { taken: -rows, rejected: rows }
}

async function findSales(tx: Transaction, runId: number, { refunds: rule }: ReceiptMapping): Promise<MatchCounts> {
  const refunds = await findRefundsToMatch(tx, runId)
  if (refunds.length === 0) return { whole: 0, part: 0, none: 0 }
  const taken = new Map<string, number>()
  for (const { found } of await findEarlierReturns(tx, runId))
    for (const sale of found)
      for (const { lineNumber, quantity } of sale.lines)
        taken.set(`${keyName(sale)}/${lineNumber}`, (taken.get(`${keyName(sale)}/${lineNumber}`) ?? 0) + quantity)
  const sold = rule?.match === 'latest-earlier-sale' ? await findSoldLines(tx, runId) : []
  const { returns, counts } = matchRefunds(
    refunds,
    sold.map(line => ({ ...line, left: line.quantity - (taken.get(`${keyName(line)}/${line.lineNumber}`) ?? 0) })),
  )
  await writeReturns(tx, refunds, returns)
  return counts
}
