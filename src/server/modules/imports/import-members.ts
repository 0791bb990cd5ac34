import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { type JoinRequest, joinMembers } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { refuseDoubtfulColumns, sampleRows } from './columns.ts'
import { importErrors } from './errors.ts'
import { memberFields } from './fields.ts'
import { type MemberMapping, mappingHash } from './mapping.ts'
import { MemberRows } from './member-rows.ts'
import type { Row } from './read-table.ts'
import { storeNamed } from './receipt-rows.ts'
import {
  batchesAfter,
  beginRun,
  domainErrorOf,
  type Importing,
  type ImportReport,
  NothingWritten,
  plus,
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
  type RejectedRow,
  type RowCounts,
} from './run-store.ts'

/** As many as joinMembers is made for. */
const rowsPerBatch = 500

type MemberImport = Importing & { mapping: MemberMapping }

/**
 * Lets the people of a file join. A row that is refused does not spoil the others. Killed and started again with the
 * same file and mapping, it goes on; finished before, it does nothing.
 * @throws imports/column-missing, imports/column-doubtful and the other refusals of a whole file
 */
export async function importMembers(importing: MemberImport): Promise<ImportReport> {
  const rows = await openRows(importing)
  const { context, table, mapping, onProgress } = importing
  let run = await beginRun(importing, { kind: 'members', mappingHash: mappingHash(mapping), label: null, shiftDays: 0 })
  const wasFinished = run.finishedAt !== null
  if (!wasFinished) {
    for await (const batch of batchesAfter(table, run.doneThroughLine, rowsPerBatch)) {
      const throughLine = batch.at(-1)?.lineNumber ?? run.doneThroughLine
      const counts = await stepOfRun(importing, run, async tx => {
        const rejects = await joinBatch(tx, importing, rows, batch)
        await insertRejectedRows(tx, run.runId, rejects)
        const sum = plus(run.counts, countsOf(batch, rejects))
        await markRunDone(tx, { runId: run.runId, throughLine, counts: sum })
        return sum
      })
      run = { ...run, doneThroughLine: throughLine, counts }
      onProgress?.(counts.rows, table.rowsAbout)
    }
    await stepOfRun(importing, run, tx =>
      markRunFinished(tx, { runId: run.runId, counts: run.counts, now: context.clock.now() }),
    )
  }
  const firstRejects = await findRejectedRows(context.db, run.runId, rejectsShown)
  return { runId: run.runId, wasFinished, notes: table.notes, counts: run.counts, firstRejects }
}

/** Tries everything and writes nothing: each batch is rolled back, and what comes twice in the file is noticed here. */
export async function tryImportMembers(importing: MemberImport): Promise<ImportReport> {
  const rows = await openRows(importing)
  const { context, table, onProgress } = importing
  const seen = new Map<string, number>()
  let counts: RowCounts = noRows
  const firstRejects: RejectedRow[] = []
  for await (const batch of batchesAfter(table, 0, rowsPerBatch)) {
    const twice = batch.flatMap(row => twiceIn(seen, rows, row))
    const once = batch.filter(row => !twice.some(reject => reject.lineNumber === row.lineNumber))
    let refused: RejectedRow[] = []
    await context.db
      .transaction(async tx => {
        refused = await joinBatch(tx, importing, rows, once)
        throw new NothingWritten()
      })
      .catch(error => {
        if (!(error instanceof NothingWritten)) throw error
      })
    const rejects = [...refused, ...twice].sort((a, b) => a.lineNumber - b.lineNumber)
    counts = plus(counts, countsOf(batch, rejects))
    firstRejects.push(...rejects.slice(0, rejectsShown - firstRejects.length))
    onProgress?.(counts.rows, table.rowsAbout)
  }
  return { runId: null, wasFinished: false, notes: table.notes, counts, firstRejects }
}

async function openRows({ context, table, mapping }: MemberImport): Promise<MemberRows> {
  const directory = await storeDirectory(context.db)
  const rows = new MemberRows(table.header, mapping, {
    zone: context.timeZone,
    now: context.clock.now(),
    storeNamed: text => storeNamed(directory, text),
  })
  refuseDoubtfulColumns(
    await sampleOf(table, sampleRows),
    { fields: memberFields, columns: rows.columns },
    mapping.dates,
  )
  return rows
}

function countsOf(batch: readonly Row[], rejects: readonly RejectedRow[]): Partial<RowCounts> {
  return { rows: batch.length, taken: batch.length - rejects.length, rejected: rejects.length }
}

async function joinBatch(
  tx: Transaction,
  { context }: MemberImport,
  rows: MemberRows,
  batch: readonly Row[],
): Promise<RejectedRow[]> {
  const read = batch.map(row => ({ row, request: requestOf(rows, row) }))
  const wanted = read.flatMap(({ row, request }) => (request instanceof DomainError ? [] : [{ row, request }]))
  const outcomes = await joinMembers(
    tx,
    wanted.map(({ request }) => request),
    { cipher: context.cipher, today: dayOf(context.clock.now(), context.timeZone) },
  )
  const refusals = [
    ...read.map(({ row, request }) => ({ row, outcome: request })),
    ...wanted.map(({ row }, index) => ({ row, outcome: outcomes[index] })),
  ]
  return refusals
    .flatMap(({ row, outcome }) => (outcome instanceof DomainError ? [rejected(row.lineNumber, outcome)] : []))
    .sort((a, b) => a.lineNumber - b.lineNumber)
}

function requestOf(rows: MemberRows, row: Row): JoinRequest | DomainError {
  try {
    return rows.read(row)
  } catch (error) {
    return domainErrorOf(error)
  }
}

/** A row whose identities a row before it has named, in a batch that was rolled back. */
function twiceIn(seen: Map<string, number>, rows: MemberRows, row: Row): RejectedRow[] {
  const request = requestOf(rows, row)
  if (request instanceof DomainError) return []
  const { phone, email, card, externalId } = request
  const names = Object.entries({ phone, email, card, externalId }).flatMap(([kind, value]) =>
    value ? [`${kind} ${value.replace(/\s/g, '').toLowerCase()}`] : [],
  )
  const before = names.map(name => seen.get(name)).find(line => line !== undefined)
  if (before !== undefined)
    return [rejected(row.lineNumber, importErrors.make('twice-in-file', { lineNumber: before }))]
  for (const name of names) seen.set(name, row.lineNumber)
  return []
}
