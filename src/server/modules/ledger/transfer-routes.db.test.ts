import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openShop, ownerEmail, withKey } from '../../../../test/support/small-shop.ts'
import { addStaff, hashPassword } from '../access/index.ts'
import { joinMember } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { ProgramBook, publishProgram } from '../programs/index.ts'
import { Assets } from './assets.ts'
import { breaksOf, Player } from './player-for-tests.ts'
import { ledgerRoutes } from './routes.ts'

const shop = await openShop({
  addRoutes: (http, context) => {
    const programs = new ProgramBook(context.db, context.timeZone)
    ledgerRoutes(http, context, { programs, assets: new Assets(context.db) })
  },
})
afterAll(shop.close)
const { http, context, clock, facts, cookieOf } = shop
const { db, cipher } = context

const document = `
program: club
name: { zh-CN: 俱乐部 }
assets:
  points: { name: { zh-CN: 积分, en: points }, transfer: 100 points a month }
  stars: { name: { zh-CN: 星星, en: stars } }
`
await db.transaction(async tx =>
  publishProgram(tx, {
    ...{ document, inForceFrom: null, note: null, publishedBy: 'Olive', now: clock.now(), zone: context.timeZone },
    directory: await storeDirectory(db),
  }),
)
const owner = await cookieOf(ownerEmail, facts.password)
const [email, password] = ['cass@shop.example', 'a long enough password']
const passwordHash = await hashPassword(password)
await db.transaction(tx =>
  addStaff(tx, {
    ...{ staffId: randomUUID(), name: 'Cass', email, passwordHash, role: 'cashier' },
    ...{ storeCodes: null, now: clock.now() },
  }),
)
const cashier = await cookieOf(email, password)
const joined = (name: string) =>
  db.transaction(tx => joinMember(tx, { name, source: 'till', joinedAt: clock.now() }, { cipher, today: '2026-03-05' }))
const [anna, ben] = [await joined('Anna'), await joined('Ben')]
const assetId = (await new Assets(db).idsOf('club', ['points', 'stars'])).get('points') ?? 0
const player = new Player(db, { memberId: anna.memberId, assetId })
await player.earn(150, { at: '2026-03-01T04:00:00Z', until: '2026-06-30T16:00:00Z', programVersion: 1 })

const annas = `/v1/members/${anna.memberNumber}`
const bens = `/v1/members/${ben.memberNumber}`
const get = (url: string) => http.inject({ method: 'GET', url, headers: { ...owner, 'accept-language': 'en' } })
const give = (body: object, headers: Record<string, string> = withKey(owner)) =>
  http.inject({
    ...{ method: 'POST', url: `${annas}/transfers`, headers },
    payload: { to: ben.memberNumber, asset: 'points', reason: 'her mother', ...body },
  })

test('a balance says whether and how much may be given away', async () => {
  const [points, stars] = (await get(`${annas}/balances`)).json().balances
  expect([points.transfer, stars.transfer]).toEqual([{ most: 100, per: 'month' }, undefined])
})

test('points go over once for each key, with their last day; both balances are told', async () => {
  const headers = withKey(owner)
  const first = await give({ points: 60 }, headers)
  expect([first.statusCode, first.json()]).toMatchObject([
    201,
    {
      ...{ asset: 'points', points: 60, reason: 'her mother' },
      from: { memberNumber: anna.memberNumber, balance: 90, usable: 90 },
      to: { memberNumber: ben.memberNumber, balance: 60, usable: 60, debt: 0 },
      moved: [{ points: 60, lastDay: '2026-06-30', version: 1 }],
    },
  ])
  expect((await give({ points: 60 }, headers)).body).toBe(first.body)
  expect((await get(`${bens}/balances`)).json().balances[0]).toMatchObject({
    balance: 60,
    lots: [{ granted: 60, lastDay: '2026-06-30', funding: 'purchase' }],
  })
})

test('both entries are explained; staff read who the other was, members do not', async () => {
  const told = async (path: string, audience: string) =>
    (await get(`${path}/explain?audience=${audience}`)).json().reasons[0].texts
  const [out, arrived] = [`${annas}/entries/points/2`, `${bens}/entries/points/1`]
  expect((await told(out, 'cashier')).en).toContain(`Given to member ${ben.memberNumber}: her mother (transfer `)
  expect((await told(arrived, 'cashier'))['zh-CN']).toContain(`会员 ${anna.memberNumber} 转赠：her mother`)
  expect((await told(arrived, 'auditor'))['zh-TW']).toContain(`會員 ${anna.memberNumber} 轉贈：her mother`)
  expect(await told(out, 'member')).toMatchObject({ en: 'You gave them to another member: her mother' })
  expect((await told(arrived, 'member'))['zh-CN']).toBe('另一位会员转赠给您：her mother，有效期不变')
  for (const [path, other] of [
    [out, ben],
    [arrived, anna],
  ] as const) {
    expect((await get(`${path}/explain?audience=cashier`)).body).toContain(other.memberNumber)
    expect((await get(`${path}/explain?audience=member`)).body).not.toContain(other.memberNumber)
  }
  const [entry] = (await get(`${bens}/entries`)).json().entries
  expect([entry.kind, entry.text, entry.programVersion]).toEqual([
    'transfer-in',
    'Given by another member: 60 points',
    1,
  ])
})

test('refusals are told, and nothing moves', async () => {
  const code = async (body: object, headers?: Record<string, string>) => (await give(body, headers)).json().code
  expect(await code({ points: 41 })).toBe('ledger/transfer-limit')
  expect(await code({ points: 91 })).toBe('ledger/not-enough')
  expect(await code({ points: 1, to: anna.memberNumber })).toBe('ledger/transfer-to-oneself')
  expect(await code({ points: 1, asset: 'stars' })).toBe('ledger/no-transfer')
  expect(await code({ points: 1, asset: 'gold' })).toBe('ledger/unknown-asset')
  expect(await code({ points: 1, reason: '   ' })).toBe('ledger/reason-missing')
  expect(await code({ points: 1 }, owner)).toBe('idempotency/key-missing')
  expect((await give({ points: 1, to: '12345678' })).statusCode).toBeGreaterThanOrEqual(400)
  for (const points of [0, -1, 1.5]) expect((await give({ points })).statusCode, `${points}`).toBe(400)
  expect((await give({ points: 1 }, withKey(cashier))).statusCode).toBe(403)
  expect((await get(`${annas}/balances`)).json().balances[0].balance).toBe(90)
  expect((await give({ points: 40 })).statusCode).toBe(201)
  expect(await breaksOf(db)).toEqual([])
})
