import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire, type SignedIn } from '../../../../test/support/staff.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore, keyWith } from '../../../../test/support/till.ts'

const program = `program: accessory-shop
name: { zh-CN: 审批入会 }
joining:
  - { way: known, name: 店员推荐, approval: true }
  - { way: free, name: 直接入会 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
`
const password = 'a long unguessable sentence 77'
const place = { storeCode: 'S01', tillCode: 'T1' }

type Person = SignedIn & { staffId: string }
let shop: TestShop
let cashier: Person
let other: Person
let mona: Person

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  cashier = await hire(shop, 'cashier', 'Carl')
  other = await hire(shop, 'cashier', 'Cora')
  mona = await hire(shop, 'operations', 'Mona')
})
afterAll(() => shop.close())

let phones = 0
const newPhone = () => `137${String(10_000_000 + ++phones)}`
const joining = { way: 'known', reason: '老顾客，常来' }
async function ask(as: Partial<SignedIn> = cashier, more: object = {}): Promise<string> {
  const body = { name: '等待者', phone: newPhone(), homeStoreCode: 'S01', joining, ...more }
  const { status, body: ticket, text } = await shop.post('/v1/members', body, as)
  expect(status, text).toBe(202)
  return ticket.requestId
}

type Word = { requestId: string; isApproved: boolean; reason: string }
type As = { who?: Partial<SignedIn>; email?: string; secret?: string; key?: string; change?: object }
const word = (requestId: string, change: Partial<Word> = {}): Word => ({
  requestId,
  isApproved: true,
  reason: '核对过了',
  ...change,
})
const sign = (said: Word, { who = cashier, email = 'mona@shop.example', secret = password, change = {} }: As = {}) =>
  shop.post(
    '/v1/approvals',
    { act: 'decide-joining', ...place, ...said, email, password: secret, ...change },
    { ...who, key: null },
  )
async function token(said: Word, as: As = {}): Promise<string> {
  const { status, body, text } = await sign(said, as)
  expect(status, text).toBe(200)
  return body.approval.token
}
const decide = ({ requestId, ...said }: Word, approval: string, { who = cashier, key, change = {} }: As = {}) =>
  shop.post(
    `/v1/joining-requests/${requestId}/decision-at-till`,
    { ...place, ...said, approval, ...change },
    { ...who, ...(key ? { key } : {}) },
  )
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => body.code ?? status
const stateOf = async (requestId: string) =>
  shop.db.row<{ state: string; by: string | null; name: string | null }>(
    'select state, decided_by as by, decided_by_name as name from joining.request where request_id = $1',
    [requestId],
  )
const later = (ms: number) => shop.clock.moveTo(new Date(shop.clock.now().getTime() + ms).toISOString())

test('a colleague approves at the cashier’s till: the member is there, and the colleague is the one who decided', async () => {
  const said = word(await ask())
  const key = randomUUID()
  const given = await token(said)
  const first = await decide(said, given, { key })
  expect([first.status, first.body.state, first.body.decidedBy, first.body.person]).toEqual([
    200,
    'approved',
    'Mona',
    null,
  ])
  expect((await shop.get(`/v1/members/${first.body.memberNumber}`)).status).toBe(200)
  expect(await stateOf(said.requestId)).toEqual({ state: 'approved', by: mona.staffId, name: 'Mona' })
  expect((await decide(said, given, { key })).text).toBe(first.text)
  expect(codeOf(await decide(said, given))).toBe('approvals/used')
  const trail = await shop.db.rows(
    `select action, caller_id, member_number from audit.record where thing = $1 and outcome = 'done' and action like 'joining/%' order by action`,
    [`joining-request/${said.requestId}`],
  )
  const { memberNumber: member_number } = first.body
  expect(trail).toEqual([
    { action: 'joining/decide', caller_id: mona.staffId, member_number },
    { action: 'joining/decide-at-till', caller_id: cashier.staffId, member_number },
  ])
  const used = await shop.db.rows(
    'select receipt_id, request_id from approvals.approval where used_at is not null and request_id = $1',
    [said.requestId],
  )
  expect(used).toEqual([{ receipt_id: null, request_id: said.requestId }])
})

test('a colleague refuses with a reason: nobody joins, and nothing of the person is kept', async () => {
  const said = word(await ask(), { isApproved: false, reason: '资料不符' })
  const { body } = await decide(said, await token(said))
  expect(body).toMatchObject({ state: 'refused', decidedBy: 'Mona', decidedWhy: '资料不符', memberNumber: null })
  const row = await shop.db.row('select sealed from joining.request where request_id = $1', [said.requestId])
  expect(row).toEqual({ sealed: null })
})

test('the reason has at least three characters', async () => {
  const requestId = await ask()
  const short = word(requestId, { reason: '好的 ' })
  expect(codeOf(await decide(short, await token(short)))).toBe('joining/reason-missing')
  const enough = word(requestId, { reason: '可以的' })
  expect(codeOf(await decide(enough, await token(enough)))).toBe(200)
})

test('who entered the request does not decide it, not even at somebody else’s till', async () => {
  const said = word(await ask(mona))
  expect(codeOf(await decide(said, await token(said)))).toBe('joining/own-request')
  expect((await stateOf(said.requestId))?.state).toBe('waiting')
  await hire(shop, 'operations', 'Max')
  expect(codeOf(await decide(said, await token(said, { email: 'max@shop.example' })))).toBe(200)
})

test('a word is not taken of oneself, of somebody who may not, or with a wrong password', async () => {
  const said = word(await ask())
  expect(codeOf(await sign(said, { who: mona }))).toBe('approvals/own')
  expect(codeOf(await sign(said, { email: 'cora@shop.example' }))).toBe('approvals/not-permitted')
  expect(codeOf(await sign(said, { secret: 'wrong horse battery' }))).toBe('access/colleague-wrong')
  expect(codeOf(await decide(said, 'never given'))).toBe('approvals/unknown')
  expect((await stateOf(said.requestId))?.state).toBe('waiting')
})

test('it is for one request, decision and reason, for one person at one till', async () => {
  const [said, another] = [word(await ask()), word(await ask())]
  await shop.call('POST', '/v1/stores/S01/tills', { code: 'T2', name: 'Till 2' })
  const given = await token(said)
  expect(codeOf(await decide({ ...said, requestId: another.requestId }, given))).toBe('approvals/other-basket')
  expect(codeOf(await decide({ ...said, isApproved: false }, given))).toBe('approvals/other-basket')
  expect(codeOf(await decide({ ...said, reason: '另一个理由' }, given))).toBe('approvals/other-basket')
  expect(codeOf(await decide(said, given, { change: { tillCode: 'T2' } }))).toBe('approvals/elsewhere')
  expect(codeOf(await decide(said, given, { who: other }))).toBe('approvals/elsewhere')
  expect(codeOf(await decide(said, given, { change: { tillCode: 'T9' } }))).toBe('approvals/unknown-till')
  expect(codeOf(await decide(said, given))).toBe(200)
})

test('it holds for two minutes: not at their end', async () => {
  const [first, second] = [word(await ask()), word(await ask())]
  const [one, two] = [await token(first), await token(second)]
  later(2 * 60_000 - 1)
  expect(codeOf(await decide(first, one))).toBe(200)
  later(1)
  expect(codeOf(await decide(second, two))).toBe('approvals/over')
})

test('of six who send one word at the same instant, one decides', async () => {
  const said = word(await ask())
  const given = await token(said)
  const codes = (await Promise.all(Array.from({ length: 6 }, () => decide(said, given)))).map(codeOf)
  expect(codes.filter(code => code === 200)).toHaveLength(1)
  for (const code of codes) expect([200, 'approvals/used']).toContain(code)
})

test('whoever may no longer does not decide, though the word was given', async () => {
  const { staffId } = await hire(shop, 'operations', 'Gwen')
  const said = word(await ask())
  const given = await token(said, { email: 'gwen@shop.example' })
  expect((await shop.call('PATCH', `/v1/staff/${staffId}`, { role: 'cashier' })).status).toBe(200)
  expect(codeOf(await decide(said, given))).toBe('approvals/withdrawn')
})

test('a cashier of one store sends only its requests', async () => {
  await addStore(shop, 'S02')
  const who = await hire(shop, 'cashier', 'Cleo')
  expect((await shop.call('PATCH', `/v1/staff/${who.staffId}`, { storeCodes: ['S01'] })).status).toBe(200)
  const elsewhere = word(await ask({}, { homeStoreCode: 'S02' }))
  const nowhere = word(await ask({}, { homeStoreCode: undefined }))
  for (const said of [elsewhere, nowhere])
    expect(codeOf(await decide(said, await token(said, { who }), { who }))).toBe('joining/no-such-request')
  const here = word(await ask(who))
  expect(codeOf(await decide(here, await token(here, { who }), { who }))).toBe(200)
  expect(codeOf(await decide(elsewhere, await token(elsewhere)))).toBe(200)
})

test('it needs the right of a till; who is refused on approval is kept and the word is not used up', async () => {
  const said = word(await ask())
  expect((await decide(said, 'x', { who: { as: await keyWith(shop, ['members.approve']) } })).body.code).toBe(
    'request/forbidden',
  )
  const phone = newPhone()
  const taken = word(await ask(cashier, { phone }))
  const given = await token(taken)
  const first = { name: '先来者', phone, homeStoreCode: 'S01', joining: { way: 'free' } }
  expect((await shop.post('/v1/members', first)).status).toBe(201)
  const refused = await decide(taken, given)
  expect([refused.body.code, typeof refused.body.refusalId]).toEqual(['members/phone-taken', 'string'])
  expect((await stateOf(taken.requestId))?.state).toBe('waiting')
  const row = await shop.db.row('select count(*)::int as n from approvals.approval where request_id = $1', [
    taken.requestId,
  ])
  expect(row).toEqual({ n: 0 })
})
