import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dismiss, hire, type SignedIn } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'

const password = 'a long unguessable sentence 77'
const saleStartAt = '2026-09-01T02:00:00Z'
const soon = (cents = 60_000) => line(cents / 100, { sku: 'SOON', name: '新款' })

let shop: TestShop
let cashier: SignedIn & { staffId: string }
let other: SignedIn & { staffId: string }
let mona: SignedIn & { staffId: string }
let member: Member
let minutes = 0

beforeAll(async () => {
  shop = await openTestShop()
  await shop.call('POST', '/v1/stores/S01/tills', { code: 'T2', name: 'Till 2' })
  await shop.call('PUT', '/v1/goods/SOON', { name: '新款', onSaleAt: saleStartAt })
  cashier = await hire(shop, 'cashier', 'Carl')
  other = await hire(shop, 'cashier', 'Cora')
  mona = await hire(shop, 'operations', 'Mona')
  member = await joinMember(shop)
})
afterAll(() => shop.close())
beforeEach(() => {
  // Small steps: the sessions of those who stand at the till go on.
  minutes += 1
  shop.clock.moveTo(new Date(Date.parse('2026-03-05T04:00:00Z') + minutes * 60_000).toISOString())
})

const place = { storeCode: 'S01', tillCode: 'T1' }
const scene = () => ({ ...place, ...member.by, lines: [soon()] })
const reason = '老顾客要出国'

type Asked = { change?: object; who?: SignedIn; email?: string; secret?: string }
/** Somebody types a colleague's e-mail and password in. */
const approve = ({ change = {}, who = cashier, email = 'mona@shop.example', secret = password }: Asked = {}) =>
  shop.post(
    '/v1/approvals',
    { act: 'sell-early', reason, ...scene(), email, password: secret, ...change },
    { ...who, key: null },
  )

async function token(asked: Asked = {}): Promise<string> {
  const { status, body, text } = await approve(asked)
  expect(status, text).toBe(200)
  return String(body.approval.token)
}

const carried = (approval: string, change: object = {}) => ({
  ...scene(),
  earlyAccess: { reason, approval },
  ...change,
})
const quote = (approval: string, { change = {}, who = cashier }: Asked = {}) =>
  shop.post('/v1/checkouts/quote', carried(approval, change), { ...who, key: null })
const settle = (approval: string, { change = {}, who = cashier }: Asked = {}) =>
  shop.post('/v1/checkouts', receipt([soon()], carried(approval, change)), who)
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => body.code ?? status
const later = (ms: number) => shop.clock.moveTo(new Date(shop.clock.now().getTime() + ms).toISOString())
const reasonsOf = (body: { effects: { kind: string; reasons: { code: string; text: string }[] }[] }) =>
  body.effects.filter(({ kind }) => kind === 'sold-early').flatMap(({ reasons }) => reasons)

test('a colleague gives the word at the till: priced any number of times, settled once, and nobody was signed in', async () => {
  const sessions = () => shop.db.rows('select id from staff."session" where "userId" = $1', [mona.staffId])
  const before = await sessions()
  const { body, headers } = await approve()
  expect(body).toMatchObject({ isCodeNeeded: false, approval: { approver: 'Mona' } })
  expect([headers['set-cookie'], headers['cache-control']]).toEqual([undefined, 'no-store'])
  expect(await sessions()).toEqual(before)
  const { token: given } = body.approval
  expect([codeOf(await quote(given)), codeOf(await quote(given))]).toEqual([200, 200])
  const sold = await settle(given)
  expect(sold.status).toBe(201)
  expect(reasonsOf(sold.body).map(({ code }) => code)).toEqual(['sold-early', 'approved-at-till'])
  expect(reasonsOf(sold.body)[1]?.text).toBe('Approved by Mona at the till of Carl')
  expect([codeOf(await settle(given)), codeOf(await quote(given))]).toEqual(['approvals/used', 'approvals/used'])
})

test('the same request sent again is answered as the first time; it uses nothing twice', async () => {
  const given = await token()
  const key = randomUUID()
  const sale = receipt([soon()], carried(given))
  const first = await shop.post('/v1/checkouts', sale, { ...cashier, key })
  const second = await shop.post('/v1/checkouts', sale, { ...cashier, key })
  expect([first.status, second.text]).toEqual([201, first.text])
})

test('of two receipts that carry one approval at the same instant one is settled', async () => {
  const given = await token()
  const codes = (await Promise.all(Array.from({ length: 6 }, () => settle(given)))).map(codeOf)
  expect(codes.filter(code => code === 201)).toHaveLength(1)
  for (const code of codes) expect([201, 'approvals/used', 'idempotency/in-flight']).toContain(code)
})

test('it holds for two minutes: not at their end', async () => {
  const [first, second] = [await token(), await token()]
  later(2 * 60_000 - 1)
  expect(codeOf(await settle(first))).toBe(201)
  later(1)
  expect([codeOf(await quote(second)), codeOf(await settle(second))]).toEqual(['approvals/over', 'approvals/over'])
})

test('a sale that is refused uses nothing up', async () => {
  const given = await token()
  expect(codeOf(await settle(given, { change: { expectedPayableCents: 1 } }))).toBe('checkout/price-changed')
  expect(codeOf(await settle(given))).toBe(201)
})

describe('it is refused', () => {
  test('for another basket: a price, goods, the member or the reason', async () => {
    const given = await token()
    for (const change of [
      { lines: [soon(60_001)] },
      { lines: [soon(), line(1, { lineNumber: 2 })] },
      { member: undefined },
      { earlyAccess: { reason: 'another', approval: given } },
    ])
      expect(codeOf(await quote(given, { change })), JSON.stringify(change)).toBe('approvals/other-basket')
    expect(codeOf(await settle(given, { change: { lines: [soon(60_001)] } }))).toBe('approvals/other-basket')
  })

  test('at another till or in other hands', async () => {
    const given = await token()
    expect(codeOf(await quote(given, { change: { tillCode: 'T2' } }))).toBe('approvals/elsewhere')
    expect(codeOf(await quote(given, { who: other }))).toBe('approvals/elsewhere')
  })

  test('when nobody gave it', async () => {
    expect(codeOf(await quote('never given'))).toBe('approvals/unknown')
  })

  test('after the colleague was switched off or may no longer', async () => {
    for (const change of [{ isActive: false }, { role: 'cashier' }]) {
      const name = `Max${randomUUID().slice(0, 8)}`
      const { staffId } = await hire(shop, 'operations', name)
      const given = await token({ email: `${name.toLowerCase()}@shop.example` })
      expect(codeOf(await quote(given))).toBe(200)
      expect((await shop.call('PATCH', `/v1/staff/${staffId}`, change)).status).toBe(200)
      expect([codeOf(await quote(given)), codeOf(await settle(given))]).toEqual([
        'approvals/withdrawn',
        'approvals/withdrawn',
      ])
    }
  })
})

describe('a word is not taken', () => {
  test('of nobody, with a wrong password, or of somebody who was switched off', async () => {
    const gone = await hire(shop, 'operations', 'Gwen')
    await dismiss(shop, gone)
    for (const asked of [
      { email: 'nobody@shop.example' },
      { secret: 'wrong horse battery' },
      { email: 'gwen@shop.example' },
    ]) {
      const { status, body } = await approve(asked)
      expect([status, body.code], JSON.stringify(asked)).toEqual([422, 'access/colleague-wrong'])
    }
  })

  test('of oneself, or of somebody who may not either', async () => {
    expect(codeOf(await approve({ who: mona }))).toBe('approvals/own')
    expect(codeOf(await approve({ email: 'cora@shop.example' }))).toBe('approvals/not-permitted')
  })

  test('for a till that is not there', async () => {
    expect(codeOf(await approve({ change: { tillCode: 'T9' } }))).toBe('approvals/unknown-till')
  })
})

test('only a hash of the token is kept, and neither token nor password in any stored answer', async () => {
  const given = await token()
  const kept = await shop.db.rows<{ text: string }>('select approval::text as text from approvals.approval')
  expect(kept.some(({ text }) => text.includes(given))).toBe(false)
  await settle(given)
  const answers = await shop.db.rows<{ body: string }>('select body::text as body from platform.idempotency_answer')
  expect(answers.some(({ body }) => body.includes(given) || body.includes(password))).toBe(false)
})

test('the trail names both: the word that was given, and on the receipt the one who sold and the one who approved', async () => {
  const given = await token()
  const { body } = await settle(given)
  const trail = (thing: string, from: string) =>
    shop.db.rows<{ action: string; caller_id: string }>(
      `select action, caller_id from audit.record
       where thing = $1 and outcome = 'done' and action like $2 and at >= $3 order by action`,
      [thing, from, shop.clock.now()],
    )
  expect(await trail(`staff/${cashier.staffId}`, 'approvals/%')).toEqual([
    { action: 'approvals/give', caller_id: mona.staffId },
  ])
  expect(await trail(`receipt/${body.receiptId}`, 'receipts/%')).toEqual([
    { action: 'receipts/approve-early', caller_id: mona.staffId },
    { action: 'receipts/settle-early', caller_id: cashier.staffId },
  ])
  await approve({ secret: 'wrong horse battery' })
  const [refused] = await shop.db.rows<{ caller_id: string; code: string }>(
    `select caller_id, code from audit.record where action = 'approvals/give' and outcome = 'refused' order by at desc limit 1`,
  )
  expect(refused).toEqual({ caller_id: cashier.staffId, code: 'access/colleague-wrong' })
})

test('the cashier and the auditor are told who approved; the member is not', async () => {
  const { body } = await settle(await token())
  const told = async (audience: string) => {
    const answer = await shop.get(`/v1/checkouts/${body.receiptId}/explain?audience=${audience}`, {
      language: 'zh-CN',
    })
    return answer.text.includes('Mona')
  }
  expect([await told('cashier'), await told('auditor'), await told('member')]).toEqual([true, true, false])
})
