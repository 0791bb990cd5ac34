import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import {
  type App,
  balanceOf,
  entriesOf,
  givePoints,
  joinMember,
  type Member,
  openSecondApp,
  publishNext,
} from '../support/till.ts'

// Defects found by reading other loyalty systems (D1 to D30), each as the test that ours must pass.
// defects.test.ts names those that wait for things which do not exist so far. D8 lies in redemption-arithmetic.test.ts.

let shop: TestShop
let other: App

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  await publishNext(shop, programText(), '2001-01-01T00:00:00Z')
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const times = <Value>(count: number, make: (index: number) => Value) => Array.from({ length: count }, (_, i) => make(i))
const saleOf = (member: Member, yuan: number, points = 0) =>
  receipt([line(yuan)], { ...member.by, redeem: [{ rule: 'cash-off', points }] })

async function buy(member: Member, yuan: number, points = 0) {
  const { status, body, text } = await shop.post('/v1/checkouts', saleOf(member, yuan, points))
  expect(status, text).toBe(201)
  return body
}

async function bringBack(receiptId: string, more = {}) {
  const { status, body, text } = await shop.post('/v1/refunds', refundOf(receiptId, more))
  expect(status, text).toBe(201)
  return body
}

async function memberWith(points: number, expiresOn = '2027-12-31'): Promise<Member> {
  const member = await joinMember(shop)
  if (points > 0) await givePoints(shop, member, points, { expiresOn })
  return member
}

/** Many at once, on two processes. */
const storm = (count: number, body: (index: number) => unknown) =>
  Promise.all(times(count, index => (index % 2 === 0 ? shop : other).post('/v1/checkouts', body(index))))

test('D1: more than the balance gives no discount, and what a refund cannot take back is owed', async () => {
  const member = await memberWith(300)
  const refused = await shop.post('/v1/checkouts', saleOf(member, 100, 400))
  expect([refused.status, refused.body.code]).toEqual([422, 'program/redeem-not-enough'])
  const { receiptId } = await buy(member, 200)
  await buy(member, 5, 500)
  await bringBack(receiptId)
  expect(await balanceOf(shop, member)).toMatchObject({ balance: -200, debt: 200 })
})

test('D2: of parallel redemptions of the full balance exactly one succeeds', async () => {
  const member = await memberWith(500)
  const answers = await storm(12, () => saleOf(member, 10, 500))
  expect(answers.filter(answer => answer.status === 201).length).toBe(1)
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 5, debt: 0 })
})

test('D3: under load each entry begins at the balance at which the one before ended', async () => {
  const member = await memberWith(1000)
  await storm(24, index => saleOf(member, 10 + index, index % 3 === 0 ? 100 : 0))
  let balance = 0
  for (const entry of await entriesOf(shop, member)) {
    balance += entry.amount
    expect(entry.balanceAfter).toBe(balance)
  }
})

test('D5: what earns points need not redeem them', async () => {
  const member = await memberWith(0)
  shop.clock.moveTo('2026-03-20T04:00:00Z')
  const earningOnly = programText().replace(/redemption:[\s\S]*/, '')
  await publishNext(shop, earningOnly, '2026-03-10T00:00:00Z')
  expect((await buy(member, 100)).balances).toEqual({ points: 100 })
  await publishNext(shop, programText(), '2026-03-11T00:00:00Z')
  expect((await buy(member, 1, 100)).balances).toEqual({ points: 0 })
})

test('D6: parallel earning and redeeming loses nothing', async () => {
  const member = await memberWith(1000)
  const answers = await storm(20, index => saleOf(member, 50, index % 2 === 0 ? 100 : 0))
  expect(answers.every(answer => answer.status === 201)).toBe(true)
  expect((await balanceOf(shop, member)).balance).toBe(1000 - 10 * 100 + 10 * 49 + 10 * 50)
})

test('D7: after a refund of spent points the entries still add up to the balance', async () => {
  const member = await memberWith(0)
  const { receiptId } = await buy(member, 300)
  await buy(member, 5, 300)
  await bringBack(receiptId)
  const sum = (await entriesOf(shop, member)).reduce((total, entry) => total + entry.amount, 0)
  expect([sum, (await balanceOf(shop, member)).balance]).toEqual([-298, -298])
})

test('D10: a receipt undoes no change of phone made meanwhile, and tells the outside through the outbox', async () => {
  const member = await joinMember(shop, { phone: '13800000010' })
  const change = shop.call('PATCH', `/v1/members/${member.memberNumber}`, { phone: '13900000010', name: '新名' })
  await Promise.all([change, ...times(8, () => buy(member, 10))])
  const { body } = await shop.get(`/v1/members/${member.memberNumber}`)
  expect(body).toMatchObject({ name: '新名', phoneMasked: expect.stringMatching(/^139.*0010$/) })
  const told = await shop.db.row<{ count: number }>(
    `select count(*) as count from platform.outbox o join members.member m on o.payload->>'memberId' = m.member_id::text
     where topic = 'checkout/receipt-settled' and member_number = $1`,
    [member.memberNumber],
  )
  expect(told?.count).toBe(8)
})

test('D11: a receipt that earned and redeemed is taken back and given back', async () => {
  const member = await memberWith(500)
  const { receiptId } = await buy(member, 105, 500)
  const { effects } = await bringBack(receiptId)
  expect(effects).toMatchObject([
    { kind: 'given-back', points: 500 },
    { kind: 'taken-back', points: -100 },
  ])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 500, debt: 0 })
})

test('D14: two processes that both know a member add to the balance, never overwrite it', async () => {
  const member = await memberWith(0)
  await storm(2, () => saleOf(member, 1))
  for (let round = 0; round < 10; round++) await storm(2, () => saleOf(member, 7))
  expect((await balanceOf(shop, member)).balance).toBe(2 + 20 * 7)
})

test('D15: history is only ever added to', async () => {
  await buy(await memberWith(100), 10, 100)
  for (const table of ['ledger.entry', 'ledger.lot_move']) {
    await expect(shop.db.run(`update ${table} set member_id = member_id`)).rejects.toThrow('insert-only')
    await expect(shop.db.run(`delete from ${table}`)).rejects.toThrow('insert-only')
    await expect(shop.db.run(`truncate ${table}`)).rejects.toThrow('insert-only')
  }
})

test('D16: the sign of an entry is a rule of the database', async () => {
  const wrong = `insert into ledger.entry (member_id, asset_id, version, amount, posted_after, debt_change, shortfall, kind, contra, posted_at, sold_at, business_on, channel, reasons)
     values (1, 1, 9999, $1, 0, 0, 0, $2, 'x', now(), now(), now(), 'x', '[]')`
  for (const [amount, kind] of [
    [5, 'redeem'],
    [-5, 'earn'],
    [5, 'expire'],
    [-5, 'give-back'],
    [0, 'adjust'],
  ])
    await expect(shop.db.run(wrong, [amount, kind]), `${kind} ${amount}`).rejects.toThrow('sign_fits_kind')
})

test('D17: receipts of one second are all counted', async () => {
  const member = await memberWith(0)
  await storm(30, () => receipt([line(3)], { ...member.by, soldAt: '2026-03-05T03:00:00Z' }))
  expect((await balanceOf(shop, member)).balance).toBe(90)
})

test('D18: every rule that holds pays, and says so; a new name changes no points', async () => {
  shop.clock.moveTo('2026-04-02T04:00:00Z')
  const rules = (name: string) => [
    '{ rule: base, points: 1, per: ¥1 }',
    `{ rule: ring, name: { zh-CN: ${name} }, points: 5, per: receipt, when: { class: [ring] } }`,
    '{ rule: welcome, points: 7, per: receipt, when: { first-purchase: true } }',
  ]
  const sell = async () => {
    const member = await memberWith(0)
    const { body } = await shop.post('/v1/checkouts', receipt([line(10, { class: 'ring' })], member.by))
    const said = body.effects[0].reasons.map((reason: { rule: string }) => reason.rule)
    return [body.balances, ['base', 'ring', 'welcome'].every(rule => said.includes(rule))]
  }
  await publishNext(shop, programText({ rules: rules('戒指') }), '2026-04-01T00:00:00Z')
  expect(await sell()).toEqual([{ points: 22 }, true])
  await publishNext(shop, programText({ rules: rules('戒指加分') }), '2026-04-01T01:00:00Z')
  expect(await sell()).toEqual([{ points: 22 }, true])
  await publishNext(shop, programText(), '2026-04-02T00:00:00Z')
})
