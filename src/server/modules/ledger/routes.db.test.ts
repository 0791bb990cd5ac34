import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, withKey } from '../../../../test/support/small-shop.ts'
import { addStaff, hashPassword } from '../access/index.ts'
import { joinMember } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { ProgramBook, publishProgram } from '../programs/index.ts'
import { Assets } from './assets.ts'
import { Player } from './player-for-tests.ts'
import { ledgerRoutes } from './routes.ts'

const books: ProgramBook[] = []
const shop = await openShop({
  addRoutes: (http, context) => {
    const programs = new ProgramBook(context.db, context.timeZone)
    books.push(programs)
    ledgerRoutes(http, context, { programs, assets: new Assets(context.db) })
  },
})
afterAll(shop.close)
const { http, context, clock, facts, cookieOf } = shop
const { db, cipher } = context

const document = (code: string, name: string) => `
program: ${code}
name: { zh-CN: ${name}, zh-TW: ${name}, en: ${name} }
assets:
  points:
    name: { zh-CN: 积分, zh-TW: 積分, en: points }
    valid: 2 years
earning:
  rules:
    - rule: base
      name: { zh-CN: 消费积分, zh-TW: 消費積分, en: Purchases }
      points: 1
      per: ¥1
`
async function publish(code: string, name: string) {
  const directory = await storeDirectory(db)
  const request = {
    document: document(code, name),
    inForceFrom: null,
    note: null,
    publishedBy: 'Olive',
    now: clock.now(),
    zone: context.timeZone,
    directory,
  }
  await db.transaction(tx => publishProgram(tx, request))
}
await publish('club', 'Club')

const owner = await cookieOf(ownerEmail, facts.password)
async function staff(name: string, role: 'operations' | 'service' | 'cashier') {
  const email = `${name.toLowerCase()}@shop.example`
  const password = 'a long enough password'
  const passwordHash = await hashPassword(password)
  await db.transaction(tx =>
    addStaff(tx, { staffId: randomUUID(), name, email, passwordHash, role, storeCodes: null, now: clock.now() }),
  )
  return cookieOf(email, password)
}
const sam = await staff('Sam', 'operations')
const serena = await staff('Serena', 'service')
const cass = await staff('Cass', 'cashier')

const joined = (name: string) =>
  db.transaction(tx => joinMember(tx, { name, source: 'till', joinedAt: clock.now() }, { cipher, today: '2026-03-05' }))
const [anna, ben] = [await joined('Anna'), await joined('Ben')]
const assetId = (await new Assets(db).idsOf('club', ['points'])).get('points') ?? 0
const storeId = (await storeDirectory(db)).storeByCode('S1')?.storeId ?? 0
const player = new Player(db, { memberId: anna.memberId, assetId })
const receiptId = randomUUID()
await player.earn(150, { at: '2026-01-01T04:00:00Z', until: '2026-02-28T16:00:00Z' })
await player.earn(90, {
  at: '2026-03-01T04:00:00Z',
  until: '2028-03-01T16:00:00Z',
  receiptId,
  storeId,
  programVersion: 1,
})
const redeemed = await player.redeem(40, { at: '2026-03-02T04:00:00Z', storeId })
await player.giveBack(redeemed, 15, { at: '2026-03-03T04:00:00Z', storeId })

const annas = `/v1/members/${anna.memberNumber}`
const get = (url: string, headers: Record<string, string> = owner) => http.inject({ method: 'GET', url, headers })
const post = (url: string, headers: Record<string, string>, payload: object) =>
  http.inject({ method: 'POST', url, headers, payload })
const adjust = (headers: Record<string, string>, body: object, member = anna.memberNumber) =>
  post(`/v1/members/${member}/adjustments`, withKey(headers), { asset: 'points', reason: 'goodwill', ...body })

test('the balance now, with its lots and their last days', async () => {
  const answer = await get(`${annas}/balances`)
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      memberNumber: anna.memberNumber,
      asOf: '2026-03-05T04:00:00.000Z',
      balances: [
        {
          asset: 'points',
          name: { 'zh-CN': '积分', 'zh-TW': '積分', en: 'points' },
          balance: 65,
          usable: 65,
          held: 0,
          pending: 0,
          debt: 0,
          lots: [
            {
              lotNumber: 3,
              granted: 90,
              remaining: 65,
              held: 0,
              expiresAt: '2028-03-01T16:00:00.000Z',
              lastDay: '2028-03-01',
              grantedAt: '2026-03-01T04:00:00.000Z',
              funding: 'purchase',
              isPending: false,
              usableFrom: null,
              usableOn: null,
              pendingUntil: null,
            },
          ],
        },
      ],
    },
  ])
})

test('a balance as of a past instant; the future is not known', async () => {
  const at = async (asOf: string) => get(`${annas}/balances?asOf=${encodeURIComponent(asOf)}`)
  const balance = async (asOf: string) => (await at(asOf)).json().balances[0].balance
  expect(await balance('2026-02-28T23:59:59.999+08:00')).toBe(150)
  expect(await balance('2026-03-01T00:00:00+08:00')).toBe(0)
  expect(await balance('2025-01-01T00:00:00Z')).toBe(0)
  const future = await at('2026-03-05T04:00:00.001Z')
  expect([future.statusCode, future.json().code]).toEqual([400, 'ledger/as-of-in-the-future'])
  for (const nonsense of ['yesterday', '2026-02-30T25:00:00Z', '2026-12-31T23:59:60Z'])
    expect((await at(nonsense)).statusCode, nonsense).toBe(400)
})

test('who never earned anything has nothing, and who does not exist is not found', async () => {
  const [balance] = (await get(`/v1/members/${ben.memberNumber}/balances`)).json().balances
  expect(balance).toMatchObject({ asset: 'points', balance: 0, usable: 0, lots: [] })
  for (const path of ['balances', 'entries', 'entries/export.csv', 'entries/points/1/explain'])
    expect((await get(`/v1/members/12345678/${path}`)).statusCode, path).toBeGreaterThanOrEqual(400)
})

test('entries in the language of whoever asks, page by page', async () => {
  const first = (await get(`${annas}/entries?pageSize=3`, { ...owner, 'accept-language': 'en' })).json()
  expect(first.entries.map((entry: { text: string; amount: number }) => [entry.text, entry.amount])).toEqual([
    ['Given back: 15 points', 15],
    ['Redeemed: 40 points', -40],
    ['Earned on a receipt: 90 points', 90],
  ])
  expect(first.entries[2]).toMatchObject({
    storeCode: 'S1',
    receiptId,
    programVersion: 1,
    balanceAfter: 90,
    version: 3,
  })
  const second = (await get(`${annas}/entries?pageSize=3&asset=points&after=${first.next}`)).json()
  expect([second.entries.map((entry: { text: string }) => entry.text), second.next]).toEqual([
    ['到期清零 150 积分', '获得 150 积分'],
    null,
  ])
  expect((await get(`${annas}/entries?after=x`)).statusCode).toBe(400)
  expect((await get(`${annas}/entries?asset=gold`)).json().code).toBe('ledger/unknown-asset')
})

test('an entry is explained: program, reasons in every language, lots, and what reverses it', async () => {
  const explain = async (version: number) => (await get(`${annas}/entries/points/${version}/explain`)).json()
  expect(await explain(3)).toMatchObject({
    program: { code: 'club', version: 1, name: { en: 'Club' } },
    lots: [{ lotNumber: 3, amount: 90 }],
  })
  expect(await explain(redeemed)).toMatchObject({
    entry: { kind: 'redeem' },
    reverses: null,
    reversedBy: [5],
    program: null,
  })
  expect(await explain(5)).toMatchObject({ entry: { kind: 'give-back' }, reverses: redeemed, reversedBy: [] })
  const { reasons } = await explain(2)
  expect(reasons).toEqual([
    {
      code: 'expired',
      rule: null,
      texts: {
        'zh-CN': '150 分到期清零（有效期至 2026-02-28）',
        'zh-TW': '150 分到期清零（有效期至 2026-02-28）',
        en: '150 points expired (could be used through 2026-02-28)',
      },
      values: { points: 150, lastDay: '2026-02-28' },
    },
  ])
  const audited = (await get(`${annas}/entries/points/2/explain?audience=auditor`)).json()
  expect(audited.reasons[0].texts.en).toBe('150 points expired (could be used through 2026-02-28) [reason expired]')
  const told = (await get(`${annas}/entries/points/2/explain?audience=member`)).json()
  expect(told.reasons[0].texts['zh-CN']).toBe('您的 150 分已到期（可以用到 2026-02-28）')
  const missing = await get(`${annas}/entries/points/99/explain`)
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'ledger/no-such-entry'])
  expect((await get(`${annas}/entries/points/0/explain`)).statusCode).toBe(400)
})

test('entries leave as CSV, negative amounts as numbers', async () => {
  const answer = await get(`${annas}/entries/export.csv?asset=points`, { ...owner, 'accept-language': 'en' })
  const lines = answer.body.split('\r\n')
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(lines[0]).toBe(
    '\uFEFFpostedAt,soldAt,asset,version,kind,amount,balanceAfter,shortfall,storeCode,receiptId,programVersion,text,reasons',
  )
  expect(lines[4]).toBe(
    '2026-02-28T16:00:00.000Z,2026-02-28T16:00:00.000Z,points,2,expire,-150,0,0,,,,Expired: 150 points,150 points expired (could be used through 2026-02-28)',
  )
  expect(lines).toHaveLength(7)
})

test('up to the limit an adjustment is posted, once per key', async () => {
  const headers = withKey(serena)
  const body = { asset: 'points', points: 1_000, reason: 'goodwill', expiresOn: '2026-12-31' }
  const first = await post(`${annas}/adjustments`, headers, body)
  expect([first.statusCode, first.json()]).toMatchObject([
    201,
    {
      state: 'posted',
      memberNumber: anna.memberNumber,
      asset: 'points',
      points: 1_000,
      askedBy: 'Serena',
      decidedBy: null,
      balance: 1_065,
    },
  ])
  expect((await post(`${annas}/adjustments`, headers, body)).body).toBe(first.body)
  expect((await adjust(sam, { points: -1_000 })).json()).toMatchObject({ state: 'posted', balance: 65 })
})

test('above it a second person decides', async () => {
  const asked = await adjust(serena, { points: 1_001 })
  expect([asked.statusCode, asked.json()]).toMatchObject([202, { state: 'waiting', balance: null, isMine: true }])
  const { adjustmentId } = asked.json()
  const waiting = (await get('/v1/adjustments?state=waiting')).json().adjustments
  expect(waiting).toMatchObject([{ adjustmentId, memberNumber: anna.memberNumber, askedBy: 'Serena', isMine: false }])
  const decide = (headers: Record<string, string>, isApproved = true) =>
    post(`/v1/adjustments/${adjustmentId}/decision`, withKey(headers), { isApproved })
  expect((await decide(serena)).statusCode).toBe(403)
  expect((await decide(sam)).json()).toMatchObject({ state: 'posted', decidedBy: 'Sam', balance: 1_066 })
  const again = await decide(sam, false)
  expect([again.statusCode, again.json().code]).toEqual([409, 'ledger/already-decided'])
  const own = await adjust(sam, { points: 2_000 })
  const refused = await post(`/v1/adjustments/${own.json().adjustmentId}/decision`, withKey(sam), { isApproved: true })
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'ledger/own-request'])
  expect((await post('/v1/adjustments/7/decision', withKey(sam), { isApproved: true })).statusCode).toBe(400)
})

test('refusals are told, and nothing moves', async () => {
  expect((await adjust(serena, { points: -99_999 }, ben.memberNumber)).statusCode).toBe(202)
  expect((await adjust(serena, { points: -10 }, ben.memberNumber)).json().code).toBe('ledger/not-enough')
  expect((await adjust(serena, { points: 0 })).json().code).toBe('ledger/nothing-to-adjust')
  expect((await adjust(serena, { points: 1, asset: 'gold' })).json().code).toBe('ledger/unknown-asset')
  expect((await adjust(serena, { points: 1, expiresOn: '2026-03-04' })).json().code).toBe('ledger/expiry-in-the-past')
  for (const expiresOn of ['2026-02-31', '2026-13-01', '9999-12-31', 'soon'])
    expect((await adjust(serena, { points: 1, expiresOn })).statusCode, expiresOn).toBe(400)
  expect((await adjust(cass, { points: 1 })).statusCode).toBe(403)
  expect(
    (await post(`${annas}/adjustments`, serena, { asset: 'points', points: 1, reason: 'goodwill' })).json().code,
  ).toBe('idempotency/key-missing')
  const [balance] = (await get(`/v1/members/${ben.memberNumber}/balances`)).json().balances
  expect(balance.balance).toBe(0)
})

test('the points of a second program are told apart, and the first keep their name', async () => {
  await publish('vip', 'Vip')
  await books[0]!.reread()
  const codes = (await get(`${annas}/balances`)).json().balances.map((balance: { asset: string }) => balance.asset)
  expect(codes).toEqual(['points', 'vip:points'])
  const added = await adjust(serena, { points: 5, asset: 'vip:points' })
  expect(added.json()).toMatchObject({ asset: 'vip:points', balance: 5 })
  expect((await get(`${annas}/entries/vip:points/1/explain`)).json()).toMatchObject({
    entry: { asset: 'vip:points', amount: 5 },
  })
})

test('nobody reads balances without signing in', async () => {
  expect((await get(`${annas}/balances`, {})).statusCode).toBe(401)
  expect((await get(`${annas}/balances`, cass)).statusCode).toBe(200)
})
