import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { startTestServer } from '../support/test-server.ts'
import { joinMember, type Member, publishNext } from '../support/till.ts'
import {
  desk,
  keyInGoods,
  launchBrowser,
  newVisitor,
  openTill,
  phone,
  recognise,
  settle,
  signIn,
  type Visitor,
} from './support/pages.ts'

const offers = `offers:
  - { offer: day, name: { zh-CN: 会员日全场八八折不限品类, zh-TW: 會員日全場八八折不限品類, en: Member day with twelve per cent off everything }, discount: 12 %, limit: [2 times a month, ¥5000 in all], when: { class: [耳环, 项链] } }
  - { offer: full, name: { zh-CN: 满减, zh-TW: 滿減, en: Spend and save }, steps: { ¥300: ¥40, ¥600: ¥100 } }
  - offer: ten
    name: { zh-CN: 十元券, zh-TW: 十元券, en: Ten off }
    off: ¥10
    coupon: { codes: personal, valid: 30 days }
  - offer: welcome
    name: { zh-CN: 传单券, zh-TW: 傳單券, en: Flyer }
    off: ¥5
    coupon: { codes: shared, limit: 1 a member }
  - { offer: paper, name: { zh-CN: 纸券, zh-TW: 紙券, en: Paper }, off: ¥3, coupon: { codes: batch } }
`

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
let member: Member
const owner = () => ({ email: server.ownerEmail, password: server.ownerPassword })
const mishaps: Visitor[] = []
const visit = async (options: Omit<Parameters<typeof newVisitor>[1], 'url'> = {}) => {
  const visitor = await newVisitor(browser, { url: server.url, ...options })
  mishaps.push(visitor)
  return visitor
}

beforeAll(async () => {
  server = await startTestServer()
  await publishNext(server.shop, programText({ levels: offers }), '2001-01-01T00:00:00Z')
  member = await joinMember(server.shop, { name: '林晓月' })
  const given = { program: 'accessory-shop', offer: 'ten' }
  await server.shop.post(`/v1/members/${member.memberNumber}/coupons`, given)
  await server.shop.post('/v1/coupons/shared-codes', { program: 'accessory-shop', offer: 'welcome', code: 'HELLO5' })
  browser = await launchBrowser()
})
afterAll(async () => {
  expect(mishaps.flatMap(visitor => visitor.mishaps)).toEqual([])
  await browser?.close()
  await server?.stop()
})

test('the till uses what the member holds, claims a code, keeps what it is told to keep', async () => {
  const { page } = await visit()
  await openTill(page, owner())
  await recognise(page, member.memberNumber)
  await page.getByRole('region', { name: '会员' }).getByText('林晓月').waitFor()
  await keyInGoods(page, { sku: 'SCARF', name: '真丝围巾', price: '320' })
  await page.getByText('省 ¥10.00').waitFor()
  await page.getByRole('searchbox', { name: '输入或扫描券码' }).fill('hello5')
  await page.getByRole('button', { name: '领取' }).click()
  await page.getByText('省 ¥5.00').waitFor()
  await page.getByRole('button', { name: '不用优惠券 十元券' }).click()
  await page.getByText('本单不用').waitFor()
  await settle(page, '¥275.00')
})

test('the page of offers shows what they gave, and makes codes', async () => {
  const { page } = await visit({ viewport: desk })
  await page.goto('/console/offers')
  await signIn(page, owner())
  await page.getByRole('heading', { name: '促销与优惠券' }).waitFor()
  await page.getByRole('cell', { name: '¥40.00' }).waitFor()
  await page.getByRole('button', { name: '生成一批券码' }).click()
  const dialog = page.getByRole('dialog', { name: '生成一批券码' })
  await dialog.getByLabel('数量').fill('1000')
  await dialog.getByLabel('用途').fill('春季传单')
  await dialog.getByRole('button', { name: '开始生成' }).click()
  await page.getByRole('cell', { name: '春季传单' }).waitFor()
})

test('in each language every figure of the offers is seen on a small desk, without scrolling sideways', async () => {
  const { page, context } = await visit({ viewport: { width: 1280, height: 900 } })
  await page.goto('/console/offers')
  await signIn(page, owner())
  for (const [language, heading] of [
    ['zh-CN', '优惠金额'],
    ['zh-TW', '優惠金額'],
    ['en', 'Taken off'],
  ] as const) {
    await context.addInitScript(`localStorage.setItem('regulars.language', '${language}')`)
    await page.reload()
    const box = await page.getByRole('columnheader', { name: heading }).boundingBox()
    expect((box?.x ?? 9999) + (box?.width ?? 0), language).toBeLessThanOrEqual(1257)
  }
})

test('a member page on a phone shows the coupons', async () => {
  const { page } = await visit({ viewport: phone })
  await page.goto(`/console/members/${member.memberNumber}`)
  await signIn(page, owner())
  await page.getByText('十元券').first().waitFor()
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(phone.width)
})
