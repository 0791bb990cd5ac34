import { createHash } from 'node:crypto'
import type { Cipher } from '../../platform/cipher.ts'

/** A record as text, each column in the order of the table: what a seal covers. */
export type RecordTexts = readonly (string | null)[]

/**
 * The bytes of a record, one way only: a column is 0 when it is null, otherwise 1, its length in four bytes and its
 * text. So no two records have the same bytes, whatever their texts hold.
 */
export function sealedBytes(number: number, columns: RecordTexts): Buffer {
  const parts = [String(number), ...columns].flatMap(text => {
    if (text === null) return [Buffer.from([0])]
    const bytes = Buffer.from(text, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [Buffer.from([1]), length, bytes]
  })
  return Buffer.concat(parts)
}

/**
 * The hash of one link: SHA-256 over the hash before it and the record, then keyed by the key file. Without the key, a
 * chain cannot be made anew by somebody who has nothing but the database.
 */
export function linkHash(cipher: Cipher, before: Buffer, bytes: Buffer): Buffer {
  const digest = createHash('sha256').update(before).update(bytes).digest('hex')
  return cipher.blindIndex('audit.seal', digest)
}

/** What stands before the first record: a chain of another database does not fit. */
export function firstHash(cipher: Cipher, trailId: string): Buffer {
  return linkHash(cipher, Buffer.alloc(32), Buffer.from(`regulars audit trail ${trailId}`, 'utf8'))
}
