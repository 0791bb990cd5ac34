import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'

export type Written = { bytes: number; sha256: string }

/** Writes a stream of bytes compressed, and waits until the disk has it: a power cut leaves no hollow back-up. */
export async function writeCompressed(
  file: string,
  source: NodeJS.ReadableStream,
  { onBytes, signal }: { onBytes: (count: number) => void; signal: AbortSignal },
): Promise<Written> {
  const handle = await open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  try {
    const compress = createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
    })
    const counted = { bytes: 0 }
    await pipeline(source, counting(onBytes), compress, intoFile(handle, hash, counted), { signal })
    await handle.sync()
    return { bytes: counted.bytes, sha256: hash.digest('hex') }
  } finally {
    await handle.close()
  }
}

/** Writes a small file and waits until the disk has it. */
export async function writeWhole(file: string, text: string): Promise<Written> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
}

/** A new name in a folder is on the disk only when the folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** The checksum of a file as it lies on the disk. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** What was compressed, as it was. */
export async function readCompressed(
  file: string,
  target: NodeJS.WritableStream,
  onBytes: (count: number) => void,
): Promise<void> {
  await pipeline(createReadStream(file), counting(onBytes), createZstdDecompress(), target)
}

function counting(onBytes: (count: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length)
      done(null, chunk)
    },
  })
}

function intoFile(handle: FileHandle, hash: Hash, counted: { bytes: number }): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      counted.bytes += chunk.length
      handle.writeFile(chunk).then(() => done(), done)
    },
  })
}
