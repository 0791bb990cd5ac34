import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { startTestServer } from '../support/test-server.ts'
import { givePoints, joinMember, publishNext } from '../support/till.ts'
import { launchBrowser, newVisitor, phone, signIn, type Visitor } from './support/pages.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
const mishaps: Visitor[] = []
const people = { from: '', to: '' }

beforeAll(async () => {
  server = await startTestServer()
  const { shop } = server
  const points = 'valid: 2 years, transfer: 500 points a month'
  await publishNext(shop, programText({ points }), '2001-01-01T00:00:00Z')
  const [giver, receiver] = [await joinMember(shop, { name: '林晓' }), await joinMember(shop, { name: '周明' })]
  await givePoints(shop, giver, 80, { expiresOn: '2098-06-30' })
  await givePoints(shop, giver, 300, { expiresOn: '2099-12-31' })
  people.from = giver.memberNumber
  people.to = receiver.memberNumber
  browser = await launchBrowser()
})

afterAll(async () => {
  expect(mishaps.flatMap(visitor => visitor.mishaps)).toEqual([])
  await browser?.close()
  await server?.stop()
})

test('points go to a member who was searched, after the dialog said what moves and until when', async () => {
  const visitor = await newVisitor(browser, { url: server.url, viewport: phone })
  mishaps.push(visitor)
  const { page } = visitor
  await page.goto(`/console/members/${people.from}`)
  await signIn(page, { email: server.ownerEmail, password: server.ownerPassword })
  await page.getByRole('button', { name: '转赠给其他会员' }).click()
  const dialog = page.getByRole('dialog', { name: '转赠给其他会员' })
  await dialog.getByLabel('找接收的会员（姓名、手机或卡号）').fill('周明')
  await dialog.getByLabel('接收的会员', { exact: true }).click()
  await page.getByTitle(`周明（${people.to}）`).click()
  await dialog.getByLabel('转赠多少').fill('100')
  await dialog.getByLabel('原因').fill('家人共用')
  const moves = dialog.getByRole('list', { name: '将要转过去的' })
  await expect
    .poll(() => moves.getByRole('listitem').allInnerTexts())
    .toEqual([
      expect.stringMatching(/80 分\s*2098年6月30日用到当天为止/),
      expect.stringMatching(/20 分\s*2099年12月31日用到当天为止/),
    ])
  await dialog.getByRole('button', { name: '下一步' }).click()
  await page.getByText(`从会员 ${people.from} 转赠 100 分“积分”给 周明（${people.to}）`).waitFor()
  await page.getByRole('button', { name: '确认转赠' }).click()
  await page.getByText('已转赠，余额 280 分；对方余额 100 分。').waitFor()
  const { body } = await server.shop.get(`/v1/members/${people.to}/balances`)
  expect(body.balances[0].lots).toMatchObject([
    { remaining: 80, lastDay: '2098-06-30' },
    { remaining: 20, lastDay: '2099-12-31' },
  ])
  const trail = await server.shop.get('/v1/audit?action=ledger/transfer')
  expect(trail.body.records[0]).toMatchObject({ memberNumber: people.from, outcome: 'done' })
})
