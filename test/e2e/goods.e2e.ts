import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { relay } from '../../src/server/background.ts'
import { programText } from '../support/program-text.ts'
import { hire } from '../support/staff.ts'
import { startTestServer } from '../support/test-server.ts'
import { line, receipt } from '../support/test-shop.ts'
import { publishNext } from '../support/till.ts'
import { launchBrowser, newVisitor, phone, signIn, type Visitor } from './support/pages.ts'

const levels = `levels:
  measure: net-spend
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥1000 }
benefits:
  - { benefit: early, name: { zh-CN: 优先购 }, levels: { gold: 2 days early } }
`
const smallDesk = { width: 1280, height: 900 }

let server: Awaited<ReturnType<typeof startTestServer>>
let browser: Browser
const mishaps: Visitor[] = []
const owner = () => ({ email: server.ownerEmail, password: server.ownerPassword })
const visit = async (options: Omit<Parameters<typeof newVisitor>[1], 'url'> = {}) => {
  const visitor = await newVisitor(browser, { url: server.url, ...options })
  mishaps.push(visitor)
  return visitor
}

beforeAll(async () => {
  server = await startTestServer()
  const { shop } = server
  await publishNext(shop, programText({ levels }), '2001-01-01T00:00:00Z')
  for (const [sku, body] of [
    ['SC-01', { name: '真丝围巾', class: '配饰', brand: 'Leaf', costCents: 12_050 }],
    ['SC-02', { name: '新款围巾', class: '配饰', onSaleAt: '2099-01-05T02:00:00Z' }],
    ['TEA', { name: '龙井茶', unit: 'gram' }],
  ] as const)
    await shop.call('PUT', `/v1/goods/${sku}`, body)
  await hire(shop, 'cashier', 'Carl')
  browser = await launchBrowser()
})

afterAll(async () => {
  expect(mishaps.flatMap(visitor => visitor.mishaps)).toEqual([])
  await browser?.close()
  await server?.stop()
})

test('goods are found by pinyin and class; a dangerous change is told before it is saved, and kept in the audit trail', async () => {
  const { page } = await visit({ viewport: smallDesk })
  await page.goto('/console/goods')
  await signIn(page, owner())
  await page.getByRole('searchbox').fill('weijin leaf')
  await page.getByText('共 1 种商品').waitFor()
  await page.getByRole('button', { name: '查看商品 真丝围巾' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByLabel('名称', { exact: true }).fill('真丝大围巾')
  await page.getByLabel('品类（选填）').fill('丝巾')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('品类由“配饰”改为“丝巾”').waitFor()
  await page.getByRole('button', { name: '确认' }).click()
  await page.getByRole('button', { name: '查看商品 真丝大围巾' }).waitFor()
  const { body } = await server.shop.get('/v1/goods?sku=SC-01')
  expect(body.goods[0]).toMatchObject({ name: '真丝大围巾', class: '丝巾', brand: 'Leaf', costCents: 12_050 })
  const trail = await server.shop.get('/v1/audit?action=goods/change')
  expect(trail.body.records[0]).toMatchObject({ thing: 'goods/SC-01', outcome: 'done' })
})

test('of two who change the same goods, the later hears of it, keeps what was typed and decides', async () => {
  const { page } = await visit({ viewport: smallDesk })
  await server.shop.call('PUT', '/v1/goods/VASE', { name: '花瓶', class: '家居' })
  await page.goto('/console/goods')
  await signIn(page, owner())
  await page.getByRole('button', { name: '查看商品 花瓶' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByLabel('名称', { exact: true }).fill('青瓷花瓶')
  await server.shop.call('PUT', '/v1/goods/VASE', { name: '花瓶', class: '陶瓷' })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('商品 VASE 在你打开之后被别人改过，这次没有保存。').waitFor()
  await page.getByText('品类由“家居”改为“陶瓷”').waitFor()
  await expect.poll(() => page.getByLabel('名称', { exact: true }).inputValue()).toBe('青瓷花瓶')
  const kept = await server.shop.get('/v1/goods?sku=VASE')
  expect(kept.body.goods[0]).toMatchObject({ name: '花瓶', class: '陶瓷' })
  await page.getByLabel('品类（选填）').fill('陶瓷')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('button', { name: '查看商品 青瓷花瓶' }).waitFor()
  const { body } = await server.shop.get('/v1/goods?sku=VASE')
  expect(body.goods[0]).toMatchObject({ name: '青瓷花瓶', class: '陶瓷' })
})

test('who buys before the sale start is told by the level', async () => {
  const { page } = await visit({ viewport: smallDesk })
  await page.goto('/console/goods')
  await signIn(page, owner())
  await page.getByRole('button', { name: '查看商品 新款围巾' }).click()
  await page.getByText('金卡：2099年1月3日 10:00 起（提前 2 天）').waitFor()
})

test('what a receipt named is entered from its own list, and a SKU that is there is not replaced', async () => {
  const { page } = await visit({ viewport: phone })
  const sold = receipt([line(10, { sku: 'TIN', name: '茶罐' })])
  expect((await server.shop.post('/v1/checkouts', sold)).status).toBe(201)
  await relay(server.shop.context)
  await page.goto('/console/goods')
  await signIn(page, owner())
  await page.getByRole('combobox', { name: '显示哪些' }).click()
  await page.getByText('待建档（1）').click()
  await page.getByText('请逐个打开，核对后保存').waitFor()
  await page.getByRole('button', { name: '查看商品 茶罐' }).click()
  await page.getByRole('button', { name: '建档' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('没有待建档的商品').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
  await page.getByRole('button', { name: '新建商品' }).click()
  await page.getByLabel('编码', { exact: true }).fill('TIN')
  await page.getByLabel('名称', { exact: true }).fill('别的')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('这个编码已经有了：茶罐').waitFor()
})

test('a file shows what it would change and which rows are wrong, and then is imported', async () => {
  const { page } = await visit({ viewport: smallDesk })
  await page.goto('/console/goods')
  await signIn(page, owner())
  await page.getByRole('button', { name: '从文件导入' }).click()
  const dialog = page.getByRole('dialog', { name: '从文件导入商品' })
  const csv = '编码,名称,成本\nTEA,,980\nNEW-1,新帽子,50\nNEW-2,坏的,-1\n'
  const buffer = Buffer.from(csv)
  await dialog.locator('input[type=file]').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer })
  await dialog.getByText('新建 1 种，改动 1 种，不变 0 种，未通过 1 行。还没有写入。').waitFor()
  await dialog.getByText('第 4 行：“成本”应为金额').waitFor()
  await dialog.getByText('成本 — → ¥980.00').waitFor()
  expect((await server.shop.get('/v1/goods?sku=NEW-1')).body.total).toBe(0)
  await dialog.getByRole('button', { name: '导入 2 种' }).click()
  await page.getByRole('button', { name: '查看商品 新帽子' }).waitFor()
  const trail = await server.shop.get('/v1/audit?action=imports/goods')
  expect(trail.body.records[0]).toMatchObject({ outcome: 'done' })
})

test('a cashier sees goods and changes none', async () => {
  const { page } = await visit({ viewport: smallDesk })
  await page.goto('/console/goods')
  await signIn(page, { email: 'carl@shop.example', password: 'a long unguessable sentence 77' })
  await page.getByRole('button', { name: '查看商品 龙井茶' }).click()
  await expect.poll(() => page.getByRole('button', { name: '修改' }).isDisabled()).toBe(true)
  await expect.poll(() => page.getByRole('button', { name: '新建商品' }).isDisabled()).toBe(true)
})
