import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, entriesOf, givePoints, joinMember, type Member, publishNext } from '../support/till.ts'

// Points that a refund meets after they were spent, or after their time was over.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  await publishNext(shop, programText(), '2001-01-01T00:00:00Z')
  await publishNext(shop, programText({ points: 'valid: 2 years, debt: absorb' }), '2026-04-01T00:00:00Z')
  await publishNext(shop, programText({ points: 'valid: 2 years, grace: 10 days' }), '2026-05-01T00:00:00Z')
  await publishNext(shop, programText({ points: 'valid: 3 days' }), '2026-07-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function buy(member: Member, yuan: number, points = 0) {
  const redeem = points > 0 ? [{ rule: 'cash-off', points }] : []
  const { status, body, text } = await shop.post('/v1/checkouts', receipt([line(yuan)], { ...member.by, redeem }))
  expect(status, text).toBe(201)
  return body
}

async function bringBack(receiptId: string, more = {}) {
  const { status, body, text } = await shop.post('/v1/refunds', refundOf(receiptId, more))
  expect(status, text).toBe(201)
  return body
}

test('what was redeemed comes back and what was earned goes, in one refund', async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 1000, { expiresOn: '2026-12-31' })
  const { receiptId, payableCents } = await buy(member, 50, 1000)
  expect([payableCents, (await balanceOf(shop, member)).balance]).toEqual([4000, 40])
  const refund = await bringBack(receiptId)
  expect(refund.effects).toMatchObject([
    { kind: 'given-back', points: 1000 },
    { kind: 'taken-back', points: -40 },
  ])
  const balance = await balanceOf(shop, member)
  expect(balance).toMatchObject({ balance: 1000, debt: 0, lots: [{ remaining: 1000, lastDay: '2026-12-31' }] })
})

test('points that were spent are owed, and the next ones earned settle it', async () => {
  shop.clock.moveTo('2026-03-06T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 1000)
  await buy(member, 10, 900)
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 101, debt: 0 })
  const refund = await bringBack(first.receiptId)
  expect(refund).toMatchObject({ refundCents: 100_000, balances: { points: 0 } })
  expect(refund.effects[0]).toMatchObject({ kind: 'taken-back', points: -1000 })
  expect(refund.effects[0].reasons.map((reason: { code: string }) => reason.code)).toContain('became-debt')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: -899, usable: 0, debt: 899 })
  const next = await buy(member, 500)
  expect(next.effects).toMatchObject([
    { kind: 'earned', points: 500 },
    { kind: 'debt-settled', points: 500 },
  ])
  expect(next.balances).toEqual({ points: 0 })
  const last = await buy(member, 400)
  expect(last.effects).toMatchObject([
    { kind: 'earned', points: 400 },
    { kind: 'debt-settled', points: 399 },
  ])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 1, usable: 1, debt: 0 })
  expect((await entriesOf(shop, member)).map(entry => [entry.kind, entry.amount, entry.balanceAfter])).toEqual([
    ['earn', 1000, 1000],
    ['redeem', -900, 100],
    ['earn', 1, 101],
    ['take-back', -1000, -899],
    ['earn', 500, -399],
    ['settle-debt', 0, -399],
    ['earn', 400, 1],
    ['settle-debt', 0, 1],
  ])
})

test('whoever owes cannot redeem what settles the debt', async () => {
  shop.clock.moveTo('2026-03-07T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 1000)
  await buy(member, 10, 1000)
  await bringBack(first.receiptId)
  await buy(member, 200)
  const refused = await shop.post(
    '/v1/checkouts',
    receipt([line(100)], { ...member.by, redeem: [{ rule: 'cash-off', points: 100 }] }),
    { language: 'zh-CN' },
  )
  expect([refused.status, refused.body.code, refused.body.title]).toEqual([
    422,
    'program/redeem-not-enough',
    '积分不足：需要 100 分，可用 0 分',
  ])
})

test('where the program says so, the shop absorbs what was spent, on record', async () => {
  shop.clock.moveTo('2026-04-05T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 1000)
  await buy(member, 9, 900)
  const refund = await bringBack(first.receiptId)
  expect(refund.effects).toMatchObject([
    { kind: 'taken-back', points: -100 },
    { kind: 'shortfall', points: 900 },
  ])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
  expect((await entriesOf(shop, member)).at(-1)).toMatchObject({ kind: 'take-back', amount: -100, shortfall: 900 })
})

test('the policy is that of the program under which the receipt was sold', async () => {
  shop.clock.moveTo('2026-03-31T04:00:00Z')
  const member = await joinMember(shop)
  const first = await buy(member, 1000)
  await buy(member, 10, 1000)
  shop.clock.moveTo('2026-04-06T04:00:00Z')
  await bringBack(first.receiptId)
  expect(await balanceOf(shop, member)).toMatchObject({ debt: 1000 - 0, usable: 0 })
})

test('points given back to a lot that has ended come and go in one transaction', async () => {
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 500, { expiresOn: '2026-04-20' })
  const { receiptId } = await buy(member, 100, 500)
  shop.clock.moveTo('2026-04-20T16:00:00Z')
  const refund = await bringBack(receiptId)
  expect(refund.balances).toEqual({ points: 0 })
  expect(refund.effects[0].reasons.map((reason: { code: string }) => reason.code)).toContain('expired-while-away')
  expect((await entriesOf(shop, member)).slice(2).map(entry => [entry.kind, entry.amount])).toEqual(
    [
      ['earn', 95],
      ['give-back', 500],
      ['expire', -500],
      ['take-back', -95],
    ].slice(0, 4),
  )
})

test('a millisecond before their lot ends, points given back are there', async () => {
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 500, { expiresOn: '2026-04-20' })
  const { receiptId } = await buy(member, 100, 500)
  shop.clock.moveTo('2026-04-20T15:59:59.999Z')
  expect((await bringBack(receiptId)).balances).toEqual({ points: 500 })
  shop.clock.moveTo('2026-04-20T16:00:00Z')
  expect((await buy(member, 1)).balances).toEqual({ points: 1 })
})

test('with days of grace, points given back to a lot that has ended can be used through the last of them', async () => {
  shop.clock.moveTo('2026-05-10T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 500, { expiresOn: '2026-05-20' })
  const { receiptId } = await buy(member, 100, 500)
  shop.clock.moveTo('2026-06-01T04:00:00Z')
  const refund = await bringBack(receiptId)
  expect(refund.balances).toEqual({ points: 500 })
  expect((await balanceOf(shop, member)).lots).toMatchObject([{ remaining: 500, lastDay: '2026-06-11' }])
  shop.clock.moveTo('2026-06-11T15:59:59.999Z')
  expect((await buy(member, 10, 100)).balances).toEqual({ points: 409 })
  shop.clock.moveTo('2026-06-11T16:00:00Z')
  expect((await buy(member, 1)).balances).toEqual({ points: 10 })
})

test('partial refunds fill the lots of a redemption from the last one taken', async () => {
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 300, { expiresOn: '2026-06-30' })
  await givePoints(shop, member, 300, { expiresOn: '2026-09-30' })
  const body = receipt([line(10, { quantity: 4 })], { ...member.by, redeem: [{ rule: 'cash-off', points: 400 }] })
  const { receiptId } = (await shop.post('/v1/checkouts', body)).body
  const lotsAfter = async (quantity: number) => {
    await bringBack(receiptId, { lines: [{ lineNumber: 1, quantity }] })
    const { lots } = await balanceOf(shop, member)
    return lots.slice(0, 2).map(lot => [lot.lastDay, lot.remaining])
  }
  expect(await lotsAfter(1)).toEqual([
    ['2026-09-30', 300],
    ['2028-04-10', 27],
  ])
  expect((await lotsAfter(2)).slice(0, 2)).toEqual([
    ['2026-06-30', 200],
    ['2026-09-30', 300],
  ])
  expect((await lotsAfter(1)).slice(0, 2)).toEqual([
    ['2026-06-30', 300],
    ['2026-09-30', 300],
  ])
  expect((await balanceOf(shop, member)).balance).toBe(600)
})

test('points that ended unused are not taken a second time', async () => {
  shop.clock.moveTo('2026-07-05T04:00:00Z')
  const member = await joinMember(shop)
  await givePoints(shop, member, 500, { expiresOn: '2026-12-31' })
  const { receiptId } = await buy(member, 100)
  shop.clock.moveTo('2026-07-20T04:00:00Z')
  await bringBack(receiptId)
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 500, debt: 0 })
})
