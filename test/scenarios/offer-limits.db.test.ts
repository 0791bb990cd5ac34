import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { type App, joinMember, type Member, openSecondApp } from '../support/till.ts'

// What an offer with a limit takes off is counted by the very transaction that takes it off.

let shop: TestShop
let other: App

const offers = `offers:
  - { offer: day, name: { zh-CN: 会员日, en: Member day }, off: ¥10, when: { class: [日] }, limit: [1 time a day, ¥25 a month] }
  - { offer: all, name: { zh-CN: 开业礼, en: Opening }, off: ¥5, when: { class: [预算] }, limit: ¥112 in all }
  - { offer: life, name: { zh-CN: 首单, en: First }, off: ¥20, when: { class: [终身] }, limit: 1 time in life }
`

beforeAll(async () => {
  shop = await openTestShop({ program: 'p07-accessory-shop' })
  await shop.publish(programText({ levels: offers }), '2000-01-02T00:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

type Body = { receiptId: string; payableCents: number; effects: { kind: string; reasons: { code: string }[] }[] }

const buy = async (member: Member, group: string, more: Record<string, unknown> = {}): Promise<Body> => {
  const { status, body, text } = await shop.post(
    '/v1/checkouts',
    receipt([line(50, { quantity: 2, class: group })], { ...member.by, ...more }),
  )
  if (status !== 201) throw new Error(text)
  return body
}
const off = ({ payableCents }: { payableCents: number }) => (10_000 - payableCents) / 100
const codes = ({ effects }: Body) => effects.flatMap(({ reasons }) => reasons.map(({ code }) => code))

test('once a day and so much a month: the next day begins at local midnight, the month ends with what is left', async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  const member = await joinMember(shop)
  expect(off(await buy(member, '日'))).toBe(10)
  const second = await buy(member, '日')
  expect([off(second), codes(second).includes('offer-limit-full')]).toEqual([0, true])
  shop.clock.moveTo('2026-03-05T15:59:59Z')
  expect(off(await buy(member, '日'))).toBe(0)
  shop.clock.moveTo('2026-03-05T16:00:00Z')
  expect(off(await buy(member, '日'))).toBe(10)
  shop.clock.moveTo('2026-03-08T04:00:00Z')
  const last = await buy(member, '日')
  expect([off(last), codes(last).includes('offer-limit-cut')]).toEqual([5, true])
  shop.clock.moveTo('2026-03-09T04:00:00Z')
  expect(off(await buy(member, '日'))).toBe(0)
  shop.clock.moveTo('2026-04-01T04:00:00Z')
  expect(off(await buy(member, '日'))).toBe(10)
})

test('what comes back whole or is voided gives its room back to its own day; a part of it does not', async () => {
  shop.clock.moveTo('2026-05-10T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, '日')
  shop.clock.moveTo('2026-05-11T04:00:00Z')
  const today = await buy(member, '日')
  await shop.post('/v1/refunds', refundOf(first.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
  expect(off(await buy(member, '日', { soldAt: '2026-05-10T05:00:00Z' }))).toBe(0)
  await shop.post('/v1/refunds', refundOf(first.receiptId))
  expect(off(await buy(member, '日'))).toBe(0)
  expect(off(await buy(member, '日', { soldAt: '2026-05-10T05:00:00Z' }))).toBe(10)
  expect((await shop.post(`/v1/checkouts/${today.receiptId}/void`, {})).status).toBe(200)
  expect(off(await buy(member, '日'))).toBe(10)
})

test('a quote says what would hold and uses nothing; a sale decides again and answers a quote that is gone', async () => {
  shop.clock.moveTo('2026-06-01T04:00:00Z')
  const member = await joinMember(shop)
  const lines = [line(50, { quantity: 2, class: '终身' })]
  const ask = async () =>
    (await shop.post('/v1/checkouts/quote', { ...receipt(lines, member.by), receiptNumber: undefined }, { key: null }))
      .body
  expect([off(await ask()), off(await ask())]).toEqual([20, 20])
  const expecting = () => shop.post('/v1/checkouts', receipt(lines, { ...member.by, expectedPayableCents: 8000 }))
  expect((await expecting()).status).toBe(201)
  const late = await expecting()
  expect([late.status, late.body.code]).toEqual([409, 'checkout/price-changed'])
  const gone = await ask()
  expect([off(gone), codes(gone).includes('offer-limit-full')]).toEqual([0, true])
})

test('guests have no offers, limited or not, and hear it', async () => {
  const { body } = await shop.post('/v1/checkouts', receipt([line(50, { quantity: 2, class: '终身' })]))
  expect([off(body), codes(body).includes('offers-for-members')]).toEqual([0, true])
})

test('a budget is never exceeded, by 100 members at 2 processes at once', async () => {
  shop.clock.moveTo('2026-07-01T04:00:00Z')
  const members = await Promise.all(Array.from({ length: 100 }, () => joinMember(shop)))
  const answers = await Promise.all(
    members.map((member, index) =>
      (index % 2 === 0 ? shop : other).post('/v1/checkouts', receipt([line(100, { class: '预算' })], member.by)),
    ),
  )
  expect(answers.map(answer => answer.status)).toEqual(members.map(() => 201))
  const taken = answers.map(({ body }) => off(body))
  // ¥112: 22 times ¥5, and ¥2 for one.
  expect(taken.reduce((a, b) => a + b, 0)).toBe(112)
  expect(taken.filter(yuan => yuan === 5)).toHaveLength(22)
  const budget = await shop.db.rows(`select points, times from limits.budget where scope = 'offer/all'`)
  expect(budget).toEqual([{ points: 11_200, times: 23 }])
})

test('one member at 100 tills at once has once in life once', async () => {
  shop.clock.moveTo('2026-07-02T04:00:00Z')
  const member = await joinMember(shop)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      (index % 2 === 0 ? shop : other).post('/v1/checkouts', receipt([line(100, { class: '终身' })], member.by)),
    ),
  )
  const settled = answers.filter(({ status }) => status === 201)
  expect(settled.filter(({ body }) => off(body) === 20)).toHaveLength(1)
  expect(settled.reduce((sum, { body }) => sum + off(body), 0)).toBe(20)
})
