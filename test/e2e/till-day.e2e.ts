import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import {
  keyInGoods,
  launchBrowser,
  memberField,
  newVisitor,
  openTill,
  recognise,
  settle,
  signIn,
  type Visitor,
} from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let till: Visitor
let receiptNumber = ''
const owner = () => ({ email: server.ownerEmail, password: server.ownerPassword })
const memberPhone = '13900001111'

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
  till = await newVisitor(browser, { url: server.url })
  await openTill(till.page, owner())
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a customer joins at the till with name and phone', async () => {
  const { page } = till
  await recognise(page, memberPhone)
  await page.getByRole('button', { name: '马上入会' }).click()
  const dialog = page.getByRole('dialog', { name: '新会员入会' })
  await expect.poll(() => dialog.getByLabel('手机号').inputValue()).toBe(memberPhone)
  await dialog.getByLabel('姓名').fill('林晓月')
  await dialog.getByRole('button', { name: '新会员入会' }).click()
  await page.getByRole('region', { name: '会员' }).getByText('林晓月').waitFor()
})

test('the first purchase earns points and says why', async () => {
  const { page } = till
  await keyInGoods(page, { sku: 'SCARF', name: '真丝围巾', price: '600' })
  await settle(page, '¥600.00')
  const story = page.getByRole('list', { name: '积分与等级的变化' })
  await expect.poll(() => story.textContent()).toContain('600 分')
  await page.getByRole('button', { name: '下一位' }).click()
  await memberField(page).waitFor()
})

test('points are redeemed in the steps that the program allows', async () => {
  const { page } = till
  await recognise(page, memberPhone)
  await page.getByRole('region', { name: '会员' }).getByText('600 分').waitFor()
  await keyInGoods(page, { sku: 'EARRING', name: '珍珠耳环', price: '100', quantity: 2 })
  await page.getByRole('button', { name: '积分抵现：多用一档' }).click()
  await page.getByText('用 500 积分抵 ¥50.00').waitFor()
  receiptNumber = await settle(page, '¥150.00')
  expect(receiptNumber).not.toBe('')
  await page.getByRole('button', { name: '下一位' }).click()
})

test('one piece comes back, and the points of that piece with it', async () => {
  const { page } = till
  await page.keyboard.press('F8')
  await page.getByLabel('小票号').fill(receiptNumber)
  await page.getByLabel('小票号').press('Enter')
  await page.getByRole('spinbutton', { name: '珍珠耳环 退几件' }).fill('1')
  await page.getByText('预计退 ¥75.00').waitFor()
  await page.getByRole('button', { name: '退货', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退货' }).click()
  await page.getByRole('heading', { name: '退货成功' }).waitFor()
  await page.getByText('退给顾客 ¥75.00').waitFor()
  const story = await page.getByRole('list', { name: '积分与等级的变化' }).textContent()
  expect(story).toContain('收回积分')
  expect(story).toContain('退还积分')
})

test('every entry explains itself on the member’s page', async () => {
  const console = await newVisitor(browser, { url: server.url })
  const { page, mishaps } = console
  await page.goto('/console/members')
  await signIn(page, owner())
  await page.getByRole('searchbox').fill(memberPhone)
  await page.getByRole('link', { name: '林晓月' }).click()
  await page.getByRole('heading', { level: 1, name: '林晓月' }).waitFor()
  await page
    .getByRole('button', { name: /^为什么：/ })
    .first()
    .click()
  const why = page.getByRole('dialog', { name: '这笔流水的来龙去脉' })
  await why.getByRole('heading', { name: '理由' }).waitFor()
  await why.getByRole('listitem').first().waitFor()
  await expect.poll(() => why.textContent()).not.toContain('没有记录理由')
  expect([...mishaps, ...till.mishaps]).toEqual([])
  await console.leave()
})
