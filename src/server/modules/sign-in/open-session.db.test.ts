import { afterAll, expect, test } from 'vitest'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'
import { findStaff } from '../access/staff-store.ts'

const shop = await openShop()
const elsewhere = await shop.openElsewhere()
afterAll(async () => {
  await elsewhere.close()
  await shop.close()
})
const { http, clock, facts, context } = shop
const { password } = facts
const minuteMs = 60_000
const later = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms))

const owner = new TestBrowser(http)
await owner.signIn(ownerEmail, password)
const cashPassword = 'seven green umbrellas'
await owner.ask('POST', '/v1/staff', {
  name: 'Cass',
  email: 'cass@shop.example',
  password: cashPassword,
  role: 'cashier',
})
const { staffId = '' } = (await findStaff(context.db)).find(({ name }) => name === 'Cass') ?? {}

async function signedIn(email = ownerEmail, given = password): Promise<TestBrowser> {
  const browser = new TestBrowser(http)
  expect((await browser.signIn(email, given)).status).toBe(200)
  return browser
}
const cass = () => signedIn('cass@shop.example', cashPassword)
const present = { 'regulars-present': 'yes' }

test('an owner who does nothing for half an hour is out, a moment earlier still in', async () => {
  const [early, late] = [await signedIn(), await signedIn()]
  later(30 * minuteMs - 1)
  expect(await early.isIn()).toBe(true)
  later(1)
  expect(await late.isIn()).toBe(false)
  expect(await early.isIn()).toBe(false)
})

test('a page that only asks again and again keeps nobody in; one that somebody touches does, and so does a change', async () => {
  const [polling, touched, changing] = [await signedIn(), await signedIn(), await signedIn()]
  for (let ten = 0; ten < 3; ten++) {
    later(10 * minuteMs)
    await polling.ask('GET', '/v1/myself')
    await touched.ask('GET', '/v1/myself', undefined, present)
    await changing.ask('POST', '/v1/stores', { code: `X${ten}`, name: 'X' })
  }
  expect([await polling.isIn(), await touched.isIn(), await changing.isIn()]).toEqual([false, true, true])
})

test('whoever works without a break is out after twelve hours', async () => {
  const browser = await signedIn()
  for (let ten = 0; ten < 71; ten++) {
    later(10 * minuteMs)
    await browser.ask('GET', '/v1/myself', undefined, present)
  }
  later(10 * minuteMs - 1)
  expect(await browser.isIn()).toBe(true)
  later(1)
  expect(await browser.isIn()).toBe(false)
})

test('a till is left alone for four hours', async () => {
  const browser = await cass()
  later(4 * 60 * minuteMs - 1)
  expect(await browser.isIn()).toBe(true)
  later(1)
  expect(await browser.isIn()).toBe(false)
})

test('a session that is over can do nothing at the sign-in routes either', async () => {
  const browser = await signedIn()
  later(30 * minuteMs)
  const body = { currentPassword: password, newPassword: 'blue kettle under stairs' }
  const answer = await browser.ask('POST', '/api/auth/change-password', body)
  expect([answer.status, answer.body.code]).toEqual([401, 'access/sign-in-expired'])
})

/** Signs in at one process, is known at the other, ends it at the one: the other's very next answer is 401. */
async function isOutElsewhere(browser: TestBrowser, end: () => Promise<{ status: number }>) {
  const there = browser.at(elsewhere.http)
  expect(await there.isIn()).toBe(true)
  expect((await end()).status).toBe(200)
  return !(await there.isIn())
}
const asOwner = async (change: object) => (await signedIn()).ask('PATCH', `/v1/staff/${staffId}`, change)

test('signing out ends the session in every process at once', async () => {
  const browser = await cass()
  expect(await isOutElsewhere(browser, () => browser.ask('POST', '/api/auth/sign-out'))).toBe(true)
})

test('signing out elsewhere ends the others in every process, and not this one', async () => {
  const [one, other] = [await cass(), await cass()]
  expect(await isOutElsewhere(one, () => other.ask('POST', '/v1/myself/sessions/end-others'))).toBe(true)
  expect(await other.isIn()).toBe(true)
})

test('a new password, of one’s own or from the owner, ends the sessions in every process', async () => {
  const [first, second] = [await cass(), await cass()]
  const change = { currentPassword: cashPassword, newPassword: 'nine red bicycles' }
  expect(await isOutElsewhere(first, () => second.ask('POST', '/api/auth/change-password', change))).toBe(true)
  expect(await second.isIn()).toBe(true)
  expect(await isOutElsewhere(second, () => asOwner({ password: cashPassword }))).toBe(true)
})

test('another role counts from the next request on in every process', async () => {
  const there = (await cass()).at(elsewhere.http)
  await asOwner({ role: 'owner' })
  expect((await there.ask('GET', '/v1/staff')).status).toBe(200)
  await asOwner({ role: 'cashier' })
  expect((await there.ask('GET', '/v1/staff')).status).toBe(403)
})

test('who is switched off is out in every process', async () => {
  expect(await isOutElsewhere(await cass(), () => asOwner({ isActive: false }))).toBe(true)
})
