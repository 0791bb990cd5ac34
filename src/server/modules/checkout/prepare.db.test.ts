import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { countWritten, joinMember, type Member } from '../../../../test/support/till.ts'

// What a request alone can get wrong. Each is refused with one sentence that a shop assistant understands, and nothing is written.

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  member = await joinMember(shop)
  await shop.call('PUT', '/v1/goods/beads', { name: '散珠', unit: 'gram' })
  await shop.call('PUT', '/v1/goods/ring', { name: '戒指' })
})
afterAll(() => shop.close())

/** Settles, and proves that the refusal wrote nothing and is repeated byte for byte. */
async function refusal(body: unknown) {
  const before = await countWritten(shop)
  const call = { key: `refusal ${performance.now()}`, language: 'zh-CN' }
  const answer = await shop.post('/v1/checkouts', body, call)
  expect(await countWritten(shop)).toEqual(before)
  const again = await shop.post('/v1/checkouts', body, call)
  expect([again.status, again.text]).toEqual([answer.status, answer.text])
  return [answer.status, answer.body.code, answer.body.title]
}

const weighed = (grams: number, more = {}) => ({ lineNumber: 1, sku: 'beads', grams, unitPriceCents: 20_000, ...more })

describe('one line', () => {
  const refused: [string, object, string, string][] = [
    [
      'a quantity below zero',
      line(10, { quantity: -1 }),
      'quantity-not-positive',
      '第 1 行：数量必须大于 0（退货请用退货功能）。',
    ],
    [
      'a quantity of zero',
      line(10, { quantity: 0 }),
      'quantity-not-positive',
      '第 1 行：数量必须大于 0（退货请用退货功能）。',
    ],
    [
      'half a piece',
      line(10, { quantity: 1.5 }),
      'quantity-not-whole',
      '第 1 行：数量必须是整数，称重商品请按克填写。',
    ],
    ['half a gram', weighed(0.5), 'quantity-not-whole', '第 1 行：数量必须是整数，称重商品请按克填写。'],
    ['both pieces and grams', { ...line(10), grams: 5 }, 'quantity-or-grams', '第 1 行：请填写件数或克数，二者选一。'],
    [
      'neither pieces nor grams',
      { ...line(10), quantity: undefined },
      'quantity-or-grams',
      '第 1 行：请填写件数或克数，二者选一。',
    ],
    ['weighed goods by the piece', line(10, { sku: 'beads' }), 'wrong-unit', '第 1 行：商品 beads 应按克销售。'],
    ['pieces by weight', weighed(10, { sku: 'ring' }), 'wrong-unit', '第 1 行：商品 ring 应按件销售。'],
    ['a price below zero', line(-1), 'amount-not-valid', '第 1 行：单价不能是负数，也不能有不足一分的小数。'],
    [
      'a price of half a 分',
      line(0.001, { unitPriceCents: 0.5 }),
      'amount-not-valid',
      '第 1 行：单价不能是负数，也不能有不足一分的小数。',
    ],
    [
      'a tax below zero',
      line(1, { taxCents: -1 }),
      'amount-not-valid',
      '第 1 行：税额不能是负数，也不能有不足一分的小数。',
    ],
    [
      'a price over 2^53',
      line(1, { unitPriceCents: 2 ** 53 + 2 }),
      'amount-too-large',
      '第 1 行：金额太大，请检查单价和数量。',
    ],
    ['pieces over 2^53', line(1, { quantity: 2 ** 60 }), 'amount-too-large', '第 1 行：金额太大，请检查单价和数量。'],
    [
      'price × pieces over 2^53',
      line(1e9, { quantity: 1e9 }),
      'amount-too-large',
      '第 1 行：金额太大，请检查单价和数量。',
    ],
    [
      'a discount without a reason',
      line(10, { manualDiscountCents: 1 }),
      'discount-needs-reason',
      '第 1 行：手工优惠请写明原因。',
    ],
    [
      'a discount for a blank reason',
      line(10, { manualDiscountCents: 1, manualDiscountReason: ' ' }),
      'discount-needs-reason',
      '第 1 行：手工优惠请写明原因。',
    ],
    [
      'a discount above the price',
      line(10, { manualDiscountCents: 1001, manualDiscountReason: '破损' }),
      'discount-above-price',
      '第 1 行：手工优惠不能超过这一行的金额。',
    ],
    [
      'a discount below zero',
      line(10, { manualDiscountCents: -1 }),
      'amount-not-valid',
      '第 1 行：手工优惠不能是负数，也不能有不足一分的小数。',
    ],
  ]

  test.each(refused)('%s is refused', async (_what, bad, code, sentence) => {
    expect(await refusal(receipt([bad]))).toEqual([422, `checkout/${code}`, sentence])
  })

  test.each([
    ['a name with half a character', line(10, { name: '\ud83d' })],
    ['a SKU with a NUL', line(10, { sku: 'a\u0000b' })],
    ['an attribute with a NUL', line(10, { attributes: { a: '\u0000' } })],
  ])('%s cannot be kept, and is refused before anything else', async (_what, bad) => {
    expect(await refusal(receipt([bad]))).toEqual([
      400,
      'request/not-legible',
      '请求中有无法保存的字符，请检查文字编码。',
    ])
  })

  test('one bad line among good ones is named', async () => {
    const lines = [line(1), line(1, { lineNumber: 7, quantity: -2 }), line(1, { lineNumber: 3 })]
    expect((await refusal(receipt(lines)))[2]).toBe('第 7 行：数量必须大于 0（退货请用退货功能）。')
  })

  test('goods for nothing are sold', async () => {
    const free = await shop.post(
      '/v1/checkouts',
      receipt([line(0), line(5, { lineNumber: 2, manualDiscountCents: 500, manualDiscountReason: '赠品' })], member.by),
    )
    expect(free.body, free.text).toMatchObject({ payableCents: 0, balances: {} })
  })

  test('the largest amount is exact to the 分', async () => {
    const settled = await shop.post('/v1/checkouts', receipt([line(1, { unitPriceCents: 10_000_000_000 })]))
    expect(settled.body, settled.text).toMatchObject({ payableCents: 10_000_000_000 })
    const over = receipt([line(1, { unitPriceCents: 10_000_000_000 }), line(0.01, { lineNumber: 2 })])
    expect((await refusal(over))[2]).toBe('第 2 行：金额太大，请检查单价和数量。')
  })

  test('grams are priced by the kilogram, half up', async () => {
    const settled = await shop.post('/v1/checkouts', receipt([weighed(333, { unitPriceCents: 1_001 })]))
    expect(settled.body.lines, settled.text).toMatchObject([{ grams: 333, quantity: null, grossCents: 333 }])
    const half = await shop.post('/v1/checkouts', receipt([weighed(500, { unitPriceCents: 1_001 })]))
    expect(half.body.lines).toMatchObject([{ grossCents: 501 }])
  })
})

describe('the receipt', () => {
  test('two thousand lines are sold, one more is not', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => line(1, { lineNumber: index + 1 }))
    const settled = await shop.post('/v1/checkouts', receipt(lines(2_000), member.by))
    expect([settled.status, settled.body.payableCents]).toEqual([201, 200_000])
    expect((await refusal(receipt(lines(2_001))))[1]).toBe('checkout/too-many-lines')
    expect(await refusal(receipt(lines(10_000)))).toEqual([
      422,
      'checkout/too-many-lines',
      '一张小票最多 2000 行，这张有 10000 行，请分成几张。',
    ])
  })

  test('a line number is used once', async () => {
    expect(await refusal(receipt([line(1), line(2)]))).toEqual([422, 'checkout/line-twice', '行号 1 出现了两次。'])
  })

  test('its store and till exist', async () => {
    expect(await refusal(receipt([line(1)], { storeCode: 'S99' }))).toEqual([
      422,
      'checkout/unknown-store',
      '没有这家门店：S99',
    ])
    expect(await refusal(receipt([line(1)], { tillCode: 'T9' }))).toEqual([
      422,
      'checkout/unknown-till',
      '门店 S01 没有收银台 T9',
    ])
  })

  test('its member exists', async () => {
    const unknown = await refusal(receipt([line(1)], { member: { phone: '13900009999' } }))
    expect(unknown).toEqual([
      404,
      'members/not-found',
      '没有找到这位会员，请核对手机号、卡号或会员号；新顾客可以当场入会。',
    ])
    const mistyped = await refusal(receipt([line(1)], { member: { memberNumber: '1234567890' } }))
    expect(mistyped.slice(0, 2)).toEqual([400, 'members/number-mistyped'])
  })

  test('its tenders add up to the price', async () => {
    const tenders = [
      { kind: 'cash', amountCents: 5_000 },
      { kind: 'wechat', amountCents: 4_999 },
    ]
    expect(await refusal(receipt([line(100)], { tenders }))).toEqual([
      422,
      'checkout/tenders-differ',
      '付款合计 ¥99.99，应付 ¥100，两者不一致。',
    ])
    const right = await shop.post('/v1/checkouts', receipt([line(99.99)], { tenders }))
    expect(right.status).toBe(201)
  })
})

describe('the time of sale', () => {
  const minute = 60_000
  const at = (ms: number) => new Date(shop.clock.now().getTime() + ms).toISOString()

  test('five minutes ahead are a clock that is off, a millisecond more is the future', async () => {
    expect((await shop.post('/v1/checkouts', receipt([line(1)], { soldAt: at(5 * minute) }))).status).toBe(201)
    const soldAt = at(5 * minute + 1)
    expect(await refusal(receipt([line(1)], { soldAt }))).toEqual([
      422,
      'checkout/sold-in-future',
      `销售时间 ${soldAt} 在未来，请检查收银机的时钟。`,
    ])
  })

  test('four hundred days are late, a millisecond more is too long ago, and so are ten years', async () => {
    const limit = -400 * 1440 * minute
    expect((await shop.post('/v1/checkouts', receipt([line(1)], { soldAt: at(limit) }))).status).toBe(201)
    expect((await refusal(receipt([line(1)], { soldAt: at(limit - 1) })))[1]).toBe('checkout/sold-too-long-ago')
    const soldAt = '2016-03-05T04:00:00Z'
    expect(await refusal(receipt([line(1)], { soldAt }))).toEqual([
      422,
      'checkout/sold-too-long-ago',
      `销售时间 ${soldAt} 太久远（最多 400 天前），请检查日期。`,
    ])
  })

  test('what is no time is refused', async () => {
    for (const soldAt of ['yesterday', '2026-02-30T00:00:00Z', '2026-03-05 04:00', '2026-03-05T04:00:00', ''])
      expect(await refusal(receipt([line(1)], { soldAt }))).toEqual([
        400,
        'request/invalid',
        '请求中有填写错误：/soldAt 的格式不对（应为 date-time）',
      ])
  })

  test('a leap second counts as the second before', async () => {
    const settled = await shop.post('/v1/checkouts', receipt([line(1)], { soldAt: '2026-03-04T23:59:60Z' }))
    expect([settled.status, settled.body.soldAt]).toEqual([201, '2026-03-04T23:59:59.000Z'])
  })
})
