import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { Texts } from '../../../shared/languages.ts'
import { DomainError } from '../../platform/errors.ts'
import { importErrors } from './errors.ts'
import { readWorkbook } from './read-workbook.ts'

/** One row of a table. Its number is the line of the file on which it ends, or the row of the sheet. */
export type Row = { lineNumber: number; cells: readonly string[] }

/** A file that was looked through once, and can be read row by row as often as needed. */
export type Table = {
  fileName: string
  /** The same content has the same hash, packed or not. */
  hash: string
  header: readonly string[]
  /** About how many rows follow the header; null where only reading tells. */
  rowsAbout: number | null
  /** What a person should know of how the file is understood. */
  notes: readonly Texts[]
  /** The rows after the header, empty ones left out. */
  rows(): AsyncGenerator<Row>
}

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le'

/**
 * Opens a .csv, .csv.gz or .xlsx, and finds out its encoding and delimiter.
 * @throws imports/no-such-file, imports/not-a-table, imports/unknown-encoding, imports/no-header
 */
export async function openTable(path: string): Promise<Table> {
  const fileName = basename(path)
  if (!existsSync(path)) throw importErrors.make('no-such-file', { file: path })
  if (/\.xlsx$/i.test(path)) return tableOf(fileName, await lookThroughBytes(path), () => readWorkbook(path))
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) throw importErrors.make('not-a-table', { file: fileName })
  const look = await lookThrough(path)
  const delimiter = await delimiterOf(path, look.encoding)
  return tableOf(fileName, look, () => readCsv(path, { encoding: look.encoding, delimiter }))
}

type Look = { hash: string; rowsAbout: number | null; notes: Texts[] }

async function tableOf(fileName: string, look: Look, read: () => AsyncGenerator<Row>): Promise<Table> {
  const first = await read().next()
  if (first.done) throw importErrors.make('no-header')
  const header = first.value.cells.map(cell => cell.trim())
  return { fileName, ...look, header, rows: () => afterFirst(read()) }
}

async function* afterFirst(rows: AsyncGenerator<Row>): AsyncGenerator<Row> {
  let isFirst = true
  for await (const row of rows) {
    if (!isFirst && row.cells.some(cell => cell.trim() !== '')) yield row
    isFirst = false
  }
}

/** The bytes of a text file, unpacked where it is packed. */
function bytesOf(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  if (!/\.gz$/i.test(path)) return file
  const unpacked = createGunzip({ chunkSize: 1 << 18 })
  file.on('error', error => unpacked.destroy(error))
  unpacked.on('close', () => file.destroy())
  return file.pipe(unpacked)
}

async function lookThroughBytes(path: string): Promise<Look> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return { hash: hash.digest('hex'), rowsAbout: null, notes: [] }
}

/** One pass: the hash of the content, about how many rows, and whether all of it is UTF-8. */
async function lookThrough(path: string): Promise<Look & { encoding: Encoding }> {
  const hash = createHash('sha256')
  const utf8 = new Attempt('utf-8')
  let lines = 0
  let start: Buffer | undefined
  for await (const chunk of bytesOf(path)) {
    const bytes: Buffer = chunk
    start ??= bytes.subarray(0, 2)
    hash.update(bytes)
    utf8.add(bytes)
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1
  }
  const look = { hash: hash.digest('hex'), rowsAbout: Math.max(lines - 1, 0) }
  if (start?.[0] === 0xff && start[1] === 0xfe) return { ...look, encoding: 'utf-16le', notes: [] }
  if (utf8.finish()) return { ...look, encoding: 'utf-8', notes: [] }
  const chinese = new Attempt('gb18030')
  for await (const chunk of bytesOf(path)) chinese.add(chunk)
  if (!chinese.finish()) throw importErrors.make('unknown-encoding')
  return { ...look, encoding: 'gb18030', notes: [readAsChinese] }
}

const readAsChinese: Texts = {
  'zh-CN': '文件不是 UTF-8 编码，按 GB18030（GBK）读取。',
  'zh-TW': '檔案不是 UTF-8 編碼，按 GB18030（GBK）讀取。',
  en: 'The file is not UTF-8; it is read as GB18030 (GBK).',
}

/** Whether bytes are what an encoding allows, chunk by chunk. */
class Attempt {
  readonly #decoder: TextDecoder
  #isPossible = true

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding, { fatal: true })
  }

  add(bytes: Buffer): void {
    if (this.#isPossible) this.#try(() => this.#decoder.decode(bytes, { stream: true }))
  }

  finish(): boolean {
    if (this.#isPossible) this.#try(() => this.#decoder.decode())
    return this.#isPossible
  }

  #try(decode: () => string): void {
    try {
      decode()
    } catch {
      this.#isPossible = false
    }
  }
}

/** UTF-8 stays bytes, because the reader of CSV wants just that. */
function textOf(path: string, encoding: Encoding): Readable {
  const bytes = bytesOf(path)
  if (encoding === 'utf-8') return bytes
  const decoder = new TextDecoder(encoding)
  const decoded = new Transform({
    readableObjectMode: false,
    transform: (chunk, _encoding, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: done => done(null, Buffer.from(decoder.decode())),
  })
  bytes.on('error', error => decoded.destroy(error))
  decoded.on('close', () => bytes.destroy())
  return bytes.pipe(decoded)
}

/** The delimiter that the first line has most of, outside of quotes. */
async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let start = ''
  for await (const chunk of textOf(path, encoding)) {
    start += String(chunk)
    if (start.includes('\n')) break
  }
  const header = (start.split(/\r?\n/)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => header.split(delimiter).length - 1
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best))
}

async function* readCsv(
  path: string,
  { encoding, delimiter }: { encoding: Encoding; delimiter: string },
): AsyncGenerator<Row> {
  const source = textOf(path, encoding)
  const records = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // A quote that is never closed would otherwise swallow the rest of the file.
    max_record_size: 1_000_000,
  })
  source.on('error', error => records.destroy(error))
  source.pipe(records)
  try {
    for await (const { record, info } of records) yield { lineNumber: info.lines, cells: record }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause
    throw importErrors.make('table-broken', { detail: cause instanceof Error ? cause.message : String(cause) })
  } finally {
    source.destroy()
    records.destroy()
  }
}
