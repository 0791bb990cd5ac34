import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyAt, noonOf, refundAt, reviewAt, tracksOf } from '../../../../test/support/level-player.ts'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, levelOf, publishNext } from '../../../../test/support/till.ts'
import { ProgramBook } from '../programs/index.ts'
import { countGoods } from './index.ts'

// A level for necklaces is put into a program that has been running without it.

const ladder = (...levels: string[]) =>
  programText({
    levels: `levels:\n  review: monthly\n  ladder:\n${['{ level: ordinary, name: { zh-CN: 普通会员 } }', ...levels].map(level => `    - ${level}\n`).join('')}`,
  })
const silver = '{ level: silver, name: { zh-CN: 银卡 }, from: ¥1000 }'
const pearl =
  '{ level: pearl, name: { zh-CN: 珍珠卡 }, from: { any: [{ net-spend: ¥500, goods: { class: [项链] } }, { visits: 2, goods: { class: [项链] } }] } }'
const necklace = { class: '项链' }

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(ladder(silver), '2000-01-02T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const count = (settleMs = 0) =>
  countGoods({ db: shop.db, clock: shop.clock, programs: new ProgramBook(shop.db, 'Asia/Shanghai'), settleMs })
const measures = () =>
  shop.db.rows(
    `select measure, day_on::text, amount from levels.day_measure where amount <> 0 order by measure, day_on`,
  )

test('what was bought before the level existed counts for it, without what came back', async () => {
  shop.clock.moveTo(noonOf('2026-03-01'))
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-01'), 1200, { class: '手链' })
  await buyAt(shop, member, noonOf('2026-03-02'), 300, necklace)
  const { receiptId } = await buyAt(shop, member, noonOf('2026-03-03'), 400, { ...necklace, quantity: 2 })
  await refundAt(shop, receiptId, noonOf('2026-03-04'), 1)
  const gone = await buyAt(shop, member, noonOf('2026-03-05'), 900, { ...necklace, quantity: 1 })
  await refundAt(shop, gone.receiptId, noonOf('2026-03-06'))
  shop.clock.moveTo(noonOf('2026-03-10'))
  await publishNext(shop, ladder(silver, pearl), '2026-03-11T00:00:00Z')
  shop.clock.moveTo(noonOf('2026-03-12'))

  const [before] = await tracksOf(shop, member)
  expect(before).toMatchObject({ level: 'silver', isBeingCounted: true })
  expect(await reviewAt(shop, noonOf('2026-04-02'))).toBe(0)
  expect(await count()).toBeGreaterThan(0)
  expect(await measures()).toEqual([
    { measure: 'net-spend {"class":["项链"]}', day_on: '2026-03-02', amount: 30_000 },
    { measure: 'net-spend {"class":["项链"]}', day_on: '2026-03-03', amount: 40_000 },
    { measure: 'visits {"class":["项链"]}', day_on: '2026-03-02', amount: 1 },
    { measure: 'visits {"class":["项链"]}', day_on: '2026-03-03', amount: 1 },
  ])
  const [after] = await tracksOf(shop, member)
  expect(after).toMatchObject({ level: 'silver', isBeingCounted: false })
  expect(await reviewAt(shop, noonOf('2026-04-02'))).toBe(1)
  expect(await levelOf(shop, member)).toBe('pearl')

  // A refund of a receipt of the version before takes from the measure as well.
  await refundAt(shop, receiptId, noonOf('2026-04-03'), 1)
  expect(await measures()).toEqual([
    { measure: 'net-spend {"class":["项链"]}', day_on: '2026-03-02', amount: 30_000 },
    { measure: 'visits {"class":["项链"]}', day_on: '2026-03-02', amount: 1 },
  ])
})

test('what is counted once is not counted again, and what is new waits until every process knows of it', async () => {
  expect(await count()).toBe(0)
  shop.clock.moveTo(noonOf('2026-05-01'))
  await publishNext(
    shop,
    ladder(silver, pearl, '{ level: ruby, name: { zh-CN: 红宝石卡 }, from: { visits: 5, goods: { class: [戒指] } } }'),
    '2026-05-02T00:00:00Z',
  )
  expect(await count(10_000)).toBe(0)
  shop.clock.moveTo(new Date(noonOf('2026-05-01').getTime() + 10_000))
  expect(await count(10_000)).toBeGreaterThan(0)
  expect(await count(10_000)).toBe(0)
})
