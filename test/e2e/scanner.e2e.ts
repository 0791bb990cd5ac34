import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import {
  keyInGoods,
  launchBrowser,
  memberField,
  newVisitor,
  openTill,
  scan,
  settle,
  type Visitor,
} from './support/pages.ts'

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

/** As a hand does, slower than any scanner. */
async function key(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 80 })
  await page.keyboard.press('Enter')
}

const rememberedGoods = (page: Page) => page.evaluate(() => localStorage.getItem('regulars.till.goods'))
const priceField = (page: Page) => page.getByRole('textbox', { name: '单价' })

test('a barcode never becomes a price, and prices are remembered when they were paid', async () => {
  const { page } = till
  await page.keyboard.press('F3')
  await scan(page, '6901234567892')
  await page.keyboard.press('Enter')
  await key(page, '22423')
  await page.getByText('这不像单价').waitFor()
  expect(await priceField(page).evaluate(field => field.matches(':focus'))).toBe(true)
  await key(page, '12.50')
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

test('a scan on the success screen begins the next sale with its code', async () => {
  const { page } = till
  await settle(page, '¥37.50')
  const keys = page.getByRole('list', { name: '按键' })
  await keys.getByText('直接开始下一单').waitFor()
  await expect.poll(() => keys.getByText('用积分').count()).toBe(0)
  // Nobody's card, and goods of this device.
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  await settle(page, '¥12.50')
  await scan(page, 'nobody-has-this')
  await page.getByText('没有找到“nobody-has-this”').waitFor()
  await memberField(page).fill('')
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
})

/** Takes everything of a receipt back, with the keys of the refund. */
async function refund(page: Page, receiptNumber: string, amount: string): Promise<void> {
  await page.keyboard.press('F8')
  await page.getByLabel('小票号').fill(receiptNumber)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `小票 ${receiptNumber}` }).waitFor()
  await page.keyboard.press('F6')
  await page.keyboard.press('F4')
  await page.getByRole('dialog').getByRole('button', { name: '退货' }).click()
  await page.getByText(`退给顾客 ${amount}`).waitFor()
}

test('a scan on the screen of a refund begins the next sale, or goes on with the one in hand', async () => {
  const { page } = till
  const receiptNumber = await settle(page, '¥37.50')
  await page.keyboard.press('Escape')
  await refund(page, receiptNumber, '¥37.50')
  await page.getByRole('list', { name: '按键' }).getByText('直接开始下一单').waitFor()
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  const other = await settle(page, '¥12.50')
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  await refund(page, other, '¥12.50')
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥25.00' }).waitFor()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
})

test('what is scanned while a price is awaited comes after, and no field keeps it', async () => {
  const { page } = till
  const goods = page.getByRole('group', { name: '商品' })
  const sku = goods.getByRole('textbox', { name: '商品编号或条码' })
  await scan(page, '4711')
  await goods.getByRole('textbox', { name: '品名' }).press('Enter')
  await page.keyboard.type('9.', { delay: 80 })
  // This one could be read as a price.
  await scan(page, '2242')
  await goods.getByText('接着要输入单价').waitFor()
  await goods.getByText('2242', { exact: true }).waitFor()
  await expect.poll(() => priceField(page).inputValue()).toBe('9.')
  await goods.getByRole('textbox', { name: '品名' }).focus()
  await scan(page, '2242')
  await goods.getByText('2242 × 2').waitFor()
  await expect.poll(() => goods.getByRole('textbox', { name: '品名' }).inputValue()).toBe('')
  await page.keyboard.press('F4')
  await page.getByText('“4711”还没有单价').waitFor()
  // Of goods with a price, and of those in the form, it is one piece more.
  await scan(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥50.00' }).waitFor()
  await page.keyboard.press('F3')
  await scan(page, '4711')
  await expect.poll(() => sku.inputValue()).toBe('4711')
  await expect.poll(() => goods.getByRole('textbox', { name: '数量' }).inputValue()).toBe('2')
  await page.reload()
  await goods.getByText('2242 × 2').waitFor()
  await priceField(page).focus()
  await key(page, '9.90')
  await page.getByRole('button', { name: '结算 ¥69.80' }).waitFor()
  await expect.poll(() => sku.inputValue()).toBe('2242')
  await sku.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await goods.getByText('接着要输入单价').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '删除 4711' }).click()
  await page.getByRole('button', { name: '结算 ¥50.00' }).waitFor()
})

test('a scan is no price of a line either', async () => {
  const { page } = till
  await page.getByRole('button', { name: '改 6901234567892 的单价' }).click()
  const price = page.getByRole('dialog').getByLabel('单价')
  await price.focus()
  await scan(page, '2242')
  await expect.poll(() => price.inputValue()).toBe('12.50')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '清空' }).waitFor()
  await page.keyboard.press('F4')
  await page.getByText('“2242”还没有单价').waitFor()
  await page.getByRole('button', { name: '删除 6901234567892' }).click()
  await page.keyboard.press('F3')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await page.getByText('扫第一件商品').waitFor()
  await key(page, '6901234567892')
  await page.getByRole('button', { name: '结算 ¥12.50' }).waitFor()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
  await page.getByRole('button', { name: '6901234567892 加一件' }).click()
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
  await page.getByRole('dialog').getByRole('button', { name: '清空' }).click()
  await page.getByText('扫第一件商品').waitFor()
  await expect.poll(() => priceField(page).inputValue()).toBe('')
  await keyInGoods(page, { sku: 'MUG', name: '马克杯', price: '39.90' })
  await page.getByRole('button', { name: '结算 ¥39.90' }).waitFor()
  expect(mishaps).toEqual([])
})
