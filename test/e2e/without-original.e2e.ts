import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import { launchBrowser, newVisitor, openTill, phone, scan } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
const password = 'a long unguessable sentence 77'

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
  await server.shop.call('PUT', '/v1/goods/RING', { name: '银戒指' })
  await hire(server.shop, 'cashier', 'Carl')
  await hire(server.shop, 'service', 'Sue')
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('goods without their receipt come back by keys and scanner, with a colleague’s word', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: 'carl@shop.example', password })
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: /无票退货/ }).press('Enter')
  const form = page.getByRole('region', { name: '无票退货' })
  await form.getByText('只退钱').waitFor()
  await scan(page, 'RING')
  await form.getByText('银戒指').waitFor()
  await page.keyboard.press('F4')
  await page.getByRole('alert').getByText('请输入退给顾客的金额').waitFor()
  const amount = form.getByLabel('退给顾客的金额（¥）')
  await expect.poll(() => amount.evaluate(field => field.matches(':focus'))).toBe(true)
  await page.keyboard.type('39.90')
  await form.getByLabel('退货原因').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '小票丢失' }).click()
  await expect.poll(() => form.getByLabel('退货原因').inputValue()).toBe('小票丢失')
  await page.keyboard.press('F4')
  const dialog = page.getByRole('dialog', { name: '同事授权' })
  await dialog.getByText('退 ¥39.90（银戒指）').waitFor()
  await dialog.getByLabel('同事的邮箱').fill('carl@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await page.keyboard.press('Enter')
  await dialog.getByText('不能给自己授权').waitFor()
  await dialog.getByLabel('同事的邮箱').fill('sue@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('退给顾客 ¥39.90').waitFor()
  await expect.poll(() => page.getByRole('main').textContent()).toContain('同事授权：Sue 同意，Carl 收银')
  expect(mishaps).toEqual([])
  await leave()
})

test('the owner needs nobody, and confirms what goes back', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url, viewport: phone })
  await openTill(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.locator('.ant-segmented').getByText('退货').click()
  await page.getByRole('button', { name: /无票退货/ }).click()
  const form = page.getByRole('region', { name: '无票退货' })
  await form.getByLabel('商品编号或条码').fill('RING')
  await form.getByText('银戒指').waitFor()
  await form.getByLabel('退给顾客的金额（¥）').fill('12')
  await form.getByLabel('退货原因').fill('顾客说是生日礼物')
  await form.getByRole('button', { name: '退货' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('退 ¥12.00（银戒指）').waitFor()
  await dialog.getByRole('button', { name: '退货' }).click()
  await page.getByText('退给顾客 ¥12.00').waitFor()
  await expect.poll(() => page.getByRole('main').textContent()).toContain('原因：顾客说是生日礼物')
  expect(mishaps).toEqual([])
  await leave()
})
