import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import {
  launchBrowser,
  newVisitor,
  programEditor,
  programText,
  signIn,
  tall,
  type Visitor,
  writeProgram,
} from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let author: Visitor

beforeAll(async () => {
  server = await startTestServer()
  await hire(server.shop, 'operations', 'Paul')
  browser = await launchBrowser()
  author = await newVisitor(browser, { url: server.url, viewport: tall })
  await author.page.goto('/console/programs/accessory-shop/change')
  await signIn(author.page, { email: 'paul@shop.example', password: 'a long unguessable sentence 77' })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const choose = (way: '原文' | '表单') => author.page.getByTitle(way, { exact: true }).click()

test('a discount written by the form stands in the text, its comment beside it', async () => {
  const { page } = author
  const before = await programText(page)
  await writeProgram(page, before.replace('discount: 10 %', 'discount: 10 %   # agreed in May'))
  await choose('表单')
  const gold = page.getByRole('region', { name: '金卡' })
  await gold.getByLabel('会员价优惠').fill('12 %')
  await gold.getByLabel('会员价优惠').press('Enter')
  await choose('原文')
  expect(await programText(page)).toBe(before.replace('discount: 10 %', 'discount: 12 %   # agreed in May'))
  await page.getByRole('list', { name: '改了什么' }).getByText('等级“金卡”：会员价 10 % → 12 %').waitFor()
  await page.getByRole('region', { name: '用白话说' }).getByText(/12 %/).first().waitFor()
})

test('one undo takes back what the form wrote', async () => {
  const { page } = author
  await page.getByRole('button', { name: /撤\s*销/ }).click()
  expect(await programText(page)).toContain('discount: 10 %   # agreed in May')
  await page.getByRole('button', { name: /重\s*做/ }).click()
  expect(await programText(page)).toContain('discount: 12 %   # agreed in May')
})

test('a broken word is told at its line, and repaired by completion with the keyboard alone', async () => {
  const { page } = author
  const text = await programText(page)
  const broken = text.replace('window: 12 months', 'widow: 12 months')
  await writeProgram(page, broken)
  const line = broken.slice(0, broken.indexOf('widow')).split('\n').length
  const finding = page.getByRole('button', { name: new RegExp(`第 ${line} 行第 3 列.*不认识“widow”`) })
  await finding.waitFor()
  await page.locator('.cm-lintRange-error').waitFor()
  await choose('表单')
  await finding.click()
  for (let step = 0; step < 'widow'.length; step++) await page.keyboard.press('Delete')
  await page.keyboard.type('wi')
  await page.getByRole('option', { name: 'window' }).waitFor()
  // The list ignores keys for a moment after it opens, so that nobody accepts what they have not seen.
  await page.waitForTimeout(300)
  await page.keyboard.press('Enter')
  expect(await programText(page)).toBe(text)
  await page.getByText('没有问题。').waitFor()
})

test('a level is added, moved and removed, and nothing else has changed', async () => {
  const { page } = author
  const before = await programText(page)
  await choose('表单')
  await page.getByRole('button', { name: '加一级' }).click()
  await page.getByRole('button', { name: '上移：新等级' }).click()
  await page.getByRole('button', { name: '删除：新等级' }).click()
  await choose('原文')
  expect(await programText(page)).toBe(before)
})

test('what it takes to reach a level is chosen by name, and one undo beside the forms takes it back', async () => {
  const { page } = author
  const before = await programText(page)
  await choose('表单')
  const gold = page.getByRole('region', { name: '金卡' })
  await gold.getByRole('combobox', { name: '看什么' }).click()
  await page.getByTitle('消费次数', { exact: true }).last().click()
  await gold.getByLabel('消费次数达到').fill('12')
  await gold.getByLabel('消费次数达到').press('Enter')
  await choose('原文')
  expect(await programText(page)).toContain('from: { visits: 12 }')
  await choose('表单')
  for (const _ of [1, 2]) await page.getByRole('button', { name: /撤\s*销/ }).click()
  await choose('原文')
  expect(await programText(page)).toBe(before)
})

test('a benefit is added by the form, and named in the language of the file', async () => {
  const { page } = author
  const before = await programText(page)
  await choose('表单')
  await page.getByRole('button', { name: '权益', exact: true }).click()
  await page.getByRole('button', { name: '加一项权益' }).last().click()
  const added = page.getByRole('region', { name: '新权益' })
  await added.getByRole('combobox', { name: '怎么给' }).click()
  await page.getByTitle('按时自动发放', { exact: true }).last().click()
  await added.getByLabel('多少').waitFor()
  await choose('原文')
  expect(await programText(page)).toMatch(/on: birthday\s*,?\s*gives: \{ points: 100 \}/)
  await writeProgram(page, before)
})

test('what is not saved is asked about before it is left, and kept on the device', async () => {
  const { page } = author
  const before = await programText(page)
  await page.getByRole('link', { name: '会员方案', exact: true }).click()
  await page.getByRole('dialog', { name: '还没有保存' }).getByRole('button', { name: '留下继续写' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await programText(page)).toBe(before)
  await page.getByRole('link', { name: '会员方案', exact: true }).click()
  await page.getByRole('button', { name: '先离开' }).click()
  await page.getByRole('button', { name: '写新方案' }).waitFor()
  await page.goto('/console/programs/accessory-shop/change')
  await page.getByText('接着上次没保存的内容').waitFor()
  expect(await programText(page)).toBe(before)
})

test('closing the tab asks as well, and what is thrown away does not come back', async () => {
  const { page } = author
  await programEditor(page).click()
  const asked: string[] = []
  page.once('dialog', dialog => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
  const before = await programText(page)
  await page.getByRole('button', { name: '不要了，重新开始' }).click()
  await page.getByText('接着上次没保存的内容').waitFor({ state: 'detached' })
  const published = await programText(page)
  expect(published).not.toBe(before)
  await page.reload()
  expect(await programText(page)).toBe(published)
  await writeProgram(page, before)
  await page.getByRole('list', { name: '改了什么' }).getByText('等级“金卡”：会员价 10 % → 12 %').waitFor()
})

test('it is asked for', async () => {
  const { page } = author
  await page.getByLabel('原因').fill('金卡会员流失')
  await page.getByRole('button', { name: '提交批准' }).click()
  await page.getByRole('article', { name: '金卡会员流失' }).waitFor()
  expect(author.mishaps).toEqual([])
})
