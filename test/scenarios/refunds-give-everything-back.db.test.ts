import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { balanceOf, givePoints, joinMember, type Member, publishNext } from '../support/till.ts'

// Whatever is sold under level prices and redemption, and in whatever portions it comes back: all parts together are
// exactly the whole, and the member stands where they stood before.

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  const levels = `levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥100, discount: 7.5 %, times: 1.3 }`
  const rules = ['{ rule: base, points: 3, per: ¥7 }', '{ rule: bonus, points: 11, per: receipt }']
  const redeem = '{ rule: cash-off, points: 10, off: ¥0.30 }'
  await publishNext(shop, programText({ rules, redeem, levels }), '2001-01-01T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

// Of the doubles between 0 and 1 nearly all are nearly 0: thousandths are meant.
const anyShare = fc.integer({ min: 0, max: 1000 }).map(thousandths => thousandths / 1000)

const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 7 }),
  unitPriceCents: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 33_333 })),
  discountShare: anyShare,
  kind: fc.constantFrom('goods', 'goods', 'goods', 'service', 'shipping', 'tip'),
})

const play = fc.record({
  lines: fc.array(soldLine, { minLength: 1, maxLength: 6 }),
  redeemShare: anyShare,
  /** Which of the units left comes next, and how many come together. */
  picks: fc.array(fc.nat({ max: 1000 }), { minLength: 42, maxLength: 42 }),
  portions: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 42, maxLength: 42 }),
})
type Play = typeof play extends fc.Arbitrary<infer Value> ? Value : never

/** All units of a receipt, shuffled and cut into refunds. */
function portionsOf({ lines, picks, portions }: Play): { lineNumber: number; quantity: number }[][] {
  const units = lines.flatMap(({ quantity }, index) => Array.from({ length: quantity }, () => index + 1))
  const order = picks.flatMap(pick => units.splice(pick % Math.max(units.length, 1), 1))
  const cut: { lineNumber: number; quantity: number }[][] = []
  for (const size of portions) {
    const counts = Map.groupBy(order.splice(0, size), lineNumber => lineNumber)
    if (counts.size > 0) cut.push([...counts].map(([lineNumber, all]) => ({ lineNumber, quantity: all.length })))
  }
  return cut
}

function bodyOf({ lines }: Play, more: Record<string, unknown>) {
  const reported = lines.map(({ quantity, unitPriceCents, discountShare, kind }, index) => ({
    lineNumber: index + 1,
    sku: `sku-${index}`,
    kind,
    quantity,
    unitPriceCents,
    manualDiscountCents: Math.floor(quantity * unitPriceCents * discountShare * 0.3),
    manualDiscountReason: '随机',
  }))
  return receipt(reported, more)
}

/** Everything that a receipt may change of a member, except its own lot, which stays as an empty one. */
async function standingOf(member: Member) {
  const { lots, ...balance } = await balanceOf(shop, member)
  const buckets = await shop.db.rows(
    `select sum(net_spend_cents)::bigint as spend, sum(visits)::bigint as visits, sum(points_earned)::bigint as points
     from levels.day_bucket join members.member using (member_id) where member_number = $1`,
    [member.memberNumber],
  )
  return {
    ...balance,
    buckets,
    lots: lots
      .filter(lot => lot.remaining > 0)
      .map(({ lotNumber, remaining, lastDay }) => ({ lotNumber, remaining, lastDay })),
  }
}

async function silverMember(): Promise<Member> {
  const member = await joinMember(shop)
  await shop.post(
    '/v1/checkouts',
    receipt([{ lineNumber: 1, sku: 'a', quantity: 1, unitPriceCents: 20_000 }], member.by),
  )
  for (const [points, expiresOn] of [
    [137, '2026-06-30'],
    [1, '2026-05-31'],
    [2_503, '2027-01-31'],
  ] as const)
    await givePoints(shop, member, points, { expiresOn })
  return member
}

const pointsOf = (effects: { kind: string; points: number }[], kind: string) =>
  effects.filter(effect => effect.kind === kind).reduce((sum, effect) => sum + effect.points, 0)

async function comeBack(play: Play): Promise<void> {
  const member = await silverMember()
  const before = await standingOf(member)
  const { body: quote } = await shop.post('/v1/checkouts/quote', {
    ...bodyOf(play, member.by),
    receiptNumber: undefined,
  })
  const points = Math.floor((quote.choices[0].pointsMax * play.redeemShare) / 10) * 10
  const sale = bodyOf(play, { ...member.by, redeem: [{ rule: 'cash-off', points }] })
  const settled = await shop.post('/v1/checkouts', sale)
  expect(settled.status, settled.text).toBe(201)
  const { receiptId, payableCents, effects } = settled.body
  const sums = { cents: 0, given: 0, taken: 0 }
  for (const lines of portionsOf(play)) {
    const back = await shop.post('/v1/refunds', refundOf(receiptId, { lines }))
    expect(back.status, back.text).toBe(201)
    const [given, taken] = [pointsOf(back.body.effects, 'given-back'), -pointsOf(back.body.effects, 'taken-back')]
    for (const part of [back.body.refundCents, given, taken]) expect(part).toBeGreaterThanOrEqual(0)
    sums.cents += back.body.refundCents
    sums.given += given
    sums.taken += taken
    expect(sums.cents).toBeLessThanOrEqual(payableCents)
  }
  expect(sums).toEqual({ cents: payableCents, given: points, taken: pointsOf(effects, 'earned') })
  expect(await standingOf(member)).toEqual(before)
  const { body: shown } = await shop.get(`/v1/checkouts/${receiptId}`)
  expect(shown.state).toBe('refunded')
}

test('any receipt, refunded in any portions and any order, gives back exactly everything', async () => {
  await fc.assert(fc.asyncProperty(play, comeBack), { numRuns: 30 })
}, 240_000)
