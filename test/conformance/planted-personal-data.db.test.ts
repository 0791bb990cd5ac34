import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tillDigests } from '../../src/server/modules/keys/index.ts'
import { signTillRequest } from '../../src/shared/till-signature.ts'
import { line, openTestShop, ownerEmail, ownerPassword, receipt, type TestShop } from '../support/test-shop.ts'
import { type OwnProcess, startProcess } from '../support/web-process.ts'

/**
 * Distinctive personal data and secrets go through the real processes, in every way that works and in every way that
 * does not, with the log at its most talkative. Then every place is read where they must not be.
 */
const planted = {
  phone: '13987654321',
  'phone, dialled': '+8613987654321',
  name: 'Plantedname',
  email: 'planted.person@leak.example',
  birthday: '1987-12-03',
  card: 'PLANTEDCARD99',
  'external id': 'PLANTEDEXT77',
  'staff e-mail': 'planted.staff@leak.example',
  'staff name': 'Plantedstaff',
  'staff password': 'planted unguessable sentence 4711',
  'wrong password': 'planted wrong sentence 0815',
  attribute: 'plantedattribute',
  reason: 'plantedreason',
}

let shop: TestShop
let web: OwnProcess
const secrets: Record<string, string> = {}
const refusals: string[] = []
const welcomed: string[] = []
/** Files of the log that others write too can be added here, each with what it holds. */
const written = (): Record<string, string> => ({ 'the log of the web process': web.output() })

beforeAll(async () => {
  shop = await openTestShop({ startAt: new Date().toISOString() })
  web = await startProcess({ file: 'main', target: shop.target, settings: settings() })
  await everythingThatWorks()
  await everythingThatIsRefused()
  await everythingThatBreaks()
}, 400_000)
afterAll(async () => {
  await web?.stop()
  await shop?.close()
})

const settings = () => ({ REGULARS_LOG: 'debug', REGULARS_KEY_FILE: shop.config.keyFile, REGULARS_URL: '' })

type Ask = { headers?: Record<string, string>; body?: unknown; text?: string; key?: boolean }

async function ask(method: string, path: string, { headers = shop.bearer, body, text, key = true }: Ask = {}) {
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body))
  const answer = await fetch(`${web.address}${path}`, {
    method,
    headers: {
      ...headers,
      ...(key ? { 'idempotency-key': randomUUID() } : {}),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: payload }),
  })
  const said = await answer.text()
  ;(answer.ok ? welcomed : refusals).push(said)
  return { status: answer.status, said, cookies: answer.headers.getSetCookie() }
}

const person = {
  name: planted.name,
  phone: planted.phone,
  email: planted.email,
  card: planted.card,
  externalId: planted['external id'],
  birthday: planted.birthday,
  attributes: { note: planted.attribute },
}
const staff = {
  name: planted['staff name'],
  email: planted['staff e-mail'],
  password: planted['staff password'],
  role: 'operations',
}
const own = () => ({ origin: web.address })
const signIn = (email: string, password: string) =>
  ask('POST', '/api/auth/sign-in/email', { headers: own(), body: { email, password }, key: false })
let memberNumber = ''

async function everythingThatWorks() {
  memberNumber = JSON.parse((await ask('POST', '/v1/members', { body: person })).said).memberNumber
  for (const search of [planted.phone, planted.name, planted.email, planted.card, '4321'])
    await ask('POST', '/v1/members/search', { body: { search }, key: false })
  for (const text of [planted.phone, planted.card, planted.name])
    await ask('POST', '/v1/members/recognise', { body: { text }, key: false })
  await ask('GET', '/v1/members')
  await ask('GET', '/v1/members/export.csv')
  await ask('GET', `/v1/members/${memberNumber}`)
  await ask('PATCH', `/v1/members/${memberNumber}`, { body: { name: planted.name, birthday: planted.birthday } })
  for (const member of [{ phone: planted.phone }, { card: planted.card }, { externalId: planted['external id'] }]) {
    const sale = receipt([line(10)], { member })
    await ask('POST', '/v1/checkouts/quote', { body: { ...sale, receiptNumber: undefined }, key: false })
    await ask('POST', '/v1/checkouts', { body: sale })
  }
  const back = { storeCode: 'S01', tillCode: 'T1', refundNumber: 'FP' }
  const withoutOriginal = { amountCents: 1, reason: planted.reason, member: { phone: planted.phone } }
  await ask('POST', '/v1/refunds', { body: { ...back, withoutOriginal } })
  const adjustment = { asset: 'points', points: 5, reason: planted.reason }
  await ask('POST', `/v1/members/${memberNumber}/adjustments`, { body: adjustment })
  await ask('POST', '/v1/staff', { body: staff })
  const session = await signIn(staff.email, staff.password)
  secrets.session = /session_token=([^;]{20,})/.exec(session.cookies.join(';'))?.[1] ?? ''
  const cookie = session.cookies.map(text => text.split(';')[0]).join('; ')
  await ask('GET', '/v1/myself', { headers: { ...own(), cookie } })
  secrets['API key'] = JSON.parse(
    (await ask('POST', '/v1/keys/api', { body: { name: 'k', scopes: ['members.read'] } })).said,
  ).secret
  const till = { name: 't', storeCode: 'S01', tillCode: 'T1' }
  const { key, secret } = JSON.parse((await ask('POST', '/v1/keys/till', { body: till })).said)
  secrets['till secret'] = secret
  secrets['till key'] = key.keyId
}

async function everythingThatIsRefused() {
  const join = (facts: object) => ask('POST', '/v1/members', { body: { ...person, ...facts } })
  const fresh = { phone: undefined, email: undefined, card: undefined, externalId: undefined }
  for (const facts of [
    {},
    { ...fresh, phone: planted.phone },
    { ...fresh, email: planted.email },
    { ...fresh, card: planted.card },
    { ...fresh, externalId: planted['external id'] },
    { ...fresh, phone: `${planted.phone}x` },
    { ...fresh, phone: Number(planted.phone) },
    { ...fresh, email: `${planted.email}@` },
    { ...fresh, birthday: `${planted.birthday}T00:00:00Z` },
    { ...fresh, birthday: planted.birthday.replace('19', '29') },
    { ...fresh, birthday: `${planted.birthday.slice(0, 7)}-32` },
    { ...fresh, name: planted.name.repeat(20) },
    { ...fresh, gender: planted.name },
    { ...fresh, consents: planted.phone },
    { ...fresh, unknown: planted.phone },
    { ...fresh, attributes: { note: { deep: planted.attribute } } },
  ])
    await join(facts)
  const text = JSON.stringify(person)
  await ask('POST', '/v1/members', { text: text.slice(0, -1) })
  await ask('POST', '/v1/members', { text: `${text.slice(0, -1)},"__proto__":{}}` })
  await ask('POST', '/v1/members', { body: person, key: false })
  await ask('POST', '/v1/members', { body: person, headers: {} })
  // Too large: the answer may come before all of it is sent, and then there is none to read.
  await ask('POST', '/v1/members', { body: { ...person, name: planted.name.repeat(500_000) } }).catch(() => undefined)
  // People and programs put things into addresses that do not belong there.
  await ask('GET', `/v1/members/${planted.phone}`)
  await ask('GET', `/v1/members?search=${planted.phone}`)
  await ask('GET', `/v1/members/${encodeURIComponent(planted.email)}/receipts`)
  await ask('GET', `/v1/nowhere/${planted.phone}?name=${planted.name}`)
  await ask('GET', `/v1/members/%ff${planted.phone}`)
  await ask('DELETE', `/v1/keys/${planted.phone}`)
  await ask('GET', `/v1/audit?memberNumber=${planted.phone}`)
  await ask('POST', `/v1/members/${memberNumber}/cards`, { body: { card: planted.card } })
  await ask('POST', '/v1/checkouts', { body: receipt([line(10)], { member: { phone: `${planted.phone}00` } }) })
  await ask('POST', '/v1/staff', { body: staff })
  await ask('POST', '/v1/staff', { body: { ...staff, email: `${staff.email}@` } })
  await ask('POST', '/v1/staff', { body: { ...staff, email: 'other@leak.example', password: staff.email } })
  await signIn(staff.email, planted['wrong password'])
  await signIn(ownerEmail, planted['wrong password'])
  await signIn(ownerEmail, '')
  await ask('GET', '/v1/members', { headers: { authorization: `Bearer ${secrets['API key']}x` } })
  const request = { method: 'GET', path: '/v1/members', body: '', time: String(Date.now()), nonce: randomUUID() }
  const key = { keyId: secrets['till key'] ?? '', secret: secrets['till secret'] ?? '' }
  await ask('GET', '/v1/members?pageSize=1', { headers: signTillRequest(request, key, tillDigests) })
}

/** Rules that nothing keeps to: whatever is written fails, and the database tells the row that it is about. */
async function everythingThatBreaks() {
  const broken: string[] = []
  const during = async (breaking: string, mending: string, work: () => Promise<{ status: number }>) => {
    await shop.db.run(breaking)
    const { status } = await work()
    broken.push(`${breaking.slice(0, 40)} ${status}`)
    await shop.db.run(mending)
  }
  const impossible = async (table: string, work: () => Promise<{ status: number }>) =>
    during(
      `alter table ${table} add constraint planted check (false) not valid`,
      `alter table ${table} drop constraint planted`,
      work,
    )
  const newcomer = { ...person, phone: '13987654320', email: undefined, card: undefined, externalId: undefined }
  await impossible('members.member', () => ask('POST', '/v1/members', { body: newcomer }))
  await impossible('members.member', () =>
    ask('PATCH', `/v1/members/${memberNumber}`, { body: { name: planted.name, attributes: { a: planted.attribute } } }),
  )
  await impossible('checkout.refund', () =>
    ask('POST', '/v1/refunds', {
      body: {
        storeCode: 'S01',
        tillCode: 'T1',
        refundNumber: 'FQ',
        withoutOriginal: { amountCents: 1, reason: planted.reason, member: { phone: planted.phone } },
      },
    }),
  )
  await impossible('staff."user"', () => ask('POST', '/v1/staff', { body: { ...staff, email: 'p2@leak.example' } }))
  await impossible('platform.idempotency_answer', () => ask('POST', '/v1/members', { body: newcomer }))
  await during(
    'alter table members.identity rename to identity_away',
    'alter table members.identity_away rename to identity',
    () => ask('POST', '/v1/members/recognise', { body: { text: planted.phone }, key: false }),
  )
  await during(
    'alter table staff."session" rename to session_away',
    'alter table staff.session_away rename to "session"',
    () => signIn(staff.email, staff.password),
  )
  expect(broken.filter(what => !what.endsWith(' 500'))).toEqual([])
}

const everySecret = () => Object.entries({ ...planted, ...secrets }).filter(([name]) => name !== 'till key')

/** Names what was found where, and shows no more of it than that. */
function foundIn(text: string): string[] {
  return everySecret()
    .filter(([, value]) => text.includes(value))
    .map(([name]) => name)
}

test('the plants are in what those were answered who may see them, and the log was talkative', () => {
  expect(foundIn(welcomed.join('\n'))).toEqual(expect.arrayContaining(['name', 'birthday', 'card', 'API key']))
  expect(everySecret().filter(([, value]) => value.length < 6)).toEqual([])
  expect(refusals.length).toBeGreaterThan(40)
  expect(web.output()).toContain('"msg":"broken"')
})

test('no log holds any of them', () => {
  for (const [place, text] of Object.entries(written())) expect([place, foundIn(text)]).toEqual([place, []])
})

test('no refusal repeats any of them', () => {
  for (const refusal of refusals) expect(foundIn(refusal), refusal.slice(0, 300)).toEqual([])
})

test('no audit record and no event holds any of them', async () => {
  const records = await shop.db.rows<{ text: string }>('select record::text as text from audit.record')
  const events = await shop.db.rows<{ text: string }>('select outbox::text as text from platform.outbox')
  expect(records.length).toBeGreaterThan(50)
  expect(events.length).toBeGreaterThan(3)
  for (const { text } of [...records, ...events]) expect(foundIn(text), text).toEqual([])
})

test('and neither does the log of the background process, which delivers those events', async () => {
  const worker = await startProcess({ file: 'worker', target: shop.target, settings: settings() })
  const waiting = async () =>
    (await shop.db.row<{ count: number }>('select count(*) as count from platform.outbox'))?.count ?? 0
  for (let tries = 0; tries < 200 && (await waiting()) > 0; tries++) await pause(50)
  expect(await waiting()).toBe(0)
  await worker.stop()
  expect(foundIn(worker.output())).toEqual([])
})

test('no route takes a person in its address', async () => {
  const { paths } = (await shop.call('GET', '/openapi.json', undefined, { as: {} })).body
  type Operation = { parameters?: { name: string; in: string }[] }
  const operations = Object.values<Record<string, Operation>>(paths).flatMap(methods => Object.values(methods))
  const names = operations.flatMap(({ parameters = [] }) => parameters.filter(({ in: place }) => place !== 'header'))
  expect(names.length).toBeGreaterThan(30)
  expect(names.filter(({ name }) => /phone|mail|name|birthday|card|external|text|reference/i.test(name))).toEqual([])
})

test('passwords, keys and phones lie nowhere in the database as they are', async () => {
  const tables = await shop.db.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'jobs')`,
  )
  const hidden = [
    'phone',
    'phone, dialled',
    'email',
    'staff password',
    'wrong password',
    'session',
    'API key',
    'till secret',
  ]
  for (const { name } of tables) {
    const rows = await shop.db.rows<{ text: string }>(`select t::text as text from ${name} as t`)
    const found = foundIn(rows.map(({ text }) => text).join('\n')).filter(what => hidden.includes(what))
    expect([name, found]).toEqual([name, []])
  }
  expect(tables.length).toBeGreaterThan(40)
  expect(ownerPassword).not.toBe('')
})
