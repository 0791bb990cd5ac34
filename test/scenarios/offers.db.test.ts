import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { joinMember, type Member, publishNext } from '../support/till.ts'

// Offers from quote to refund: what the till shows is what is settled, recorded and given back.

const offers = `offers:
  - { offer: three, name: { zh-CN: 三件付两件, zh-TW: 三件付兩件, en: Three for two }, pay: 2 of 3, when: { sku: [RING] } }
  - { offer: full, name: { zh-CN: 满减, zh-TW: 滿減, en: Spend and save }, steps: { ¥300: ¥40 } }
  - { offer: meal, name: { zh-CN: 套餐券, zh-TW: 套餐券, en: Set meal }, off: ¥5, coupon: { codes: shared } }
  - { offer: mug, name: { zh-CN: 赠杯, zh-TW: 贈杯, en: Free mug }, gift: MUG, when: { basket-from: ¥500 } }
guard: { margin: 10 % }
`

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  await publishNext(shop, programText({ levels: offers }), '2001-01-01T00:00:00Z')
})
beforeEach(async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  member = await joinMember(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const rings = line(100, { sku: 'RING', quantity: 3 })
const settle = (lines: unknown[], more: Record<string, unknown> = {}) =>
  shop.post('/v1/checkouts', receipt(lines, { ...member.by, ...more }))
const quote = (lines: unknown[], more: Record<string, unknown> = {}) =>
  shop.post('/v1/checkouts/quote', { storeCode: 'S01', tillCode: 'T1', lines, ...member.by, ...more }, { key: null })

/** What somebody who asks is told of offers. */
const why = async (receiptId: string, audience: string, language: string): Promise<string[]> => {
  const { body } = await shop.get(`/v1/checkouts/${receiptId}/explain?audience=${audience}`, { language })
  return body.sentences
    .filter(({ chapter }: { chapter: string }) => chapter === 'offers')
    .map(({ text }: { text: string }) => text)
}

test('a receipt keeps which offer took how much off which line, and tells it', async () => {
  const { body } = await settle([rings, line(200, { lineNumber: 2, sku: 'CHAIN' })])
  const parts = body.effects.flatMap(({ lines: own }: { lines?: unknown }) => (own ? [own] : []))
  expect(parts).toEqual([
    [{ lineNumber: 1, offCents: 10_000 }],
    [
      { lineNumber: 1, offCents: 2000 },
      { lineNumber: 2, offCents: 2000 },
    ],
  ])
  expect((await why(body.receiptId, 'cashier', 'zh-CN')).filter(text => text.startsWith('其中'))).toEqual([
    '其中第 1 行 RING 减 ¥100',
    '其中第 1 行 RING 减 ¥20',
    '其中第 2 行 CHAIN 减 ¥20',
  ])
})

const offersIn = (body: { effects: { kind: string; amountCents: number | null; reasons: { text: string }[] }[] }) =>
  body.effects
    .filter(({ kind }) => /offer|gift/.test(kind))
    .map(({ kind, amountCents, reasons }) => [kind, amountCents, reasons.map(({ text }) => text)])

test('what is quoted is settled, and the receipt shows it again for ever', async () => {
  const lines = [rings, line(200, { lineNumber: 2, sku: 'CHAIN' })]
  const quoted = (await quote(lines)).body
  expect([
    quoted.payableCents,
    quoted.lines.map((one: { offerDiscountCents: number }) => one.offerDiscountCents),
  ]).toEqual([36_000, [12_000, 2000]])
  const expected = [
    ['offer', 10_000, ['Three for two: pay 2 of 3, the 1 cheapest are free: ¥100 off, shared by all of these goods']],
    ['offer', 4000, ['Spend and save: ¥400 reaches ¥300, ¥40 off']],
    ['gift-due', null, ['Free mug: a gift is due, scan MUG']],
  ]
  expect(offersIn(quoted)).toEqual(expected)
  const settled = await settle(lines, { expectedPayableCents: 36_000 })
  expect([settled.status, settled.body.payableCents, settled.body.balances], settled.text).toEqual([
    201,
    36_000,
    { points: 360 },
  ])
  expect(offersIn(settled.body)).toEqual(expected)
  const shown = (await shop.get(`/v1/checkouts/${settled.body.receiptId}`)).body
  expect(offersIn(shown)).toEqual(expected)
  expect(shown.lines).toEqual(settled.body.lines)
})

test('of three for two each gives back what was paid for it, all together exactly everything', async () => {
  const { body } = await settle([rings])
  expect(body.payableCents).toBe(20_000)
  const back = async (number: string) => {
    const refund = await shop.post('/v1/refunds', {
      storeCode: 'S01',
      tillCode: 'T1',
      refundNumber: `${body.receiptNumber}-${number}`,
      receipt: { receiptId: body.receiptId },
      lines: [{ lineNumber: 1, quantity: 1 }],
    })
    return [refund.body.refundCents, offersIn(refund.body)]
  }
  const first = 'Line 1 had ¥33.33 off by offers: what comes back is the ¥66.66 that was paid'
  expect(await back('a')).toEqual([6666, [['offer', -3333, [first]]]])
  expect((await back('b'))[0]).toBe(6667)
  expect((await back('c'))[0]).toBe(6667)
})

test('the scanned gift costs nothing and is on the receipt', async () => {
  const { body } = await settle([line(600), line(35, { lineNumber: 2, sku: 'MUG' })])
  expect(body.lines[1]).toMatchObject({ grossCents: 3500, offerDiscountCents: 3500, payableCents: 0 })
})

test('an offer that had nothing to do with a receipt is told with the quote and to whoever asks why', async () => {
  const lines = [line(10)]
  expect(offersIn((await quote(lines)).body)).toEqual([
    [
      'offers-not-used',
      null,
      [
        'Free mug did not apply: the basket is too small',
        'Three for two did not apply: the goods are not on the receipt',
        'Spend and save was not used: there is nothing that it could take off these goods',
      ],
    ],
  ])
  const { body } = await settle(lines)
  expect(offersIn(body)).toEqual([])
  expect(offersIn((await shop.get(`/v1/checkouts/${body.receiptId}`)).body)).toEqual([])
  expect(await why(body.receiptId, 'cashier', 'en')).toEqual([
    'Free mug did not apply: the basket is too small',
    'Three for two did not apply: the goods are not on the receipt',
    'Spend and save was not used: there is nothing that it could take off these goods',
    'Set meal was not used: it needs a coupon, and this receipt had none for it',
  ])
  expect(await why(body.receiptId, 'member', 'zh-TW')).toEqual([
    '贈杯這次沒有用上：金額未達到要求',
    '三件付兩件這次沒有用上：沒有指定的商品',
    '套餐券要憑優惠券，您這一單沒有用券',
  ])
  expect((await why(body.receiptId, 'auditor', 'zh-CN'))[3]).toBe(
    '套餐券 未采用：要凭优惠券，这一单没有可用的券〔规则 meal；方案 accessory-shop 第 2 版；理由 offer-needs-coupon〕',
  )
  const stored = await shop.db.rows(
    `select e -> 'reasons' as reasons from checkout.receipt, jsonb_array_elements(other_effects) e
     where receipt_id = $1 and e ->> 'kind' = 'offers-passed-over'`,
    [body.receiptId],
  )
  expect(stored[0]?.reasons).toContainEqual({
    code: 'offer-not-applied',
    rule: 'mug',
    values: { condition: 'basket-from' },
  })
})

test('the guard knows what the goods cost the shop', async () => {
  const { body } = await settle([line(300, { costCents: 25_000 })])
  // ¥250 at a margin of 10 % is ¥277.78.
  expect(body.payableCents).toBe(27_778)
})

test('a guest has no offers, and hears it', async () => {
  const { body } = await shop.post('/v1/checkouts', receipt([rings]))
  expect([body.payableCents, offersIn(body)]).toEqual([
    30_000,
    [['offers-not-used', null, ['Offers are for members: none counts without one']]],
  ])
})

test('a voided receipt gives everything back', async () => {
  const { body } = await settle([rings])
  const voided = await shop.post(`/v1/checkouts/${body.receiptId}/void`, { reason: 'mistake' })
  expect([voided.status, voided.body.state]).toEqual([200, 'voided'])
})
