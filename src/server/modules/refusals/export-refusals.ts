import type { JoiningRefusalAnswer, RefusalAnswer } from '../../../shared/contract/refusals.ts'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import { joiningRefusalAnswer, type Names, refusalAnswer } from './answers.ts'
import { listJoiningRefusals } from './joining-refusal-store.ts'
import { listRefusals } from './refusal-store.ts'

const pageRows = 1_000

const common = ['name', 'code', 'why', 'storeCode', 'channel'] as const
const columns = ['firstAt', 'lastAt', 'times', 'attempt', 'thing', ...common] as const
const joiningColumns = ['firstAt', 'lastAt', 'times', 'way', ...common] as const

type Answer = RefusalAnswer | JoiningRefusalAnswer
type ReadPage<Row> = (after: string | null) => Promise<readonly Row[]>

/** What a member was refused as CSV, newest first. */
export function exportRefusals(db: Database, memberId: number, names: Names): AsyncGenerator<string> {
  const read = async (after: string | null) =>
    (await listRefusals(db, { memberId, after, max: pageRows })).map(refusal => refusalAnswer(refusal, names))
  return linesOf(read, columns, row => columns.map(column => cellOf(row[column], names)))
}

/** Who could not join, in the stores of whoever asks. */
export function exportJoiningRefusals(
  db: Database,
  storeIds: 'all' | readonly number[],
  names: Names,
): AsyncGenerator<string> {
  const read = async (after: string | null) =>
    (await listJoiningRefusals(db, { storeIds, after, max: pageRows })).map(refusal =>
      joiningRefusalAnswer(refusal, names),
    )
  return linesOf(read, joiningColumns, row => joiningColumns.map(column => cellOf(row[column], names)))
}

type Cell = string | number | null

function cellOf(value: Cell | RefusalAnswer['name'], { language }: Names): Cell {
  return typeof value === 'object' && value !== null ? value[language] : value
}

async function* linesOf<Row extends Answer>(
  read: ReadPage<Row>,
  head: readonly string[],
  cellsOf: (row: Row) => Cell[],
): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLine(head)}`
  for (let after: string | null = null; ; ) {
    const page: readonly Row[] = await read(after)
    yield page.map(row => csvLine(cellsOf(row))).join('')
    after = page.at(-1)?.refusalId ?? null
    if (page.length < pageRows) return
  }
}
