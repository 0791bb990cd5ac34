import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { startTestServer } from '../support/test-server.ts'
import { line, receipt, refundOf } from '../support/test-shop.ts'
import { givePoints, joinMember, type Member, publishNext } from '../support/till.ts'
import { desk, launchBrowser, newVisitor, phone, signIn, type Visitor } from './support/pages.ts'

const rules = {
  rules: [
    '{ rule: base, name: { zh-CN: 消费积分, zh-TW: 消費積分, en: Points }, points: 1, per: ¥1 }',
    '{ rule: share, name: { zh-CN: 分享奖励, zh-TW: 分享獎勵, en: Sharing }, on: share, points: 20 }',
  ],
  levels: `levels:
  ladder:
    - { level: plain, name: { zh-CN: 普通, zh-TW: 普通, en: Plain }, discount: 2 % }
    - { level: gold, name: { zh-CN: 金卡, zh-TW: 金卡, en: Gold }, from: { net-spend: ¥200 } }
benefits:
  - { benefit: parking, name: { zh-CN: 停车, zh-TW: 停車, en: Parking }, levels: { plain: 1 a year, gold: 1 a year } }
offers:
  - { offer: full, name: { zh-CN: 满减, zh-TW: 滿減, en: Spend and save }, steps: { ¥300: ¥40 } }
`,
}

const redeem = `{ rule: cash-off, points: 100, off: ¥1 }
  - { rule: mug, name: { zh-CN: 马克杯, zh-TW: 馬克杯, en: Mug }, points: 9000, gives: { goods: MUG } }`

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let member: Member
const mishaps: Visitor[] = []

beforeAll(async () => {
  server = await startTestServer()
  const { shop } = server
  await publishNext(shop, programText({ ...rules, redeem }), '2001-01-01T00:00:00Z')
  member = await joinMember(shop, { name: '林晓月' })
  await givePoints(shop, member, 1000)
  const sale = receipt([line(150, { sku: 'SCARF', name: '真丝围巾', quantity: 3 })], {
    ...member.by,
    receiptNumber: 'WHY-1',
  })
  const { body } = await shop.post('/v1/checkouts', { ...sale, redeem: [{ rule: 'cash-off', points: 500 }] })
  await shop.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
  await shop.post('/v1/activities', { member: member.by.member, activity: 'share', reference: 'POST-7' })
  await shop.post('/v1/activities', { member: member.by.member, activity: 'share', reference: 'POST-7' })
  await shop.post(`/v1/members/${member.memberNumber}/redemptions`, { rule: 'mug', storeCode: 'S01' })
  await shop.post('/v1/members', { name: '某人', phone: '13812345678' })
  await shop.post('/v1/members', { name: '另一位', phone: '13812345678', homeStoreCode: 'S01' })
  browser = await launchBrowser()
})
afterAll(async () => {
  expect(mishaps.flatMap(visitor => visitor.mishaps)).toEqual([])
  await browser?.close()
  await server?.stop()
})

async function openMember(viewport: { width: number; height: number }): Promise<Page> {
  const visitor = await newVisitor(browser, { url: server.url, viewport })
  mishaps.push(visitor)
  await visitor.page.goto(`/console/members/${member.memberNumber}`)
  await signIn(visitor.page, { email: server.ownerEmail, password: server.ownerPassword })
  return visitor.page
}

test('a receipt tells why, to whom the reader chooses', async () => {
  const page = await openMember(desk)
  await page.getByRole('button', { name: '查看小票 WHY-1' }).click()
  const story = page.getByRole('dialog')
  await story.getByText('真丝围巾，3 件：原价 ¥450').waitFor()
  await story.getByText('会员', { exact: true }).last().click()
  await story.getByText('恭喜您升为金卡').waitFor()
  await story.getByText('审计', { exact: true }).click()
  await story.getByText('规则 full；方案 accessory-shop').waitFor()
})

test('a move of a level tells why on a phone, and nothing is wider than it', async () => {
  const page = await openMember(phone)
  await page.getByText('等级变化', { exact: true }).first().click()
  await page.getByRole('button', { name: '为什么：金卡' }).click()
  await page.getByRole('dialog').getByText('审计', { exact: true }).click()
  await page.getByRole('dialog').getByText('理由 level-reached').waitFor()
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(phone.width)
})

test('an activity tells what it gave, and why to the auditor', async () => {
  const page = await openMember(desk)
  const row = page.getByRole('row', { name: /share.*POST-7/ })
  await row.getByText('分享奖励').waitFor()
  await row.getByRole('button', { name: '为什么：share' }).click()
  await page.getByRole('dialog').getByText('审计', { exact: true }).click()
  await page.getByRole('dialog').getByText('规则 share；方案 accessory-shop').waitFor()
})

test('what was refused is listed with its reason, and told to the member in their words', async () => {
  const page = await openMember(desk)
  const row = page.getByRole('row', { name: /兑换礼品 · 马克杯/ })
  await row.getByText('积分不足：需要 9,000 分').waitFor()
  await row.getByRole('button', { name: '为什么被拒绝：兑换礼品 · 马克杯' }).click()
  await page.getByRole('dialog').getByText('会员', { exact: true }).last().click()
  await page.getByRole('dialog').getByText('您的积分不够：需要 9,000 分').waitFor()
})

test('an activity that was not recorded twice is listed with its reason, on a phone too', async () => {
  const page = await openMember(phone)
  await page.getByText('这次互动之前已经记录过了').waitFor()
  await page.getByRole('button', { name: '为什么被拒绝：记录互动 · share' }).click()
  await page.getByRole('dialog').getByText('记录互动“share”').waitFor()
})

test('who could not join is told on a phone with the reason alone, and nothing is wider than it', async () => {
  const page = await openMember(phone)
  await page.goto('/console/joining-requests')
  await page.getByText('这个手机号已经属于另一位会员').waitFor()
  await page.getByRole('button', { name: '为什么被拒绝：没有选方式' }).click()
  await page.getByRole('dialog').getByText('理由 members/phone-taken').waitFor({ state: 'detached' })
  await page.getByRole('dialog').getByText('审计', { exact: true }).click()
  await page.getByRole('dialog').getByText('理由 members/phone-taken').waitFor()
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(phone.width)
})

test('what is refused on the page itself is in its list at once', async () => {
  const page = await openMember(desk)
  const use = page.getByRole('button', { name: '使用停车' })
  await use.waitFor()
  // Somebody else was quicker, and this page does not know it yet.
  await server.shop.post(`/v1/members/${member.memberNumber}/benefits/parking/uses`, {})
  await use.click()
  await page
    .getByRole('row', { name: /使用权益 · 停车/ })
    .getByText('1 次已经用完')
    .waitFor()
})
