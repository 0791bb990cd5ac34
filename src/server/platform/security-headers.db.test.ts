import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../test/support/test-shop.ts'

let plain: TestShop
let secure: TestShop

beforeAll(async () => {
  plain = await openTestShop({ settings: { REGULARS_URL: 'http://shop.example' } })
  secure = await openTestShop({ settings: { REGULARS_URL: 'https://shop.example' } })
})
afterAll(async () => {
  await plain.close()
  await secure.close()
})

const everywhere = {
  'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': expect.stringContaining('camera=()'),
  'cache-control': 'no-store',
}

test('every answer of the API carries the headers, also a refusal, an unknown address and a sign-in', async () => {
  for (const { headers } of [
    await plain.get('/v1/members'),
    await plain.get('/v1/members', { as: {} }),
    await plain.get('/v1/nothing'),
    await plain.get('/v1/members/export.csv'),
    await plain.get('/health/live'),
    await plain.call('POST', '/api/auth/sign-in/email', { email: 'a@b.cn', password: 'x' }),
  ]) {
    expect(headers).toMatchObject(everywhere)
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  }
})

test('HTTPS is asked for only where the address of the shop has it', async () => {
  expect((await plain.get('/v1/myself')).headers).not.toHaveProperty('strict-transport-security')
  expect((await secure.get('/v1/myself')).headers['strict-transport-security']).toBe('max-age=31536000')
})

test('no other site is let in by a header', async () => {
  const { headers } = await plain.call('GET', '/v1/myself', undefined, {
    as: { ...plain.bearer, origin: 'https://evil.example' },
  })
  expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([])
})
