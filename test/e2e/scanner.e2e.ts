import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import { keyInGoods, launchBrowser, newVisitor, openTill, settle, type Visitor } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let till: Visitor

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
  till = await newVisitor(browser, { url: server.url })
  await openTill(till.page, { email: server.ownerEmail, password: server.ownerPassword })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Wherever the focus is. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

const rememberedGoods = (page: Page) => page.evaluate(() => localStorage.getItem('regulars.till.goods'))
const priceField = (page: Page) => page.getByRole('textbox', { name: '单价' })

test('a barcode never becomes a price, and prices are remembered when they were paid', async () => {
  const { page } = till
  await page.keyboard.press('F3')
  await scan(page, '6901234567892')
  await page.keyboard.press('Enter')
  await scan(page, '22423')
  await page.getByText('这不像单价').waitFor()
  expect(await priceField(page).evaluate(field => field.matches(':focus'))).toBe(true)
  await scan(page, '12.50')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  expect(await rememberedGoods(page)).toBeNull()
  await settle(page, '¥12.50')
  expect(await rememberedGoods(page)).toContain('1250')
  await page.getByRole('button', { name: '下一位' }).click()
})

test('a guest’s sale starts with a scan, and a scan after a click presses nothing', async () => {
  const { page } = till
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥37.50' }).waitFor()
})

test('a price is put right on its line, and starting over leaves nothing half-typed', async () => {
  const { page, mishaps } = till
  await page.getByRole('button', { name: '改 6901234567892 的单价' }).click()
  const dialog = page.getByRole('dialog', { name: '改 6901234567892 的单价' })
  await dialog.getByLabel('单价').fill('10')
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
  await page.getByRole('button', { name: '结算 ¥30.00' }).waitFor()
  await priceField(page).fill('12,50')
  await page.getByRole('button', { name: /清\s*空/ }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /OK|确\s*定/ })
    .click()
  await page.getByText('扫第一件商品').waitFor()
  expect(await priceField(page).inputValue()).toBe('')
  await keyInGoods(page, { sku: 'MUG', name: '马克杯', price: '39.90' })
  await page.getByRole('button', { name: '结算 ¥39.90' }).waitFor()
  expect(mishaps).toEqual([])
})
