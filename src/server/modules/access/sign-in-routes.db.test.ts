import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, withKey } from '../../../../test/support/small-shop.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, facts, signIn, cookieOf } = shop
const { password } = facts
const owner = await cookieOf(ownerEmail, password)

test('who signs in is known by the cookie', async () => {
  const answer = await http.inject({ url: '/v1/myself', headers: owner })
  expect(answer.json()).toMatchObject({ name: 'Olive', email: ownerEmail, role: 'owner' })
})

test('the cookie is out of reach of scripts and other sites, and ends with the shift', async () => {
  const [cookie] = (await signIn(ownerEmail.toUpperCase(), password)).cookies
  expect(cookie).toMatchObject({ name: 'regulars.session_token', httpOnly: true, sameSite: 'Lax', maxAge: 43_200 })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn(ownerEmail, 'wrong horse battery')
  const unknown = await signIn('nobody@shop.example', password)
  expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'INVALID_EMAIL_OR_PASSWORD'])
  expect([unknown.statusCode, unknown.json()]).toEqual([401, wrong.json()])
})

test('without or with a made-up cookie nobody is known', async () => {
  for (const headers of [{}, { cookie: 'regulars.session_token=made.up' }]) {
    const answer = await http.inject({ url: '/v1/myself', headers })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'request/unauthenticated'])
  }
})

test('nobody signs up', async () => {
  const payload = { email: 'new@shop.example', password, name: 'New' }
  const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload })
  expect(answer.statusCode).toBe(404)
})

test('a page of another site can neither sign in nor out', async () => {
  const headers = { ...owner, origin: 'http://evil.example' }
  const payload = { email: ownerEmail, password }
  for (const url of ['/api/auth/sign-in/email', '/api/auth/sign-out'])
    expect((await http.inject({ method: 'POST', url, headers, payload })).statusCode, url).toBe(403)
})

test('a page of another site cannot use the cookie to change anything', async () => {
  const foreign = [
    { ...owner, origin: 'http://evil.example' },
    { ...owner, 'sec-fetch-site': 'cross-site' },
    { ...owner, 'sec-fetch-site': 'same-site' },
    { cookie: owner.cookie },
  ]
  for (const headers of foreign) {
    const payload = { code: 'S2', name: 'Second' }
    const answer = await http.inject({ method: 'POST', url: '/v1/stores', headers: withKey(headers), payload })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'organisation/foreign-origin'])
  }
})

test('signing out ends the session', async () => {
  const headers = await cookieOf(ownerEmail, password)
  await http.inject({ method: 'POST', url: '/api/auth/sign-out', headers })
  expect((await http.inject({ url: '/v1/myself', headers })).statusCode).toBe(401)
})

test('a new password needs the old one and may end the other sessions', async () => {
  const change = (currentPassword: string) =>
    http.inject({
      method: 'POST',
      url: '/api/auth/change-password',
      headers: owner,
      payload: { currentPassword, newPassword: 'another horse battery', revokeOtherSessions: true },
    })
  expect((await change('wrong horse battery')).statusCode).toBe(400)
  const other = await cookieOf(ownerEmail, password)
  expect((await change(password)).statusCode).toBe(200)
  expect((await http.inject({ url: '/v1/myself', headers: other })).statusCode).toBe(401)
  expect((await signIn(ownerEmail, 'another horse battery')).statusCode).toBe(200)
})

test('who tries too often waits; others do not, and a forged address does not help', async () => {
  const attempt = (remoteAddress: string, forged = '10.9.9.9') =>
    http.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress,
      headers: { 'regulars-client-address': forged, 'x-forwarded-for': forged },
      payload: { email: 'nobody' },
    })
  for (let count = 0; count < 20; count++) expect((await attempt('10.0.0.1')).statusCode).toBe(400)
  expect((await attempt('10.0.0.1')).statusCode).toBe(429)
  expect((await attempt('10.0.0.1', '10.8.8.8')).statusCode).toBe(429)
  expect((await attempt('10.0.0.2')).statusCode).toBe(400)
})
