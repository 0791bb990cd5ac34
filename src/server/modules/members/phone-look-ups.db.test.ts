import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { line, openTestShop, receipt } from '../../../../test/support/test-shop.ts'
import { joinMember, keyWith, openSecondApp, openTill } from '../../../../test/support/till.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'
import { forgetPhoneLookUps } from './phone-look-ups.ts'

const shop = await openTestShop()
const elsewhere = await openSecondApp(shop)
afterAll(async () => {
  await elsewhere.close()
  await shop.close()
})
const { clock, db } = shop
const known = '13800138000'
await joinMember(shop, { phone: known })

let phones = 0
/** The phone of nobody, and of nobody before. */
const nobody = () => {
  phones += 1
  return `139${String(phones).padStart(8, '0')}`
}
const newKey = (
  scopes: string[] = ['members.read', 'checkout.quote', 'checkout.settle', 'programs.read', 'members.write'],
) => keyWith(shop, scopes)
type Caller = Record<string, string>
const recognise = (as: Caller, text: string) => shop.post('/v1/members/recognise', { text }, { as })
const search = (as: Caller, text: string) => shop.post('/v1/members/search', { search: text }, { as })
const quote = (as: Caller, phone: string) =>
  shop.post(
    '/v1/checkouts/quote',
    { storeCode: 'S01', tillCode: 'T1', lines: [line(10)], member: { phone } },
    { as, key: null },
  )

async function alerts() {
  await relayOutbox({ db, clock, reactions: reactionsOf(shop.context) })
  const { body } = await shop.get('/v1/alerts')
  return body.alerts.map(({ kind, count, minutes }: Record<string, unknown>) => [kind, count, minutes])
}
async function statuses(count: number, ask: (index: number) => Promise<{ status: number }>) {
  const found: number[] = []
  for (let index = 0; index < count; index++) found.push((await ask(index)).status)
  return found
}

beforeEach(async () => {
  clock.moveTo(new Date(clock.now().getTime() + 7_200_000))
  await relayOutbox({ db, clock, reactions: reactionsOf(shop.context) })
  await db.run('delete from alerts.alert')
})

test('thirty phones a minute pass, the next waits until the minute is over', async () => {
  const as = await newKey()
  expect(await statuses(30, () => recognise(as, known))).toEqual(Array(30).fill(200))
  const refused = await recognise(as, known)
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
    429,
    'members/too-many-look-ups',
    '60',
  ])
  clock.moveTo(new Date(clock.now().getTime() + 60_000))
  expect((await recognise(as, known)).status).toBe(200)
})

test('every way to ask for a phone counts, and over all processes', async () => {
  const as = await newKey()
  await statuses(10, () => recognise(as, known))
  await statuses(10, () => search(as, known))
  await statuses(10, () => elsewhere.post('/v1/members/recognise', { reference: { phone: known } }, { as }))
  expect((await recognise(as, `+86 138 0013 8000`)).status).toBe(429)
  expect((await search(as, known)).status).toBe(429)
})

test('each caller has a minute of their own, a till too', async () => {
  const [one, two] = [await newKey(), await newKey()]
  await statuses(31, () => recognise(one, known))
  expect((await recognise(two, known)).status).toBe(200)
  const till = await openTill(shop, { storeCode: 'S01', tillCode: 'T1' })
  const atTill = await statuses(31, () => till('/v1/members/recognise', { text: known }))
  expect([atTill.slice(0, 30), atTill[30]]).toEqual([Array(30).fill(200), 429])
})

test('what is no phone is not counted', async () => {
  const as = await newKey()
  const { memberNumber } = await joinMember(shop)
  const asked = await statuses(40, index => recognise(as, index % 2 ? memberNumber : '陈'))
  expect(new Set(asked)).toEqual(new Set([200]))
})

test('a quote may name the same member as often as it likes', async () => {
  const as = await newKey()
  expect(new Set(await statuses(40, () => quote(as, known)))).toEqual(new Set([200]))
})

test('quotes find no members out: after thirty phones of nobody, a member is refused like nobody', async () => {
  const as = await newKey()
  expect(new Set(await statuses(30, () => quote(as, nobody())))).toEqual(new Set([404]))
  expect([(await quote(as, nobody())).status, (await quote(as, known)).status]).toEqual([429, 429])
  clock.moveTo(new Date(clock.now().getTime() + 60_000))
  expect((await quote(as, known)).status).toBe(200)
})

test('nineteen phones of nobody raise no alert, the twentieth raises one, and one only', async () => {
  const as = await newKey()
  await statuses(19, () => recognise(as, nobody()))
  expect(await alerts()).toEqual([])
  await statuses(6, () => recognise(as, nobody()))
  expect(await alerts()).toEqual([['phone-look-ups-in-vain', 20, 10]])
})

test('phones of nobody in quotes and receipts count toward it, and the receipt is refused as ever', async () => {
  const as = await newKey()
  await statuses(10, () => quote(as, nobody()))
  const settle = () => shop.post('/v1/checkouts', receipt([line(10)], { member: { phone: nobody() } }), { as })
  expect(new Set(await statuses(10, settle))).toEqual(new Set([404]))
  expect(await alerts()).toEqual([['phone-look-ups-in-vain', 20, 10]])
})

test('after ten minutes mistakes are forgotten', async () => {
  const as = await newKey()
  await statuses(19, () => recognise(as, nobody()))
  clock.moveTo(new Date(clock.now().getTime() + 600_000))
  await statuses(19, () => recognise(as, nobody()))
  expect(await alerts()).toEqual([])
})

test('three hundred different phones in an hour raise an alert, two hundred and ninety-nine do not; the same ones count once', async () => {
  const as = await newKey()
  const list = Array.from({ length: 299 }, nobody)
  const ask = async (phone: string) => {
    clock.moveTo(new Date(clock.now().getTime() + 2_000))
    expect((await recognise(as, phone)).status).toBe(200)
  }
  const many = async () => (await alerts()).filter(([kind]: string[]) => kind === 'phone-look-ups-many')
  for (const phone of [...list, ...list.slice(0, 50)]) await ask(phone)
  expect(await many()).toEqual([])
  await ask(known)
  expect(await many()).toEqual([['phone-look-ups-many', 300, 60]])
})

test('neither event nor alert names a phone, and the database holds none in plain text', async () => {
  const as = await newKey()
  const asked = Array.from({ length: 20 }, nobody)
  for (const phone of asked) await recognise(as, phone)
  const stored = JSON.stringify([
    await db.rows('select * from platform.outbox'),
    await db.rows(`select caller, encode(key_hash, 'escape') from members.phone_look_up`),
  ])
  expect(stored).toContain('members/phone-look-ups-suspicious')
  await alerts()
  const { text } = await shop.get('/v1/alerts')
  for (const phone of asked) expect(stored + text).not.toContain(phone.slice(3))
})

test('look-ups of before the last hour are forgotten', async () => {
  const as = await newKey()
  await recognise(as, nobody())
  clock.moveTo(new Date(clock.now().getTime() + 3_600_000 - 1))
  await forgetPhoneLookUps(shop)
  const left = async () => (await db.rows('select 1 from members.phone_look_up')).length
  expect(await left()).toBe(1)
  clock.moveTo(new Date(clock.now().getTime() + 1))
  expect([await forgetPhoneLookUps(shop), await left()]).toEqual([1, 0])
})

test('an alert is acknowledged once, by whoever was first', async () => {
  const as = await newKey()
  await statuses(20, () => recognise(as, nobody()))
  await alerts()
  const { body } = await shop.get('/v1/alerts?state=open')
  const [{ alertId, callerName }] = body.alerts
  expect(callerName).toBe('limited')
  const first = await shop.post(`/v1/alerts/${alertId}/acknowledge`, {})
  expect(first.body).toMatchObject({ acknowledgedByName: 'tests', acknowledgedAt: clock.now().toISOString() })
  clock.moveTo(new Date(clock.now().getTime() + 1_000))
  const again = await shop.post(`/v1/alerts/${alertId}/acknowledge`, {}, { as: await newKey(['alerts.handle']) })
  expect(again.body).toEqual(first.body)
  expect((await shop.get('/v1/alerts?state=open')).body.alerts).toEqual([])
  expect((await shop.get('/v1/alerts')).body.alerts).toEqual([first.body])
  const { records } = (await shop.get('/v1/audit?action=alerts/acknowledge')).body
  expect(records).toMatchObject([{ thing: `alert/${alertId}` }, { thing: `alert/${alertId}` }])
})

test('an alert that does not exist is not found, and a cashier sees none', async () => {
  expect((await shop.post(`/v1/alerts/${randomUUID()}/acknowledge`, {})).body.code).toBe('alerts/not-found')
  expect((await shop.get('/v1/alerts', { as: await newKey(['members.read']) })).status).toBe(403)
})

test('an event that is delivered twice raises one alert', async () => {
  const as = await newKey()
  await statuses(20, () => recognise(as, nobody()))
  const columns = 'topic, payload_version, payload, occurred_at'
  await db.run(`insert into platform.outbox (${columns}) select ${columns} from platform.outbox`)
  expect(await alerts()).toHaveLength(1)
})
