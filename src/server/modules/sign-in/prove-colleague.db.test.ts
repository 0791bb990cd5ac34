import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { codeAt } from '../../../../test/support/authenticator.ts'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'
import { UseOnce } from '../../platform/use-once.ts'
import { addStaff } from '../access/add-staff.ts'
import { hashPassword, isRightPassword } from '../access/passwords.ts'
import type { StaffRole } from '../access/staff.ts'
import { colleagueProver } from './prove-colleague.ts'
import { openStaffAuth } from './staff-auth.ts'

/** What argon2 had to do. */
const work: string[] = []
const shop = await openShop({ secondFactor: 'required' })
const { context, clock, http, facts, target } = shop
const staffAuth = openStaffAuth({
  context,
  target,
  passwords: {
    hash: password => {
      work.push('run')
      return hashPassword(password)
    },
    isRight: given => {
      work.push('run')
      return isRightPassword(given)
    },
  },
})
const prove = colleagueProver({ context, staffAuth, useOnce: new UseOnce(context) })
afterAll(async () => {
  await staffAuth.close()
  await shop.close()
})
const password = 'seven green umbrellas'
const passwordHash = await hashPassword(password)
let address = 0

async function newStaff(role: StaffRole) {
  const staffId = randomUUID()
  const email = `${staffId}@shop.example`
  await addStaff(context.db, { staffId, name: 'Ann', email, role, storeCodes: null, passwordHash, now: clock.now() })
  return { staffId, email }
}

async function newEnrolled() {
  const staff = await newStaff('operations')
  const browser = new TestBrowser(http)
  await browser.signIn(staff.email, password)
  const { body } = await browser.ask('POST', '/api/auth/two-factor/enable', { password })
  const code = codeAt(body.secret, Date.now())
  expect((await browser.ask('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  const secret: string = body.secret
  return { ...staff, secret, code: () => codeAt(secret, clock.now().getTime()) }
}

type Given = { email: string; secret?: string; code?: string }
/** What became of a try, from an address of its own unless it says otherwise. */
async function tried(
  { email, secret = password, code }: Given,
  from = `192.0.2.${++address}`,
  callerId: string = randomUUID(),
) {
  const proven = await prove({ email, password: secret, code, address: from, callerId }).catch(error => error.code)
  return typeof proven === 'string' || proven === null ? proven : proven.staffId
}

beforeEach(() => {
  clock.moveTo(new Date(clock.now().getTime() + 3_600_000))
  work.length = 0
})

test('a password proves a colleague who needs no second factor, and opens no session', async () => {
  const cashier = await newStaff('cashier')
  expect(await tried({ email: ` ${cashier.email.toUpperCase()} ` })).toBe(cashier.staffId)
  expect(await context.db.rows('select id from staff."session" where "userId" = $1', [cashier.staffId])).toEqual([])
})

test('each try runs argon2 once, whatever became of it, and every refusal is the same', async () => {
  const off = await newStaff('cashier')
  await context.db.run('update staff."user" set "isActive" = false where id = $1', [off.staffId])
  for (const given of [
    { email: 'nobody@shop.example' },
    { email: 'no address at all' },
    { email: ownerEmail, secret: 'wrong horse battery' },
    { email: off.email, secret: 'wrong horse battery' },
    { email: off.email },
  ]) {
    work.length = 0
    expect([await tried(given), work], given.email).toEqual(['access/colleague-wrong', ['run']])
  }
})

test('ten wrong tries pass for an account, at this door and that of signing in together', async () => {
  const { email } = await newStaff('cashier')
  for (let count = 0; count < 5; count++) {
    expect(await tried({ email, secret: 'wrong horse battery' })).toBe('access/colleague-wrong')
    const browser = new TestBrowser(http, { address: `192.0.2.${++address}` })
    expect((await browser.signIn(email, 'wrong horse battery')).status).toBe(401)
  }
  work.length = 0
  expect([await tried({ email }), work]).toEqual(['access/too-many-tries', []])
  clock.moveTo(new Date(clock.now().getTime() + 15 * 60_000))
  expect(await tried({ email })).not.toBe('access/too-many-tries')
})

test('twenty wrong tries pass at one session, whichever account they are for', async () => {
  const wrong = (index: number) => tried({ email: `a${index}@shop.example` }, undefined, 'staff:one')
  for (let count = 0; count < 20; count++) expect(await wrong(count)).toBe('access/colleague-wrong')
  expect(await wrong(20)).toBe('access/too-many-tries')
})

test('tries that succeed use up nothing', async () => {
  const { email, staffId } = await newStaff('cashier')
  for (let count = 0; count < 12; count++) expect(await tried({ email }, '192.0.2.250')).toBe(staffId)
})

test('who must have a second factor and has none proves nothing', async () => {
  expect(await tried({ email: ownerEmail, secret: facts.password })).toBe('access/colleague-second-factor-missing')
})

test('a code is asked for and counts once', async () => {
  const { email, staffId, code } = await newEnrolled()
  expect(await tried({ email })).toBeNull()
  expect(await tried({ email, code: code() })).toBe(staffId)
  expect(await tried({ email, code: code() })).toBe('access/code-wrong')
  clock.moveTo(new Date(clock.now().getTime() + 30_000))
  const [first, second] = [code().slice(0, 3), code().slice(3)]
  expect(await tried({ email, code: `${first} ${second}` })).toBe(staffId)
})

test('after five wrong codes in a row a right one waits; the sign-in waits with it', async () => {
  const { email, secret, code } = await newEnrolled()
  const wrong = () => (code() === '000000' ? '000001' : '000000')
  for (let count = 0; count < 4; count++) expect(await tried({ email, code: wrong() })).toBe('access/code-wrong')
  // The fourth wrong one leaves a try, which a right code takes, and the count begins anew.
  expect(await tried({ email, code: code() })).not.toBe('access/too-many-tries')
  for (let count = 0; count < 5; count++) expect(await tried({ email, code: wrong() })).toBe('access/code-wrong')
  clock.moveTo(new Date(clock.now().getTime() + 60_000))
  expect(await tried({ email, code: code() })).toBe('access/too-many-tries')
  const browser = new TestBrowser(http, { address: `192.0.2.${++address}` })
  await browser.signIn(email, password)
  const next = { code: codeAt(secret, Date.now() + 30_000) }
  expect((await browser.ask('POST', '/api/auth/two-factor/verify-totp', next)).body.code).toBe('access/too-many-tries')
})

test('many codes at once do not pass together', async () => {
  const { email, code } = await newEnrolled()
  const codes = Array.from({ length: 12 }, (_, index) => String(index).padStart(6, '0')).filter(one => one !== code())
  const seen = await Promise.all(codes.map(one => tried({ email, code: one })))
  // Of those that waited for the row, none came in after the fifth.
  expect(seen.filter(one => one === 'access/code-wrong')).toHaveLength(5)
})
