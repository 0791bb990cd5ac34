import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'
import { addStaff } from '../access/add-staff.ts'
import { hashPassword, isRightPassword } from '../access/passwords.ts'

/** What argon2 had to do: each hash and each comparison is one run of it. */
const work: string[] = []
const shop = await openShop({
  settings: { REGULARS_TRUSTED_PROXIES: '10.1.0.0/16' },
  passwords: {
    hash: password => {
      work.push('run')
      return hashPassword(password)
    },
    isRight: facts => {
      work.push('run')
      return isRightPassword(facts)
    },
  },
})
const elsewhere = await shop.openElsewhere()
afterAll(async () => {
  await elsewhere.close()
  await shop.close()
})
const { http, clock, context, facts } = shop
const { password } = facts

let addressCount = 0
const newAddress = () => {
  addressCount += 1
  return `192.0.2.${addressCount}`
}
const newBrowser = (address = newAddress()) => new TestBrowser(http, { address })
const wrong = 'wrong horse battery'

/** Signs in until the answer is not the given one. @returns how often it was */
async function triesUntilOther(status: number, attempt: (index: number) => Promise<{ status: number }>) {
  for (let count = 0; count < 100; count++) if ((await attempt(count)).status !== status) return count
  return 100
}

beforeEach(() => {
  clock.moveTo(new Date(clock.now().getTime() + 3_600_000))
  work.length = 0
})

test('each refusal runs argon2 once, whatever its reason; so does each success', async () => {
  await addStaff(context.db, {
    staffId: randomUUID(),
    name: 'Off',
    email: 'off@shop.example',
    role: 'cashier',
    storeCodes: null,
    passwordHash: await hashPassword(password),
    now: clock.now(),
  })
  await context.db.run(`update staff."user" set "isActive" = false where email = 'off@shop.example'`)
  for (const [email, given] of [
    ['nobody@shop.example', wrong],
    ['no address at all', wrong],
    [ownerEmail, wrong],
    ['off@shop.example', wrong],
    ['off@shop.example', password],
    [ownerEmail, password],
  ] as const) {
    work.length = 0
    await newBrowser().signIn(email, given)
    expect(work, `${email} ${given}`).toEqual(['run'])
  }
})

test('ten wrong tries of strangers pass for an account, whatever their address; the next waits out the quarter of an hour', async () => {
  const guess = (index: number) =>
    new TestBrowser(index % 2 ? http : elsewhere.http, { address: newAddress() }).signIn(ownerEmail, wrong)
  expect(await triesUntilOther(401, guess)).toBe(10)
  clock.moveTo(new Date(clock.now().getTime() + 15 * 60_000 - 1))
  const refused = await newBrowser().signIn(ownerEmail, password)
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    429,
    'access/too-many-tries',
    '1',
  ])
  clock.moveTo(new Date(clock.now().getTime() + 1))
  expect((await newBrowser().signIn(ownerEmail, password)).status).toBe(200)
})

test('what is refused for its number costs no hash', async () => {
  await triesUntilOther(401, () => newBrowser().signIn('target@shop.example', wrong))
  work.length = 0
  await newBrowser().signIn('target@shop.example', wrong)
  expect(work).toEqual([])
})

test('strangers cannot lock somebody out of a device on which they signed in before', async () => {
  const own = newBrowser()
  expect((await own.signIn(ownerEmail, password)).status).toBe(200)
  await triesUntilOther(401, () => newBrowser().signIn(ownerEmail, wrong))
  expect((await newBrowser().signIn(ownerEmail, password)).status).toBe(429)
  expect((await own.signIn(ownerEmail, password)).status).toBe(200)
})

test('a known device has a budget of its own, and no more than that', async () => {
  const own = newBrowser()
  await own.signIn(ownerEmail, password)
  expect(await triesUntilOther(401, () => own.signIn(ownerEmail, wrong))).toBe(10)
})

test('twenty wrong tries pass from a device, whichever account they are for', async () => {
  const device = newBrowser()
  await device.signIn(ownerEmail, password)
  expect(await triesUntilOther(401, index => device.signIn(`a${index}@shop.example`, wrong))).toBe(20)
})

test('fifty wrong tries pass from an address; another address goes on', async () => {
  const address = newAddress()
  expect(await triesUntilOther(401, index => newBrowser(address).signIn(`b${index}@shop.example`, wrong))).toBe(50)
  expect((await newBrowser().signIn('b99@shop.example', wrong)).status).toBe(401)
})

test('sign-ins that succeed use up nothing', async () => {
  const address = newAddress()
  expect(await triesUntilOther(200, () => newBrowser(address).signIn(ownerEmail, password))).toBe(100)
})

test('an address that a client claims does not count, one that a trusted proxy names does', async () => {
  const claim = (address: string, claimed: string, email: string) =>
    new TestBrowser(http, { address }).ask(
      'POST',
      '/api/auth/sign-in/email',
      { email, password: wrong },
      {
        'x-forwarded-for': claimed,
        'regulars-client-address': claimed,
      },
    )
  const forger = newAddress()
  expect(await triesUntilOther(401, index => claim(forger, `198.51.100.${index}`, `c${index}@shop.example`))).toBe(50)
  const behindProxy = await triesUntilOther(401, index =>
    claim('10.1.2.3', `203.0.113.${index}`, `d${index}@shop.example`),
  )
  expect(behindProxy).toBe(100)
})

test('many at once do not pass together', async () => {
  const tries = await Promise.all(Array.from({ length: 25 }, () => newBrowser().signIn('crowd@shop.example', wrong)))
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
})
