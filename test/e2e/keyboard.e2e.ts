import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import { launchBrowser, memberField, newVisitor, openTill, scan, type Visitor } from './support/pages.ts'

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

/** No hand types so fast: the pages take it for a scanner. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 70 })
  await page.keyboard.press('Enter')
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

async function hasFocus(field: Locator): Promise<void> {
  await field.and(field.page().locator(':focus')).waitFor()
}

const goodsField = (page: Page) => page.getByRole('textbox', { name: '商品编号或条码' })

/** Goods that this device has not sold before. */
async function keyIn(page: Page, { sku, name, price }: { sku: string; name: string; price: string }): Promise<void> {
  await type(page, sku)
  await hasFocus(page.getByRole('textbox', { name: '品名' }))
  await type(page, name)
  await type(page, price)
  await hasFocus(goodsField(page))
}

async function settleByKey(page: Page, amount: string): Promise<string> {
  await page.getByRole('button', { name: `结算 ${amount}` }).waitFor()
  await press(page, 'F4')
  await page.getByRole('heading', { name: '结算成功' }).waitFor()
  await hasFocus(page.getByRole('button', { name: '下一位' }))
  const said = await page.getByText(/小票 \S+/).textContent()
  return /小票 (\S+)/.exec(said ?? '')?.[1] ?? ''
}

test('somebody joins and buys, and the next customer comes, by keys alone', async () => {
  const { page } = till
  await hasFocus(memberField(page))
  await type(page, '13900001111')
  await page.getByRole('button', { name: '马上入会' }).waitFor()
  await press(page, 'Tab', 'Tab', 'Enter')
  const dialog = page.getByRole('dialog', { name: '新会员入会' })
  await hasFocus(dialog.getByLabel('姓名'))
  await type(page, 'Lin Xiaoyue')
  await page.getByRole('region', { name: '会员' }).getByText('Lin Xiaoyue').waitFor()
  await hasFocus(goodsField(page))
  await keyIn(page, { sku: 'SCARF', name: 'Scarf', price: '600' })
  await settleByKey(page, '¥600.00')
  await press(page, 'Enter')
  await hasFocus(memberField(page))
})

test('quantity, price, discount, points, coupon field, benefits and tender each have a key', async () => {
  const { page } = till
  await type(page, '13900001111')
  await hasFocus(goodsField(page))
  await keyIn(page, { sku: 'EARRING', name: 'Earring', price: '90' })
  await press(page, '+', '*')
  await hasFocus(page.getByRole('dialog').getByRole('textbox'))
  await type(page, '100')
  await page.getByRole('button', { name: '结算 ¥200.00' }).waitFor()
  await press(page, 'F3', '/')
  await hasFocus(page.getByRole('dialog').getByLabel(/减多少/))
  await press(page, 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await hasFocus(page.getByRole('button', { name: 'Earring 的手工折扣' }))
  await press(page, 'F6', 'ArrowUp')
  await page.getByRole('spinbutton', { name: '积分抵现' }).getByText('用 500 积分抵 ¥50.00').waitFor()
  await press(page, 'F7')
  await hasFocus(page.getByRole('group', { name: '优惠券' }).getByRole('searchbox'))
  await press(page, 'F10')
  await expect.poll(() => page.locator('details[open]').count()).toBe(2)
  await press(page, 'F9', 'ArrowRight')
  await page.getByRole('radio', { name: '支付宝', checked: true }).waitFor({ state: 'attached' })
})

test('F1 shows the keys, and Escape brings back where one was', async () => {
  const { page } = till
  await press(page, 'F3', '?')
  await page.getByRole('dialog', { name: '按键' }).getByText('整单作废').first().waitFor()
  await press(page, 'F4', 'Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await hasFocus(goodsField(page))
})

test('a question about a refund is answered by keys, and a receipt is void by keys', async () => {
  const { page, mishaps } = till
  const receiptNumber = await settleByKey(page, '¥150.00')
  await press(page, 'Escape')
  await hasFocus(memberField(page))
  await press(page, 'F8')
  await hasFocus(page.getByLabel('小票号'))
  await type(page, receiptNumber)
  await hasFocus(page.getByRole('spinbutton', { name: 'Earring 退几件' }))
  await press(page, '1', 'Enter')
  await hasFocus(page.getByRole('dialog').getByRole('button', { name: '退货' }))
  await press(page, 'Escape')
  await hasFocus(page.getByRole('spinbutton', { name: 'Earring 退几件' }))
  await press(page, 'Shift+F8')
  await hasFocus(page.getByRole('dialog').getByLabel('作废原因'))
  await type(page, 'mistake')
  await page.getByText('这张小票已作废，不能退货。').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator(':focus').count()).toBe(1)
  await press(page, 'F8')
  await hasFocus(memberField(page))
  expect(mishaps).toEqual([])
})

test('goods of a finished sale are refunded by scan and F4', async () => {
  const { page } = till
  await scan(page, 'SCARF')
  const receiptNumber = await settleByKey(page, '¥600.00')
  await press(page, 'F8')
  await type(page, receiptNumber)
  await hasFocus(page.getByRole('spinbutton', { name: 'Scarf 退几件' }))
  await scan(page, 'SCARF')
  await page.getByText('预计退 ¥600.00').waitFor()
  await press(page, 'F4')
  await hasFocus(page.getByRole('dialog').getByRole('button', { name: '退货' }))
  await press(page, 'Enter')
  await page.getByText('退给顾客 ¥600.00').waitFor()
  await press(page, 'Enter')
  await hasFocus(memberField(page))
})
