import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buyAt, noonOf, refundAt, tracksOf } from '../support/level-player.ts'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { joinMember, levelOf } from '../support/till.ts'

// Levels by spend, frequency and kind of goods, and a second track beside them.

const program = programText({
  levels: `levels:
  - ladder:
      - { level: ordinary, name: { zh-CN: 普通会员 } }
      - level: silver
        name: { zh-CN: 银卡 }
        from: { any: [{ net-spend: ¥2000, goods: { class: [项链] } }, { visits: 2, goods: { class: [项链] } }] }
        discount: 5 %
      - { level: gold, name: { zh-CN: 金卡 }, from: { net-spend: ¥5000, active-months: 2 } }
  - track: tea
    measure: visits
    ladder:
      - { level: guest, name: { zh-CN: 茶客 } }
      - { level: regular, name: { zh-CN: 老茶客 }, from: 2, discount: { percent: 8 折, when: { class: [茶] } } }
`,
})
const necklace = { class: '项链' }

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
})
beforeEach(() => shop.clock.moveTo(noonOf('2026-03-05')))
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const standing = async (member: Parameters<typeof tracksOf>[1]) =>
  (await tracksOf(shop, member)).map((track: { level: string }) => track.level)

test('only goods of the class count, to the 分', async () => {
  const member = await joinMember(shop)
  const sold = receipt([line(1999.99, necklace), line(4000, { lineNumber: 2, sku: 'B', class: '手链' })], member.by)
  await shop.post('/v1/checkouts', sold)
  expect(await levelOf(shop, member)).toBe('ordinary')
  const { body } = await shop.post('/v1/checkouts', receipt([line(0.01, necklace)], member.by))
  expect(body.levels).toMatchObject([{ level: 'silver' }, { track: 'tea', level: 'regular' }])
})

test('a refund of the goods undoes the rise that their receipt brought, one of other goods does not', async () => {
  const member = await joinMember(shop)
  const { body } = await shop.post(
    '/v1/checkouts',
    receipt([line(2000, necklace), line(3000, { lineNumber: 2, sku: 'B', class: '手链' })], member.by),
  )
  const back = (lineNumber: number) =>
    shop.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber, quantity: 1 }] }))
  await back(2)
  expect(await levelOf(shop, member)).toBe('silver')
  await back(1)
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('a visit for goods goes with the last piece of them, not with the first', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 10, necklace)
  const { receiptId } = await buyAt(shop, member, noonOf('2026-03-06'), 10, { ...necklace, quantity: 2 })
  expect(await levelOf(shop, member)).toBe('silver')
  await refundAt(shop, receiptId, noonOf('2026-03-07'), 1)
  expect(await levelOf(shop, member)).toBe('silver')
  await refundAt(shop, receiptId, noonOf('2026-03-08'), 1)
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('a month is active as long as one receipt of it is left', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 100)
  await buyAt(shop, member, noonOf('2026-03-31'), 4900)
  expect(await levelOf(shop, member)).toBe('ordinary')
  const april = await buyAt(shop, member, noonOf('2026-04-01'), 1)
  expect(april.levels[0]).toMatchObject({ level: 'gold' })
  await refundAt(shop, april.receiptId, noonOf('2026-04-02'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('each track rises for itself, and the refund of a receipt undoes what it caused in each', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1)
  const { receiptId, effects } = await buyAt(shop, member, noonOf('2026-03-06'), 3000, necklace)
  expect(effects.filter((one: { kind: string }) => one.kind === 'level-moved')).toMatchObject([
    { level: 'silver' },
    { level: 'regular' },
  ])
  expect(await standing(member)).toEqual(['silver', 'regular'])
  const refund = await refundAt(shop, receiptId, noonOf('2026-03-07'))
  expect(refund.levels).toMatchObject([{ level: 'ordinary' }, { level: 'guest' }])
  expect(await standing(member)).toEqual(['ordinary', 'guest'])
})

test('the better of two level prices counts on each line', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1)
  await buyAt(shop, member, noonOf('2026-03-06'), 2000, necklace)
  const { body } = await shop.post(
    '/v1/checkouts',
    receipt([line(100, { sku: 'T', class: '茶' }), line(100, { lineNumber: 2 })], member.by),
  )
  expect(body.lines.map((sold: { levelDiscountCents: number }) => sold.levelDiscountCents)).toEqual([2000, 500])
})
