import { afterAll, expect, test } from 'vitest'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'

const shop = await openShop()
afterAll(shop.close)
const { http, facts, clock } = shop

async function signedIn(email = ownerEmail, password = facts.password): Promise<TestBrowser> {
  const browser = new TestBrowser(http, { address: '192.0.2.7' })
  await browser.signIn(email, password)
  return browser
}
const owner = await signedIn()
const cass = { name: 'Cass', email: 'cass@shop.example', password: 'seven green umbrellas', role: 'cashier' }
await owner.ask('POST', '/v1/staff', cass)

test('everybody sees where they are signed in, and only they', async () => {
  const browser = await signedIn(cass.email, cass.password)
  await signedIn(cass.email, cass.password)
  const { body } = await browser.ask('GET', '/v1/myself/sessions')
  const startedAt = clock.now().toISOString()
  expect(body.sessions).toHaveLength(2)
  expect(body.sessions.map((session: { isThis: boolean }) => session.isThis).toSorted()).toEqual([false, true])
  expect(body.sessions[0]).toMatchObject({
    startedAt,
    usedAt: startedAt,
    endsAt: new Date(clock.now().getTime() + 4 * 3_600_000).toISOString(),
    address: '192.0.2.7',
    browser: 'lightMyRequest',
  })
  expect(Object.keys(body.sessions[0]).toSorted()).toEqual(
    ['address', 'browser', 'endsAt', 'isThis', 'sessionId', 'startedAt', 'usedAt'].toSorted(),
  )
})

test('somebody signs out on another device, and cannot sign out somebody else', async () => {
  const lost = await signedIn()
  const { body } = await lost.ask('GET', '/v1/myself/sessions')
  const { sessionId } = body.sessions.find((session: { isThis: boolean }) => session.isThis)
  const stranger = await signedIn(cass.email, cass.password)
  const refused = await stranger.ask('DELETE', `/v1/myself/sessions/${sessionId}`)
  expect([refused.status, refused.body.code, await lost.isIn()]).toEqual([404, 'access/session-not-found', true])
  expect((await owner.ask('DELETE', `/v1/myself/sessions/${sessionId}`)).body).toEqual({ ended: 1 })
  expect(await lost.isIn()).toBe(false)
  expect((await owner.ask('DELETE', `/v1/myself/sessions/${sessionId}`)).status).toBe(404)
})

test('a machine has no sessions', async () => {
  const { body } = await owner.ask('POST', '/v1/keys/api', { name: 'ERP', scopes: ['organisation.read'] })
  const answer = await http.inject({ url: '/v1/myself/sessions', headers: { authorization: `Bearer ${body.secret}` } })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'access/session-not-found'])
})
