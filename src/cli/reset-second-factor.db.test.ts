import { afterAll, expect, test } from 'vitest'
import { codeAt } from '../../test/support/authenticator.ts'
import { TestBrowser } from '../../test/support/browser.ts'
import { openShop, ownerEmail } from '../../test/support/small-shop.ts'
import { reset, run } from './reset-second-factor.ts'

const shop = await openShop({ secondFactor: 'required' })
afterAll(shop.close)
const { password } = shop.facts

test('the last owner gets in again after a lost device', async () => {
  const browser = new TestBrowser(shop.http)
  await browser.signIn(ownerEmail, password)
  const { body } = await browser.ask('POST', '/api/auth/two-factor/enable', { password })
  await browser.ask('POST', '/api/auth/two-factor/verify-totp', { code: codeAt(body.secret, Date.now()) })
  expect(await browser.isIn()).toBe(true)
  expect(await reset(shop.context, ` ${ownerEmail.toUpperCase()} `)).toContain(ownerEmail)
  expect(await browser.isIn()).toBe(false)
  expect((await new TestBrowser(shop.http).signIn(ownerEmail, password)).body).toEqual({ isCodeNeeded: false })
})

test('an address that nobody has is told as a sentence', async () => {
  await expect(reset(shop.context, 'nobody@shop.example')).rejects.toThrow(
    'There is no such member of staff. 没有这位员工。',
  )
})

test('without an address it says how it is used', async () => {
  expect([await run([]), await run(['--mail', 'x'])]).toEqual([2, 2])
})
