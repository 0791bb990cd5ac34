import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, ownPage } from '../../../../test/support/small-shop.ts'
import { openDatabase } from '../../platform/database.ts'
import { createHttp } from '../../platform/http.ts'
import { UseOnce } from '../../platform/use-once.ts'
import { Trail } from '../audit/index.ts'
import { staffAuthenticator } from './authenticate-staff.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { openStaffAuth } from './staff-auth.ts'

const shop = await openShop()
const { context, facts, cookieOf } = shop
const owner = await cookieOf(ownerEmail, facts.password)

/** The same server, as it is while its database cannot be reached. */
const target = { host: '/nowhere', database: 'regulars', user: 'regulars' }
const db = openDatabase(target)
const away = { ...context, db }
const staffAuth = openStaffAuth({ context: away, target })
const http = await createHttp({
  authenticators: [staffAuthenticator(away)],
  audit: new Trail(away),
  logger: false,
  version: '0',
})
http.get('/probe', { config: { access: 'members.read', audit: { none: 'a probe' } } }, async () => ({}))
signInRoutes(http, { context: away, staffAuth, useOnce: new UseOnce(away) })
await http.ready()

afterAll(async () => {
  await http.close()
  await staffAuth.close()
  await db.close()
  await shop.close()
})

test('while the database is away nobody is taken for signed out', async () => {
  const answer = await http.inject({ url: '/probe', headers: owner })
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'request/database-away'])
})

test('while the database is away a sign-in is told to try again', async () => {
  const payload = { email: ownerEmail, password: facts.password }
  const answer = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers: ownPage, payload })
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'request/database-away'])
})
