import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import {
  balanceOf,
  countWritten,
  entriesOf,
  givePoints,
  joinMember,
  type Member,
  minuteMs,
  publishNext,
  wait,
} from '../support/till.ts'

// A quote may set its points aside for a quarter of an hour.

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  await publishNext(shop, programText(), '2001-01-01T00:00:00Z')
})
beforeEach(async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  member = await joinMember(shop)
  await givePoints(shop, member, 1000, { expiresOn: '2026-12-31' })
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const redeem = (points: number) => ({ redeem: [{ rule: 'cash-off', points }] })

function basket(points: number, { by = member.by, yuan = 100 } = {}) {
  return { storeCode: 'S01', tillCode: 'T1', lines: [line(yuan)], ...by, ...redeem(points) }
}

async function holdOf(points: number): Promise<{ holdId: string; holdEndsAt: string }> {
  const { status, body, text } = await shop.post('/v1/checkouts/quote', { ...basket(points), hold: true })
  expect(status, text).toBe(201)
  return body
}

const settle = (points: number, more: Record<string, unknown> = {}) =>
  shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, ...redeem(points), ...more }), { language: 'zh-CN' })

const gone = [422, 'checkout/hold-gone', '预占的积分已经过期或用掉，请重新试算。']

test('a quote without a hold writes nothing', async () => {
  const before = await countWritten(shop)
  const { status, body } = await shop.post('/v1/checkouts/quote', basket(1000), { key: null })
  expect([status, body]).toMatchObject([200, { payableCents: 9000, holdId: null, balances: { points: 1000 } }])
  expect(body.choices).toMatchObject([{ rule: 'cash-off', pointsMax: 1000 }])
  expect(await countWritten(shop)).toEqual(before)
})

test('a hold keeps its points from everybody else and gives them to its own receipt', async () => {
  const { holdId, holdEndsAt } = await holdOf(1000)
  expect(holdEndsAt).toBe('2026-03-05T04:15:00.000Z')
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 1000, usable: 0, held: 1000 })
  const other = await settle(100)
  expect([other.status, other.body.title]).toEqual([422, '积分不足：需要 100 分，可用 0 分'])
  const own = await settle(1000, { holdId })
  expect([own.status, own.body.payableCents, own.body.balances], own.text).toEqual([201, 9000, { points: 90 }])
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 90, held: 0 })
})

test('a hold needs a key, and is placed once however often it is asked for', async () => {
  const body = { ...basket(600), hold: true }
  const missing = await shop.post('/v1/checkouts/quote', body, { key: null })
  expect([missing.status, missing.body.code]).toEqual([400, 'idempotency/key-missing'])
  const first = await shop.post('/v1/checkouts/quote', body, { key: `hold of ${member.memberNumber}` })
  const again = await shop.post('/v1/checkouts/quote', body, { key: `hold of ${member.memberNumber}` })
  expect([again.status, again.text]).toEqual([201, first.text])
  expect(await balanceOf(shop, member)).toMatchObject({ held: 600 })
})

test('a hold is captured once', async () => {
  const { holdId } = await holdOf(500)
  expect((await settle(500, { holdId })).status).toBe(201)
  const again = await settle(500, { holdId })
  expect([again.status, again.body.code, again.body.title]).toEqual(gone)
})

test('two receipts that come at once with one hold: one of them has it', async () => {
  const { holdId } = await holdOf(1000)
  const statuses = (await Promise.all([settle(1000, { holdId }), settle(1000, { holdId })])).map(
    answer => answer.status,
  )
  expect(statuses.sort()).toEqual([201, 422])
})

test('a hold is there a millisecond before its quarter of an hour is over', async () => {
  const { holdId } = await holdOf(1000)
  wait(shop, 15 * minuteMs - 1)
  expect((await settle(100)).status).toBe(422)
  expect((await settle(1000, { holdId })).status).toBe(201)
})

test('a hold is gone at the very instant it ends, and its points are free', async () => {
  const { holdId } = await holdOf(1000)
  wait(shop, 15 * minuteMs)
  const late = await settle(1000, { holdId })
  expect([late.status, late.body.code, late.body.title]).toEqual(gone)
  expect((await settle(1000)).status).toBe(201)
})

test('the hold of another member is nobody’s, whoever else is in the batch', async () => {
  const { holdId } = await holdOf(1000)
  const stranger = await joinMember(shop)
  const alone = await settle(100, { ...stranger.by, holdId })
  expect([alone.status, alone.body.code, alone.body.title]).toEqual(gone)
  const [together] = await Promise.all([settle(100, { ...stranger.by, holdId }), settle(0)])
  expect([together?.status, together?.body.code]).toEqual(gone.slice(0, 2))
  const guest = await shop.post('/v1/checkouts', receipt([line(100)], { holdId }))
  expect([guest.status, guest.body.code]).toEqual(gone.slice(0, 2))
  expect(await balanceOf(shop, member)).toMatchObject({ held: 1000 })
})

test('a refused sale leaves its hold as it was', async () => {
  const { holdId } = await holdOf(1000)
  for (const more of [{ expectedPayableCents: 1 }, { tenders: [] }, { receiptNumber: undefined }])
    expect((await settle(1000, { holdId, ...more })).status).toBeGreaterThanOrEqual(400)
  expect((await settle(1100, { holdId })).status).toBe(422)
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 0, held: 1000 })
  expect((await settle(1000, { holdId })).status).toBe(201)
})

test('nothing can be held where nothing is redeemed', async () => {
  const { status, body } = await shop.post('/v1/checkouts/quote', { ...basket(0), hold: true }, { language: 'zh-CN' })
  expect([status, body.code, body.title]).toEqual([422, 'checkout/nothing-to-hold', '没有可预占的积分。'])
  const guest = { storeCode: 'S01', tillCode: 'T1', lines: [line(10)], ...redeem(100), hold: true }
  const refused = await shop.post('/v1/checkouts/quote', guest, { language: 'zh-CN' })
  expect([refused.status, refused.body.title]).toEqual([422, '散客不能使用积分，请先识别会员'])
})

test('held points outlive the end of their lot, and pay', async () => {
  shop.clock.moveTo('2026-12-31T15:55:00Z')
  const { holdId } = await holdOf(1000)
  shop.clock.moveTo('2026-12-31T16:05:00Z')
  const settled = await settle(1000, { holdId })
  expect([settled.status, settled.body.payableCents], settled.text).toEqual([201, 9000])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 90, held: 0 })
})

test('what a receipt leaves of a hold whose lot has ended, ends with it', async () => {
  shop.clock.moveTo('2026-12-31T15:55:00Z')
  const { holdId } = await holdOf(1000)
  shop.clock.moveTo('2026-12-31T16:05:00Z')
  const settled = await settle(300, { holdId })
  expect(settled.body.balances, settled.text).toEqual({ points: 97 })
  expect((await entriesOf(shop, member)).map(entry => [entry.kind, entry.amount])).toEqual([
    ['adjust', 1000],
    ['redeem', -300],
    ['expire', -700],
    ['earn', 97],
  ])
})

test('what a receipt does not use at all of such a hold, ends with it', async () => {
  shop.clock.moveTo('2026-12-31T15:55:00Z')
  const { holdId } = await holdOf(1000)
  shop.clock.moveTo('2026-12-31T16:05:00Z')
  const settled = await settle(0, { holdId })
  expect(settled.body.balances, settled.text).toEqual({ points: 100 })
})

test('a hold that nobody captured expires with its lot, at the end of the hold', async () => {
  shop.clock.moveTo('2026-12-31T15:55:00Z')
  await holdOf(1000)
  shop.clock.moveTo('2027-01-02T04:00:00Z')
  expect((await settle(0)).body.balances).toEqual({ points: 100 })
  const [, expired] = await entriesOf(shop, member)
  expect(expired).toMatchObject({ kind: 'expire', amount: -1000, postedAt: '2026-12-31T16:10:00.000Z' })
})

test('a debt that arose under a hold is settled when the hold is over', async () => {
  const earned = await shop.post('/v1/checkouts', receipt([line(500)], member.by))
  await holdOf(1500)
  const back = await shop.post('/v1/refunds', {
    storeCode: 'S01',
    tillCode: 'T1',
    refundNumber: `H${member.memberNumber}`,
    receipt: { receiptId: earned.body.receiptId },
  })
  expect(back.status, back.text).toBe(201)
  expect(await balanceOf(shop, member)).toMatchObject({ held: 1500, debt: 500, usable: 0 })
  wait(shop, 15 * minuteMs)
  expect((await settle(1000)).body.balances).toEqual({ points: 90 })
})
