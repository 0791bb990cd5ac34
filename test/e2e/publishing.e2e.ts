import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire, signInOwner } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import { addStore } from '../support/till.ts'
import {
  launchBrowser,
  newVisitor,
  phone,
  programText,
  signIn,
  tall,
  type Visitor,
  writeProgram,
} from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let author: Visitor
let owner: Visitor

beforeAll(async () => {
  server = await startTestServer()
  await addStore(server.shop, 'S02')
  await hire(server.shop, 'operations', 'Paul')
  browser = await launchBrowser()
  author = await newVisitor(browser, { url: server.url, viewport: tall })
  owner = await newVisitor(browser, { url: server.url, viewport: phone })
  await author.page.goto('/console/programs/accessory-shop/change')
  await signIn(author.page, { email: 'paul@shop.example', password: 'a long unguessable sentence 77' })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('a mistake in the text is told with its place, which a click leads to', async () => {
  const { page } = author
  const text = await programText(page)
  await writeProgram(page, text.replace('window: 12 months', 'widow: 12 months'))
  await page.getByRole('button', { name: /不认识“widow”/ }).click()
  // The cursor is there as soon as the line is the active one.
  await page.locator('.cm-activeLine', { hasText: 'widow: 12 months' }).waitFor()
  await page.locator('.cm-editor.cm-focused').waitFor()
  await page.keyboard.insertText('#')
  expect(await programText(page)).toContain('  #widow: 12 months')
  await expect.poll(() => page.getByRole('button', { name: '提交批准' }).isDisabled()).toBe(true)
  await writeProgram(page, text.replace('discount: 10 %', 'discount: 12 %'))
})

test('the other person is at the overview before anything is asked for', async () => {
  const { page } = owner
  await page.goto('/console')
  await signIn(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.getByRole('heading', { name: '经营总览' }).waitFor()
  await expect.poll(() => page.getByText('等您审批').count()).toBe(0)
})

test('what changes is said in words, and asked for in a trial store', async () => {
  const { page } = author
  await page.getByText('等级“金卡”：会员价 10 % → 12 %').waitFor()
  await page.getByLabel('原因').fill('金卡会员流失')
  await page.getByText('到指定时间').click()
  // Enter asks for nothing: nobody is told yet that the day is missing.
  await page.getByLabel('时刻（如 00:00）').press('Enter')
  expect(await page.getByText('请选日期').count()).toBe(0)
  await page.getByText('批准后立即', { exact: true }).click()
  await page.getByLabel('在哪些门店').click()
  await page.getByTitle('S02 (S02)').click()
  await page.getByLabel('原因').click()
  await page.getByRole('button', { name: '提交批准' }).click()
  await page.getByRole('article', { name: '金卡会员流失' }).waitFor()
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await page.getByRole('button', { name: '批准并发布' }).click()
  await page.getByText('自己的申请不能自己批准').waitFor()
})

test('the other person is told without a reload, the author is not', async () => {
  const { page } = owner
  await page.getByText('等您审批：方案变更 1 件').waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: '打开菜单' }).click()
  const link = page.getByRole('dialog').getByRole('link', { name: /待审批.*1 件待审批/ })
  await link.click()
  await page.getByRole('link', { name: '金卡会员流失' }).click()
  await page.getByRole('article', { name: '金卡会员流失' }).waitFor()
  await author.page.getByRole('link', { name: '待审批' }).waitFor()
  await expect.poll(() => author.page.getByText('件待审批').count()).toBe(0)
})

test('another person approves on a phone, and the trial is in force there only', async () => {
  const { page } = owner
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await page.getByRole('button', { name: '批准并发布' }).click()
  const live = page.getByRole('region', { name: '现在生效' })
  await live.getByText('试点').waitFor()
  await expect.poll(() => live.textContent()).toContain('S02 (S02)')
})

test('rolling back says what changes and where before it does', async () => {
  const { page } = owner
  await page.getByRole('button', { name: '回滚…' }).click()
  const dialog = page.getByRole('dialog', { name: '回滚到以前的版本' })
  await dialog.getByText('在 1 家门店里，这些规则会改变：').waitFor()
  await dialog.getByText('等级“金卡”：会员价 12 % → 10 %').waitFor()
  await dialog.getByLabel('原因').fill('试点结束')
  await dialog.getByRole('button', { name: '立即回滚' }).click()
  await page.getByRole('region', { name: '历史：谁、为什么' }).getByText('试点结束').waitFor()
  await page.getByRole('region', { name: '现在生效' }).getByText('第 2 版').waitFor({ state: 'detached' })
  expect([...author.mishaps, ...owner.mishaps]).toEqual([])
})

test('a new program is asked for, read as a whole and approved where the programs are listed', async () => {
  const { page } = author
  await page.goto('/console/programs')
  await page.getByRole('button', { name: '写新方案' }).click()
  await page.getByLabel('方案叫什么？ (简体)').fill('茶会')
  await page.getByLabel('代号（发布后不改）').fill('tea-club')
  await page.getByRole('button', { name: '写出方案' }).click()
  await page.getByLabel('原因').fill('新开茶饮会员')
  await page.getByText('全新的方案').waitFor()
  await page.getByRole('button', { name: '提交批准' }).click()
  await page.getByRole('article', { name: '新开茶饮会员' }).waitFor()
  await owner.page.goto('/console/programs')
  const asked = owner.page.getByRole('article', { name: '新开茶饮会员' })
  await asked.getByText('tea-club').first().waitFor()
  await asked.getByRole('button', { name: '批准', exact: true }).click()
  await owner.page.getByRole('button', { name: '批准并发布' }).click()
  await asked.waitFor({ state: 'detached' })
  await owner.page.getByRole('link', { name: '茶会' }).waitFor()
  expect([...author.mishaps, ...owner.mishaps]).toEqual([])
})

test('an adjustment is decided by another person than the one who asked', async () => {
  const { memberNumber } = (await server.shop.post('/v1/members', { name: '王芳' })).body
  const asked = { asset: 'points', points: 1_000_001, reason: '客诉补偿' }
  const ownersOwn = await signInOwner(server.shop)
  const { status } = await server.shop.call('POST', `/v1/members/${memberNumber}/adjustments`, asked, ownersOwn)
  expect(status).toBe(202)
  const approving = `同意会员 ${memberNumber} 的 +1,000,001 分`
  const decisionOf = ({ page }: Visitor) => page.getByRole('button', { name: approving, exact: true })
  await owner.page.goto('/console/approvals')
  await owner.page.getByText('您自己（由别人批准）').first().waitFor()
  await expect.poll(() => decisionOf(owner).isDisabled()).toBe(true)
  await author.page.goto('/console')
  await author.page.getByText('等您审批：积分调整 1 件').waitFor()
  await author.page.getByRole('link', { name: '去看看' }).click()
  await decisionOf(author).click()
  await author.page.getByRole('link', { name: '1 件待审批' }).waitFor({ state: 'detached' })
  expect([...author.mishaps, ...owner.mishaps]).toEqual([])
})
