/**
 * Columns of many rows as PostgreSQL's binary arrays (array_send in its sources): what a statement with `unnest` takes.
 * The text notation of arrays costs three times as much: every value is written, escaped, sent, unescaped and parsed.
 * Layout: dimensions, has-null flag, type of the elements, length, lower bound; then length and bytes of each element.
 */
const headerBytes = 20
const elementTypes = {
  boolean: 16,
  bytea: 17,
  bigint: 20,
  smallint: 21,
  integer: 23,
  text: 25,
  date: 1082,
  timestamptz: 1184,
  uuid: 2950,
  jsonb: 3802,
} as const

type Reader<Row, Value> = (row: Row) => Value | null

/** Where arrays are made before they are copied out at their right size. Grows to the largest that was ever needed. */
let scratch = Buffer.allocUnsafe(64 * 1024)

function ensure(bytes: number, used: number): void {
  if (bytes <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(bytes, scratch.length * 2))
  scratch.copy(larger, 0, 0, used)
  scratch = larger
}

function writeHeader(type: number, count: number, hasNulls: boolean): void {
  scratch.writeInt32BE(1, 0)
  scratch.writeInt32BE(hasNulls ? 1 : 0, 4)
  scratch.writeInt32BE(type, 8)
  scratch.writeInt32BE(count, 12)
  scratch.writeInt32BE(1, 16)
}

/** An array of elements of one width. */
function fixedColumn<Row, Value>(
  rows: readonly Row[],
  read: Reader<Row, Value>,
  { type, width, write }: { type: number; width: number; write: (value: Value, at: number) => void },
): Buffer {
  ensure(headerBytes + rows.length * (4 + width), 0)
  let at = headerBytes
  let hasNulls = false
  for (const row of rows) {
    const value = read(row)
    if (value === null) {
      hasNulls = true
      scratch.writeInt32BE(-1, at)
      at += 4
    } else {
      scratch.writeInt32BE(width, at)
      write(value, at + 4)
      at += 4 + width
    }
  }
  writeHeader(type, rows.length, hasNulls)
  return Buffer.from(scratch.subarray(0, at))
}

/** What is no whole number must not become a 0 on its way. */
function requireWhole(value: number): void {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number`)
}

const writeWhole = (value: number, at: number): void => {
  requireWhole(value)
  const high = Math.floor(value / 2 ** 32)
  scratch.writeInt32BE(high, at)
  scratch.writeUInt32BE(value - high * 2 ** 32, at + 4)
}

/** @param read whole numbers of at most 53 bits */
export function bigints<Row>(rows: readonly Row[], read: Reader<Row, number>): Buffer {
  return fixedColumn(rows, read, { type: elementTypes.bigint, width: 8, write: writeWhole })
}

/** For 64-bit numbers that JavaScript's own numbers do not hold, such as hashes. */
export function wideBigints<Row>(rows: readonly Row[], read: Reader<Row, bigint>): Buffer {
  const write = (value: bigint, at: number) => void scratch.writeBigInt64BE(value, at)
  return fixedColumn(rows, read, { type: elementTypes.bigint, width: 8, write })
}

export function integers<Row>(rows: readonly Row[], read: Reader<Row, number>): Buffer {
  const write = (value: number, at: number) => {
    requireWhole(value)
    scratch.writeInt32BE(value, at)
  }
  return fixedColumn(rows, read, { type: elementTypes.integer, width: 4, write })
}

export function smallints<Row>(rows: readonly Row[], read: Reader<Row, number>): Buffer {
  const write = (value: number, at: number) => {
    requireWhole(value)
    scratch.writeInt16BE(value, at)
  }
  return fixedColumn(rows, read, { type: elementTypes.smallint, width: 2, write })
}

export function booleans<Row>(rows: readonly Row[], read: Reader<Row, boolean>): Buffer {
  const write = (value: boolean, at: number) => void scratch.writeUInt8(value ? 1 : 0, at)
  return fixedColumn(rows, read, { type: elementTypes.boolean, width: 1, write })
}

/** PostgreSQL counts from here, in microseconds and in days. */
const epochMs = Date.UTC(2000, 0, 1)
const dayMs = 86_400_000

/** @param read milliseconds since 1970 */
export function instants<Row>(rows: readonly Row[], read: Reader<Row, number>): Buffer {
  const write = (value: number, at: number) => writeWhole((value - epochMs) * 1000, at)
  return fixedColumn(rows, read, { type: elementTypes.timestamptz, width: 8, write })
}

/** @param read days such as 2026-03-05 */
export function days<Row>(rows: readonly Row[], read: Reader<Row, string>): Buffer {
  const write = (value: string, at: number) => {
    const number = dayNumber(value)
    requireWhole(number)
    scratch.writeInt32BE(number, at)
  }
  return fixedColumn(rows, read, { type: elementTypes.date, width: 4, write })
}

/** Most rows of a batch are of one day. */
let lastDay = { text: '2000-01-01', number: 0 }

function dayNumber(text: string): number {
  if (lastDay.text !== text) lastDay = { text, number: (Date.parse(`${text}T00:00:00Z`) - epochMs) / dayMs }
  return lastDay.number
}

export function uuids<Row>(rows: readonly Row[], read: Reader<Row, string>): Buffer {
  const write = (value: string, at: number) => {
    if (scratch.write(value.replaceAll('-', ''), at, 'hex') !== 16) throw new TypeError(`${value} is not a UUID`)
  }
  return fixedColumn(rows, read, { type: elementTypes.uuid, width: 16, write })
}

export function byteas<Row>(rows: readonly Row[], read: Reader<Row, Buffer>): Buffer {
  return variableColumn(rows, read, {
    type: elementTypes.bytea,
    bytesMax: value => value.length,
    write: (value, at) => value.copy(scratch, at),
  })
}

export function texts<Row>(rows: readonly Row[], read: Reader<Row, string>): Buffer {
  return variableColumn(rows, read, { type: elementTypes.text, bytesMax: utf8BytesMax, write: writeUtf8 })
}

/** @param read JSON as text */
export function jsons<Row>(rows: readonly Row[], read: Reader<Row, string>): Buffer {
  return variableColumn(rows, read, {
    type: elementTypes.jsonb,
    bytesMax: value => 1 + utf8BytesMax(value),
    write: (value, at) => {
      // The version of the binary notation of jsonb.
      scratch.writeUInt8(1, at)
      return 1 + writeUtf8(value, at + 1)
    },
  })
}

/** No UTF-16 unit takes more than three bytes of UTF-8. */
const utf8BytesMax = (value: string) => value.length * 3
const writeUtf8 = (value: string, at: number) => scratch.write(value, at, 'utf8')

function variableColumn<Row, Value>(
  rows: readonly Row[],
  read: Reader<Row, Value>,
  {
    type,
    bytesMax,
    write,
  }: { type: number; bytesMax: (value: Value) => number; write: (value: Value, at: number) => number },
): Buffer {
  let at = headerBytes
  let hasNulls = false
  ensure(at, 0)
  for (const row of rows) {
    const value = read(row)
    ensure(at + 4 + (value === null ? 0 : bytesMax(value)), at)
    if (value === null) {
      hasNulls = true
      scratch.writeInt32BE(-1, at)
      at += 4
    } else {
      const bytes = write(value, at + 4)
      scratch.writeInt32BE(bytes, at)
      at += 4 + bytes
    }
  }
  writeHeader(type, rows.length, hasNulls)
  return Buffer.from(scratch.subarray(0, at))
}
