import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hire, type SignedIn } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'

let shop: TestShop
const relay = () => relayOutbox({ ...shop.context, reactions: reactionsOf(shop.context) })
beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(
    `program: accessory-shop
name: { zh-CN: 测试方案 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
levels: { ladder: [{ level: ordinary, name: 普通 }, { level: gold, name: 金卡, from: ¥100 }] }
benefits:
  - { benefit: first, levels: { gold: 2 days early } }
`,
    '2000-01-02T00:00:00Z',
  )
  await shop.call('PUT', '/v1/goods/NEW', { name: '新品', onSaleAt: '2026-03-10T02:00:00Z' })
})
afterAll(() => shop.close())

const quoteAt = async (at: string, member: Member | null) => {
  shop.clock.moveTo(at)
  const body = { storeCode: 'S01', tillCode: 'T1', lines: [line(10, { sku: 'NEW' })], ...(member ? member.by : {}) }
  const answer = await shop.post('/v1/checkouts/quote', body)
  return answer.body.code ?? answer.status
}

test('gold buys two days before the others, to the second', async () => {
  const gold = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  const ordinary = await joinMember(shop)
  expect(await quoteAt('2026-03-08T01:59:59Z', gold)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-08T02:00:00Z', gold)).toBe(200)
  expect(await quoteAt('2026-03-10T01:59:59Z', ordinary)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-10T01:59:59Z', null)).toBe('program/not-on-sale-yet')
  expect(await quoteAt('2026-03-10T02:00:00Z', ordinary)).toBe(200)
  expect(await quoteAt('2026-03-10T02:00:00Z', null)).toBe(200)
})

test('the sentence says from when on, and what a till has sold is never refused', async () => {
  await shop.call('PUT', '/v1/goods/LATER', { name: '新品', onSaleAt: '2026-04-10T02:00:00Z' })
  const lines = [line(10, { sku: 'LATER' })]
  const { body } = await shop.post('/v1/checkouts/quote', { storeCode: 'S01', tillCode: 'T1', lines })
  expect(body.title).toContain('2026-04-10 10:00')
  expect((await shop.post('/v1/checkouts', receipt(lines))).status).toBe(201)
})

test('what a benefit let a member buy before the others is told, recorded as its use, and gone with a voided receipt', async () => {
  shop.clock.moveTo('2026-03-08T02:00:00Z')
  const gold = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  const { body } = await shop.post('/v1/checkouts', receipt([line(10, { sku: 'NEW', name: '新品' })], gold.by))
  expect(body.effects.filter(({ kind }: { kind: string }) => kind === 'bought-early')).toMatchObject([
    { reasons: [{ code: 'bought-early', rule: 'first', values: { name: '新品', when: '2026-03-10 10:00' } }] },
  ])
  await relay()
  const uses = async () => (await shop.get(`/v1/members/${gold.memberNumber}/benefits`)).body.uses
  expect(await uses()).toMatchObject([{ benefit: 'first', note: body.receiptNumber, undoneAt: null }])
  await shop.post(`/v1/checkouts/${body.receiptId}/void`, { reason: '打错了' })
  await relay()
  expect(await uses()).toMatchObject([{ benefit: 'first', undoReason: '小票已作废 / the receipt was voided' }])
})

test('what is on sale for everybody uses no benefit', async () => {
  shop.clock.moveTo('2026-03-10T02:00:00Z')
  const gold = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  const { body } = await shop.post('/v1/checkouts', receipt([line(10, { sku: 'NEW', name: '新品' })], gold.by))
  expect(body.effects.map(({ kind }: { kind: string }) => kind)).not.toContain('bought-early')
})

const early = { earlyAccess: { reason: '老顾客要出国' } }
const basketOf = (more: object) => ({
  storeCode: 'S01',
  tillCode: 'T1',
  lines: [line(10, { sku: 'SOON', name: '新款' })],
  ...more,
})
const soldEarly = (effects: { kind: string; reasons: { code: string; text: string }[] }[]) =>
  effects.filter(({ kind }) => kind === 'sold-early').flatMap(({ reasons }) => reasons.map(({ code }) => code))

describe('goods that are too early', () => {
  const lastClosed = '2026-05-08T01:59:59Z'
  const firstOpen = '2026-05-08T02:00:00Z'
  let gold: Member
  let operations: SignedIn
  let cashier: SignedIn
  beforeAll(async () => {
    shop.clock.moveTo('2026-05-08T01:55:00Z')
    operations = await hire(shop, 'operations', 'Mona')
    cashier = await hire(shop, 'cashier', 'Carl')
    await shop.call('PUT', '/v1/goods/TODAY', { name: '新款', onSaleAt: firstOpen })
    await shop.call('PUT', '/v1/goods/SOON', { name: '新款', onSaleAt: '2026-05-10T02:00:00Z' })
    gold = await joinMember(shop)
    await shop.post('/v1/checkouts', receipt([line(100)], gold.by))
  })

  const quoted = async (at: string, who: SignedIn, more: object) => {
    shop.clock.moveTo(at)
    return shop.post('/v1/checkouts/quote', basketOf({ ...gold.by, ...more }), who)
  }

  test('pass in the last second before the window by the word of operations, and say for whom they were meant', async () => {
    expect((await quoted(lastClosed, operations, {})).body.code).toBe('program/not-on-sale-yet')
    const { status, body } = await quoted(lastClosed, operations, early)
    expect(status).toBe(200)
    expect(soldEarly(body.effects)).toEqual(['sold-early'])
    expect(body.effects[0].reasons[0].text).toBe(
      '新款: this customer could buy it from 2026-05-08 10:00; it was let pass because: 老顾客要出国',
    )
  })

  test('do not pass by the word of a cashier, and the refusals say whose word it takes', async () => {
    const refusal = await quoted(lastClosed, cashier, {})
    expect(refusal.body.code).toBe('program/not-on-sale-yet')
    expect(refusal.body.title).toContain('owner or operations')
    const { status, body } = await quoted(lastClosed, cashier, early)
    expect([status, body.code]).toEqual([403, 'checkout/early-access-forbidden'])
    expect(body.title).toContain('owner or operations')
    const sale = receipt(basketOf({}).lines, { ...gold.by, ...early })
    expect((await shop.post('/v1/checkouts', sale, cashier)).body.code).toBe('checkout/early-access-forbidden')
  })

  test('need nobody from the first second of the window on; a word that was given says that it was not needed', async () => {
    const plain = await quoted(firstOpen, cashier, {})
    expect([plain.status, soldEarly(plain.body.effects)]).toEqual([200, []])
    const given = await quoted(firstOpen, operations, early)
    expect([given.status, soldEarly(given.body.effects)]).toEqual([200, ['early-access-idle']])
    expect((await quoted(firstOpen, cashier, early)).status).toBe(403)
  })

  test('are too early for a guest until the very sale start, and pass for a guest as well', async () => {
    const basket = { storeCode: 'S01', tillCode: 'T1', lines: [line(10, { sku: 'TODAY' })] }
    shop.clock.moveTo(lastClosed)
    expect((await shop.post('/v1/checkouts/quote', basket, operations)).body.code).toBe('program/not-on-sale-yet')
    const { body } = await shop.post('/v1/checkouts/quote', { ...basket, ...early }, operations)
    expect(soldEarly(body.effects)).toEqual(['sold-early'])
    shop.clock.moveTo(firstOpen)
    expect((await shop.post('/v1/checkouts/quote', basket, operations)).status).toBe(200)
    const onSale = await shop.post('/v1/checkouts/quote', { ...basket, ...early }, operations)
    expect(soldEarly(onSale.body.effects)).toEqual(['early-access-idle'])
  })

  test('set nothing aside without a word, and something with it', async () => {
    shop.clock.moveTo(lastClosed)
    const hold = { ...gold.by, hold: true }
    const refused = await shop.post('/v1/checkouts/quote', basketOf(hold), operations)
    expect(refused.body.code).toBe('program/not-on-sale-yet')
    // Past that refusal the next one comes: this basket has no points to set aside.
    const passed = await shop.post('/v1/checkouts/quote', basketOf({ ...hold, ...early }), operations)
    expect(passed.body.code).toBe('checkout/nothing-to-hold')
  })

  test('need a reason with words in it', async () => {
    for (const reason of ['', '  '])
      expect((await quoted(lastClosed, operations, { earlyAccess: { reason } })).status).toBe(400)
  })
})

describe('a receipt with goods that were let pass', () => {
  let receiptId = ''
  let member: Member
  let operations: SignedIn & { staffId: string }
  beforeAll(async () => {
    shop.clock.moveTo('2026-06-09T01:55:00Z')
    operations = await hire(shop, 'operations', 'Nora')
    await shop.call('PUT', '/v1/goods/SOON', { name: '新款', onSaleAt: '2026-06-10T02:00:00Z' })
    member = await joinMember(shop)
    // It reaches gold by itself: what was too early before it was too early.
    const lines = [line(500, { sku: 'SOON', name: '新款' })]
    shop.clock.moveTo('2026-06-09T02:00:00Z')
    const { status, body } = await shop.post(
      '/v1/checkouts',
      receipt(lines, { ...member.by, ...early, expectedPayableCents: 50_000 }),
      operations,
    )
    expect(status).toBe(201)
    expect(soldEarly(body.effects)).toEqual(['sold-early'])
    receiptId = body.receiptId
  })

  const toldTo = async (audience: string, language: string) => {
    const { body } = await shop.get(`/v1/checkouts/${receiptId}/explain?audience=${audience}`, { language })
    return body.sentences.find(({ code }: { code: string }) => code === 'sold-early')
  }

  test('keeps it: read again it says the same', async () => {
    const { body } = await shop.get(`/v1/checkouts/${receiptId}`)
    expect(soldEarly(body.effects)).toEqual(['sold-early'])
  })

  test('tells the cashier why and the auditor also who', async () => {
    expect((await toldTo('cashier', 'zh-CN')).text).toBe(
      '新款：这位顾客原本 2026-06-10 10:00 起可以购买，已放行，原因：老顾客要出国',
    )
    const { text } = await toldTo('auditor', 'zh-TW')
    expect(text).toContain('新款：這位顧客原本 2026-06-10 10:00 起可以購買，已放行，原因：老顾客要出国')
    expect(text).toContain(`by=${operations.staffId}`)
  })

  test('tells the member plainly, neither who it was nor what staff wrote', async () => {
    const told = await toldTo('member', 'zh-CN')
    expect(told.text).toBe('新款：原定 2026-06-10 10:00 起可以购买，门店提前卖给了您')
    expect(JSON.stringify(told)).not.toContain(operations.staffId)
    expect(JSON.stringify(told)).not.toContain('出国')
  })

  test('is on the audit trail with who did it; a plain receipt is not', async () => {
    const plain = await shop.post('/v1/checkouts', receipt([line(10)], member.by), operations)
    const rows = await shop.db.rows<{ action: string; caller_id: string; thing: string; outcome: string }>(
      'select action, caller_id, thing, outcome from audit.record where thing = any($1::text[])',
      [[`receipt/${receiptId}`, `receipt/${plain.body.receiptId}`]],
    )
    expect(rows.filter(({ action }) => action !== 'receipts/read' && action !== 'receipts/explain')).toEqual([
      {
        action: 'receipts/settle-early',
        caller_id: operations.staffId,
        thing: `receipt/${receiptId}`,
        outcome: 'done',
      },
    ])
  })
})
