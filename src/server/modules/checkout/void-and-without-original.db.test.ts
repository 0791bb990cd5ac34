import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hire } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import {
  addStore,
  balanceOf,
  countWritten,
  joinMember,
  keyWith,
  levelOf,
  openTill,
} from '../../../../test/support/till.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await addStore(shop, 'S02')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const cashierWords = ['checkout.settle', 'checkout.refund', 'checkout.void']
const voided = (receiptId: string, call = {}) =>
  shop.post(`/v1/checkouts/${receiptId}/void`, { reason: '打错了' }, { language: 'zh-CN', ...call })

async function refusal(ask: () => ReturnType<TestShop['post']>) {
  const before = await countWritten(shop)
  const { status, body } = await ask()
  expect(await countWritten(shop)).toEqual(before)
  return [status, body.code, body.title]
}

test('a voided receipt never happened: money, points, level and the figures of its day', async () => {
  const member = await joinMember(shop)
  const salesDay = () =>
    shop.db.rows('select receipts, payable_cents, refunded_cents from checkout.sales_day where is_member')
  const before = await salesDay()
  const { body } = await shop.post('/v1/checkouts', receipt([line(5000)], member.by))
  expect(await levelOf(shop, member)).toBe('gold')
  const answer = await voided(body.receiptId)
  expect(answer.body, answer.text).toMatchObject({
    state: 'voided',
    balances: { points: 0 },
    levels: [{ level: 'ordinary' }],
  })
  expect(answer.body.effects).toMatchObject([
    { kind: 'taken-back', points: -5000, reasons: [{ code: 'refund-takes-back' }, { code: 'receipt-voided' }] },
    { kind: 'level-moved', level: 'ordinary' },
  ])
  expect(await balanceOf(shop, member)).toMatchObject({ balance: 0, debt: 0 })
  expect(await salesDay()).toEqual(before.length > 0 ? before : [{ receipts: 0, payable_cents: 0, refunded_cents: 0 }])
})

test('a receipt is voided once, and never refunded after', async () => {
  const { body } = await shop.post('/v1/checkouts', receipt([line(10)]))
  expect((await voided(body.receiptId)).status).toBe(200)
  expect(await refusal(() => voided(body.receiptId))).toEqual([422, 'checkout/already-voided', '这张小票已经作废。'])
  const refunded = await refusal(() => shop.post('/v1/refunds', refundOf(body.receiptId), { language: 'zh-CN' }))
  expect(refunded).toEqual([422, 'checkout/already-voided', '这张小票已经作废。'])
})

test('after a refund there is nothing to void', async () => {
  const { body } = await shop.post('/v1/checkouts', receipt([line(10, { quantity: 2 })]))
  await shop.post('/v1/refunds', refundOf(body.receiptId, { lines: [{ lineNumber: 1, quantity: 1 }] }))
  expect(await refusal(() => voided(body.receiptId))).toEqual([
    422,
    'checkout/void-after-refund',
    '这张小票已有退货，不能作废；请把剩余商品办理退货。',
  ])
})

test('a receipt is voided through the last millisecond of its day, by the clock on the wall of the shop', async () => {
  const late = receipt([line(10)])
  const later = receipt([line(10)])
  shop.clock.moveTo('2026-03-06T15:59:00Z')
  const [first, second] = [await shop.post('/v1/checkouts', late), await shop.post('/v1/checkouts', later)]
  shop.clock.moveTo('2026-03-06T15:59:59.999Z')
  expect((await voided(first.body.receiptId)).status).toBe(200)
  shop.clock.moveTo('2026-03-06T16:00:00Z')
  expect(await refusal(() => voided(second.body.receiptId))).toEqual([
    422,
    'checkout/void-other-day',
    '只能作废当天的小票，以前的请办理退货。',
  ])
})

test('a till voids receipts of its own store only', async () => {
  const post = await openTill(shop, { storeCode: 'S02', tillCode: 'T1' })
  const { body } = await shop.post('/v1/checkouts', receipt([line(10)]))
  const foreign = await refusal(() => post(`/v1/checkouts/${body.receiptId}/void`, {}, { language: 'zh-CN' }))
  expect(foreign).toEqual([403, 'checkout/other-store', '您没有门店 S01 的权限。'])
  const own = await post('/v1/checkouts', receipt([line(10)], { storeCode: 'S02' }))
  expect((await post(`/v1/checkouts/${own.body.receiptId}/void`, {})).status).toBe(200)
})

test('a till sells for itself only', async () => {
  const post = await openTill(shop, { storeCode: 'S02', tillCode: 'T1' })
  const foreign = await refusal(() => post('/v1/checkouts', receipt([line(10)]), { language: 'zh-CN' }))
  expect(foreign).toEqual([403, 'checkout/other-store', '您没有门店 S01 的权限。'])
})

test('a till takes back what another store sold', async () => {
  const post = await openTill(shop, { storeCode: 'S02', tillCode: 'T1' })
  const { body } = await shop.post('/v1/checkouts', receipt([line(10)]))
  expect((await post('/v1/refunds', refundOf(body.receiptId, { storeCode: 'S02' }))).status).toBe(201)
})

test('voiding what does not exist is not found', async () => {
  expect((await refusal(() => voided('019cbc27-0600-7189-9f55-a25087c21486')))[1]).toBe('checkout/no-such-receipt')
  expect((await refusal(() => voided('R1')))[1]).toBe('checkout/no-such-receipt')
})

const without = (more = {}) => ({
  storeCode: 'S01',
  tillCode: 'T1',
  refundNumber: `W${performance.now()}`,
  withoutOriginal: { amountCents: 1_234, reason: '小票丢失', ...more },
})

test('a refund without receipt gives money, moves no points and is flagged', async () => {
  const member = await joinMember(shop)
  await shop.post('/v1/checkouts', receipt([line(100)], member.by))
  const answer = await shop.post('/v1/refunds', without({ ...member.by, sku: 'ring', quantity: 1 }))
  expect([answer.status, answer.body]).toMatchObject([
    201,
    {
      isWithoutOriginal: true,
      receiptId: null,
      refundCents: 1234,
      effects: [{ kind: 'without-original', reasons: [{ code: 'without-original', values: { why: '小票丢失' } }] }],
      balances: { points: 100 },
    },
  ])
  const flagged = await shop.db.rows(
    'select refund_cents, without_original from checkout.refund where refund_id = $1',
    [answer.body.refundId],
  )
  expect(flagged).toEqual([{ refund_cents: 1234, without_original: { reason: '小票丢失', sku: 'ring', quantity: 1 } }])
})

test('a refund without receipt is not for everybody', async () => {
  const as = await keyWith(shop, cashierWords)
  const refused = await refusal(() => shop.post('/v1/refunds', without(), { as, language: 'zh-CN' }))
  expect(refused).toEqual([
    403,
    'checkout/without-original-forbidden',
    '无票退货需要客服、会员运营或老板办理，或由他们在收银台授权。',
  ])
  const post = await openTill(shop, { storeCode: 'S01', tillCode: 'T1' })
  expect((await refusal(() => post('/v1/refunds', without())))[1]).toBe('checkout/without-original-forbidden')
})

test('a refund without receipt is of a member who exists, and uses a number once', async () => {
  const unknown = await refusal(() => shop.post('/v1/refunds', without({ member: { phone: '13900009999' } })))
  expect(unknown[1]).toBe('members/not-found')
  const refund = without()
  expect((await shop.post('/v1/refunds', refund)).status).toBe(201)
  expect((await refusal(() => shop.post('/v1/refunds', refund)))[1]).toBe('checkout/refund-number-used')
})

describe('with the word of a colleague', () => {
  const password = 'a long unguessable sentence 77'
  type Staff = Awaited<ReturnType<typeof hire>>
  let cashier: Staff
  let other: Staff
  let sue: Staff
  beforeAll(async () => {
    cashier = await hire(shop, 'cashier', 'Carl')
    other = await hire(shop, 'cashier', 'Cora')
    sue = await hire(shop, 'service', 'Sue')
  })
  const back = { amountCents: 3_990, sku: 'ring', quantity: 1, reason: '小票丢失' }
  const approve = (more: object = {}, who: Staff = cashier) =>
    shop.post(
      '/v1/approvals',
      {
        act: 'refund-without-original',
        storeCode: 'S01',
        tillCode: 'T1',
        withoutOriginal: back,
        email: 'sue@shop.example',
        password,
        ...more,
      },
      { ...who, key: null },
    )
  const word = async () => String((await approve()).body.approval.token)
  const refund = (approval: string, more: object = {}, who: Staff = cashier) =>
    shop.post('/v1/refunds', { ...without(), withoutOriginal: back, approval, ...more }, who)
  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => body.code ?? status

  test('a cashier refunds once; answer, row and audit trail name both', async () => {
    const token = await word()
    const done = await refund(token)
    expect([done.status, done.body.effects[0].reasons[1].text]).toEqual([201, 'Approved by Sue at the till of Carl'])
    const row = await shop.db.row('select without_original from checkout.refund where refund_id = $1', [
      done.body.refundId,
    ])
    expect(row).toEqual({
      without_original: { reason: '小票丢失', sku: 'ring', quantity: 1, approvedBy: sue.staffId },
    })
    const trail = await shop.db.rows(`select caller_id, action from audit.record where thing = $1 order by action`, [
      `refund/${done.body.refundId}`,
    ])
    expect(trail).toEqual([
      { caller_id: sue.staffId, action: 'receipts/approve-without-original' },
      { caller_id: cashier.staffId, action: 'receipts/refund-without-original' },
    ])
    expect(codeOf(await refund(token))).toBe('approvals/used')
  })

  test('it is for exactly this refund, by whoever asked, for two minutes', async () => {
    const token = await word()
    const changed = (change: object) => refund(token, { withoutOriginal: { ...back, ...change } })
    for (const change of [{ amountCents: 3_991 }, { quantity: 2 }, { sku: 'other' }, { reason: '礼物' }])
      expect(codeOf(await changed(change))).toBe('approvals/other-basket')
    expect(codeOf(await refund(token, {}, other))).toBe('approvals/elsewhere')
    expect(codeOf(await refund('nonsense'))).toBe('approvals/unknown')
    const later = (ms: number) => shop.clock.moveTo(new Date(shop.clock.now().getTime() + ms))
    later(2 * 60_000 - 1)
    expect(codeOf(await refund(token))).toBe(201)
    const second = await word()
    later(2 * 60_000)
    expect(codeOf(await refund(second))).toBe('approvals/over')
  })

  test('a word on goods before their sale start is none on a refund, nor is one of who may not', async () => {
    const early = { act: 'sell-early', withoutOriginal: undefined, lines: [line(10)], reason: '小票丢失' }
    expect(codeOf(await approve(early))).toBe('approvals/not-permitted')
    await hire(shop, 'operations', 'Mona')
    const { body } = await approve({ ...early, email: 'mona@shop.example' })
    expect(codeOf(await refund(body.approval.token))).toBe('approvals/elsewhere')
    expect(codeOf(await approve({ email: 'cora@shop.example' }))).toBe('approvals/not-permitted')
    expect(codeOf(await approve({ withoutOriginal: { ...back, reason: '' } }))).toBe('request/invalid')
    expect(codeOf(await approve({ lines: [line(10)] }))).toBe('request/invalid')
  })

  test('ten tills that carry one word at once refund once', async () => {
    const token = await word()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(token)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('a refund of a receipt takes none', async () => {
    const { body } = await shop.post('/v1/checkouts', receipt([line(10)]))
    const refused = await shop.post('/v1/refunds', refundOf(body.receiptId, { approval: 'any' }), cashier)
    expect(codeOf(refused)).toBe('checkout/approval-not-needed')
  })
})
