import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import {
  keyInGoods,
  launchBrowser,
  newVisitor,
  openTill,
  recognise,
  settle,
  signIn,
  type Visitor,
} from './support/pages.ts'

const program = `program: accessory-shop
name: { zh-CN: 药店会员 }
joining:
  - { way: with-receipt, name: 凭小票, receipt-from: ¥300 }
  - { way: known, name: 店员推荐, approval: true }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
`

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let till: Visitor
let desk: Visitor

beforeAll(async () => {
  server = await startTestServer()
  await server.shop.publish(program, '2000-01-02T00:00:00Z')
  await hire(server.shop, 'operations', 'Boss')
  browser = await launchBrowser()
  till = await newVisitor(browser, { url: server.url })
  await openTill(till.page, { email: server.ownerEmail, password: server.ownerPassword })
  desk = await newVisitor(browser, { url: server.url })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const openDialog = async (phone: string) => {
  await recognise(till.page, phone)
  await till.page.getByRole('button', { name: '马上入会' }).click()
  const dialog = till.page.getByRole('dialog', { name: '新会员入会' })
  await dialog.getByLabel('姓名').fill('林晓月')
  return dialog
}

test('the receipt just sold to a guest is filled in, and lets them join', async () => {
  await keyInGoods(till.page, { sku: 'SCARF', name: '真丝围巾', price: '300' })
  const number = await settle(till.page, '¥300.00')
  await till.page.getByRole('button', { name: '下一位' }).click()
  const dialog = await openDialog('13900001111')
  await dialog.getByRole('combobox', { name: '入会方式' }).click()
  await till.page.getByTitle('凭小票').click()
  await dialog.getByText('凭一张满 ¥300 的散客小票').waitFor()
  await expect.poll(() => dialog.getByLabel('小票号').inputValue()).toBe(number)
  await dialog.getByRole('button', { name: '新会员入会' }).click()
  await till.page.getByRole('region', { name: '会员' }).getByText('林晓月').waitFor()
  await till.page.getByRole('button', { name: '换会员' }).click()
})

test('the cashier hears that somebody waits, and somebody else lets them in', async () => {
  const dialog = await openDialog('13900002222')
  await dialog.getByRole('combobox', { name: '入会方式' }).click()
  await till.page.getByTitle('店员推荐').click()
  await dialog.getByText('要由店里另一个人批准').waitFor()
  await dialog.getByLabel('为什么让这位顾客入会').fill('老顾客')
  await dialog.getByRole('button', { name: '新会员入会' }).click()
  await till.page.getByText('林晓月 现在还不是会员').waitFor()
  await till.page.getByRole('button', { name: '先等着，以后审批' }).click()

  const { page } = desk
  await page.goto('/console/joining-requests')
  await signIn(page, { email: 'boss@shop.example', password: 'a long unguessable sentence 77' })
  await page.getByRole('button', { name: '批准 林晓月 入会', exact: true }).click()
  const decision = page.getByRole('dialog', { name: '批准 林晓月 入会' })
  await decision.getByLabel('审批理由').fill('核对过了')
  await decision.getByRole('button', { name: '批准' }).click()
  await page.getByText('已批准，会员号').waitFor()
  expect([...till.mishaps, ...desk.mishaps]).toEqual([])
})
