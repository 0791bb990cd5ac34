import { readFile } from 'node:fs/promises'
import { type CellValue, streamXlsxRows } from 'hucre/xlsx'
import { importErrors } from './errors.ts'
import type { Row } from './read-table.ts'

/** The rows of the first sheet of an Excel file, one after the other: only the packed file is held as a whole. */
export async function* readWorkbook(path: string): AsyncGenerator<Row> {
  try {
    for await (const { index, values } of streamXlsxRows(await readFile(path))) {
      yield { lineNumber: index + 1, cells: values.map(textOf) }
    }
  } catch (cause) {
    throw importErrors.make('table-broken', { detail: cause instanceof Error ? cause.message : String(cause) })
  }
}

/** What a person sees in the cell. Times of a workbook have no zone: they are what the clock on the wall said. */
function textOf(value: CellValue): string {
  if (value === null) return ''
  return value instanceof Date ? wallText(value) : String(value)
}

/** Rounded to seconds: a workbook counts days in binary fractions. */
function wallText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  return new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
