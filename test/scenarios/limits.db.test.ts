import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { type App, balanceOf, joinMember, type Member, openSecondApp } from '../support/till.ts'

// What a rule with a limit gives is counted by the very transaction that gives it.

let shop: TestShop
let other: App

beforeAll(async () => {
  shop = await openTestShop({ program: 'p07-accessory-shop' })
  await shop.publish(
    programText({
      rules: [
        '{ rule: base, points: 1, per: ¥1, limit: [100 points a day, 250 points a month], when: { none: [{ class: [预算] }] } }',
        '{ rule: budget, points: 10, per: receipt, limit: [500 points in all, 1 time a day], when: { class: [预算] } }',
      ],
    }),
    '2000-01-02T00:00:00Z',
  )
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const buy = async (member: Member, yuan: number, more: Record<string, unknown> = {}) => {
  const { status, body, text } = await shop.post(
    '/v1/checkouts',
    receipt([line(yuan, { quantity: 2 })], { ...member.by, ...more }),
  )
  if (status !== 201) throw new Error(text)
  return body
}
const earned = (body: { effects: { kind: string; points: number }[] }) =>
  body.effects.find(effect => effect.kind === 'earned')?.points

test('two receipts of a day share its limit, and the next day begins anew at local midnight', async () => {
  const member = await joinMember(shop)
  expect(earned(await buy(member, 30))).toBe(60)
  const second = await buy(member, 30)
  expect(earned(second)).toBe(40)
  expect(JSON.stringify(second.effects)).toContain('limit-cut')
  shop.clock.moveTo('2026-03-05T15:59:59Z')
  expect(earned(await buy(member, 30))).toBe(0)
  shop.clock.moveTo('2026-03-05T16:00:00Z')
  expect(earned(await buy(member, 60))).toBe(100)
  shop.clock.moveTo('2026-03-07T04:00:00Z')
  // 100 + 100 of the month's 250 are gone.
  expect(earned(await buy(member, 60))).toBe(50)
})

test('a receipt that comes back whole gives its room back, to its own day; a part of it does not', async () => {
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 40)
  await shop.post('/v1/refunds', refundOf(first.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
  expect(earned(await buy(member, 50))).toBe(20)
  await shop.post('/v1/refunds', refundOf(first.receiptId))
  expect(earned(await buy(member, 50))).toBe(80)
})

test('a late receipt uses the limit of the day it was sold on', async () => {
  shop.clock.moveTo('2026-05-11T04:00:00Z')
  const member = await joinMember(shop)
  await buy(member, 50)
  expect(earned(await buy(member, 50, { soldAt: '2026-05-10T04:00:00Z' }))).toBe(100)
  expect(earned(await buy(member, 50, { soldAt: '2026-05-10T05:00:00Z' }))).toBe(0)
})

test('a quote says what is left and uses nothing of it', async () => {
  shop.clock.moveTo('2026-06-01T04:00:00Z')
  const member = await joinMember(shop)
  const ask = async () =>
    (
      await shop.post(
        '/v1/checkouts/quote',
        { ...receipt([line(150)], member.by), receiptNumber: undefined },
        { key: null },
      )
    ).body
  expect([earned(await ask()), earned(await ask())]).toEqual([100, 100])
})

test('a budget is never exceeded, by 80 members at 2 processes at once', async () => {
  shop.clock.moveTo('2026-07-01T04:00:00Z')
  const members = await Promise.all(Array.from({ length: 80 }, () => joinMember(shop)))
  const answers = await Promise.all(
    members.map((member, index) =>
      (index % 2 === 0 ? shop : other).post('/v1/checkouts', receipt([line(1, { class: '预算' })], member.by)),
    ),
  )
  expect(answers.map(answer => answer.status)).toEqual(members.map(() => 201))
  const balances = await Promise.all(members.map(member => balanceOf(shop, member)))
  expect(balances.reduce((sum, { balance }) => sum + balance, 0)).toBe(500)
  expect(balances.filter(({ balance }) => balance > 0)).toHaveLength(50)
})

test('one member at 20 tills at once gets a bonus of once a day once', async () => {
  shop.clock.moveTo('2026-07-02T04:00:00Z')
  await shop.db.run(`update limits.budget set points = 0, times = 0`)
  const member = await joinMember(shop)
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? shop : other).post('/v1/checkouts', receipt([line(1, { class: '预算' })], member.by)),
    ),
  )
  expect((await balanceOf(shop, member)).balance).toBe(10)
})
