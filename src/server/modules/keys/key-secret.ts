import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Cipher } from '../../platform/cipher.ts'

/** 80 bits in hexadecimal: public, unique, and without "_", which parts it from the secret of an API key. */
export function newKeyId(): string {
  return randomBytes(10).toString('hex')
}

/**
 * The secret of a key, made from its id and the key file. So it is never stored in plain text, not even in the stored
 * answer of the request that made it, and a till or console that lost that answer gets the same secret when it asks
 * again under its Idempotency-Key. Nothing is given away by this: whoever holds the key file and the database could
 * open stored secrets as well.
 */
export function secretOf(cipher: Cipher, keyId: string): string {
  return cipher.blindIndex('organisation.machine-key secret', keyId).toString('base64url')
}

/** Where an encrypted till secret belongs: it cannot be moved to another key. */
export function secretPlace(keyId: string): string {
  return `organisation.machine_key.secret ${keyId}`
}

const apiKeyForm = /^rk_([0-9a-z]{1,40})_([\w-]{1,100})$/

/** The API key as an integrator keeps it. */
export function apiKeyText({ keyId, secret }: { keyId: string; secret: string }): string {
  return `rk_${keyId}_${secret}`
}

/** @returns undefined for anything that cannot be an API key */
export function parseApiKey(text: string): { keyId: string; secret: string } | undefined {
  const [, keyId, secret] = apiKeyForm.exec(text) ?? []
  return keyId && secret ? { keyId, secret } : undefined
}

/** Plain SHA-256 is enough for a secret of 256 random bits: there is nothing to guess. */
export function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

export function isSecretOfHash(secret: string, stored: Buffer): boolean {
  return stored.length === 32 && timingSafeEqual(secretHash(secret), stored)
}
