import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestSandbox, type TestSandbox } from '../support/test-sandbox.ts'
import { openTestShop, ownerEmail, ownerPassword, type TestShop } from '../support/test-shop.ts'
import { keyInGoods, launchBrowser, newVisitor, phone, recognise, settle, signIn } from './support/pages.ts'

let shop: TestShop
let sandbox: TestSandbox
let url = ''
let browser: Browser
const who = { email: ownerEmail, password: ownerPassword }

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-03-05T04:00:00Z' })
  sandbox = await openTestSandbox(shop)
  url = await sandbox.http.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
  await shop?.close()
})

test('a receipt is tried at the till, and buttons lead to the birthday and to the points that expire', async () => {
  const { memberNumber } = (await sandbox.post('/v1/members', { name: '王芳', birthday: '1990-03-12' })).body
  const byHand = { asset: 'points', points: 30, reason: '试一试', expiresOn: '2026-03-20' }
  await sandbox.post(`/v1/members/${memberNumber}/adjustments`, byHand)
  const { page, mishaps, leave } = await newVisitor(browser, { url })
  const banner = page.getByRole('complementary', { name: '沙盒' })
  await page.goto('/till')
  await banner.getByText('沙盒 · 不是真实数据').waitFor()
  await expect.poll(() => page.title()).toBe('沙盒 · 登录 · 熟客')
  await signIn(page, who)
  await page.getByRole('button', { name: '开始收银' }).click()
  await recognise(page, memberNumber)
  await keyInGoods(page, { sku: 'RING-1', name: '戒指', price: '120' })
  await settle(page, '¥120.00')

  await page.goto('/console/sandbox')
  await banner.getByText('2026年3月5日').waitFor()
  await page.getByRole('button', { name: '下个生日 2026年3月12日（1 人）' }).click()
  await banner.getByText('2026年3月12日').waitFor()
  await page.getByText('王芳 生日').waitFor()
  await page.getByRole('button', { name: /^下次到期 2026年3月21日 00:00（1 人，30 分）$/ }).click()
  await page.getByText('王芳 的 30 积分到期清零，余额 120').waitFor()
  await banner.getByText('2026年3月21日').waitFor()
  await page.getByRole('button', { name: /^下次到期 2028年3月6日 00:00（1 人，120 分）$/ }).waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

test('the shop says where its sandbox is, and nothing of it looks like one', async () => {
  const shopUrl = await shop.http.listen({ host: '127.0.0.1', port: 0 })
  const { page, mishaps, leave } = await newVisitor(browser, { url: shopUrl, viewport: phone })
  await page.goto('/console/sandbox')
  await signIn(page, who)
  await page.getByRole('button', { name: '打开空沙盒' }).click()
  await page.getByText('正在建立').waitFor()
  await expect.poll(() => page.getByText('不是真实数据').count()).toBe(0)
  await expect.poll(() => page.title()).toBe('沙盒 · 熟客')
  await page.getByRole('button', { name: '移除' }).waitFor()
  expect(mishaps).toEqual([])
  await leave()
})
