import { afterAll, beforeAll, expect, test } from 'vitest'
import { hire, type SignedIn } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { type App, openSecondApp } from '../../../../test/support/till.ts'
import { relay } from '../../background.ts'
import { lapseRequests } from './lapse-requests.ts'

const program = `program: accessory-shop
name: { zh-CN: 审批入会 }
joining:
  - { way: known, name: 店员推荐, approval: true }
  - { way: big-basket, name: 满额推荐, receipt-from: ¥300, approval: true }
  - { way: paid, name: 工本费, fee: ¥5 }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: hello, name: 入会礼, on: joining, points: 100 }
`

let shop: TestShop
let other: App
let asker: SignedIn
let approver: SignedIn
beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  other = await openSecondApp(shop)
  asker = await hire(shop, 'operations', 'Asker')
  approver = await hire(shop, 'operations', 'Approver')
})
afterAll(async () => {
  await other.close()
  await shop.close()
})

let phones = 0
const newPhone = () => `139${String(10_000_000 + ++phones)}`
const facts = (more: Record<string, unknown> = {}) => ({
  name: '等待者',
  phone: newPhone(),
  homeStoreCode: 'S01',
  ...more,
})
const wish = { way: 'known', reason: '老顾客，常来' }
const ask = (body: Record<string, unknown>, as: Partial<SignedIn> = asker) =>
  shop.post('/v1/members', { joining: wish, ...body }, as)
const decide = (requestId: string, isApproved: boolean, as: Partial<SignedIn> = approver) =>
  shop.post(`/v1/joining-requests/${requestId}/decision`, { isApproved, reason: '核对过了' }, as)
const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await answer
  return body.code ?? status
}
const listed = async (state: string, as: Partial<SignedIn> = approver) =>
  (await shop.get(`/v1/joining-requests?state=${state}`, as)).body.requests
const countMembers = async () =>
  Number((await shop.db.row<{ n: number }>('select count(*) as n from members.member'))?.n)

test('who asks waits, is found nowhere and is no member', async () => {
  const before = await countMembers()
  const person = facts()
  const { status, body } = await ask(person)
  expect([status, body.state, body.wayName['zh-CN'], body.waitsThrough]).toEqual([
    202,
    'waiting',
    '店员推荐',
    '2026-04-04',
  ])
  expect(body.memberNumber).toBe(undefined)
  expect(await countMembers()).toBe(before)
  expect((await shop.post('/v1/members/recognise', { text: person.phone })).body.members).toEqual([])
  const sold = await shop.post('/v1/checkouts', receipt([line(9)], { member: { phone: person.phone } }))
  expect(sold.body.code).toBe('members/not-found')
})

test('whoever may decide is told how many wait, without those they entered; nobody is noted as having looked', async () => {
  const countFor = async (as: Partial<SignedIn>) =>
    (await shop.get('/v1/joining-requests/count', as)).body.waitingForYou
  const noted = async () => (await shop.db.row<{ n: string }>('select count(*) as n from audit.record'))?.n
  const [own, others, records] = [await countFor(asker), await countFor(approver), await noted()]
  await ask(facts())
  const after = await noted()
  expect([await countFor(asker), await countFor(approver)]).toEqual([own, others + 1])
  expect(await noted()).toBe(after)
  expect(after).not.toBe(records)
})

test('nobody asks twice with one phone or one receipt, also not eight at a time', async () => {
  const person = facts()
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      codeOf((index % 2 ? shop : other).post('/v1/members', { joining: wish, ...person })),
    ),
  )
  expect(answers.map(String).sort()).toEqual(['202', ...Array(7).fill('joining/already-waiting')])
  const receiptId = String((await shop.post('/v1/checkouts', receipt([line(300)]))).body.receiptId)
  const big = { way: 'big-basket', reason: '大单顾客', receipt: { receiptId } }
  expect(await codeOf(ask({ ...facts(), joining: big }))).toBe(202)
  expect(await codeOf(ask({ ...facts(), joining: big }))).toBe('joining/already-waiting')
})

test('a request needs a reason, and what joining would refuse is refused at once', async () => {
  expect(await codeOf(ask({ ...facts(), joining: { way: 'known' } }))).toBe('joining/reason-missing')
  expect(await codeOf(ask({ ...facts(), joining: { way: 'known', reason: '熟人' } }))).toBe('joining/reason-missing')
  expect(await codeOf(ask({ ...facts(), joining: { way: 'known', reason: '老熟人' } }))).toBe(202)
  expect(await codeOf(ask(facts({ phone: '123' })))).toBe('members/phone-malformed')
  const small = String((await shop.post('/v1/checkouts', receipt([line(299.99)]))).body.receiptId)
  const joining = { way: 'big-basket', reason: '大单顾客', receipt: { receiptId: small } }
  expect(await codeOf(ask({ ...facts(), joining }))).toBe('program/joining-receipt-too-small')
})

test('an approval makes the member as of its instant, gives what joining gives and uses the receipt', async () => {
  const receiptId = String((await shop.post('/v1/checkouts', receipt([line(300)]))).body.receiptId)
  const joining = { way: 'big-basket', reason: '大单顾客', receipt: { receiptId } }
  const person = facts({ consents: [{ purpose: 'marketing', channel: 'all', isGiven: true }] })
  const { body: ticket } = await ask({ ...person, joining })
  const askedAt = shop.clock.now().toISOString()
  shop.clock.moveTo('2026-03-05T04:20:00Z')
  const { status, body } = await decide(ticket.requestId, true)
  expect([status, body.state, body.person, body.decidedBy]).toEqual([200, 'approved', null, 'Approver'])
  const member = (await shop.get(`/v1/members/${body.memberNumber}`)).body
  expect(member.joinedAt).toBe(shop.clock.now().toISOString())
  const { consents } = (await shop.get(`/v1/members/${body.memberNumber}/consents`)).body
  expect([consents.length, consents[0].recordedAt]).toEqual([1, askedAt])
  expect(askedAt < member.joinedAt).toBe(true)
  await relay(shop.context)
  const { body: balances } = await shop.get(`/v1/members/${body.memberNumber}/balances`)
  expect(balances.balances[0].balance).toBe(100)
  expect(await codeOf(ask({ ...facts(), joining }))).toBe('members/receipt-used')
  expect(await codeOf(ask({ ...person }))).toBe('members/phone-taken')
  expect(await codeOf(decide(ticket.requestId, false))).toBe('joining/already-decided')
})

test('a refusal leaves nothing of the person, and they may ask again', async () => {
  const person = facts({ name: '独一无二的名字' })
  const { body } = await ask(person)
  expect(
    (await listed('waiting')).find((row: { requestId: string }) => row.requestId === body.requestId),
  ).toMatchObject({
    person: {
      name: '独一无二的名字',
      phoneMasked: `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`,
      reason: wish.reason,
    },
    askedBy: 'Asker',
    storeCode: 'S01',
  })
  expect(await codeOf(decide(body.requestId, false))).toBe(200)
  const kept = await shop.db.rows(
    `select r.sealed, (select count(*)::integer from joining.request_key k where k.request_id = r.request_id) as keys
     from joining.request r where request_id = $1`,
    [body.requestId],
  )
  expect(kept).toEqual([{ sealed: null, keys: 0 }])
  expect((await listed('refused'))[0]).toMatchObject({ person: null, decidedWhy: '核对过了', memberNumber: null })
  expect(await codeOf(ask(person))).toBe(202)
})

test('somebody else decides than who asked', async () => {
  const { body } = await ask(facts())
  expect(await codeOf(decide(body.requestId, true, asker))).toBe('joining/own-request')
  expect(await codeOf(decide('00000000-0000-7000-8000-000000000000', true))).toBe('joining/no-such-request')
  expect(await codeOf(decide(body.requestId, true))).toBe(200)
})

test('who joined another way meanwhile is refused on approval, and the request still waits', async () => {
  const person = facts()
  const { body } = await ask(person)
  const paid = String((await shop.post('/v1/checkouts', receipt([line(5, { sku: 'JOINING-FEE' })]))).body.receiptId)
  expect(await codeOf(ask({ ...person, joining: { way: 'paid', receipt: { receiptId: paid } } }))).toBe(201)
  const refused = (await decide(body.requestId, true)).body
  expect(refused.code).toBe('members/phone-taken')
  const { refusals } = (await shop.get('/v1/joining-refusals', approver)).body
  const kept = refusals.find(({ refusalId }: { refusalId: string }) => refusalId === refused.refusalId)
  expect(kept).toMatchObject({ way: 'known', code: 'members/phone-taken', storeCode: 'S01', channel: 'till' })
  expect(kept.name['zh-CN']).toBe('店员推荐')
  expect(await codeOf(decide(body.requestId, false))).toBe(200)
})

test('what nobody decides within thirty days lapses and is forgotten', async () => {
  const { body } = await ask(facts())
  const waiting = (await listed('waiting', {})).length
  shop.clock.moveTo('2026-04-04T15:59:59Z')
  await lapseRequests(shop.context)
  expect((await listed('waiting', {})).some((row: { requestId: string }) => row.requestId === body.requestId)).toBe(
    true,
  )
  shop.clock.moveTo('2026-04-04T16:00:00Z')
  expect(await codeOf(decide(body.requestId, true, {}))).toBe('joining/request-lapsed')
  await lapseRequests(shop.context)
  expect((await listed('lapsed', {})).length).toBeGreaterThan(0)
  expect((await listed('waiting', {})).length).toBeLessThan(waiting)
  expect(await codeOf(decide(body.requestId, true, {}))).toBe('joining/request-lapsed')
})

test('the ways of a store are told, with what each asks', async () => {
  const { body } = await shop.get('/v1/joining-ways?storeCode=S01')
  expect(body.usual).toBe(null)
  expect(
    body.ways.map((way: { way: string; needsApproval: boolean; receiptFromCents: number | null }) => [
      way.way,
      way.needsApproval,
      way.receiptFromCents,
    ]),
  ).toEqual([
    ['known', true, null],
    ['big-basket', true, 30_000],
    ['paid', false, null],
  ])
})
