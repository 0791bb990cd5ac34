import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runNextBacktest } from '../../src/server/modules/backtests/index.ts'
import type { Language } from '../../src/shared/languages.ts'
import { startTestServer } from '../support/test-server.ts'
import { line, receipt } from '../support/test-shop.ts'
import { joinMember } from '../support/till.ts'
import { desk, launchBrowser, newVisitor, phone, signIn } from './support/pages.ts'

const programText = (name: string) => readFileSync(join(import.meta.dirname, `../../programs/${name}.yaml`), 'utf8')

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
/** Where the result of the first test lies. */
let result = ''

beforeAll(async () => {
  server = await startTestServer({ program: 'p07-accessory-shop' })
  browser = await launchBrowser()
  const current = programText('p07-accessory-shop')
  await server.shop.publish(
    current.replace(
      'per: ¥1 }',
      'per: ¥1 }\n    - { rule: check-in, name: 签到礼, on: check-in, points: 5, limit: 1 time a day }',
    ),
    '2000-01-02T00:00:00Z',
  )
  const members = await Promise.all(Array.from({ length: 4 }, () => joinMember(server.shop)))
  for (const [index, member] of members.entries())
    for (let time = 0; time <= index; time++)
      await server.shop.post('/v1/checkouts', receipt([line(1_300, { costCents: 60_000 })], member.by))
  for (const { memberNumber } of members) {
    const checkedIn = { member: { memberNumber }, activity: 'check-in' }
    expect((await server.shop.post('/v1/activities', checkedIn)).status).toBe(201)
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What the background process does all the time. */
function runOne(): Promise<number> {
  const { db, clock, config, cipher } = server.shop
  return runNextBacktest({ db, clock, config, cipher, timeZone: 'Asia/Shanghai' })
}

test('a draft is begun from today’s program, tried, and told beside it', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await page.goto('/console/backtests')
  await signIn(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.getByRole('button', { name: '从“饰品店会员”改起' }).click()
  const draft = page.getByRole('textbox', { name: '草案（方案原文）' })
  await expect.poll(() => draft.inputValue()).toContain('program: accessory-shop')
  await draft.fill(
    (await draft.inputValue())
      .replace('from: ¥3000', 'from: ¥2000\n      times: 2')
      .replace('points: 5, limit', 'points: 8, limit'),
  )
  await page.getByText('记录的兑换太少').waitFor()
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await page.getByText('排队中，轮到就开始。').waitFor()
  expect(await runOne()).toBe(1)
  await page.getByRole('heading', { name: '每条规则给了多少' }).waitFor()
  await expect.poll(() => page.getByRole('row', { name: /积分：发放/ }).textContent()).toMatch(/[1-9]/)
  await page.getByText('记录的 4 次签到、评价等互动').waitFor()
  const checkIns = page.getByRole('row', { name: /签到礼：积分/ })
  expect(await checkIns.textContent()).toBe('签到礼：积分203212')
  expect((await page.getByText('4 张小票、').count()) + (await page.getByText('10 张小票、').count())).toBe(1)
  result = new URL(page.url()).pathname
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出名单' }).click()
  await downloading
  expect(mishaps).toEqual([])
  await leave()
})

test('a back-test that waits is cancelled from its page', async () => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url })
  await page.goto('/console/backtests')
  await signIn(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.getByRole('button', { name: '从“饰品店会员”改起' }).click()
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await page.getByRole('button', { name: '取消回测' }).click()
  await page.getByText('这次回测已取消，没有结果。').waitFor()
  expect(mishaps).toEqual([])
  await leave()
})

const words: Record<Language, string> = { 'zh-CN': '结果', 'zh-TW': '結果', en: 'The result' }

test.each([
  ['zh-CN', desk],
  ['zh-CN', phone],
  ['zh-TW', phone],
  ['en', desk],
  ['en', phone],
] as const)('in %s on %o the result fits the screen', async (language, viewport) => {
  const { page, mishaps, leave } = await newVisitor(browser, { url: server.url, language: 'zh-CN', viewport })
  await page.goto(result)
  await signIn(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.evaluate(chosen => localStorage.setItem('regulars.language', chosen), language)
  await page.addInitScript(`localStorage.setItem('regulars.language', ${JSON.stringify(language)})`)
  await page.reload()
  await page.getByRole('heading', { name: words[language], exact: true }).waitFor()
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow).toBe(0)
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/result-${language}-${viewport.width}.png`, fullPage: true })
  if (folder) {
    await page.goto('/console/backtests')
    await page.waitForTimeout(800)
    await page.screenshot({ path: `${folder}/start-${language}-${viewport.width}.png`, fullPage: true })
  }
  expect(mishaps).toEqual([])
  await leave()
})
