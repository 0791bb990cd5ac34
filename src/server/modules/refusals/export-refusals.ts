import type { Language } from '../../../shared/languages.ts'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { refusalAnswer } from './answers.ts'
import { listRefusals } from './refusal-store.ts'

const pageRows = 1_000

const columns = [
  'firstAt',
  'lastAt',
  'times',
  'attempt',
  'thing',
  'name',
  'code',
  'why',
  'storeCode',
  'channel',
] as const

/** Writes what a member was refused as CSV, newest first, a page at a time. */
export async function* exportRefusals(
  db: Database,
  memberId: number,
  names: { language: Language; directory: StoreDirectory },
): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLine(columns)}`
  for (let after: string | null = null; ; ) {
    const refusals = await listRefusals(db, { memberId, after, max: pageRows })
    const lines = refusals.map(refusal => {
      const answer = refusalAnswer(refusal, names)
      const cells = { ...answer, name: answer.name?.[names.language] ?? null }
      return csvLine(columns.map(column => cells[column]))
    })
    yield lines.join('')
    after = refusals.at(-1)?.refusalId ?? null
    if (refusals.length < pageRows) return
  }
}
