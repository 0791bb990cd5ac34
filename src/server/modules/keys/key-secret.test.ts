import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Cipher } from '../../platform/cipher.ts'
import { apiKeyText, isSecretOfHash, newKeyId, parseApiKey, secretHash, secretOf } from './key-secret.ts'

const newCipher = () => new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })

test('an API key is read back whatever letters its secret has', () => {
  const key = { keyId: newKeyId(), secret: 'a_b-c_D' }
  expect(parseApiKey(apiKeyText(key))).toEqual(key)
})

test('anything else is no API key', () => {
  for (const text of ['', 'rk_', 'rk_abc', 'rk_abc_', 'sk_abc_def', 'rk_ABC_def', 'rk_abc_d ef'])
    expect(parseApiKey(text), text).toBeUndefined()
})

test('a secret is the same for one key and key file, and another for any other', () => {
  const cipher = newCipher()
  expect(secretOf(cipher, 'k1')).toBe(secretOf(cipher, 'k1'))
  expect(secretOf(cipher, 'k1')).not.toBe(secretOf(cipher, 'k2'))
  expect(secretOf(cipher, 'k1')).not.toBe(secretOf(newCipher(), 'k1'))
  expect(secretOf(cipher, 'k1')).toMatch(/^[\w-]{43}$/)
})

test('only the right secret fits a hash', () => {
  expect(isSecretOfHash('s', secretHash('s'))).toBe(true)
  expect(isSecretOfHash('t', secretHash('s'))).toBe(false)
  expect(isSecretOfHash('s', Buffer.alloc(0))).toBe(false)
})
