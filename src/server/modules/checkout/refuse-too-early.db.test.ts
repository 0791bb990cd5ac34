import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(
    `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }] }
benefits:
  - { benefit: first, levels: { gold: 2 days early } }
`,
    '2000-01-02T00:00:00Z',
  )
  await shop.call('PUT', '/v1/goods/NEW', { name: '新品', onSaleAt: '2026-03-10T02:00:00Z' })
})
afterAll(() => shop.close())

const quoteAt = async (at: string, member: Member | null) => {
  shop.clock.moveTo(at)
  const body = { storeCode: 'S01', tillCode: 'T1', lines: [line(10, { sku: 'NEW' })], ...(member ? member.by : {}) }
  const answer = await shop.post('/v1/checkouts/quote', body)
  return answer.body.code ?? answer.status
}

test('gold buys two days before the others, to the second', async () => {
  const gold = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  const ordinary = await joinMember(shop)
  expect(await quoteAt('2026-03-08T01:59:59Z', gold)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-08T02:00:00Z', gold)).toBe(200)
  expect(await quoteAt('2026-03-10T01:59:59Z', ordinary)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-10T01:59:59Z', null)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-10T02:00:00Z', ordinary)).toBe(200)
  expect(await quoteAt('2026-03-10T02:00:00Z', null)).toBe(200)
})

test('the sentence says from when on, and what a till has sold is never refused', async () => {
  await shop.call('PUT', '/v1/goods/LATER', { name: '新品', onSaleAt: '2026-04-10T02:00:00Z' })
  const lines = [line(10, { sku: 'LATER' })]
  const { body } = await shop.post('/v1/checkouts/quote', { storeCode: 'S01', tillCode: 'T1', lines })
  expect(body.title).toContain('2026-04-10 10:00')
  expect((await shop.post('/v1/checkouts', receipt(lines))).status).toBe(201)
})
