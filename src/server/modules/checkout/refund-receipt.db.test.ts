import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore, balanceOf, countWritten, joinMember, type Member } from '../../../../test/support/till.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  member = await joinMember(shop)
  await addStore(shop, 'S02')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function sold(lines: unknown[], more: Record<string, unknown> = member.by) {
  const { body, text, status } = await shop.post('/v1/checkouts', receipt(lines, more))
  expect(status, text).toBe(201)
  return body
}

/** Refunds, and proves that the refusal wrote nothing and is repeated byte for byte. */
async function refusal(body: unknown) {
  const before = await countWritten(shop)
  const call = { key: `refusal ${performance.now()}`, language: 'zh-CN' }
  const answer = await shop.post('/v1/refunds', body, call)
  expect(await countWritten(shop)).toEqual(before)
  expect((await shop.post('/v1/refunds', body, call)).text).toBe(answer.text)
  return [answer.status, answer.body.code, answer.body.title]
}

const some = (...lines: [number, number][]) => ({
  lines: lines.map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
})

describe('what comes back', () => {
  test('more than was bought is refused, at once or in parts', async () => {
    const { receiptId } = await sold([line(10, { quantity: 5 })])
    expect(await refusal(refundOf(receiptId, some([1, 6])))).toEqual([
      422,
      'checkout/refund-too-much',
      '第 1 行：买了 5，还可退 5，不能退 6。',
    ])
    expect((await shop.post('/v1/refunds', refundOf(receiptId, some([1, 3])))).body).toMatchObject({
      refundCents: 3000,
    })
    expect(await refusal(refundOf(receiptId, some([1, 3])))).toEqual([
      422,
      'checkout/refund-too-much',
      '第 1 行：买了 5，还可退 2，不能退 3。',
    ])
    expect((await shop.post('/v1/refunds', refundOf(receiptId, some([1, 2])))).body).toMatchObject({
      refundCents: 2000,
    })
    expect(await refusal(refundOf(receiptId))).toEqual([
      422,
      'checkout/nothing-left-to-refund',
      '这张小票已经全部退完。',
    ])
  })

  test('a line is named once, exists, and comes back in whole units of its own kind', async () => {
    const { receiptId } = await sold([line(10, { quantity: 5 })])
    expect(await refusal(refundOf(receiptId, some([1, 1], [1, 1])))).toEqual([
      422,
      'checkout/line-twice',
      '行号 1 出现了两次。',
    ])
    expect(await refusal(refundOf(receiptId, some([2, 1])))).toEqual([
      422,
      'checkout/no-such-line',
      '小票上没有第 2 行。',
    ])
    expect((await refusal(refundOf(receiptId, some([1, -1]))))[1]).toBe('checkout/quantity-not-positive')
    expect((await refusal(refundOf(receiptId, some([1, 0]))))[1]).toBe('checkout/quantity-not-positive')
    expect((await refusal(refundOf(receiptId, some([1, 0.5]))))[1]).toBe('checkout/quantity-not-whole')
    const grams = { lines: [{ lineNumber: 1, grams: 1 }] }
    expect((await refusal(refundOf(receiptId, grams)))[1]).toBe('checkout/quantity-or-grams')
    const both = { lines: [{ lineNumber: 1, quantity: 1, grams: 1 }] }
    expect((await refusal(refundOf(receiptId, both)))[1]).toBe('checkout/quantity-or-grams')
  })

  test('of one bad line and one good, nothing comes back', async () => {
    const { receiptId } = await sold([line(10), line(20, { lineNumber: 2 })])
    await refusal(refundOf(receiptId, some([1, 1], [2, 2])))
    expect((await shop.get(`/v1/checkouts/${receiptId}`)).body).toMatchObject({ state: 'settled' })
  })

  test('grams come back in parts that add up', async () => {
    const { receiptId, payableCents } = await sold([
      { lineNumber: 1, sku: 'beads', grams: 333, unitPriceCents: 10_001 },
    ])
    let sum = 0
    for (const grams of [100, 33, 200]) {
      const { body } = await shop.post('/v1/refunds', refundOf(receiptId, { lines: [{ lineNumber: 1, grams }] }))
      sum += body.refundCents
    }
    expect(sum).toBe(payableCents)
  })

  test('the bonus of one line comes back with that line and with no other', async () => {
    const lines = [line(10, { class: 'ring' }), line(10, { lineNumber: 2, class: 'bead' })]
    const { receiptId, lines: settled } = await sold(lines)
    expect(settled).toMatchObject([{ earned: { points: 10 } }, { earned: { points: 10 } }])
    const { body } = await shop.post('/v1/refunds', refundOf(receiptId, some([2, 1])))
    expect(body.effects).toMatchObject([{ kind: 'taken-back', points: -10 }])
  })

  test('a refund number of a till is used once', async () => {
    const { receiptId } = await sold([line(10, { quantity: 5 })])
    const refund = refundOf(receiptId, some([1, 1]))
    expect((await shop.post('/v1/refunds', refund)).status).toBe(201)
    expect(await refusal(refund)).toEqual([
      409,
      'checkout/refund-number-used',
      `退货单号 ${refund.refundNumber} 已经用过了，不能重复使用。`,
    ])
  })
})

describe('which receipt', () => {
  test('one that nobody knows is not found', async () => {
    const unknown = '019cbc27-0600-7189-9f55-a25087c21486'
    expect(await refusal(refundOf(unknown))).toEqual([404, 'checkout/no-such-receipt', '找不到这张小票。'])
    expect((await refusal(refundOf('R1')))[1]).toBe('checkout/no-such-receipt')
  })

  test('a refund says which receipt, or why it has none', async () => {
    const { receiptId } = await sold([line(10)])
    const { receipt: address, ...nothing } = refundOf(receiptId)
    const without = { withoutOriginal: { amountCents: 100, reason: '小票丢失' } }
    const sentence = '请写明退哪张小票，或按无票退货处理并写明原因。'
    expect(await refusal(nothing)).toEqual([422, 'checkout/refund-address-missing', sentence])
    expect(await refusal({ ...nothing, receipt: address, ...without })).toEqual([
      422,
      'checkout/refund-address-missing',
      sentence,
    ])
  })

  test('goods come back in another store, whose till pays', async () => {
    const { receiptId, receiptNumber } = await sold([line(10, { quantity: 2 })])
    const elsewhere = { storeCode: 'S02', ...some([1, 1]) }
    const byId = await shop.post('/v1/refunds', refundOf(receiptId, elsewhere))
    expect(byId.body, byId.text).toMatchObject({ refundCents: 1000 })
    const address = { storeCode: 'S01', tillCode: 'T1', receiptNumber }
    const byNumber = await shop.post('/v1/refunds', { ...refundOf(receiptId, elsewhere), receipt: address })
    expect(byNumber.body, byNumber.text).toMatchObject({ receiptId, refundCents: 1000 })
    const paid = await shop.db.rows(
      `select store_id, sum(refunded_cents)::bigint as cents from checkout.sales_day where store_id = 2 group by store_id`,
    )
    expect(paid).toEqual([{ store_id: 2, cents: 2000 }])
  })

  test('one batch may refund a receipt by id and by number', async () => {
    const { receiptId, receiptNumber } = await sold([line(10, { quantity: 7 })])
    const before = await balanceOf(shop, member)
    const address = { storeCode: 'S01', tillCode: 'T1', receiptNumber }
    const answers = await Promise.all([
      shop.post('/v1/refunds', refundOf(receiptId, some([1, 3]))),
      shop.post('/v1/refunds', { ...refundOf(receiptId, some([1, 3])), receipt: address }),
      shop.post('/v1/refunds', { ...refundOf(receiptId, some([1, 3])), receipt: address }),
    ])
    const done = answers.filter(answer => answer.status === 201).length
    expect(done).toBeGreaterThan(0)
    for (const answer of answers) expect([201, 409, 422]).toContain(answer.status)
    const { body } = await shop.get(`/v1/checkouts/${receiptId}`)
    expect(body.lines).toMatchObject([{ refundedUnits: 3 * done }])
    expect((await balanceOf(shop, member)).balance).toBe(before.balance - 30 * done)
  })
})
