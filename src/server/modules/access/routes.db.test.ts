import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, withKey } from '../../../../test/support/small-shop.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, facts, context, cookieOf } = shop
const owner = await cookieOf(ownerEmail, facts.password)

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const ask = (method: Method, url: string, headers: Record<string, string>, payload?: object) =>
  http.inject({ method, url, headers, ...(payload && { payload }) })

const cass = {
  name: 'Cass',
  email: 'Cass@shop.example',
  password: 'cash is not king',
  role: 'cashier',
  storeCodes: ['S2'],
}

await ask('POST', '/v1/stores', withKey(owner), { code: 'S2', name: 'Second' })
await ask('POST', '/v1/stores/S2/tills', withKey(owner), { code: 'T1' })

test('members of staff see their own stores and do what their role allows', async () => {
  const added = await ask('POST', '/v1/staff', withKey(owner), cass)
  expect([added.statusCode, added.json()]).toMatchObject([201, { email: 'cass@shop.example', storeCodes: ['S2'] }])
  const headers = await cookieOf(cass.email, cass.password)
  const myself = await ask('GET', '/v1/myself', headers)
  expect(myself.json()).toMatchObject({ role: 'cashier', stores: [{ code: 'S2', tills: [{ code: 'T1' }] }] })
  expect(myself.json().permissions).toContain('checkout.settle')
  const refused = [
    await ask('GET', '/v1/staff', headers),
    await ask('POST', '/v1/stores', withKey(headers), { code: 'S3', name: 'Third' }),
    await ask('POST', '/v1/keys/api', withKey(headers), { name: 'ERP', scopes: ['members.read'] }),
  ]
  expect(refused.map(answer => [answer.statusCode, answer.json().code])).toEqual(
    refused.map(() => [403, 'request/forbidden']),
  )
})

test('a role changes from the next request on, and a deactivated session ends at once', async () => {
  const { staff } = (await ask('GET', '/v1/staff', owner)).json()
  const { staffId } = staff.find((member: { name: string }) => member.name === 'Cass')
  const headers = await cookieOf(cass.email, cass.password)

  await ask('PATCH', `/v1/staff/${staffId}`, withKey(owner), { role: 'owner', storeCodes: null })
  expect((await ask('GET', '/v1/staff', headers)).statusCode).toBe(200)

  const changed = await ask('PATCH', `/v1/staff/${staffId}`, withKey(owner), { isActive: false })
  expect(changed.json()).toMatchObject({ isActive: false, storeCodes: null })
  expect((await ask('GET', '/v1/staff', headers)).statusCode).toBe(401)
  const signIn = await shop.signIn(cass.email, cass.password)
  expect([signIn.statusCode, signIn.json().code]).toEqual([401, 'access/sign-in-wrong'])
})

test('a session that outlived the deactivation is refused', async () => {
  const dan = { ...cass, email: 'dan@shop.example' }
  const { staffId } = (await ask('POST', '/v1/staff', withKey(owner), dan)).json()
  const headers = await cookieOf(dan.email, dan.password)
  await context.db.run(`update staff."user" set "isActive" = false where id = $1`, [staffId])
  const answer = await ask('GET', '/v1/myself', headers)
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'organisation/staff-inactive'])
})

test('an owner sets a forgotten password anew, which ends the sessions of the old one', async () => {
  const eve = { ...cass, email: 'eve@shop.example' }
  const { staffId } = (await ask('POST', '/v1/staff', withKey(owner), eve)).json()
  const headers = await cookieOf(eve.email, eve.password)
  await ask('PATCH', `/v1/staff/${staffId}`, withKey(owner), { password: 'brand new password' })
  expect((await ask('GET', '/v1/myself', headers)).statusCode).toBe(401)
  expect((await shop.signIn(eve.email, eve.password)).statusCode).toBe(401)
  expect((await shop.signIn(eve.email, 'brand new password')).statusCode).toBe(200)
})

test('a repeated request with another password is another request', async () => {
  const headers = withKey(owner)
  const fay = { ...cass, email: 'fay@shop.example' }
  const first = await ask('POST', '/v1/staff', headers, fay)
  expect((await ask('POST', '/v1/staff', headers, fay)).body).toBe(first.body)
  const other = await ask('POST', '/v1/staff', headers, { ...fay, password: 'something else' })
  expect(other.json().code).toBe('idempotency/other-body')
})

test('somebody who does not exist is not found, and what is no id is invalid', async () => {
  const unknown = await ask('PATCH', `/v1/staff/${crypto.randomUUID()}`, withKey(owner), { role: 'owner' })
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'organisation/staff-not-found'])
  expect((await ask('PATCH', '/v1/staff/7', withKey(owner), { role: 'owner' })).statusCode).toBe(400)
})

test('no stored answer holds a password', async () => {
  const gus = { ...cass, email: 'gus@shop.example' }
  expect((await ask('POST', '/v1/staff', withKey(owner), gus)).statusCode).toBe(201)
  const stored = JSON.stringify(await context.db.rows('select body from platform.idempotency_answer'))
  expect(stored).toContain(gus.email)
  expect(stored).not.toContain(gus.password)
})
