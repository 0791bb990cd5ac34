import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, entriesOf, givePoints, joinMember, levelOf, type Member, publishNext } from '../support/till.ts'

// The second half of defects.db.test.ts: refunds, lots and the passing of time.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  const rules = ['{ rule: base, points: 1, per: ¥1 }', '{ rule: ring, points: 2, per: ¥1, when: { class: [ring] } }']
  const levels = `levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥3000 }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥5000 }`
  await publishNext(shop, programText({ rules, levels }), '2001-01-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function buy(member: Member, lines: unknown[], points = 0) {
  const body = receipt(lines, { ...member.by, redeem: [{ rule: 'cash-off', points }] })
  const answer = await shop.post('/v1/checkouts', body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

async function bringBack(receiptId: string, more = {}) {
  const { status, body, text } = await shop.post('/v1/refunds', refundOf(receiptId, more))
  expect(status, text).toBe(201)
  return body
}

const oneOf = (lineNumber: number, quantity = 1) => ({ lines: [{ lineNumber, quantity }] })
const movesOf = async (member: Member) => (await entriesOf(shop, member)).map(entry => [entry.kind, entry.amount])
const remaining = async (member: Member) =>
  (await balanceOf(shop, member)).lots.map(lot => [lot.lastDay, lot.remaining])

test('D19: a line takes back what it earned itself, and nothing of its neighbours', async () => {
  const member = await joinMember(shop)
  const { receiptId } = await buy(member, [line(10, { class: 'ring' }), line(10, { lineNumber: 2 })])
  expect((await bringBack(receiptId, oneOf(2))).effects).toMatchObject([{ kind: 'taken-back', points: -10 }])
  expect((await bringBack(receiptId, oneOf(1))).effects).toMatchObject([{ kind: 'taken-back', points: -30 }])
})

test('D20: a refund succeeds at the till although its points were spent', async () => {
  const member = await joinMember(shop)
  const { receiptId } = await buy(member, [line(1000)])
  await buy(member, [line(10)], 1000)
  expect(await bringBack(receiptId)).toMatchObject({ state: 'applied', refundCents: 100_000 })
})

test('D21: what is redeemed is taken from lots, whatever their kind, and cannot be redeemed again', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 150, { expiresOn: '2026-06-30' })
  await buy(member, [line(50)])
  await buy(member, [line(2)], 200)
  const moved = await shop.db.rows(
    `select m.lot_number, m.amount from ledger.lot_move m join ledger.entry e using (member_id, asset_id, version)
     join members.member using (member_id) where e.kind = 'redeem' and member_number = $1 order by m.lot_number`,
    [member.memberNumber],
  )
  expect(moved).toEqual([
    { lot_number: 1, amount: -150 },
    { lot_number: 2, amount: -50 },
  ])
  const again = await shop.post(
    '/v1/checkouts',
    receipt([line(9)], { ...member.by, redeem: [{ rule: 'cash-off', points: 200 }] }),
  )
  expect(again.body.code).toBe('program/redeem-not-enough')
})

test('D22: points that were spent before their lot ended do not expire a second time', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 300, { expiresOn: '2026-03-31' })
  await givePoints(shop, member, 200, { expiresOn: '2026-12-31' })
  await buy(member, [line(10)], 300)
  shop.clock.moveTo('2026-04-10T04:00:00Z')
  expect((await buy(member, [line(1)])).balances).toEqual({ points: 208 })
  expect((await movesOf(member)).filter(([kind]) => kind === 'expire')).toEqual([])
})

test('D23: what expires is an entry, dated when it ended', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 300, { expiresOn: '2026-04-30' })
  shop.clock.moveTo('2026-05-10T04:00:00Z')
  await buy(member, [line(1)])
  expect((await entriesOf(shop, member))[1]).toMatchObject({
    kind: 'expire',
    amount: -300,
    balanceAfter: 0,
    postedAt: '2026-04-30T16:00:00.000Z',
  })
})

test('D24: redeem and refund makes no point live longer', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 300, { expiresOn: '2026-08-31' })
  const before = await remaining(member)
  const { receiptId } = await buy(member, [line(3)], 300)
  await bringBack(receiptId)
  expect(await remaining(member)).toEqual(before)
})

test('D25: a refund takes back from the lot that its receipt made, in as many parts as it likes', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 100, { expiresOn: '2026-06-30' })
  const { receiptId } = await buy(member, [line(10, { quantity: 3 })])
  for (const left of [20, 10]) {
    await bringBack(receiptId, oneOf(1))
    expect(await remaining(member)).toEqual([
      ['2026-06-30', 100],
      ['2028-05-10', left],
    ])
  }
  await bringBack(receiptId, oneOf(1))
  expect(await remaining(member)).toEqual([['2026-06-30', 100]])
})

test('D26: points end at midnight of the shop, wherever the server stands', async () => {
  const member = await joinMember(shop)
  shop.clock.moveTo('2026-05-20T15:59:00Z')
  const { effects } = await buy(member, [line(100)])
  expect(effects[0].expiresAt).toBe('2028-05-20T16:00:00.000Z')
  shop.clock.moveTo('2026-05-20T16:00:00Z')
  expect((await buy(member, [line(100)])).effects[0].expiresAt).toBe('2028-05-21T16:00:00.000Z')
})

test('D29: points are set aside before the price is shown, and are there when it is paid', async () => {
  const member = await joinMember(shop)
  await givePoints(shop, member, 500)
  const basket = {
    storeCode: 'S01',
    tillCode: 'T1',
    lines: [line(5)],
    ...member.by,
    redeem: [{ rule: 'cash-off', points: 500 }],
  }
  const { body: quote } = await shop.post('/v1/checkouts/quote', { ...basket, hold: true })
  const thief = await shop.post('/v1/checkouts', receipt([line(5)], { ...member.by, redeem: basket.redeem }))
  expect(thief.status).toBe(422)
  const more = { ...member.by, redeem: basket.redeem, holdId: quote.holdId, expectedPayableCents: quote.payableCents }
  expect((await shop.post('/v1/checkouts', receipt([line(5)], more))).status).toBe(201)
})

test('D30: a jump of two levels ends on the higher one, in one move', async () => {
  const member = await joinMember(shop)
  const { effects } = await buy(member, [line(5000)])
  expect(effects.filter((effect: { kind: string }) => effect.kind === 'level-moved')).toMatchObject([{ level: 'gold' }])
  expect(await levelOf(shop, member)).toBe('gold')
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  expect(body.tracks[0].history).toMatchObject([{ level: 'gold', cause: 'receipt' }])
})
