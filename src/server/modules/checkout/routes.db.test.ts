import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import {
  countWritten,
  givePoints,
  joinMember,
  keyWith,
  type Member,
  minuteMs,
  wait,
} from '../../../../test/support/till.ts'
import { claimName, tryLockNames } from '../../platform/idempotency-store.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop({ settings: { REGULARS_ADJUSTMENT_LIMIT: '1000000' } })
  member = await joinMember(shop)
  await givePoints(shop, member, 1000)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

/** Proves that what is asked writes nothing. */
async function refusal(ask: () => Promise<{ status: number; body: { code: string; title: string } }>) {
  const before = await countWritten(shop)
  const { status, body } = await ask()
  expect(await countWritten(shop)).toEqual(before)
  return [status, body.code, body.title]
}

const settle = (body: unknown, call = {}) => shop.post('/v1/checkouts', body, { language: 'zh-CN', ...call })

describe('what never reaches the till’s rules', () => {
  const raw = (payload: string, headers = {}) =>
    shop.http.inject({
      method: 'POST',
      url: '/v1/checkouts',
      payload,
      headers: {
        ...shop.bearer,
        'accept-language': 'zh-CN',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...headers,
      },
    })

  test.each(['{"lines":', '{"lines":[1,]}', 'receipt', '{} {}', '\u0000'])('%j is not JSON', async payload => {
    const answer = await raw(payload)
    expect([answer.statusCode, answer.json().title]).toEqual([400, '请求内容不是有效的 JSON，请检查括号、引号和逗号。'])
  })

  test('a body of another type is refused', async () => {
    const answer = await raw('a=1', { 'content-type': 'application/x-www-form-urlencoded' })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request/not-json'])
  })

  test('a body over four mebibytes is too large, one below is read', async () => {
    const body = (bytes: number) => JSON.stringify({ ...receipt([line(1)]), note: 'x'.repeat(bytes) })
    const large = await raw(body(4 * 1024 * 1024))
    expect([large.statusCode, large.json().title]).toEqual([413, '请求太大，最多 4 MiB。'])
    const read = await raw(body(4 * 1024 * 1024 - 1000))
    expect([read.statusCode, read.json().code]).toEqual([400, 'request/invalid'])
  })

  test('a prototype in a body poisons nothing', async () => {
    expect((await raw('{"__proto__":{"receiptNumber":"P"}}')).statusCode).toBe(400)
  })

  const unknown: [string, unknown][] = [
    ['the receipt', { ...receipt([line(1)]), total: 5 }],
    ['a line', receipt([{ ...line(1), qty: 5 }])],
    ['a tender', receipt([line(1)], { tenders: [{ kind: 'cash', amountCents: 100, change: 1 }] })],
    ['the member', receipt([line(1)], { member: { memberNumber: '1', name: 'x' } })],
  ]
  test.each(unknown)('an unknown field of %s is told, never swallowed', async (_where, body) => {
    expect((await refusal(() => settle(body))).slice(0, 2)).toEqual([400, 'request/invalid'])
  })

  test('a receipt without lines, or of something else, is refused', async () => {
    for (const body of [receipt([]), receipt([null]), receipt(['ring']), null, [], 'receipt', 7])
      expect((await raw(JSON.stringify(body))).json().code).toBe('request/invalid')
  })

  test('nobody and somebody without the right are sent away', async () => {
    const body = receipt([line(1)])
    expect(await refusal(() => settle(body, { as: {} }))).toEqual([401, 'request/unauthenticated', '请先登录。'])
    const as = await keyWith(shop, ['checkout.read'])
    expect((await refusal(() => settle(body, { as }))).slice(0, 2)).toEqual([403, 'request/forbidden'])
  })
})

describe('a key', () => {
  test('is needed', async () => {
    const sentence = '请求缺少 Idempotency-Key 标头，请为每次操作生成一个新的唯一值（最多 200 个字符）。'
    const missing = [400, 'idempotency/key-missing', sentence]
    expect(await refusal(() => settle(receipt([line(1)]), { key: null }))).toEqual(missing)
    expect(await refusal(() => settle(receipt([line(1)]), { key: 'x'.repeat(201) }))).toEqual(missing)
    expect(
      await refusal(() => shop.post('/v1/refunds', refundOf(randomUUID()), { key: null, language: 'zh-CN' })),
    ).toEqual(missing)
  })

  test('gives its first answer byte for byte, in the first language, whatever time has passed', async () => {
    const body = receipt([line(10)], member.by)
    const call = { key: randomUUID() }
    const first = await settle(body, call)
    const written = await countWritten(shop)
    wait(shop, 20 * minuteMs)
    for (const language of ['zh-CN', 'en']) {
      const again = await settle(body, { ...call, language })
      expect([again.status, again.text, again.headers['content-type']]).toEqual([
        201,
        first.text,
        first.headers['content-type'],
      ])
    }
    expect(await countWritten(shop)).toEqual(written)
  })

  test('repeats a refusal too, though it would be granted by now', async () => {
    const poor = await joinMember(shop)
    const body = receipt([line(100)], { ...poor.by, redeem: [{ rule: 'cash-off', points: 500 }] })
    const call = { key: randomUUID() }
    const first = await settle(body, call)
    expect([first.status, first.body.title]).toEqual([422, '积分不足：需要 500 分，可用 0 分'])
    await givePoints(shop, poor, 500)
    const again = await settle(body, call)
    expect([again.status, again.text, again.headers['content-type']]).toEqual([
      422,
      first.text,
      first.headers['content-type'],
    ])
    expect((await settle(body)).status).toBe(201)
  })

  test('is not for another body, nor for another address', async () => {
    const key = randomUUID()
    const body = receipt([line(10)])
    await settle(body, { key })
    const sentence = '这个 Idempotency-Key 已用于另一个内容不同的请求，请为新的操作换一个新值。'
    const other = [422, 'idempotency/other-body', sentence]
    expect(await refusal(() => settle({ ...body, promoter: 'x' }, { key }))).toEqual(other)
    expect(await refusal(() => shop.post('/v1/refunds', refundOf(randomUUID()), { key, language: 'zh-CN' }))).toEqual(
      other,
    )
    expect((await settle(body, { key })).status).toBe(201)
  })

  test('of one caller is not that of another', async () => {
    const key = randomUUID()
    expect((await settle(receipt([line(10)]), { key })).status).toBe(201)
    const as = await keyWith(shop, ['checkout.settle'])
    expect((await settle(receipt([line(20)]), { key, as })).status).toBe(201)
  })

  test('in flight elsewhere is refused at once, and free again after', async () => {
    const key = randomUUID()
    const body = receipt([line(10)])
    const caller = await shop.db.row<{ caller: string }>('select caller from platform.idempotency_key limit 1')
    await shop.db.transaction(async tx => {
      expect(await tryLockNames(tx, [claimName({ caller: caller?.caller ?? '', key })])).toEqual([true])
      const answer = await settle(body, { key })
      expect([answer.status, answer.body.code, answer.body.title, answer.headers['retry-after']]).toEqual([
        409,
        'idempotency/in-flight',
        '同一笔操作正在处理，请稍等一秒再试。',
        '1',
      ])
    })
    expect((await settle(body, { key })).status).toBe(201)
  })
})

describe('a number', () => {
  test('of a till is used once, whatever the key and the body', async () => {
    const body = receipt([line(10)], member.by)
    const first = await settle(body)
    const sentence = `小票号 ${body.receiptNumber} 已经结算过了，不能重复使用。`
    for (const again of [body, { ...body, lines: [line(99)] }, { ...body, member: undefined }]) {
      const answer = await settle(again)
      expect([answer.status, answer.body.code, answer.body.title]).toEqual([
        409,
        'checkout/receipt-number-used',
        sentence,
      ])
      expect(answer.body.details).toEqual({ number: body.receiptNumber, receiptId: first.body.receiptId })
    }
    await shop.post('/v1/stores/S01/tills', { code: 'T2' })
    expect((await settle({ ...body, tillCode: 'T2' })).status).toBe(201)
  })

  test('of a voided receipt is not free again', async () => {
    const body = receipt([line(10)])
    const { receiptId } = (await settle(body)).body
    await shop.post(`/v1/checkouts/${receiptId}/void`, {})
    expect((await refusal(() => settle(body)))[1]).toBe('checkout/receipt-number-used')
  })

  test('of a refused receipt is still free', async () => {
    const body = receipt([line(10)])
    await settle({ ...body, tenders: [{ kind: 'cash', amountCents: 1 }] })
    expect((await settle(body)).status).toBe(201)
  })
})

describe('the price that the till showed', () => {
  test('is settled when it is the price', async () => {
    const { body: quote } = await shop.post('/v1/checkouts/quote', {
      ...receipt([line(10)], member.by),
      receiptNumber: undefined,
    })
    const settled = await settle(receipt([line(10)], { ...member.by, expectedPayableCents: quote.payableCents }))
    expect([settled.status, settled.body.lines]).toEqual([201, quote.lines])
    expect(settled.body.balances).toEqual({ points: quote.balances.points + 10 })
  })

  test('differs: a fresh quote comes with the refusal, and nothing is written', async () => {
    const body = receipt([line(45.5)], { ...member.by, expectedPayableCents: 4_600 })
    const before = await countWritten(shop)
    const { status, body: problem, text } = await settle(body)
    expect(await countWritten(shop)).toEqual(before)
    expect([status, problem.code, problem.title]).toEqual([
      409,
      'checkout/price-changed',
      '应付金额已变为 ¥45.50（收银台显示 ¥46），请按新的试算结果确认。',
    ])
    expect(problem.details, text).toMatchObject({
      payableCents: 4_550,
      expectedCents: 4_600,
      quote: { payableCents: 4_550, memberNumber: member.memberNumber, lines: [{ payableCents: 4_550 }], holdId: null },
    })
  })
})

describe('points that cannot be used', () => {
  const redeem = (points: number, rule = 'cash-off') => ({ redeem: [{ rule, points }] })
  const refused: [string, Record<string, unknown>, number, string][] = [
    ['more than held', redeem(5000), 5000, '积分不足：需要 5,000 分，可用'],
    ['no whole step', redeem(750), 1000, '积分须按 500 的整数倍使用，750 不是'],
    ['fewer than none', redeem(-500), 1000, '积分须按 500 的整数倍使用，-500 不是'],
    ['more than the basket costs', redeem(1000), 60, '这一单最多可用 500 分，1,000 分超出可抵扣的金额'],
    ['an unknown way', redeem(500, 'nothing'), 100, '没有这种兑换方式：nothing'],
    [
      'one way twice',
      { redeem: [...redeem(500).redeem, ...redeem(500).redeem] },
      500,
      '同一种兑换方式在一张小票上只能选一次：cash-off',
    ],
  ]
  test.each(refused)('%s is refused', async (_what, wish, yuan, sentence) => {
    const [status, , title] = await refusal(() => settle(receipt([line(yuan)], { ...member.by, ...wish })))
    expect([status, String(title).startsWith(sentence)], String(title)).toEqual([422, true])
  })

  test('a guest has none', async () => {
    const sentence = '散客不能使用积分，请先识别会员'
    expect(await refusal(() => settle(receipt([line(100)], redeem(500))))).toEqual([
      422,
      'program/redeem-needs-member',
      sentence,
    ])
  })

  test('half a point is no wish', async () => {
    expect((await refusal(() => settle(receipt([line(100)], { ...member.by, ...redeem(0.5) }))))[1]).toBe(
      'request/invalid',
    )
  })
})
