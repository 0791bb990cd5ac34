import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { sealTrail } from './seal-trail.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  member = await joinMember(shop, { phone: '138 1234 1234', name: 'Ann 安' })
})
afterAll(() => shop.close())

type Told = {
  action: string
  outcome: string
  code: string | null
  member: string | null
  thing: string | null
  store: string | null
  shown: number | null
}

/** What a deed left in the trail, oldest first. */
async function told(deed: () => Promise<unknown>): Promise<Told[]> {
  const last = await shop.db.row<{ id: number }>('select coalesce(max(record_id), 0) as id from audit.record')
  await deed()
  return shop.db.rows<Told>(
    `select action, outcome, record.code, member_number as member, thing, store.code as store, shown_members as shown
     from audit.record left join organisation.store using (store_id) where record_id > $1 order by record_id`,
    [last?.id],
  )
}

const expectTold = async (deed: () => Promise<unknown>, ...records: Partial<Told>[]) => {
  const found = await told(deed)
  expect(found).toEqual(
    records.map(record => ({
      outcome: 'done',
      code: null,
      member: null,
      thing: null,
      store: null,
      shown: null,
      ...record,
    })),
  )
}

test('reading a member, in whatever way, is on record', async () => {
  const of = `/v1/members/${member.memberNumber}`
  const about = { member: member.memberNumber }
  await expectTold(() => shop.get(of), { action: 'members/read', ...about })
  await expectTold(() => shop.get('/v1/members'), { action: 'members/list', ...about, shown: 1 })
  const search = { search: '13812341234' }
  await expectTold(() => shop.post('/v1/members/search', search), { action: 'members/search', ...about, shown: 1 })
  const recognise = { text: '13812341234' }
  await expectTold(() => shop.post('/v1/members/recognise', recognise), {
    action: 'members/recognise',
    ...about,
    shown: 1,
  })
  await expectTold(() => shop.get('/v1/members/export.csv'), { action: 'members/export' })
  await expectTold(() => shop.get(`${of}/consents`), { action: 'members/read-consents', ...about })
  await expectTold(() => shop.get(`${of}/entries`), { action: 'ledger/read-entries', ...about })
  await expectTold(() => shop.get(`${of}/entries/export.csv`), { action: 'ledger/export-entries', ...about })
  await expectTold(() => shop.get(`${of}/receipts`), { action: 'receipts/list', ...about })
  await expectTold(() => shop.get(`${of}/balances`))
  await expectTold(() => shop.get(`${of}/levels`))
})

test('a list of several members is one record with their number, recognised ones are named one by one', async () => {
  const second = await joinMember(shop, { name: 'Bob', phone: '139 5678 1234' })
  await expectTold(() => shop.get('/v1/members'), { action: 'members/list', shown: 2 })
  await expectTold(
    () => shop.post('/v1/members/recognise', { text: '1234' }),
    { action: 'members/recognise', member: second.memberNumber, shown: 2 },
    { action: 'members/recognise', member: member.memberNumber, shown: 2 },
  )
})

test('a plain sale is its own record; a discount by hand, a refund and a void are on the trail', async () => {
  const plain = receipt([line(100)], member.by)
  await expectTold(() => shop.post('/v1/checkouts/quote', { ...plain, receiptNumber: undefined }))
  await expectTold(() => shop.post('/v1/checkouts', plain))
  const sold: { body: { receiptId: string } }[] = []
  const discounted = receipt([line(100, { manualDiscountCents: 500, manualDiscountReason: 'dent' })], member.by)
  const about = { member: member.memberNumber, store: 'S01' }
  const [settled] = await told(async () => sold.push(await shop.post('/v1/checkouts', discounted)))
  const thing = `receipt/${sold[0]?.body.receiptId}`
  expect(settled).toMatchObject({ action: 'receipts/settle', outcome: 'done', ...about, thing })
  await expectTold(() => shop.get(`/v1/checkouts/${sold[0]?.body.receiptId}`), {
    action: 'receipts/read',
    ...about,
    thing,
    shown: 1,
  })
  const refunds: { body: { refundId: string } }[] = []
  const some = { lines: [{ lineNumber: 1, quantity: 1 }] }
  const [refunded] = await told(async () =>
    refunds.push(await shop.post('/v1/refunds', refundOf(sold[0]?.body.receiptId ?? '', some))),
  )
  expect(refunded).toMatchObject({ action: 'receipts/refund', ...about, thing: `refund/${refunds[0]?.body.refundId}` })
  const voided = (await shop.post('/v1/checkouts', receipt([line(9)], member.by))).body.receiptId
  await expectTold(() => shop.post(`/v1/checkouts/${voided}/void`, {}), {
    action: 'receipts/void',
    ...about,
    thing: `receipt/${voided}`,
  })
})

test('a refund without original is an action of its own, and one that waits for its sale is on record too', async () => {
  const place = { storeCode: 'S01', tillCode: 'T1' }
  const without = {
    ...place,
    refundNumber: 'FW',
    withoutOriginal: { amountCents: 100, reason: 'no slip', ...member.by },
  }
  const [found] = await told(() => shop.post('/v1/refunds', without))
  expect(found).toMatchObject({ action: 'receipts/refund-without-original', outcome: 'done', store: 'S01' })
  const early = { ...place, refundNumber: 'FE', receipt: { ...place, receiptNumber: 'not yet' } }
  const [waiting] = await told(() => shop.post('/v1/refunds', early))
  expect(waiting).toMatchObject({ action: 'receipts/refund', outcome: 'done', store: 'S01' })
  expect(waiting?.thing).toMatch(/^refund\/[0-9a-f-]{36}$/)
})

test('what is refused is on record with its code, and a repeated key as repeated', async () => {
  const path = `/v1/members/${member.memberNumber}/adjustments`
  const wish = { asset: 'points', points: -900, reason: 'a test' }
  const about = { action: 'ledger/adjust', member: member.memberNumber }
  const [refused] = await told(() => shop.post(path, wish))
  expect(refused).toMatchObject({ ...about, outcome: 'refused', code: expect.stringMatching(/^ledger\//) })
  const key = randomUUID()
  const give = { asset: 'points', points: 5, reason: 'a test' }
  const [done] = await told(() => shop.post(path, give, { key }))
  expect(done).toMatchObject({ ...about, outcome: 'done', thing: expect.stringMatching(/^adjustment\//) })
  await expectTold(() => shop.post(path, give, { key }), { ...about, outcome: 'repeated' })
  const other = { ...give, points: 6 }
  await expectTold(() => shop.post(path, other, { key }), {
    ...about,
    outcome: 'refused',
    code: 'idempotency/other-body',
  })
  await expectTold(() => shop.post(path, { points: 'x' }), { ...about, outcome: 'refused', code: 'request/invalid' })
  await expectTold(() => shop.post(path, give, { key: null }), {
    ...about,
    outcome: 'refused',
    code: 'idempotency/key-missing',
  })
  await expectTold(() => shop.get('/v1/members/13812341234'), {
    action: 'members/read',
    outcome: 'refused',
    code: 'members/number-mistyped',
  })
})

test('a repeated refund does not look like a second one', async () => {
  const sold = await shop.post('/v1/checkouts', receipt([line(50)], member.by))
  const refund = refundOf(sold.body.receiptId)
  const key = randomUUID()
  expect((await told(() => shop.post('/v1/refunds', refund, { key }))).map(({ outcome }) => outcome)).toEqual(['done'])
  expect((await told(() => shop.post('/v1/refunds', refund, { key }))).map(({ outcome }) => outcome)).toEqual([
    'repeated',
  ])
  const again = await told(() => shop.post('/v1/refunds', refund))
  expect(again).toMatchObject([{ outcome: 'refused', code: 'checkout/refund-number-used' }])
})

test('whoever is not let in by a permission is on record, whoever is not known is not', async () => {
  const { body } = await shop.post('/v1/keys/api', { name: 'poor', scopes: ['import.run'] })
  const as = { authorization: `Bearer ${body.secret}` }
  const [found] = await told(() => shop.get(`/v1/members/${member.memberNumber}`, { as }))
  expect(found).toMatchObject({ action: 'members/read', outcome: 'refused', code: 'request/forbidden' })
  await expectTold(() => shop.get('/v1/members', { as: {} }))
})

test('sign-in is on record: by whom when it worked, by nobody when it did not', async () => {
  const own = { origin: 'http://localhost:8080' }
  const signIn = (password: string) =>
    shop.call('POST', '/api/auth/sign-in/email', { email: 'owner@shop.example', password }, { as: own })
  await expectTold(() => signIn('wrong wrong wrong'), {
    action: 'staff/sign-in',
    outcome: 'refused',
    code: 'access/sign-in-wrong',
  })
  const [done] = await told(() => signIn('correct horse battery staple'))
  expect(done).toMatchObject({ action: 'staff/sign-in', outcome: 'done' })
  const who = await shop.db.row(
    `select caller_kind, name from audit.record join staff."user" on id::text = caller_id order by record_id desc limit 1`,
  )
  expect(who).toEqual({ caller_kind: 'staff', name: 'Olive' })
})

test('when the record cannot be written, nobody is shown anything and nothing is done', async () => {
  const give = { asset: 'points', points: 5, reason: 'a test' }
  const before = await shop.get(`/v1/members/${member.memberNumber}/balances`)
  await shop.db.run('alter table audit.unsealed rename to unsealed_away')
  try {
    expect((await shop.get(`/v1/members/${member.memberNumber}`)).status).toBe(500)
    expect((await shop.get('/v1/members/export.csv')).text).not.toContain(member.memberNumber)
    expect((await shop.post(`/v1/members/${member.memberNumber}/adjustments`, give)).status).toBe(500)
  } finally {
    await shop.db.run('alter table audit.unsealed_away rename to unsealed')
  }
  expect((await shop.get(`/v1/members/${member.memberNumber}/balances`)).body.balances).toEqual(before.body.balances)
})

test('the trail is read by person, action, member and day, a page at a time', async () => {
  const all: { recordId: number }[] = []
  for (let after = ''; ; ) {
    const { body } = await shop.get(`/v1/audit?pageSize=7${after}`)
    all.push(...body.records)
    if (body.next === null) break
    after = `&after=${body.next}`
  }
  const ids = all.map(({ recordId }) => recordId)
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  expect(ids.length).toBeGreaterThan(25)

  const reads = (await shop.get(`/v1/audit?action=members/read&memberNumber=${member.memberNumber}`)).body.records
  expect(new Set(reads.map((record: Told) => record.action))).toEqual(new Set(['members/read']))
  expect(reads[0]).toMatchObject({ callerKind: 'key', kind: 'reading', title: 'Looked at a member' })
  const of = async (query: string) => (await shop.get(`/v1/audit?${query}`)).body.records.length
  expect(await of('from=2026-03-05&to=2026-03-05')).toBeGreaterThan(25)
  expect([await of('from=2026-03-06'), await of('to=2026-03-04')]).toEqual([0, 0])
  const { callers, actions } = (await shop.get('/v1/audit/filters')).body
  const owner = callers.find(({ name }: { name: string }) => name === 'Olive')
  expect(await of(`caller=${owner.callerId}`)).toBe(1)
  expect(actions).toContainEqual({ action: 'members/read', title: 'Looked at a member' })
  expect((await shop.get('/v1/audit?from=2026-02-30')).body.code).toBe('request/no-such-day')
  expect((await shop.get('/v1/audit?after=x')).body.code).toBe('request/page-unknown')
})

test('the export holds every record of what was asked for, and those who looked are shown beside the member', async () => {
  const { text } = await shop.get('/v1/audit/export.csv?action=members/read')
  const { body } = await shop.get('/v1/audit?action=members/read&pageSize=200')
  expect(text.trim().split('\r\n')).toHaveLength(body.records.length + 1)
  expect(text).toContain('Looked at a member')
  const ofMember = (await shop.get(`/v1/members/${member.memberNumber}/audit?pageSize=200`)).body.records
  expect(ofMember.length).toBeGreaterThan(10)
  expect(new Set(ofMember.map((record: { memberNumber: string }) => record.memberNumber))).toEqual(
    new Set([member.memberNumber]),
  )
})

test('the number of a record in the chain is shown once it is sealed', async () => {
  const newest = async () => (await shop.get('/v1/audit?pageSize=1')).body.records[0].number
  expect(await newest()).toBeNull()
  while ((await sealTrail(shop)) > 0);
  const { body } = await shop.get('/v1/audit?pageSize=2')
  expect(body.records[0].number).toBeGreaterThan(25)
})
