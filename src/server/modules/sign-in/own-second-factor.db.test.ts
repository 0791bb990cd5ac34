import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { codeAt } from '../../../../test/support/authenticator.ts'
import { TestBrowser } from '../../../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../../../test/support/small-shop.ts'
import { addStaff } from '../access/add-staff.ts'
import { hashPassword } from '../access/passwords.ts'
import { resetSecondFactor } from '../access/reset-second-factor.ts'
import type { StaffRole } from '../access/staff.ts'

const shop = await openShop({ secondFactor: 'required' })
const elsewhere = await shop.openElsewhere()
afterAll(async () => {
  await elsewhere.close()
  await shop.close()
})
const { http, context, facts, clock } = shop
const password = 'seven green umbrellas'
const passwordHash = await hashPassword(password)

async function newStaff(role: StaffRole) {
  const staffId = randomUUID()
  const email = `${staffId}@shop.example`
  await addStaff(context.db, { staffId, name: 'Ann', email, role, storeCodes: null, passwordHash, now: clock.now() })
  const browser = new TestBrowser(http)
  const answer = await browser.signIn(email, password)
  return { staffId, email, browser, answer }
}

/** Somebody whose authenticator is set up; its code of the next half minute is not used yet. */
async function newEnrolled(role: StaffRole = 'operations') {
  const staff = await newStaff(role)
  const { body } = await staff.browser.ask('POST', '/api/auth/two-factor/enable', { password })
  const code = codeAt(body.secret, Date.now())
  expect((await staff.browser.ask('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  const secret: string = body.secret
  const backupCodes: string[] = body.backupCodes
  return { ...staff, secret, backupCodes, usedCode: code, nextCode: () => codeAt(secret, Date.now() + 30_000) }
}
const give = (browser: TestBrowser, code: string) => browser.ask('POST', '/api/auth/two-factor/verify-totp', { code })
const giveBackup = (browser: TestBrowser, code: string) =>
  browser.ask('POST', '/api/auth/two-factor/verify-backup-code', { code })

test('the codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect([59, 1111111109, 20000000000].map(seconds => codeAt(secret, seconds * 1000))).toEqual([
    '287082',
    '081804',
    '353130',
  ])
})

test('without a second factor those who manage may do nothing but set one up', async () => {
  for (const role of ['owner', 'operations'] as const) {
    const { browser, answer } = await newStaff(role)
    expect(answer.body).toEqual({ isCodeNeeded: false })
    for (const url of ['/v1/myself', '/v1/staff', '/v1/stores', '/v1/myself/sessions']) {
      const refused = await browser.ask('GET', url)
      expect([refused.status, refused.body.code], url).toEqual([403, 'access/second-factor-missing'])
    }
    const change = { currentPassword: password, newPassword: 'nine red bicycles' }
    expect((await browser.ask('POST', '/api/auth/change-password', change)).body.code).toBe(
      'access/second-factor-missing',
    )
    const begun = await browser.ask('POST', '/api/auth/two-factor/enable', { password })
    expect((await browser.ask('GET', '/v1/myself')).status).toBe(403)
    expect((await give(browser, codeAt(begun.body.secret, Date.now()))).status).toBe(200)
    expect((await browser.ask('GET', '/v1/myself')).body).toMatchObject({
      hasSecondFactor: true,
      secondFactorRule: 'required',
    })
  }
})

test('cashier and service work without one, and may have one', async () => {
  for (const role of ['cashier', 'service'] as const) expect(await (await newStaff(role)).browser.isIn()).toBe(true)
  const { email } = await newEnrolled('cashier')
  expect((await new TestBrowser(http).signIn(email, password)).body).toEqual({ isCodeNeeded: true })
})

test('setting up needs the password', async () => {
  const { browser } = await newStaff('owner')
  const refused = await browser.ask('POST', '/api/auth/two-factor/enable', { password: 'not the right one' })
  expect([refused.status, refused.body.code]).toEqual([422, 'access/password-wrong'])
})

test('the authenticator reads its secret from the address', async () => {
  const { browser, email } = await newStaff('owner')
  const { body } = await browser.ask('POST', '/api/auth/two-factor/enable', { password })
  const address = new URL(body.address)
  expect([address.protocol, decodeURIComponent(address.pathname), address.searchParams.get('secret')]).toEqual([
    'otpauth:',
    `/Regulars:${email}`,
    body.secret,
  ])
  expect(body.backupCodes).toHaveLength(10)
  expect(new Set(body.backupCodes).size).toBe(10)
})

test('a factor whose first code was never given does not count', async () => {
  const { browser, email } = await newStaff('operations')
  await browser.ask('POST', '/api/auth/two-factor/enable', { password })
  expect((await give(browser, '000000')).body.code).toBe('access/code-wrong')
  expect((await new TestBrowser(http).signIn(email, password)).body).toEqual({ isCodeNeeded: false })
})

test('with the first code all other sessions end, and this one gets a new token', async () => {
  const { email, browser } = await newStaff('operations')
  const other = new TestBrowser(http)
  await other.signIn(email, password)
  const before = browser.at(http)
  const { body } = await browser.ask('POST', '/api/auth/two-factor/enable', { password })
  await give(browser, codeAt(body.secret, Date.now()))
  const sessions = await context.db.rows(
    'select 1 from staff."session" s join staff."user" u on u.id = s."userId" where u.email = $1',
    [email],
  )
  expect([await browser.isIn(), sessions.length]).toEqual([true, 1])
  expect((await before.ask('GET', '/v1/myself')).status).toBe(401)
  expect((await other.ask('GET', '/v1/myself')).status).toBe(401)
})

test('after the password nobody is in until the code is right', async () => {
  const { email, nextCode } = await newEnrolled()
  const browser = new TestBrowser(http)
  expect((await browser.signIn(email, password)).body).toEqual({ isCodeNeeded: true })
  expect((await browser.ask('GET', '/v1/myself')).status).toBe(401)
  const refused = await give(browser, '000000')
  expect([refused.status, refused.body.code, await browser.isIn()]).toEqual([422, 'access/code-wrong', false])
  const spaced = nextCode().replace(/^.../, '$& ')
  expect((await give(browser, spaced)).status).toBe(200)
  expect(await browser.isIn()).toBe(true)
})

test('a code counts once, whichever process is asked, also when it is still in time', async () => {
  const { email, usedCode, nextCode } = await newEnrolled()
  const [one, two] = [new TestBrowser(http), new TestBrowser(elsewhere.http)]
  await one.signIn(email, password)
  await two.signIn(email, password)
  expect((await give(one, usedCode)).body.code).toBe('access/code-wrong')
  const code = nextCode()
  const answers = await Promise.all([give(one, code), give(two, code)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
})

test('the fifth wrong code in a row is the last; then even the right one waits', async () => {
  const { email, nextCode } = await newEnrolled()
  const browser = new TestBrowser(http)
  await browser.signIn(email, password)
  for (let wrong = 0; wrong < 5; wrong++) expect((await give(browser, `00000${wrong}`)).status).toBe(422)
  const again = new TestBrowser(http)
  await again.signIn(email, password)
  const refused = await give(again, nextCode())
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    429,
    'access/too-many-tries',
    '900',
  ])
})

test('four wrong codes and a right one are forgotten', async () => {
  const { email, nextCode } = await newEnrolled()
  const browser = new TestBrowser(http)
  await browser.signIn(email, password)
  for (let wrong = 0; wrong < 4; wrong++) expect((await give(browser, `00000${wrong}`)).status).toBe(422)
  expect((await give(browser, nextCode())).status).toBe(200)
})

test('a backup code counts once, in place of a code', async () => {
  const { email, backupCodes } = await newEnrolled()
  const [code = ''] = backupCodes
  const browser = new TestBrowser(http)
  await browser.signIn(email, password)
  expect((await giveBackup(browser, 'aaaaa-bbbbb')).body.code).toBe('access/backup-code-wrong')
  expect((await giveBackup(browser, code)).status).toBe(200)
  expect(await browser.isIn()).toBe(true)
  const again = new TestBrowser(http)
  await again.signIn(email, password)
  expect((await giveBackup(again, code)).body.code).toBe('access/backup-code-wrong')
})

test('new backup codes make the old ones worthless', async () => {
  const { email, browser, backupCodes } = await newEnrolled()
  const { body } = await browser.ask('POST', '/api/auth/two-factor/generate-backup-codes', { password })
  const again = new TestBrowser(http)
  await again.signIn(email, password)
  expect((await giveBackup(again, backupCodes[1] ?? '')).body.code).toBe('access/backup-code-wrong')
  expect((await giveBackup(again, body.backupCodes[0])).status).toBe(200)
})

test('a code without a password before it is worth nothing', async () => {
  const { nextCode, backupCodes } = await newEnrolled()
  for (const answer of [
    await give(new TestBrowser(http), nextCode()),
    await giveBackup(new TestBrowser(http), backupCodes[0] ?? ''),
  ])
    expect([answer.status, answer.body.code]).toEqual([401, 'access/sign-in-expired'])
})

test('whoever must have one cannot switch it off, others can with their password', async () => {
  const manager = await newEnrolled('operations')
  const refused = await manager.browser.ask('POST', '/api/auth/two-factor/disable', { password })
  expect([refused.status, refused.body.code]).toEqual([422, 'access/second-factor-required'])
  const cashier = await newEnrolled('cashier')
  const disable = (given: string) => cashier.browser.ask('POST', '/api/auth/two-factor/disable', { password: given })
  expect((await disable('not the right one')).body.code).toBe('access/password-wrong')
  expect((await disable(password)).status).toBe(200)
  expect((await disable(password)).body.code).toBe('access/second-factor-off')
  expect((await new TestBrowser(http).signIn(cashier.email, password)).body).toEqual({ isCodeNeeded: false })
})

test('a device cannot be trusted past the second factor', async () => {
  const { email, nextCode } = await newEnrolled()
  const browser = new TestBrowser(http)
  await browser.signIn(email, password)
  const refused = await browser.ask('POST', '/api/auth/two-factor/verify-totp', { code: nextCode(), trustDevice: true })
  expect(refused.status).toBe(400)
})

test('secret and codes lie encrypted', async () => {
  const { staffId, secret, backupCodes } = await newEnrolled()
  const [stored] = await context.db.rows('select secret, "backupCodes" from staff."twoFactor" where "userId" = $1', [
    staffId,
  ])
  const text = JSON.stringify(stored)
  expect(text).toContain('backupCodes')
  for (const plain of [secret, Buffer.from(secret).toString('base64'), ...backupCodes])
    expect(text).not.toContain(plain)
})

test('the owner resets a lost device: all sessions end, and the next sign-in sets up a new one', async () => {
  const owner = await newEnrolled('owner')
  const { staffId, email, browser } = await newEnrolled()
  const reset = await owner.browser.ask('POST', `/v1/staff/${staffId}/reset-second-factor`)
  expect([reset.status, reset.body.hasSecondFactor]).toEqual([200, false])
  expect((await browser.ask('GET', '/v1/myself')).status).toBe(401)
  const again = new TestBrowser(http)
  expect((await again.signIn(email, password)).body).toEqual({ isCodeNeeded: false })
  expect((await again.ask('GET', '/v1/myself')).body.code).toBe('access/second-factor-missing')
})

test('a sign-in that is half done ends with the reset', async () => {
  const { staffId, email, nextCode } = await newEnrolled()
  const browser = new TestBrowser(http)
  await browser.signIn(email, password)
  await context.db.transaction(tx => resetSecondFactor(tx, { staffId, now: clock.now() }))
  expect((await give(browser, nextCode())).body.code).toBe('access/sign-in-expired')
})

test('nobody is reset who does not exist', async () => {
  const reset = context.db.transaction(tx => resetSecondFactor(tx, { staffId: randomUUID(), now: clock.now() }))
  await expect(reset).rejects.toThrow('organisation/staff-not-found')
})

test('the owner decides whether it is required, and only the owner', async () => {
  const owner = new TestBrowser(http)
  await owner.signIn(ownerEmail, facts.password)
  const { body } = await owner.ask('POST', '/api/auth/two-factor/enable', { password: facts.password })
  await give(owner, codeAt(body.secret, Date.now()))
  const manager = await newEnrolled('operations')
  expect((await manager.browser.ask('PUT', '/v1/sign-in-rules', { secondFactor: 'offered' })).status).toBe(403)
  expect((await owner.ask('GET', '/v1/sign-in-rules')).body).toEqual({ secondFactor: 'required' })
  expect((await owner.ask('PUT', '/v1/sign-in-rules', { secondFactor: 'offered' })).status).toBe(200)
  const { browser } = await newStaff('operations')
  expect(await browser.isIn()).toBe(true)
  await owner.ask('PUT', '/v1/sign-in-rules', { secondFactor: 'required' })
  expect((await browser.ask('GET', '/v1/myself')).body.code).toBe('access/second-factor-missing')
})
