import type { Texts } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { importErrors } from './errors.ts'
import type { Row, Table } from './read-table.ts'
import { lockRun, type NewRun, openRun, type RejectedRow, type RowCounts, type Run } from './run-store.ts'

/** Told now and then how far something is; `total` may be null, or an estimate. */
export type Progress = (done: number, total: number | null) => void

export type Importing = { context: Context; table: Table; onProgress?: Progress }

/** What an import has done. `wasFinished`: the same file was imported before, and nothing has happened now. */
export type ImportReport = {
  runId: number | null
  wasFinished: boolean
  notes: readonly Texts[]
  counts: RowCounts
  firstRejects: readonly RejectedRow[]
  /** What a trial of receipts would bring. */
  trial?: ReceiptTrial
}

export type ReceiptTrial = {
  sales: number
  refunds: number
  guests: number
  from: Date | null
  through: Date | null
}

/** So many reasons are shown at once; all of them are in the file of rejects. */
export const rejectsShown = 5

/** Opens the run of a file; the same file goes on where it was left. */
export async function beginRun({ context, table }: Importing, run: Omit<NewRun, 'fileHash' | 'fileName' | 'now'>) {
  const opened = await openRun(context.db, {
    ...run,
    fileHash: table.hash,
    fileName: table.fileName,
    now: context.clock.now(),
  })
  invariant(opened, 'a run that was opened can be read')
  return opened
}

/** The rows that a run has not seen yet, many at a time. */
export async function* batchesAfter(table: Table, line: number, size: number): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  for await (const row of table.rows()) {
    if (row.lineNumber <= line) continue
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * Does one piece of a run in a transaction that also notes how far it came: killed in the middle, nothing is there twice.
 * @throws imports/run-elsewhere when another process has moved the run on
 */
export async function stepOfRun<Result>(
  { context }: Importing,
  { runId, doneThroughLine }: Pick<Run, 'runId' | 'doneThroughLine'>,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return context.db.transaction(async tx => {
    const run = await lockRun(tx, runId)
    if (!run || run.doneThroughLine !== doneThroughLine || run.finishedAt) throw importErrors.make('run-elsewhere')
    return work(tx)
  })
}

export function rejected(lineNumber: number, error: DomainError): RejectedRow {
  return {
    lineNumber,
    code: error.code,
    sentenceZh: error.sentence('zh-CN'),
    sentenceEn: error.sentence('en'),
  }
}

export function plus(counts: RowCounts, more: Partial<RowCounts>): RowCounts {
  const sum = { ...counts }
  for (const name of [
    'rows',
    'taken',
    'rejected',
    'skipped',
    'known',
    'matched',
    'partlyMatched',
    'unmatched',
  ] as const)
    sum[name] += more[name] ?? 0
  return sum
}

/** The first rows, to look at before anything is imported. */
export async function sampleOf(table: Table, size: number): Promise<Row[]> {
  for await (const batch of batchesAfter(table, 0, size)) return batch
  return []
}

/** What is thrown to leave a transaction without writing anything. */
export class NothingWritten extends Error {}

export function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  throw error
}
