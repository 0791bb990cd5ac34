import { type FileHandle, open } from 'node:fs/promises'
import type { Chunk } from './chunk.ts'
import { type MemberColumns, type NewWords, noWords } from './plan.ts'
import type { ReceiptSource } from './run-backtest.ts'

/**
 * Receipts of a period, read once and replayed often. The file is for one machine and one version: numbers lie in it as
 * they lie in memory (little-endian). It begins with 16 bytes, "RGCOL003" and where the end is (a double); then come the
 * chunks, each with two Uint32 (receipts, lines) and the used part of every column in the order of Chunk.usedViews; then
 * the four columns of the members; at the end JSON, which says everything else.
 */
const magic = 'RGCOL003'
const headBytes = 16

export type ColumnFileHead = {
  zone: string
  from: number
  through: number
  receipts: number
  lines: number
  chunks: number
  members: number
  membersAt: number
} & NewWords

type Contents = Pick<ColumnFileHead, 'zone' | 'from' | 'through' | keyof NewWords>

/** Writes a file chunk after chunk. */
export class ColumnFileWriter {
  readonly #file: FileHandle
  #position = headBytes
  #receipts = 0
  #lines = 0
  #chunks = 0

  private constructor(file: FileHandle) {
    this.#file = file
  }

  static async create(path: string): Promise<ColumnFileWriter> {
    return new ColumnFileWriter(await open(path, 'w'))
  }

  async write(chunk: Chunk): Promise<void> {
    const counts = Uint32Array.of(chunk.receiptCount, chunk.lineCount)
    await this.#put([new Uint8Array(counts.buffer), ...chunk.usedViews()])
    this.#receipts += chunk.receiptCount
    this.#lines += chunk.lineCount
    this.#chunks += 1
  }

  async end({ ids, joinedOn, birthdays, profiles }: MemberColumns, contents: Contents): Promise<void> {
    const membersAt = this.#position
    await this.#put([ids, joinedOn, birthdays, profiles].map(bytesOf))
    const endAt = this.#position
    const head: ColumnFileHead = {
      ...contents,
      receipts: this.#receipts,
      lines: this.#lines,
      chunks: this.#chunks,
      members: ids.length,
      membersAt,
    }
    await this.#put([Buffer.from(JSON.stringify(head))])
    const start = Buffer.alloc(headBytes)
    start.write(magic)
    start.writeDoubleLE(endAt, 8)
    await this.#file.write(start, 0, headBytes, 0)
    await this.#file.close()
  }

  async #put(views: readonly Uint8Array[]): Promise<void> {
    for (const view of views) {
      let done = 0
      while (done < view.byteLength) {
        const { bytesWritten } = await this.#file.write(view, done, view.byteLength - done, this.#position)
        done += bytesWritten
        this.#position += bytesWritten
      }
    }
  }
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

/** A prepared file, as a source of receipts. */
export class ColumnFile implements ReceiptSource {
  readonly head: ColumnFileHead
  readonly members: MemberColumns
  readonly #file: FileHandle
  #position = headBytes
  #chunksLeft: number
  #isFirst = true

  private constructor(file: FileHandle, head: ColumnFileHead, members: MemberColumns) {
    this.#file = file
    this.head = head
    this.members = members
    this.#chunksLeft = head.chunks
  }

  /** @throws where the file is none of ours or was not written to its end */
  static async open(path: string): Promise<ColumnFile> {
    const file = await open(path)
    const start = Buffer.alloc(headBytes)
    await file.read(start, 0, headBytes, 0)
    const endAt = start.readDoubleLE(8)
    if (start.toString('latin1', 0, 8) !== magic || endAt < headBytes) {
      await file.close()
      throw new Error(`${path} is not a prepared column file, or was not written to its end. 不是完整的列文件。`)
    }
    const { size } = await file.stat()
    const text = Buffer.alloc(size - endAt)
    await readFully(file, text, endAt)
    const head: ColumnFileHead = JSON.parse(text.toString())
    return new ColumnFile(file, head, await readMembers(file, head))
  }

  get total(): number {
    return this.head.receipts
  }

  async fill(chunk: Chunk): Promise<NewWords | null> {
    if (this.#chunksLeft === 0) return null
    this.#chunksLeft -= 1
    const counts = new Uint32Array(2)
    this.#position += await readFully(this.#file, bytesOf(counts), this.#position)
    chunk.receiptCount = counts[0] ?? 0
    chunk.lineCount = counts[1] ?? 0
    for (const view of chunk.usedViews()) this.#position += await readFully(this.#file, view, this.#position)
    if (!this.#isFirst) return noWords
    this.#isFirst = false
    return this.head
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

async function readMembers(file: FileHandle, { members, membersAt }: ColumnFileHead): Promise<MemberColumns> {
  const columns = {
    ids: new Float64Array(new SharedArrayBuffer(8 * members)),
    joinedOn: new Int32Array(new SharedArrayBuffer(4 * members)),
    birthdays: new Int32Array(new SharedArrayBuffer(4 * members)),
    profiles: new Uint32Array(new SharedArrayBuffer(4 * members)),
  }
  let position = membersAt
  for (const column of [columns.ids, columns.joinedOn, columns.birthdays, columns.profiles])
    position += await readFully(file, bytesOf(column), position)
  return columns
}

async function readFully(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let done = 0
  while (done < into.byteLength) {
    const { bytesRead } = await file.read(into, done, into.byteLength - done, position + done)
    if (bytesRead === 0) throw new Error('the column file ends before its end. 列文件不完整。')
    done += bytesRead
  }
  return done
}
