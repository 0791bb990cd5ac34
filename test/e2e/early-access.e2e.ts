import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt } from '../support/authenticator.ts'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import { keyInGoods, launchBrowser, newVisitor, openTill, phone, settle } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
const password = 'a long unguessable sentence 77'

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
  const tomorrow = new Date(server.shop.clock.now().getTime() + 86_400_000).toISOString()
  for (const sku of ['NEW', 'NEWER'])
    await server.shop.call('PUT', `/v1/goods/${sku}`, { name: '新款', onSaleAt: tomorrow })
  await hire(server.shop, 'cashier', 'Carl')
  await hire(server.shop, 'operations', 'Mona')
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a colleague approves at the cashier’s till, by keys alone, and the cashier goes on', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: 'carl@shop.example', password })
  await keyInGoods(page, { sku: 'NEW', name: '新款', price: '600' })
  await page.getByText('老板或运营可以写明原因提前放行').waitFor()
  const ask = page.getByRole('button', { name: '同事授权' })
  const dialog = page.getByRole('dialog', { name: '同事授权' })
  const giveWord = async (secret: string) => {
    await dialog.getByLabel('同事的密码').fill(secret)
    await page.keyboard.press('Enter')
  }
  await ask.press('Enter')
  await expect.poll(() => dialog.getByLabel('提前售卖的原因').evaluate(field => field.matches(':focus'))).toBe(true)
  await page.keyboard.type('老顾客要出国')
  await page.keyboard.press('Tab')
  await page.keyboard.type('mona@shop.example')
  await giveWord('wrong horse battery')
  await dialog.getByText('同事的邮箱或密码不对。').waitFor()
  await giveWord(password)
  await page.getByText('Mona 已授权放行未开售的商品：老顾客要出国').waitFor()
  await settle(page, '¥600.00')
  await expect.poll(() => page.getByRole('main').textContent()).toContain('同事授权：Mona 同意，Carl 收银')
  await page.keyboard.press('Escape')
  await keyInGoods(page, { sku: 'NEW', name: '新款', price: '600' })
  await ask.waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

test('a colleague’s word ends with the basket that they saw', async () => {
  const { page, leave } = await newVisitor(browser, { url: server.url, viewport: phone })
  await openTill(page, { email: 'carl@shop.example', password })
  await keyInGoods(page, { sku: 'NEW', name: '新款', price: '600' })
  await page.getByRole('button', { name: '同事授权' }).click()
  const dialog = page.getByRole('dialog', { name: '同事授权' })
  await dialog.getByLabel('提前售卖的原因').fill('老顾客要出国')
  await dialog.getByLabel('同事的邮箱').fill('mona@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await dialog.getByRole('button', { name: '授权' }).click()
  await page.getByText('Mona 已授权放行').waitFor()
  await page.getByRole('button', { name: '新款 加一件' }).click()
  await page.getByRole('button', { name: '同事授权' }).waitFor()
  await leave()
})

test('a colleague with an authenticator gives its code too, and a word that is over is asked for again', async () => {
  const { call, clock } = server.shop
  const nora = await hire(server.shop, 'operations', 'Nora')
  const { body } = await call('POST', '/api/auth/two-factor/enable', { password }, { ...nora, key: null })
  const first = { code: codeAt(body.secret, Date.now()) }
  expect((await call('POST', '/api/auth/two-factor/verify-totp', first, { ...nora, key: null })).status).toBe(200)
  const later = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms))
  // Codes count once: this one is of another half minute than the first.
  later(5 * 60_000)
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: 'carl@shop.example', password })
  await keyInGoods(page, { sku: 'NEW', name: '新款', price: '600' })
  const ask = page.getByRole('button', { name: '同事授权' })
  const dialog = page.getByRole('dialog', { name: '同事授权' })
  const giveWord = async () => {
    await ask.click()
    await dialog.getByLabel('提前售卖的原因').fill('老顾客要出国')
    await dialog.getByLabel('同事的邮箱').fill('nora@shop.example')
    await dialog.getByLabel('同事的密码').fill(password)
    await page.keyboard.press('Enter')
    const code = dialog.getByLabel('验证码')
    await expect.poll(() => code.evaluate(field => field.matches(':focus'))).toBe(true)
    await page.keyboard.type(codeAt(body.secret, clock.now().getTime()))
    await page.keyboard.press('Enter')
    await page.getByText('Nora 已授权放行').waitFor()
    // The price has come as well: from here on only settling asks the server.
    await page.getByRole('button', { name: '结算 ¥600.00' }).waitFor()
  }
  await giveWord()
  later(2 * 60_000)
  await page.getByRole('button', { name: '结算 ¥600.00' }).click()
  await page.getByText('同事授权已超过 2 分钟，请重新授权。').first().waitFor()
  await giveWord()
  await settle(page, '¥600.00')
  expect(mishaps).toEqual([])
  await leave()
})

test('the owner lets goods pass with a reason; other goods need another word, and the receipt says why', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: server.ownerEmail, password: server.ownerPassword })
  const letPass = async (reason: string) => {
    await page.getByRole('button', { name: '提前售卖' }).click()
    const dialog = page.getByRole('dialog', { name: '提前售卖' })
    await dialog.getByLabel('提前售卖的原因').fill(reason)
    await dialog.getByRole('button', { name: '提前售卖' }).click()
    await page.getByText(`已放行未开售的商品：${reason}`).waitFor()
  }
  await keyInGoods(page, { sku: 'NEW', name: '新款', price: '600' })
  await letPass('要出国')
  await page.getByRole('button', { name: '取消放行' }).click()
  await letPass('老顾客要出国')
  await keyInGoods(page, { sku: 'NEWER', name: '更新款', price: '100' })
  await letPass('两件一起带走')
  await settle(page, '¥700.00')
  await expect.poll(() => page.getByRole('main').textContent()).toContain('已放行，原因：两件一起带走')
  expect(mishaps).toEqual([])
  await leave()
})
