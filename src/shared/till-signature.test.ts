import { expect, test } from 'vitest'
import { signTillRequest, tillSignatureText } from './till-signature.ts'

const digests = {
  sha256Hex: (text: string) => `hash(${text})`,
  hmacSha256Hex: (secret: string, text: string) => `${secret}:${text}`,
}
const request = { method: 'post', path: '/v1/checkouts?a=1', body: '{}', time: '2026-03-05T04:00:00Z', nonce: 'n1' }

test('a till signs method, path with query, time, nonce and the hash of the body, one a line', () => {
  const lines = tillSignatureText(request, digests).split('\n')
  expect(lines).toEqual(['POST', '/v1/checkouts?a=1', '2026-03-05T04:00:00Z', 'n1', 'hash({})'])
})

test('the headers carry what the signature covers', () => {
  const headers = signTillRequest(request, { keyId: 'k1', secret: 's' }, digests)
  expect(headers).toMatchObject({ 'regulars-till': 'k1', 'regulars-time': request.time, 'regulars-nonce': 'n1' })
  expect(headers['regulars-signature']).toBe(`s:${tillSignatureText(request, digests)}`)
})
