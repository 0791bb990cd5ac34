import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, signedByTill, withKey } from '../../../../test/support/small-shop.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, facts, context, clock, cookieOf } = shop
const owner = await cookieOf(ownerEmail, facts.password)

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const ask = (method: Method, url: string, headers: Record<string, string>, payload?: object) =>
  http.inject({ method, url, headers, ...(payload && { payload }) })

test('a till key works at once, is shown again to the same request only, and ends when revoked', async () => {
  const headers = withKey(owner)
  const body = { name: 'Counter', storeCode: 'S1', tillCode: 'T1' }
  const made = await ask('POST', '/v1/keys/till', headers, body)
  expect(made.statusCode).toBe(201)
  expect((await ask('POST', '/v1/keys/till', headers, body)).body).toBe(made.body)
  const { key, secret } = made.json()

  const call = () =>
    http.inject(signedByTill({ key: { keyId: key.keyId, secret }, at: clock.now(), path: '/v1/stores' }))
  expect((await call()).json().code).toBe('request/forbidden')
  const listed = await ask('GET', '/v1/keys', owner)
  expect(listed.json().keys).toContainEqual(key)
  expect(listed.body).not.toContain(secret)

  const revoked = await ask('DELETE', `/v1/keys/${key.keyId}`, withKey(owner))
  expect(revoked.json()).toEqual({ ...key, revokedAt: clock.now().toISOString() })
  expect((await call()).json().code).toBe('organisation/till-key-unknown')
})

test('an API key is asked for who it is', async () => {
  const made = await ask('POST', '/v1/keys/api', withKey(owner), { name: 'ERP', scopes: ['organisation.read'] })
  const { secret } = made.json()
  const answer = await ask('GET', '/v1/myself', { authorization: `Bearer ${secret}` })
  expect(answer.json()).toMatchObject({ name: 'ERP', email: '', role: 'key', permissions: ['organisation.read'] })
})

test('the database never sees a secret in plain text', async () => {
  const made = await ask('POST', '/v1/keys/api', withKey(owner), { name: 'ERP', scopes: ['members.read'] })
  const secret = made.json().secret.split('_').slice(2).join('_')
  const stored = await context.db.rows('select body from platform.idempotency_answer')
  expect(JSON.stringify(stored)).toContain(made.json().key.keyId)
  expect(JSON.stringify(stored)).not.toContain(secret)
})
