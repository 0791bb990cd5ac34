import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt } from '../support/authenticator.ts'
import { startTestServer } from '../support/test-server.ts'
import { launchBrowser, newVisitor } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
/** What the owner's authenticator and drawer hold, once they are set up. */
let secret = ''
let backupCodes: string[] = []

beforeAll(async () => {
  server = await startTestServer({ secondFactor: 'required' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function enterPassword(page: Page): Promise<void> {
  await page.getByLabel('邮箱').fill(server.ownerEmail)
  await page.getByLabel('密码', { exact: true }).fill(server.ownerPassword)
  await page.getByRole('button', { name: '登录' }).click()
}

test('an owner without a second factor is led to set one up, and nowhere else', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await page.goto('/console/staff')
  await enterPassword(page)
  await page.getByRole('heading', { name: '设置两步验证' }).waitFor()
  await page.getByLabel('您的密码').fill(server.ownerPassword)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('img', { name: '给验证器扫的二维码' }).waitFor()
  const shown = await page.locator('code').textContent()
  secret = (shown ?? '').replaceAll(' ', '')
  await page.getByRole('textbox', { name: '验证码' }).fill('000000')
  await page.getByRole('button', { name: '确认' }).click()
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('验证码不对')
  await page.getByRole('textbox', { name: '验证码' }).fill(codeAt(secret, Date.now()))
  await page.getByRole('button', { name: '确认' }).click()

  await page.getByText('第 3 步').waitFor()
  backupCodes = await page.getByRole('listitem').allTextContents()
  expect(backupCodes).toHaveLength(10)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载' }).click()
  expect((await downloading).suggestedFilename()).toBe('熟客备用码.txt')
  await page.getByRole('button', { name: '已保存，完成' }).click()
  await page.getByRole('heading', { name: '员工' }).waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

test('the next sign-in asks for a code, and takes a backup code when the phone is lost', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await page.goto('/till')
  await enterPassword(page)
  await page.getByRole('heading', { name: '输入验证码' }).waitFor()
  await page.getByRole('button', { name: '手机不在身边' }).click()
  await page.getByRole('textbox', { name: '备用码' }).fill('aaaaa-bbbbb')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('备用码不对')
  await page.getByRole('textbox', { name: '备用码' }).fill(backupCodes[0] ?? '')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('button', { name: '开始收银' }).waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

test('on the own account one sees where one is signed in, and signs out there', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await page.goto('/console/account')
  await enterPassword(page)
  await page.getByRole('textbox', { name: '验证码' }).fill(codeAt(secret, Date.now() + 30_000))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '登录的设备' }).waitFor()
  // Two earlier visitors did not sign out.
  const others = page.getByRole('button', { name: /^在那里退出/ })
  await others.nth(1).waitFor()
  await expect.poll(() => others.count()).toBe(2)
  await others.first().click()
  await expect.poll(() => others.count()).toBe(1)
  await page.getByRole('button', { name: '在其他设备全部退出' }).click()
  await expect.poll(() => others.count()).toBe(0)
  expect(mishaps).toEqual([])
  await leave()
})
