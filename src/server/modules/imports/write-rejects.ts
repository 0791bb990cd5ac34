import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import type { Table } from './read-table.ts'
import { findRejectedRows } from './run-store.ts'

/**
 * Writes the rejected rows of a run into a file that can be corrected and imported again: line, reasons, and then the
 * original columns. Reads the table once more, so that the database need not keep what people wrote there.
 * @returns how many rows it holds
 */
export async function writeRejects(
  db: Database,
  { runId, table, path }: { runId: number; table: Table; path: string },
): Promise<number> {
  const rejects = new Map((await findRejectedRows(db, runId)).map(row => [row.lineNumber, row]))
  const file = createWriteStream(path)
  file.write(`${byteOrderMark}${csvLine(['行号 line', '原因', 'reason', ...table.header])}`)
  let written = 0
  for await (const row of table.rows()) {
    const reject = rejects.get(row.lineNumber)
    if (!reject) continue
    written += 1
    const line = csvLine([row.lineNumber, reject.sentenceZh, reject.sentenceEn, ...row.cells])
    if (!file.write(line)) await once(file, 'drain')
  }
  file.end()
  await finished(file)
  return written
}
