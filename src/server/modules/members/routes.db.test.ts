import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import type { Caller } from '../../platform/caller.ts'
import { ManualClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { createHttp } from '../../platform/http.ts'
import { Trail } from '../audit/index.ts'
import { findStoreByCode } from '../organisation/index.ts'
import { noon, testCipher } from './members-for-tests.ts'
import { memberRoutes } from './routes.ts'

const { db, drop } = await freshDatabase()
await db.run(`insert into organisation.brand (code, name) values ('B1', 'Brand')`)
for (const code of ['S1', 'S2'])
  await db.run(
    `insert into organisation.store (code, name, brand_id) select $1, $1, brand_id from organisation.brand`,
    [code],
  )
const storeIdOf = async (code: string) => (await findStoreByCode(db, code))?.storeId ?? 0
const [first, second] = [await storeIdOf('S1'), await storeIdOf('S2')]

const callerOf = (id: string, fields: Partial<Caller>): Caller => ({
  id,
  kind: 'staff',
  name: id,
  role: null,
  permissions: new Set(['members.read', 'members.write']),
  storeIds: 'all',
  tillId: null,
  staffId: id,
  ...fields,
})
const callers = new Map<unknown, Caller>([
  ['owner', callerOf('owner', { permissions: new Set(['members.read', 'members.write', 'members.read-personal']) })],
  ['cashier', callerOf('cashier', { storeIds: [first] })],
  ['till', callerOf('till', { kind: 'till', storeIds: [second] })],
  ['till of S1', callerOf('till of S1', { kind: 'till', storeIds: [first] })],
  ['stranger', callerOf('stranger', { permissions: new Set() })],
])

const http = await createHttp({
  authenticators: [async request => callers.get(request.headers.caller)],
  audit: new Trail({ db, clock: new ManualClock(noon) }),
  logger: false,
  version: '0',
})
memberRoutes(
  http,
  {
    db,
    clock: new ManualClock(noon),
    cipher: testCipher(),
    config: readConfig({}),
    timeZone: 'Asia/Shanghai',
  },
  async () => ({ decide: async () => ({ way: null, receiptId: null }), keep: async () => undefined }),
)
await http.ready()
afterAll(async () => {
  await http.close()
  await drop()
})

type Ask = { as?: string; key?: string; body?: object; language?: string }
async function ask(line: string, { as = 'owner', key = randomUUID(), body, language = 'en' }: Ask = {}) {
  const [method, url = ''] = line.split(' ')
  const headers = { caller: as, 'idempotency-key': key, 'accept-language': language }
  const verb = method === 'GET' ? 'GET' : method === 'PATCH' ? 'PATCH' : 'POST'
  const answer = await http.inject({ method: verb, url, headers, ...(body && { payload: body }) })
  return {
    status: answer.statusCode,
    text: answer.body,
    type: answer.headers['content-type'],
    json: () => answer.json(),
  }
}

const ann = {
  name: 'Ann 安',
  phone: '138 1234 1234',
  email: 'Ann@example.com',
  card: 'C1',
  externalId: 'X1',
  birthday: '1990-05-20',
  gender: 'female',
  homeStoreCode: 'S1',
  wishedLevel: 'gold',
  attributes: { 颜色: 'red', size: 38 },
  consents: [{ purpose: 'marketing', channel: 'sms', isGiven: true }],
}
const annKey = randomUUID()
const joined = await ask('POST /v1/members', { as: 'till of S1', key: annKey, body: ann })
const number: string = joined.json().memberNumber

test('a member joins and is answered masked', async () => {
  expect([joined.status, joined.json()]).toEqual([
    201,
    {
      memberNumber: number,
      name: 'Ann 安',
      phoneMasked: '138****1234',
      emailMasked: 'a***@example.com',
      card: 'C1',
      externalId: 'X1',
      birthday: '1990-05-20',
      gender: 'female',
      homeStoreCode: 'S1',
      source: 'till',
      joinedAt: noon.toISOString(),
      wishedLevel: 'gold',
      segments: [],
      attributes: { 颜色: 'red', size: 38 },
    },
  ])
})

test('the same key gives the first answer, and no key is refused', async () => {
  expect((await ask('POST /v1/members', { as: 'till of S1', key: annKey, body: ann })).text).toBe(joined.text)
  expect((await ask('POST /v1/members', { as: 'till of S1', key: '', body: ann })).json().code).toBe(
    'idempotency/key-missing',
  )
  expect(await db.rows('select 1 from members.member')).toHaveLength(1)
})

test('a taken phone is refused in the language of the caller', async () => {
  const body = { name: 'Twin', phone: '13812341234' }
  const answers = [await ask('POST /v1/members', { body }), await ask('POST /v1/members', { body, language: 'zh-CN' })]
  expect(answers.map(answer => [answer.status, answer.json().code])).toEqual([
    [409, 'members/phone-taken'],
    [409, 'members/phone-taken'],
  ])
  expect(answers[1]?.json().title).toContain('手机号')
})

test('mistakes of a request are refused with their own codes', async () => {
  const codeOf = async (body: object) => (await ask('POST /v1/members', { body })).json().code
  expect(await codeOf({ name: 'A', homeStoreCode: 'S9' })).toBe('members/store-unknown')
  expect(await codeOf({ name: 'A', phone: '123' })).toBe('members/phone-malformed')
  expect(await codeOf({ name: 'A', nickname: 'a' })).toBe('request/invalid')
  expect(await codeOf({ name: 'A', gender: 'x' })).toBe('request/invalid')
  expect(await codeOf({ name: ' \t\u0007 ' })).toBe('members/name-missing')
  expect(await codeOf({ name: '\u0000' })).toBe('request/not-legible')
  expect(await codeOf({ name: 'A', attributes: { a: '\u0000 \ud800' } })).toBe('request/not-legible')
})

test('one member is read by number', async () => {
  expect((await ask(`GET /v1/members/${number}`, { as: 'cashier' })).json()).toEqual(joined.json())
  const mistyped = number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)
  expect((await ask(`GET /v1/members/${mistyped}`)).json()).toMatchObject({
    status: 400,
    code: 'members/number-mistyped',
  })
  expect((await ask('GET /v1/members/%20')).json().code).toBe('members/number-mistyped')
  expect((await ask('GET /v1/members/9999999999')).status).toBeGreaterThanOrEqual(400)
})

test('a home store is one of the caller’s own', async () => {
  const refused = { status: 403, code: 'members/other-store' }
  expect(
    (await ask('POST /v1/members', { as: 'till', body: { name: 'A', homeStoreCode: 'S1' } })).json(),
  ).toMatchObject(refused)
  const move = { as: 'cashier', body: { homeStoreCode: 'S2' } }
  expect((await ask(`PATCH /v1/members/${number}`, move)).json()).toMatchObject(refused)
})

test('lists keep to the stores of the caller', async () => {
  const list = async (as: string, query = '') => (await ask(`GET /v1/members${query}`, { as })).json()
  const search = async (as: string, body: object) => (await ask('POST /v1/members/search', { as, body })).json()
  expect(await list('cashier')).toEqual({ members: [joined.json()], next: null, total: 1 })
  expect(await list('till')).toEqual({ members: [], next: null, total: 0 })
  expect(await search('till', { search: 'ann' })).toMatchObject({ total: 0 })
  expect(await search('till', { search: '13812341234' })).toMatchObject({ total: 1 })
  expect(await search('owner', { search: 'an', pageSize: 1 })).toMatchObject({ total: 1 })
  // In an address a phone would be written down by every proxy on the way.
  expect((await ask('GET /v1/members?search=13812341234')).json().code).toBe('request/invalid')
  expect((await ask('GET /v1/members?pageSize=0')).json().code).toBe('request/invalid')
  expect((await ask('GET /v1/members?after=x')).json().code).toBe('members/page-unknown')
  expect((await ask('GET /v1/members', { as: 'stranger' })).status).toBe(403)
  expect((await ask('GET /v1/members', { as: 'nobody' })).status).toBe(401)
})

test('the till recognises by text and by reference, without a key', async () => {
  const recognise = (body: object) => ask('POST /v1/members/recognise', { as: 'till', key: '', body })
  for (const body of [{ text: '13812341234' }, { text: ` ${number}\n` }, { reference: { card: 'C1' } }])
    expect((await recognise(body)).json()).toEqual({ members: [joined.json()] })
  expect((await recognise({ text: 'nobody' })).json()).toEqual({ members: [] })
  expect((await recognise({ text: 'a', reference: { card: 'C1' } })).json().code).toBe('request/invalid')
  expect((await recognise({ reference: { phone: '123' } })).json().code).toBe('members/phone-malformed')
})

test('a change touches what it names', async () => {
  const body = { homeStoreCode: 'S2', email: null, attributes: { size: null } }
  const changed = await ask(`PATCH /v1/members/${number}`, { body })
  const expected = { ...joined.json(), homeStoreCode: 'S2', emailMasked: null, attributes: { 颜色: 'red' } }
  expect([changed.status, changed.json()]).toEqual([200, expected])
  expect((await ask(`PATCH /v1/members/${number}`, { body: {} })).json()).toEqual(expected)
  const emptied = await ask(`PATCH /v1/members/${number}`, { body: { homeStoreCode: null } })
  expect(emptied.json().homeStoreCode).toBeNull()
  await ask(`PATCH /v1/members/${number}`, { body: { homeStoreCode: 'S1' } })
})

test('cards are issued and replaced', async () => {
  const refused = await ask(`POST /v1/members/${number}/cards`, { body: { card: 'C2' } })
  expect(refused.json()).toMatchObject({ status: 422, code: 'members/has-card' })
  const replaced = await ask(`POST /v1/members/${number}/cards`, { body: { card: 'C2', isReplacement: true } })
  expect(replaced.json().card).toBe('C2')
  const old = await ask('POST /v1/members/recognise', { body: { reference: { card: 'C1' } } })
  expect(old.json().code).toBe('members/card-replaced')
})

test('consents are a journal, newest first', async () => {
  const body = { purpose: 'marketing', channel: 'sms', isGiven: false, textVersion: '2' }
  const posted = await ask(`POST /v1/members/${number}/consents`, { body })
  const consents = [
    { ...body, source: 'console', recordedAt: noon.toISOString() },
    { ...ann.consents[0], textVersion: null, source: 'till', recordedAt: noon.toISOString() },
  ]
  expect([posted.status, posted.json()]).toEqual([201, { consents }])
  expect((await ask(`GET /v1/members/${number}/consents`)).json()).toEqual({ consents })
})

test('the export is CSV that Excel reads, for those only who may see personal data', async () => {
  const [owner, cashier] = [
    await ask('GET /v1/members/export.csv'),
    await ask('GET /v1/members/export.csv', { as: 'cashier' }),
  ]
  expect(owner.type).toBe('text/csv; charset=utf-8')
  expect(owner.text.startsWith('\uFEFFmemberNumber,name,phone,email,card')).toBe(true)
  expect(owner.text).toContain(`${number},Ann 安,13812341234,,C2,X1,1990-05-20,female,S1,till`)
  expect(cashier.status).toBe(403)
  expect(cashier.text).not.toContain('138')
})

test('the description of the API can be made', async () => {
  expect(Object.keys(http.swagger().paths ?? {})).toContain('/v1/members/{memberNumber}')
})
