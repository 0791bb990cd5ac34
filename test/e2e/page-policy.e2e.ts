import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../support/test-server.ts'
import { line, receipt } from '../support/test-shop.ts'
import { joinMember, type Member } from '../support/till.ts'
import { keyInGoods, launchBrowser, newVisitor, openTill, signIn, type Visitor } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let visitor: Visitor
let member: Member
const violations: string[] = []

beforeAll(async () => {
  server = await startTestServer()
  member = await joinMember(server.shop, { phone: '138 1234 1234', name: 'Ann 安' })
  await server.shop.post('/v1/checkouts', receipt([line(120)], member.by))
  browser = await launchBrowser()
  visitor = await newVisitor(browser, { url: server.url })
  visitor.page.on('console', message => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  await visitor.page.goto('/console/')
  await signIn(visitor.page, { email: server.ownerEmail, password: server.ownerPassword })
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const settled = (page: Page) => page.waitForLoadState('networkidle')

/** Every address of the console, and a heading that stands there when it is shown. */
const consolePages = () => [
  ['/console/', '经营总览'],
  ['/console/figures/active-members', '活跃会员'],
  ['/console/figures/receipts', '小票'],
  ['/console/figures/point-holders', '积分'],
  ['/console/members', '会员'],
  [`/console/members/${member.memberNumber}`, 'Ann 安'],
  ['/console/approvals', '待审批'],
  ['/console/programs', '会员方案'],
  ['/console/programs/p07-accessory-shop', ''],
  ['/console/staff', '员工'],
  ['/console/stores', '门店'],
  ['/console/keys', '密钥'],
  ['/console/audit', '审计记录'],
  ['/console/alerts', '警报'],
  ['/console/account', '我的账号'],
  ['/console/no-such-page', '没有这个页面'],
]

test('every page of the console loads and runs without breaking its own policy', async () => {
  const { page } = visitor
  for (const [address = '', heading = ''] of consolePages()) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settled(page)
    await expect
      .poll(() => page.getByRole('heading', { level: 1 }).textContent(), { message: address })
      .toContain(heading)
    expect(violations, address).toEqual([])
  }
})

test('dialogs, drawers, menus and pickers keep to it too, and styles made by antd are applied', async () => {
  const { page } = visitor
  await page.goto('/console/members')
  await page.getByRole('button', { name: '新会员入会' }).click()
  await page.getByRole('dialog').waitFor()
  // antd writes these rules as it runs: without its nonce the wrap of the dialog would lie in the text.
  const position = 'getComputedStyle(document.querySelector(".ant-modal-wrap")).position'
  expect(await page.evaluate<string>(position)).toBe('fixed')
  await page.keyboard.press('Escape')
  await page.goto('/console/audit')
  await page.getByRole('combobox', { name: '谁' }).click()
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByLabel('从').first().click()
  await page.getByRole('table').first().waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`/console/members/${member.memberNumber}`)
  await page
    .getByRole('button', { name: /为什么/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await settled(page)
  expect(violations).toEqual([])
})

test('the till sells within its policy', async () => {
  const till = await newVisitor(browser, { url: server.url })
  till.page.on('console', message => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  await openTill(till.page, { email: server.ownerEmail, password: server.ownerPassword })
  await keyInGoods(till.page, { sku: 'MUG', name: '马克杯', price: '39.90' })
  await till.page.getByRole('button', { name: '结算 ¥39.90' }).waitFor()
  expect(violations).toEqual([])
  expect(till.mishaps).toEqual([])
  await till.leave()
})

/** What somebody could try who can write markup or a script into our page. Run in the browser, so it is text here. */
const attack = `(async () => {
  const refused = []
  document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))
  const script = document.createElement('script')
  script.textContent = 'document.title = "taken over"'
  document.body.append(script)
  document.body.insertAdjacentHTML('beforeend', '<style>body { display: none }</style>')
  document.body.insertAdjacentHTML('beforeend', '<img src="http://127.0.0.2/spy.png" onerror="document.title = 1">')
  await fetch('http://127.0.0.2/').catch(() => undefined)
  await new Promise(resolve => setTimeout(resolve, 300))
  const display = getComputedStyle(document.body).display
  return { refused: [...new Set(refused)].sort(), title: document.title, display }
})()`

test('what is not of the page neither runs nor loads', async () => {
  const { page } = visitor
  await page.goto('/console/')
  const ran = await page.evaluate<{ refused: string[]; title: string; display: string }>(attack)
  expect(ran.refused).toEqual(['connect-src', 'img-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'])
  expect(ran.title).toMatch(/熟客$/)
  expect(ran.display).not.toBe('none')
})

test('each answer of a page has a nonce of its own, and the assets are kept for a year', async () => {
  const { page } = visitor
  const policies: string[] = []
  for (const address of ['/console/members', '/console/members', '/till']) {
    const answer = await page.request.get(address)
    const policy = answer.headers()['content-security-policy'] ?? ''
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{22}';style-src 'self' 'nonce-[\w-]{22}'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? 'none'
    const html = await answer.text()
    expect([html.includes(nonce), html.includes('REGULARS_NONCE')]).toEqual([true, false])
    policies.push(policy)
    const asset = /src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? ''
    expect((await page.request.get(asset)).headers()['cache-control']).toBe('public, max-age=31536000, immutable')
  }
  expect(new Set(policies).size).toBe(3)
})
