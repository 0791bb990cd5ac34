import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { TillDigests } from '../../../shared/till-signature.ts'

/** The digests of a till's signature, as Node computes them. */
export const tillDigests: TillDigests = {
  sha256Hex: text => createHash('sha256').update(text).digest('hex'),
  hmacSha256Hex: (secret, text) => createHmac('sha256', secret).update(text).digest('hex'),
}

/** Reads a signature in hexadecimal or base64; undefined when it is not 32 bytes. */
export function parseSignature(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64')
  return bytes.length === 32 ? bytes : undefined
}

/** Compares in constant time, so that a wrong signature tells nothing about the right one. */
export function isSameSignature(given: Buffer, expectedHex: string): boolean {
  return timingSafeEqual(given, Buffer.from(expectedHex, 'hex'))
}
