import ExcelJS from 'exceljs'
import { importErrors } from './errors.ts'
import type { Row } from './read-table.ts'

/** The rows of the first sheet of an Excel file, read as a stream: a file may be larger than memory. */
export async function* readWorkbook(path: string): AsyncGenerator<Row> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    // Only with its styles is a cell known for a date.
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: string[] = []
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          cells[column - 1] = textOf(cell.value)
        })
        yield { lineNumber: row.number, cells: Array.from(cells, cell => cell ?? '') }
      }
      return
    }
  } catch (cause) {
    throw importErrors.make('table-broken', { detail: cause instanceof Error ? cause.message : String(cause) })
  }
}

/** What a person sees in the cell. Times of a workbook have no zone: they are what the clock on the wall said. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return wallText(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(part => part.text).join('')
  if ('text' in value) return String(value.text)
  if ('result' in value) return textOf(value.result)
  return ''
}

/** Rounded to seconds: a workbook counts days in binary fractions. */
function wallText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  return new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
