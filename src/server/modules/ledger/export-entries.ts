import { reasonSentence } from '../../../program/index.ts'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import { entryAnswer, type Names } from './answers.ts'
import { type EntryPlace, findEntries } from './statement-store.ts'

const pageRows = 1_000

const columns = [
  'postedAt',
  'soldAt',
  'asset',
  'version',
  'kind',
  'amount',
  'balanceAfter',
  'shortfall',
  'storeCode',
  'receiptId',
  'programVersion',
  'text',
  'reasons',
] as const

export type ExportEntries = { memberId: number; assetId: number | null }

/** Writes the entries of one member as CSV, newest first, a page at a time. */
export async function* exportEntries(
  db: Database,
  { memberId, assetId }: ExportEntries,
  names: Names,
): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLine(columns)}`
  for (let after: EntryPlace | null = null; ; ) {
    const entries = await findEntries(db, { memberId, assetId, after, max: pageRows })
    const lines = entries.map(entry => {
      const reasons = entry.reasons.map(reason => reasonSentence(reason, names.language)).join('; ')
      const cells = { ...entryAnswer(entry, names), reasons }
      return csvLine(columns.map(column => cells[column]))
    })
    yield lines.join('')
    after = entries.at(-1) ?? null
    if (entries.length < pageRows) return
  }
}
