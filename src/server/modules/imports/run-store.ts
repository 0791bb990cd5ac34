import type { Transaction } from '../../platform/database.ts'

export type RunKind = 'members' | 'receipts'

/** How many rows of a file became what. */
export type RowCounts = {
  rows: number
  taken: number
  rejected: number
  /** Corrections of the stock, as the mapping says. */
  skipped: number
  /** Of receipts that another file brought before. */
  known: number
  /** Rows of refunds whose sales were found: whole, in part, or not at all. */
  matched: number
  partlyMatched: number
  unmatched: number
}

export const noRows: Readonly<RowCounts> = {
  rows: 0,
  taken: 0,
  rejected: 0,
  skipped: 0,
  known: 0,
  matched: 0,
  partlyMatched: 0,
  unmatched: 0,
}

export type Run = {
  runId: number
  kind: RunKind
  fileName: string
  shiftDays: number
  doneThroughLine: number
  counts: RowCounts
  finishedAt: Date | null
}

export type NewRun = {
  kind: RunKind
  fileHash: string
  mappingHash: string
  fileName: string
  label: string | null
  shiftDays: number
  now: Date
}

const columns = `run_id as "runId", kind, file_name as "fileName", shift_days as "shiftDays", done_through_line as "doneThroughLine", counts, finished_at as "finishedAt"`

/** Begins a run, or finds the one that the same file with the same mapping began before. */
export async function openRun(tx: Transaction, run: NewRun): Promise<Run | undefined> {
  await tx.run(
    `insert into imports.run (kind, file_hash, mapping_hash, file_name, label, shift_days, done_through_line, counts, started_at)
     values ($1, $2, $3, $4, $5, $6, 0, $7, $8) on conflict do nothing`,
    [run.kind, run.fileHash, run.mappingHash, run.fileName, run.label, run.shiftDays, JSON.stringify(noRows), run.now],
  )
  return tx.row<Run>(`select ${columns} from imports.run where kind = $1 and file_hash = $2 and mapping_hash = $3`, [
    run.kind,
    run.fileHash,
    run.mappingHash,
  ])
}

export async function findRunByLabel(tx: Transaction, label: string): Promise<Run | undefined> {
  return tx.row<Run>(`select ${columns} from imports.run where label = $1`, [label])
}

/** Locks a run, so that a second process that imports the same file sees that it is not alone. */
export async function lockRun(tx: Transaction, runId: number): Promise<Run | undefined> {
  return tx.row<Run>(`select ${columns} from imports.run where run_id = $1 for update`, [runId])
}

export async function markRunDone(
  tx: Transaction,
  { runId, throughLine, counts }: { runId: number; throughLine: number; counts: RowCounts },
): Promise<void> {
  await tx.run('update imports.run set done_through_line = $2, counts = $3 where run_id = $1', [
    runId,
    throughLine,
    JSON.stringify(counts),
  ])
}

export async function markRunFinished(
  tx: Transaction,
  { runId, counts, now }: { runId: number; counts: RowCounts; now: Date },
): Promise<void> {
  await tx.run('update imports.run set finished_at = $2, counts = $3 where run_id = $1', [
    runId,
    now,
    JSON.stringify(counts),
  ])
}

/** Why a row of a file was not taken. */
export type RejectedRow = { lineNumber: number; code: string; sentenceZh: string; sentenceEn: string }

/** @returns how many were new: a row is rejected once, for its first reason */
export async function insertRejectedRows(
  tx: Transaction,
  runId: number,
  rows: readonly RejectedRow[],
): Promise<number> {
  if (rows.length === 0) return 0
  return tx.run(
    `insert into imports.rejected_row (run_id, line_number, code, sentence_zh, sentence_en)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[]) on conflict do nothing`,
    [
      runId,
      rows.map(row => row.lineNumber),
      rows.map(row => row.code),
      rows.map(row => row.sentenceZh),
      rows.map(row => row.sentenceEn),
    ],
  )
}

/** The rejected rows of a run in the order of the file; `max` of them when only some are to be shown. */
export async function findRejectedRows(
  tx: Transaction,
  runId: number,
  max: number | null = null,
): Promise<RejectedRow[]> {
  return tx.rows<RejectedRow>(
    `select line_number as "lineNumber", code, sentence_zh as "sentenceZh", sentence_en as "sentenceEn"
     from imports.rejected_row where run_id = $1 order by line_number limit $2`,
    [runId, max],
  )
}
