import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import { launchBrowser, newVisitor, programText, signIn, tall, type Visitor, writeProgram } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let author: Visitor

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
  author = await newVisitor(browser, { url: server.url, viewport: tall })
  await author.page.goto('/console/programs/accessory-shop/change')
  await signIn(author.page, { email: server.ownerEmail, password: server.ownerPassword })
})

afterAll(async () => {
  expect(author.mishaps).toEqual([])
  await browser?.close()
  await server?.stop()
})

const choose = (way: '原文' | '表单') => author.page.getByTitle(way, { exact: true }).click()
const pick = async (field: string, option: string) => {
  const { page } = author
  await page.getByRole('region', { name: '会员日券' }).getByRole('combobox', { name: field }).click()
  await page.getByTitle(option, { exact: true }).last().click()
}

test('an offer changes its kind, its scope and its coupon by the form; its comment and the rest of the text stay', async () => {
  const { page } = author
  const before = await programText(page)
  await writeProgram(page, before.replace('offers:', 'offers: # agreed in May'))
  await choose('表单')
  await page.getByRole('button', { name: '促销与优惠券' }).click()
  const offer = page.getByRole('region', { name: '会员日券' })
  await pick('优惠方式', '满减')
  await offer.getByLabel('第 1 档: 减').fill('¥50')
  await offer.getByLabel('第 1 档: 减').press('Enter')
  await offer.getByRole('button', { name: '加一档' }).click()
  await offer.getByText('适用范围').click()
  await offer.getByLabel('整单满', { exact: true }).fill('¥200')
  await offer.getByLabel('整单满', { exact: true }).press('Enter')
  await pick('怎样生效', '自动，不用券')
  await choose('原文')
  const text = await programText(page)
  expect(text).toContain('offers: # agreed in May')
  const line = text.split('\n').find(one => one.includes('offer: member-day'))
  expect(line).toBe(
    '  - { offer: member-day, name: 会员日券, when: { basket-from: ¥200 }, steps: { ¥300: ¥50, ¥600: ¥100 } }',
  )
})

test('what is wrong is told at its field, and counted at the section that holds it', async () => {
  const { page } = author
  await choose('表单')
  await page.getByRole('button', { name: '促销与优惠券' }).click()
  const offer = page.getByRole('region', { name: '会员日券' })
  const error = offer.getByText('看不懂“tomorrow”')
  await expect.poll(() => error.count()).toBe(0)
  await offer.getByLabel('从这一天').fill('tomorrow')
  await offer.getByLabel('从这一天').press('Enter')
  await error.waitFor()
  await page.getByTitle('这里有 1 个问题').waitFor()
  await offer.getByLabel('从这一天').fill('2026-10-01')
  await offer.getByLabel('从这一天').press('Enter')
  await error.waitFor({ state: 'detached' })
  await page.getByTitle('这里有 1 个问题').waitFor({ state: 'detached' })
})

test('an offer is added with what it needs, and removed again', async () => {
  const { page } = author
  await page.getByRole('button', { name: '加一个促销' }).click()
  const added = page.getByRole('region', { name: '新促销' })
  await added.getByLabel('减多少').waitFor()
  await choose('原文')
  expect(await programText(page)).toMatch(/offer: offer\b/)
  await choose('表单')
  await page.getByRole('button', { name: '促销与优惠券' }).click()
  await page.getByRole('button', { name: '删除：新促销' }).click()
  await choose('原文')
  expect(await programText(page)).not.toMatch(/offer: offer\b/)
})
