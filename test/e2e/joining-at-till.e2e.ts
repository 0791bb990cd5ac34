import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import { launchBrowser, newVisitor, openTill, phone, recognise } from './support/pages.ts'

const program = `program: accessory-shop
name: { zh-CN: 药店会员 }
joining:
  - { way: known, name: { zh-CN: 店员推荐, zh-TW: 店員推薦, en: Known to staff }, approval: true }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
`
const password = 'a long unguessable sentence 77'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser

beforeAll(async () => {
  server = await startTestServer()
  await server.shop.publish(program, '2000-01-02T00:00:00Z')
  await hire(server.shop, 'cashier', 'Carl')
  await hire(server.shop, 'operations', 'Mona')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Somebody asks to join by approval, from the phone typed in. */
async function ask(page: Page, number: string): Promise<void> {
  await recognise(page, number)
  await page.getByRole('button', { name: '马上入会' }).click()
  const dialog = page.getByRole('dialog', { name: '新会员入会' })
  await dialog.getByLabel('姓名').fill('林晓月')
  await dialog.getByLabel('为什么让这位顾客入会').fill('老顾客')
  await dialog.getByRole('button', { name: '提交申请' }).click()
}

/** Its title says what is decided, once that is chosen. */
const waitingDialog = (page: Page) => page.getByRole('dialog', { name: /已提交，等待批准|批准 林晓月 入会/ })

test('a colleague approves where the customer stands, by keys alone, and the cashier goes on with the member', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: 'carl@shop.example', password })
  await ask(page, '13900001111')
  const dialog = waitingDialog(page)
  await dialog.getByText('林晓月 现在还不是会员').waitFor()
  await dialog.getByRole('button', { name: '同事现在批准' }).press('Enter')
  await expect.poll(() => dialog.getByLabel('审批理由').evaluate(field => field.matches(':focus'))).toBe(true)
  await page.keyboard.type('好的')
  await page.keyboard.press('Tab')
  await page.keyboard.type('mona@shop.example')
  await dialog.getByLabel('同事的密码').fill('wrong horse battery')
  await page.keyboard.press('Enter')
  await dialog.getByText('至少').first().waitFor()
  await dialog.getByLabel('审批理由').fill('核对过了')
  await dialog.getByLabel('同事的密码').press('Enter')
  await dialog.getByText('同事的邮箱或密码不对。').waitFor()
  await dialog.getByLabel('同事的密码').fill(password)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: '会员' }).getByText('林晓月').waitFor()
  const row = await server.shop.db.row('select state, decided_by_name as name from joining.request')
  expect(row).toEqual({ state: 'approved', name: 'Mona' })
  expect(mishaps).toEqual([])
  await leave()
})

test('a colleague refuses with a reason, and the customer stays a guest; what is left alone waits until they ask again', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url, viewport: phone })
  await openTill(page, { email: 'carl@shop.example', password })
  await ask(page, '13900002222')
  const dialog = waitingDialog(page)
  await dialog.getByRole('button', { name: '同事现在批准' }).click()
  await dialog.getByRole('button', { name: '返回' }).click()
  await dialog.getByRole('button', { name: '同事现在不批准' }).click()
  await dialog.getByText('林晓月 不会成为会员').waitFor()
  await dialog.getByLabel('审批理由').fill('资料不符')
  await dialog.getByLabel('同事的邮箱').fill('mona@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await dialog.getByRole('button', { name: '不批准' }).click()
  await page.getByText('已记为不批准，个人资料已删除。').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await ask(page, '13900002222')
  await dialog.getByRole('button', { name: '先等着，以后审批' }).click()
  await dialog.waitFor({ state: 'detached' })
  const states = await server.shop.db.rows<{ state: string }>(
    `select state from joining.request where state <> 'approved' order by asked_at`,
  )
  expect(states.map(({ state }) => state)).toEqual(['refused', 'waiting'])
  // The colleague comes later: who asks once more is decided on, and not sent to the console.
  await ask(page, '139 0000 2222')
  await dialog.getByRole('button', { name: '同事现在批准' }).click()
  await dialog.getByLabel('审批理由').fill('核对过了')
  await dialog.getByLabel('同事的邮箱').fill('mona@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await dialog.getByRole('button', { name: '批准' }).click()
  await page.getByRole('region', { name: '会员' }).getByText('林晓月').waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

test('who entered the request is told that somebody else has to decide', async () => {
  const { page, leave } = await newVisitor(browser, { url: server.url })
  await openTill(page, { email: 'mona@shop.example', password })
  await ask(page, '13900003333')
  const dialog = waitingDialog(page)
  await dialog.getByRole('button', { name: '同事现在批准' }).click()
  await dialog.getByLabel('审批理由').fill('核对过了')
  await dialog.getByLabel('同事的邮箱').fill('mona@shop.example')
  await dialog.getByLabel('同事的密码').fill(password)
  await dialog.getByRole('button', { name: '批准' }).click()
  await dialog.getByText('不能给自己授权，请另一位同事来授权。').waitFor()
  await leave()
})
