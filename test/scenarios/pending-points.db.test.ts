import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepAccounts } from '../../src/server/modules/ledger/index.ts'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { type App, balanceOf, entriesOf, givePoints, joinMember, type Member, openSecondApp } from '../support/till.ts'

// Points that a receipt gave and that nobody can use until goods no longer come back, or have been delivered.

let shop: TestShop
let other: App

beforeAll(async () => {
  shop = await openTestShop()
  const levels = `levels:
  measure: points-earned
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: gold, name: { zh-CN: 金卡 }, from: 500 }
`
  await shop.publish(programText({ points: 'valid: 1 year, pending: 14 days', levels }), '2001-01-01T00:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const sell = (member: Member, yuan: number, points = 0, app: App | TestShop = shop) =>
  app.post(
    '/v1/checkouts',
    receipt([line(yuan)], { ...member.by, redeem: points > 0 ? [{ rule: 'cash-off', points }] : [] }),
    { language: 'zh-CN' },
  )

async function buy(member: Member, yuan: number, points = 0) {
  const { status, body, text } = await sell(member, yuan, points)
  expect(status, text).toBe(201)
  return body
}

test('points are earned and shown, count for the level, and can be used from the local midnight without any job', async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  const member = await joinMember(shop)
  const sale = await buy(member, 600)
  expect(sale.effects[0].reasons.map((one: { text: string }) => one.text)).toContain('待生效，2026-03-20 起可用')
  expect([sale.balances.points, sale.levels[0].level]).toEqual([0, 'gold'])
  const pending = { balance: 600, usable: 0, pending: 600, held: 0, debt: 0 }
  expect(await balanceOf(shop, member)).toMatchObject({
    ...pending,
    lots: [{ isPending: true, usableOn: '2026-03-20', usableFrom: '2026-03-19T16:00:00.000Z', lastDay: '2027-03-05' }],
  })
  shop.clock.moveTo('2026-03-19T15:59:59.999Z')
  expect(await balanceOf(shop, member)).toMatchObject(pending)
  expect((await sell(member, 10, 100)).body.code).toBe('program/redeem-not-enough')
  shop.clock.moveTo('2026-03-19T16:00:00Z')
  const usable = {
    balance: 600,
    usable: 600,
    pending: 0,
    lots: [{ isPending: false, usableOn: null, usableFrom: null }],
  }
  expect(await balanceOf(shop, member)).toMatchObject(usable)
  await buy(member, 10, 100)
  // The new points of this receipt are pending again.
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 509, usable: 500, pending: 9 })
  const asOf = async (at: string) =>
    (await shop.get(`/v1/members/${member.memberNumber}/balances?asOf=${at}`)).body.balances[0]
  expect(await asOf('2026-03-19T15:59:59.999Z')).toMatchObject({ balance: 600, usable: 0, pending: 600 })
  expect(await asOf('2026-03-19T16:00:00.000Z')).toMatchObject({ balance: 509, usable: 500, pending: 9 })
})

test('a refund in the meantime takes them from where they wait, in parts and without a debt', async () => {
  shop.clock.moveTo('2026-04-01T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 50)
  const { body } = await shop.post('/v1/checkouts', receipt([line(40, { quantity: 3 })], member.by))
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 50, pending: 120 })
  await shop.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 130, usable: 50, pending: 80, debt: 0 })
  await shop.post('/v1/refunds', refundOf(body.receiptId))
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 50, usable: 50, pending: 0, debt: 0 })
  const voided = await buy(member, 33)
  await shop.post(`/v1/checkouts/${voided.receiptId}/void`, { reason: 'wrong goods' })
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 50, usable: 50, pending: 0, debt: 0 })
})

test('a refund after they were used leaves a debt, and pending points pay it only when they can be used', async () => {
  shop.clock.moveTo('2026-05-01T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 100)
  shop.clock.moveTo('2026-05-16T04:00:00Z')
  await buy(member, 10, 100)
  await shop.post('/v1/refunds', refundOf(first.receiptId))
  expect(await balanceOf(shop, member)).toMatchObject({ balance: -91, usable: 0, pending: 9, debt: 100 })
  shop.clock.moveTo('2026-05-31T04:00:00Z')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: -91, usable: 0, pending: 0, debt: 91 })
  await sweepAccounts({ db: shop.db, clock: shop.clock, timeZone: 'Asia/Shanghai' })
  expect(await balanceOf(shop, member)).toMatchObject({ balance: -91, usable: 0, pending: 0, debt: 91 })
  expect((await entriesOf(shop, member)).at(-1)).toMatchObject({ kind: 'settle-debt' })
})

test('whoever sweeps finds nothing that others see otherwise, and a second sweep finds nothing at all', async () => {
  shop.clock.moveTo('2026-08-01T04:00:00Z')
  const member = await joinMember(shop)
  await buy(member, 70)
  shop.clock.moveTo('2026-08-20T04:00:00Z')
  const before = await balanceOf(shop, member)
  const sweep = () => sweepAccounts({ db: shop.db, clock: shop.clock, timeZone: 'Asia/Shanghai' })
  expect(await sweep()).toBeGreaterThan(0)
  expect(await sweep()).toBe(0)
  expect(await balanceOf(shop, member)).toEqual(before)
  expect(before).toMatchObject({ usable: 70, pending: 0 })
})

test('two tills that want points of the same midnight get them once', async () => {
  shop.clock.moveTo('2026-09-01T04:00:00Z')
  const member = await joinMember(shop)
  await buy(member, 150)
  shop.clock.moveTo('2026-09-15T16:00:00Z')
  const answers = await Promise.all([sell(member, 10, 100), sell(member, 10, 100, other), sell(member, 10, 100)])
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter(status => status === 201)).toEqual([201])
  expect(statuses.filter(status => status === 422 || status === 503).length).toBe(2)
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 50, pending: 9, debt: 0 })
})
