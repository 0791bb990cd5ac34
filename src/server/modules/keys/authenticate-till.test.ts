import { expect, test } from 'vitest'
import { readTillHeaders } from './authenticate-till.ts'
import { isSameSignature, parseSignature, tillDigests } from './till-digests.ts'

const hex = tillDigests.hmacSha256Hex('secret', 'text')
const headers = {
  'regulars-till': 'k1',
  'regulars-time': '2026-03-05T12:00:00+08:00',
  'regulars-nonce': '12345678',
  'regulars-signature': hex,
}

test('a signature may be written in hexadecimal or base64', () => {
  const base64 = Buffer.from(hex, 'hex').toString('base64')
  for (const text of [hex, hex.toUpperCase(), base64]) {
    const signature = parseSignature(text)
    expect(signature && isSameSignature(signature, hex), text).toBe(true)
  }
  expect(parseSignature('abc')).toBeUndefined()
})

test('the time may be RFC 3339 or milliseconds', () => {
  const timeMs = Date.parse('2026-03-05T04:00:00Z')
  expect(readTillHeaders(headers).timeMs).toBe(timeMs)
  expect(readTillHeaders({ ...headers, 'regulars-time': String(timeMs) }).timeMs).toBe(timeMs)
})

test('a header that is missing or malformed is named', () => {
  const wrong = [
    ['regulars-signature', undefined],
    ['regulars-signature', 'zz'],
    ['regulars-nonce', '1234567'],
    ['regulars-time', 'yesterday'],
    ['regulars-till', 'x'.repeat(129)],
  ] as const
  for (const [name, value] of wrong)
    expect(() => readTillHeaders({ ...headers, [name]: value }), `${name} ${value}`).toThrow(new RegExp(name, 'i'))
})
