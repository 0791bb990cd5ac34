import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, ownPage, withKey } from '../../../../test/support/small-shop.ts'
import { addStaff } from '../access/add-staff.ts'
import { hashPassword } from '../access/passwords.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, context, facts, signIn, cookieOf } = shop
const { password } = facts
const owner = await cookieOf(ownerEmail, password)

test('who signs in is known by the cookie', async () => {
  const answer = await http.inject({ url: '/v1/myself', headers: owner })
  expect(answer.json()).toMatchObject({ name: 'Olive', email: ownerEmail, role: 'owner' })
})

test('the cookie is out of reach of scripts and other sites, and ends with the shift', async () => {
  const { cookies } = await signIn(ownerEmail.toUpperCase(), password)
  const cookie = cookies.find(({ name }) => name === 'regulars.session_token')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', maxAge: 43_200 })
})

test('an unknown address, a wrong password, no address at all and somebody switched off get the same answer', async () => {
  await addStaff(context.db, {
    staffId: randomUUID(),
    name: 'Cass',
    email: 'cass@shop.example',
    role: 'cashier',
    storeCodes: null,
    passwordHash: await hashPassword(password),
    now: context.clock.now(),
  })
  await context.db.run(`update staff."user" set "isActive" = false where email = 'cass@shop.example'`)
  const answers = [
    await signIn(ownerEmail, 'wrong horse battery'),
    await signIn('nobody@shop.example', password),
    await signIn('nobody', password),
    await signIn('cass@shop.example', password),
  ]
  for (const answer of answers) {
    expect([answer.statusCode, answer.json()]).toEqual([401, answers[0]?.json()])
    expect(answer.cookies.filter(({ name, value }) => name.includes('session') && value !== '')).toEqual([])
  }
  expect(answers[0]?.json().code).toBe('access/sign-in-wrong')
})

test('what is refused is told in the language of the caller', async () => {
  const titles = await Promise.all(
    ['zh-CN', 'zh-TW', 'en'].map(async language => {
      const headers = { ...ownPage, 'accept-language': language }
      const payload = { email: ownerEmail, password: 'wrong horse battery' }
      const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers, payload })
      expect(answer.headers['content-type']).toContain('application/problem+json')
      return answer.json().title.slice(0, 4)
    }),
  )
  expect(titles).toEqual(['邮箱或密', '電子郵件', 'The '])
})

test('each sign-in has a token of its own', async () => {
  const tokens = await Promise.all([signIn(ownerEmail, password), signIn(ownerEmail, password)])
  const [one, two] = tokens.map(({ cookies }) => cookies.find(({ name }) => name.includes('session'))?.value)
  expect(one).toBeTruthy()
  expect(one).not.toBe(two)
})

test('no answer of the sign-in routes holds a token', async () => {
  const answer = await signIn(ownerEmail, password)
  expect(answer.json()).toEqual({ isCodeNeeded: false })
})

test('what better-auth offers besides is shut', async () => {
  for (const url of ['/get-session', '/list-sessions'])
    expect((await http.inject({ url: `/api/auth${url}`, headers: owner })).statusCode, url).toBe(404)
  for (const url of ['/sign-up/email', '/revoke-session', '/update-user', '/change-email', '/two-factor/get-totp-uri'])
    expect(
      (await http.inject({ method: 'POST', url: `/api/auth${url}`, headers: owner, payload: {} })).statusCode,
      url,
    ).toBe(404)
})

test('without or with a made-up cookie nobody is known', async () => {
  for (const headers of [{}, { cookie: 'regulars.session_token=made.up' }]) {
    const answer = await http.inject({ url: '/v1/myself', headers })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'request/unauthenticated'])
  }
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

test('a new password needs the old one, ends the other sessions and gives this one a new token', async () => {
  const change = (currentPassword: string, newPassword: string) =>
    http.inject({
      method: 'POST',
      url: '/api/auth/change-password',
      headers: owner,
      payload: { currentPassword, newPassword },
    })
  const refused = [
    await change('wrong horse battery', 'blue kettle under stairs'),
    await change(password, 'password1234'),
    await change(password, ownerEmail),
    await change(password, 'short enough'.slice(0, 11)),
  ]
  expect(refused.map(answer => [answer.statusCode, answer.json().code])).toEqual([
    [422, 'access/password-wrong'],
    [422, 'access/password-known'],
    [422, 'access/password-personal'],
    [400, 'request/invalid'],
  ])
  const other = await cookieOf(ownerEmail, password)
  const changed = await change(password, 'blue kettle under stairs')
  expect([changed.statusCode, changed.json()]).toEqual([200, {}])
  for (const headers of [other, owner]) expect((await http.inject({ url: '/v1/myself', headers })).statusCode).toBe(401)
  const fresh = { cookie: changed.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') }
  expect((await http.inject({ url: '/v1/myself', headers: fresh })).statusCode).toBe(200)
  expect((await signIn(ownerEmail, password)).statusCode).toBe(401)
  expect((await signIn(ownerEmail, 'blue kettle under stairs')).statusCode).toBe(200)
})
