import { afterAll, expect, test } from 'vitest'
import { openShop, type SignedCall, signedByTill } from '../../../../test/support/small-shop.ts'
import { addApiKey } from './add-api-key.ts'
import { addTillKey } from './add-till-key.ts'
import { apiKeyText, secretOf } from './key-secret.ts'
import { forgetMachineKey } from './machine-keys.ts'
import { revokeKey } from './revoke-key.ts'

const probe = { none: 'a probe' }
const shop = await openShop({
  addRoutes: http => {
    http.post('/probe', { config: { access: 'checkout.settle', audit: probe } }, async ({ caller }) => {
      const { id, kind, name, storeIds, tillId } = caller
      return { id, kind, name, storeIds, tillId }
    })
    http.put('/probe', { config: { access: 'checkout.settle', audit: probe } }, async () => ({}))
    http.post('/adjust', { config: { access: 'ledger.adjust', audit: probe } }, async () => ({}))
  },
})
afterAll(shop.close)
const { http, clock, facts, context } = shop
const { db, cipher } = context
const { now } = facts

async function tillKey(keyId: string) {
  await addTillKey(db, { keyId, name: 'Counter', storeCode: 'S1', tillCode: 'T1', cipher, now })
  return { keyId, secret: secretOf(cipher, keyId) }
}
const key = await tillKey('k1')

const send = async (call: Partial<SignedCall> = {}) =>
  http.inject(signedByTill({ key, at: clock.now(), path: '/probe?a=1', ...call }))
const codeOf = async (call: Partial<SignedCall>) => (await send(call)).json().code

test('a till that signs acts for its own store', async () => {
  const answer = await send({ body: { text: '小票' } })
  expect(answer.json()).toEqual({ id: 'till:k1', kind: 'till', name: 'S1/T1', storeIds: [1], tillId: 1 })
})

test('a till may not what a cashier may not', async () => {
  const answer = await send({ path: '/adjust' })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'request/forbidden'])
})

const wrong = 'organisation/till-signature-wrong'
const signed = () => signedByTill({ key, at: clock.now(), path: '/probe', body: { points: 1 } })
const codeOfChanged = async (change: object) => (await http.inject({ ...signed(), ...change })).json().code

test('a wrong secret is refused', async () => {
  expect(await codeOf({ key: { ...key, secret: 'guess' } })).toBe(wrong)
})

test('a method that was changed on the way is refused', async () => {
  expect(await codeOfChanged({ method: 'PUT' })).toBe(wrong)
})

test('a path that was changed on the way is refused', async () => {
  expect(await codeOfChanged({ url: '/probe?b=2' })).toBe(wrong)
})

test('a body that was changed on the way is refused', async () => {
  expect(await codeOfChanged({ payload: '{"points":9}' })).toBe(wrong)
})

test('a time that was changed on the way is refused', async () => {
  const { headers } = signed()
  const time = new Date(clock.now().getTime() + 1).toISOString()
  expect(await codeOfChanged({ headers: { ...headers, 'regulars-time': time } })).toBe(wrong)
})

test('a nonce that was changed on the way is refused', async () => {
  const { headers } = signed()
  expect(await codeOfChanged({ headers: { ...headers, 'regulars-nonce': 'another-nonce' } })).toBe(wrong)
})

test('a signature holds five minutes to either side', async () => {
  const at = (minutes: number, ms = 0) => new Date(now.getTime() + minutes * 60_000 + ms)
  for (const inTime of [at(-5), at(5)]) expect((await send({ at: inTime })).statusCode).toBe(200)
  for (const late of [at(-5, -1), at(5, 1)]) expect(await codeOf({ at: late })).toBe('organisation/till-clock-off')
})

test('a recorded request is refused', async () => {
  const nonce = 'once-and-only-once'
  expect((await send({ nonce })).statusCode).toBe(200)
  expect(await codeOf({ nonce })).toBe('organisation/till-nonce-used')
})

test('a recorded request is refused by another process too, and by one that started after it', async () => {
  const nonce = 'once-over-all-processes'
  expect((await send({ nonce })).statusCode).toBe(200)
  const elsewhere = await shop.openElsewhere()
  const again = await elsewhere.http.inject(signedByTill({ key, at: clock.now(), path: '/probe?a=1', nonce }))
  expect(again.json().code).toBe('organisation/till-nonce-used')
  await elsewhere.close()
})

test('of one request that arrives at two processes at once, one passes', async () => {
  const elsewhere = await shop.openElsewhere()
  const request = signedByTill({ key, at: clock.now(), path: '/probe?a=1' })
  const answers = await Promise.all([http, elsewhere.http, http, elsewhere.http].map(to => to.inject(request)))
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401, 401, 401])
  await elsewhere.close()
})

test('the same nonce of another till is another nonce', async () => {
  const nonce = 'shared-by-two-tills'
  const other = await tillKey('k7')
  expect((await send({ nonce })).statusCode).toBe(200)
  expect((await send({ nonce, key: other })).statusCode).toBe(200)
})

test('whoever cannot sign does not use up nonces', async () => {
  const nonce = 'somebody-else-first'
  await send({ nonce, key: { ...key, secret: 'guess' } })
  expect((await send({ nonce })).statusCode).toBe(200)
})

test('a revoked or unknown key is refused', async () => {
  const revoked = await tillKey('k2')
  expect((await send({ key: revoked })).statusCode).toBe(200)
  await revokeKey(db, { keyId: 'k2', now })
  forgetMachineKey(db, 'k2')
  expect(await codeOf({ key: revoked })).toBe('organisation/till-key-unknown')
  expect(await codeOf({ key: { keyId: 'k9', secret: 's' } })).toBe('organisation/till-key-unknown')
})

test('a request that is half signed is told what is missing', async () => {
  const answer = await http.inject({ method: 'POST', url: '/probe', headers: { 'regulars-till': 'k1' } })
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'organisation/till-signature-incomplete'])
})

test('an API key does what its scopes say and no more', async () => {
  await addApiKey(db, { keyId: 'a1', name: 'ERP', scopes: ['checkout.settle'], cipher, now })
  const authorization = `Bearer ${apiKeyText({ keyId: 'a1', secret: secretOf(cipher, 'a1') })}`
  const probe = await http.inject({ method: 'POST', url: '/probe', headers: { authorization } })
  expect(probe.json()).toMatchObject({ id: 'key:a1', kind: 'key', name: 'ERP', storeIds: 'all', tillId: null })
  const adjust = await http.inject({ method: 'POST', url: '/adjust', headers: { authorization } })
  expect(adjust.statusCode).toBe(403)
})

test('an API key that is wrong, unknown, malformed or of a till is refused alike', async () => {
  const texts = ['rk_a1_guess', 'rk_a9_guess', 'guess', '', `rk_k1_${key.secret}`]
  for (const text of texts) {
    const headers = { authorization: `Bearer ${text}` }
    const answer = await http.inject({ method: 'POST', url: '/probe', headers })
    expect([answer.statusCode, answer.json().code], text).toEqual([401, 'organisation/api-key-wrong'])
  }
})

test('the key of an API cannot sign for a till', async () => {
  const apiKey = { keyId: 'a1', secret: secretOf(cipher, 'a1') }
  expect(await codeOf({ key: apiKey })).toBe('organisation/till-key-unknown')
})
