import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import { keyInGoods, launchBrowser, newVisitor, openTill } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a receipt whose answer was lost is settled once, even if the tablet reloads in between', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: server.ownerEmail, password: server.ownerPassword })
  await keyInGoods(page, { sku: 'MUG', name: '马克杯', price: '39.90' })
  await page.getByRole('button', { name: '结算 ¥39.90' }).waitFor()

  let sent = 0
  await page.route('**/v1/checkouts', async route => {
    sent += 1
    if (sent > 1) return route.continue()
    // The server does it, and the network loses what it says.
    await route.fetch()
    await route.abort()
  })
  await page.keyboard.press('F4')
  await page.getByRole('heading', { name: '这张小票还没有收到答复' }).waitFor()
  const receiptNumber = /小票 (\S+?)，/.exec((await page.getByRole('main').textContent()) ?? '')?.[1]
  // The key that settles makes no second receipt of it.
  await page.keyboard.press('F4')
  await page.reload()
  await page.getByRole('button', { name: '再试一次' }).click()

  await page.getByRole('heading', { name: '结算成功' }).waitFor()
  await expect.poll(() => page.getByRole('main').textContent()).toContain(receiptNumber)
  expect(sent).toBe(2)
  const { body } = await server.shop.call('GET', '/v1/dashboard')
  expect(body.receipts).toBe(1)
  expect(mishaps).toEqual([])
  await leave()
})

test('goods that cannot be priced without the server do not look free', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.route('**/v1/checkouts/quote', route => route.abort())
  await keyInGoods(page, { sku: 'MUG', name: '马克杯', price: '39.90' })
  await page.getByText('连不上服务器').waitFor()
  const settling = page.getByRole('button', { name: '结算 —' })
  await expect.poll(() => settling.isDisabled()).toBe(true)
  await page.unroute('**/v1/checkouts/quote')
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByRole('button', { name: '结算 ¥39.90' }).waitFor()
  expect(mishaps).toEqual([])
  await leave()
})
