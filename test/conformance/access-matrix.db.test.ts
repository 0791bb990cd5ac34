import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../src/server/modules/access/index.ts'
import { Trail } from '../../src/server/modules/audit/index.ts'
import { createHttp } from '../../src/server/platform/http.ts'
import { hire } from '../support/staff.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { givePoints, joinMember, keyWith, type Member } from '../support/till.ts'
import { type Ask, type Asked, openCallers } from './access-callers.ts'
import { type CallerName, callers, mayDo, pages, table } from './access-table.ts'

let shop: TestShop
let ask: Record<CallerName, Ask>
/** At home in S01, and in S02. */
let own: Member
let other: Member
let receipts: Record<'own' | 'other', { receiptId: string; receiptNumber: string }>

beforeAll(async () => {
  shop = await openTestShop()
  const program = await readFile(join(import.meta.dirname, '../../programs/p07-accessory-shop.yaml'), 'utf8')
  const reward = '  - { rule: mug, points: 1, gives: { goods: MUG } }'
  await shop.publish(
    program
      .replace('redemption:\n', `redemption:\n${reward}\n`)
      .replace('assets:\n', `joining:\n  - { way: free }\n  - { way: known, approval: true }\nassets:\n`)
      .replace('benefits:\n', 'benefits:\n  - { benefit: advice }\n'),
    '2000-01-02T00:00:00Z',
  )
  ask = await openCallers(shop)
  own = await joinMember(shop, { name: 'Own Member', homeStoreCode: 'S01', phone: '13812345678' })
  other = await joinMember(shop, { name: 'Other Member', homeStoreCode: 'S02', phone: '13912345678' })
  for (const member of [own, other]) await givePoints(shop, member, 1000)
  receipts = { own: await sell('S01', own), other: await sell('S02', other) }
  for (const storeCode of ['S01', 'S02']) {
    const place = { storeCode, tillCode: 'T1' }
    await shop.post('/v1/refunds', {
      ...place,
      refundNumber: `W${storeCode}`,
      receipt: { ...place, receiptNumber: 'late' },
    })
  }
})
afterAll(() => shop.close())

async function sell(storeCode: string, member: Member) {
  const { body, text } = await shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, storeCode }))
  if (!body.receiptId) throw new Error(`nothing was sold: ${text}`)
  return { receiptId: String(body.receiptId), receiptNumber: String(body.receiptNumber) }
}

describe('the table', () => {
  test('has a line for each route that there is, and none for any other', () => {
    const found = shop.http.routeRules.map(({ route }) => route).filter(route => !pages.includes(route))
    expect([...found].sort()).toEqual(table.map(([route]) => route).sort())
  })

  test('says of each route what the route says of itself', () => {
    for (const [route, access, audit] of table)
      expect(shop.http.routeRules.find(rule => rule.route === route)).toEqual({ route, access, audit })
  })

  test('knows every permission', () => {
    expect(Object.keys(mayDo).sort()).toEqual([...permissions].sort())
  })
})

describe('a route that does not say who may use it', () => {
  const build = () => createHttp({ authenticators: [], audit: new Trail(shop), logger: false, version: '0' })

  test('cannot be registered', async () => {
    const http = await build()
    expect(() => http.get('/new', async () => ({}))).toThrow('does not say who may use it')
    await http.close()
  })

  test('and neither can one that says nothing of the audit trail', async () => {
    const http = await build()
    const config = { access: 'members.read' }
    expect(() => http.get('/new', { config }, async () => ({}))).toThrow('what it leaves in the audit trail')
    await http.close()
  })

  test('and a route with a permission that nobody has lets nobody in', async () => {
    const http = await build()
    http.get('/new', { config: { access: 'of.nobody', audit: { none: 'a test' } } }, async () => ({}))
    expect((await http.inject('/new')).statusCode).toBe(401)
    await http.close()
  })
})

/** An address that leads to nothing, and no body: who may comes as far as the route, and nothing is done. */
const empty = (route: string): Asked => {
  const [method, path = ''] = route.split(' ')
  const url = path
    .replace(':staffId', randomUUID())
    .replace(':adjustmentId', randomUUID())
    .replace(':requestId', randomUUID())
    .replace(':sessionId', randomUUID())
    .replace(':receiptId', randomUUID())
    .replace(':alertId', randomUUID())
    .replace(':changeId', randomUUID())
    .replace(':redemptionId', randomUUID())
    .replace(':useId', randomUUID())
    .replace(':version', '1')
    .replace(':number', '1')
    .replace(/:\w+/g, 'none')
  const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
  const verb = verbs.find(name => name === method) ?? 'GET'
  return { method: verb, url, ...(verb === 'GET' || verb === 'DELETE' ? {} : { body: {} }) }
}

const unknown: readonly CallerName[] = ['nobody', 'switched-off staff', 'revoked key']

/** What the table says of one cell: allowed, forbidden, or unknown. */
function expected(needs: string, caller: CallerName): string {
  if (unknown.includes(caller)) return 'unknown'
  if (caller === 'key of everything') return 'allowed'
  if (caller === 'key of nothing') return needs === 'import.run' ? 'allowed' : 'forbidden'
  const found = Object.entries(mayDo).find(([permission]) => permission === needs)
  return found?.[1].split(' ').includes(caller) ? 'allowed' : 'forbidden'
}

async function cellOf(route: string, caller: CallerName): Promise<string> {
  const { status, body } = await ask[caller](empty(route))
  if (status === 401) return 'unknown'
  return status === 403 && body.code === 'request/forbidden' ? 'forbidden' : 'allowed'
}

describe('route × caller', () => {
  // Ends other sessions of whoever asks, of which nobody here has any.
  const guarded = table.filter(([, needs]) => needs !== 'public')

  test.each(guarded)('%s needs %s', async (route, needs) => {
    for (const caller of callers)
      expect([caller, await cellOf(route, caller)], route).toEqual([caller, expected(needs, caller)])
  })

  test('asking for the head of a page needs the same permission', async () => {
    const head = async (headers: Record<string, string>) =>
      (await shop.http.inject({ method: 'HEAD', url: '/v1/members', headers })).statusCode
    expect([await head({}), await head(await keyWith(shop, ['import.run']))]).toEqual([401, 403])
  })

  test('what is public asks nobody who they are', async () => {
    for (const [route, needs] of table) {
      if (needs !== 'public') continue
      const { status, body } = await ask.nobody(empty(route))
      expect([200, 302, 400, 401, 403].includes(status), `${route} ${status}`).toBe(true)
      expect(body?.code, route).not.toBe('request/unauthenticated')
      expect(body?.code, route).not.toBe('request/forbidden')
    }
  })
})

type Side = 'own' | 'other'
const storeOf = { own: 'S01', other: 'S02' } as const
const memberOf = (side: Side) => (side === 'own' ? own : other)
const placeOf = (side: Side) => ({ storeCode: storeOf[side], tillCode: 'T1' })

/** What routes that name a store are asked, for a store of the caller and for another one. */
const refusing: Record<string, { ask: (side: Side, asker: Ask) => Asked | Promise<Asked>; code: string }> = {
  'POST /v1/members': {
    ask: side => ({ method: 'POST', url: '/v1/members', body: { name: 'New', homeStoreCode: storeOf[side] } }),
    code: 'members/other-store',
  },
  'GET /v1/joining-ways': {
    ask: side => ({ method: 'GET', url: `/v1/joining-ways?storeCode=${storeOf[side]}` }),
    code: 'members/other-store',
  },
  'PATCH /v1/members/:memberNumber': {
    ask: side => ({
      method: 'PATCH',
      url: `/v1/members/${own.memberNumber}`,
      body: { homeStoreCode: storeOf[side] },
    }),
    code: 'members/other-store',
  },
  'POST /v1/checkouts/quote': {
    ask: side => ({ method: 'POST', url: '/v1/checkouts/quote', body: { ...placeOf(side), lines: [line(10)] } }),
    code: 'checkout/other-store',
  },
  'POST /v1/checkouts': {
    ask: side => ({ method: 'POST', url: '/v1/checkouts', body: receipt([line(10)], placeOf(side)) }),
    code: 'checkout/other-store',
  },
  'POST /v1/approvals': {
    ask: async side => ({ method: 'POST', url: '/v1/approvals', body: { ...placeOf(side), ...(await colleague()) } }),
    code: 'approvals/other-store',
  },
  'POST /v1/joining-requests/:requestId/decision-at-till': {
    ask: async (side, asker) => {
      const joining = { way: 'known', reason: 'a test' }
      const { body: ticket } = await shop.post('/v1/members', {
        name: 'Waiting',
        homeStoreCode: storeOf[side],
        joining,
      })
      const decision = { ...placeOf(side), isApproved: true, reason: 'a test' }
      const { lines: _, ...proof } = await colleague()
      const word = { ...proof, ...decision, act: 'decide-joining', requestId: ticket.requestId }
      const { body: given } = await asker({ method: 'POST', url: '/v1/approvals', body: word })
      const url = `/v1/joining-requests/${ticket.requestId}/decision-at-till`
      return { method: 'POST', url, body: { ...decision, approval: given.approval?.token ?? 'none' } }
    },
    code: 'approvals/other-store',
  },
  // Goods may come back where they were not bought: it is the place of the refund that must be the caller's.
  'POST /v1/refunds': {
    ask: async side => ({
      method: 'POST',
      url: '/v1/refunds',
      body: refundOf((await sell('S02', other)).receiptId, placeOf(side)),
    }),
    code: 'checkout/other-store',
  },
  'POST /v1/checkouts/:receiptId/void': {
    ask: async side => ({
      method: 'POST',
      url: `/v1/checkouts/${(await sell(storeOf[side], memberOf(side))).receiptId}/void`,
      body: {},
    }),
    code: 'checkout/other-store',
  },
  'POST /v1/activities': {
    ask: side => ({
      method: 'POST',
      url: '/v1/activities',
      body: { member: { memberNumber: own.memberNumber }, activity: 'share', storeCode: storeOf[side] },
    }),
    code: 'activities/other-store',
  },
  'POST /v1/members/:memberNumber/benefits/:benefit/uses': {
    ask: side => ({
      method: 'POST',
      url: `/v1/members/${own.memberNumber}/benefits/advice/uses`,
      body: { storeCode: storeOf[side] },
    }),
    code: 'benefits/other-store',
  },
  'GET /v1/members/:memberNumber/redemptions': {
    ask: side => ({
      method: 'GET',
      url: `/v1/members/${own.memberNumber}/redemptions?storeCode=${storeOf[side]}`,
    }),
    code: 'rewards/other-store',
  },
  'POST /v1/members/:memberNumber/redemptions': {
    ask: side => ({
      method: 'POST',
      url: `/v1/members/${own.memberNumber}/redemptions`,
      body: { rule: 'mug', storeCode: storeOf[side] },
    }),
    code: 'rewards/other-store',
  },
  'POST /v1/members/:memberNumber/redemptions/:redemptionId/hand-over': {
    ask: async side => ({ method: 'POST', url: `${await redemptionIn(side)}/hand-over`, body: {} }),
    code: 'rewards/other-store',
  },
  'POST /v1/members/:memberNumber/redemptions/:redemptionId/cancel': {
    ask: async side => ({ method: 'POST', url: `${await redemptionIn(side)}/cancel`, body: { reason: 'a test' } }),
    code: 'rewards/other-store',
  },
  'GET /v1/joining-refusals/:refusalId/explain': {
    ask: async side => ({ method: 'GET', url: `/v1/joining-refusals/${await couldNotJoin(side)}/explain` }),
    code: 'refusals/no-such-refusal',
  },
  'GET /v1/checkouts/:receiptId': {
    ask: side => ({ method: 'GET', url: `/v1/checkouts/${receipts[side].receiptId}` }),
    code: 'checkout/no-such-receipt',
  },
  'GET /v1/checkouts/:receiptId/explain': {
    ask: side => ({ method: 'GET', url: `/v1/checkouts/${receipts[side].receiptId}/explain?audience=member` }),
    code: 'checkout/no-such-receipt',
  },
  'GET /v1/checkouts': {
    ask: side => ({
      method: 'GET',
      url: `/v1/checkouts?${new URLSearchParams({ ...placeOf(side), receiptNumber: receipts[side].receiptNumber })}`,
    }),
    code: 'checkout/no-such-receipt',
  },
}

/** Somebody who could not join in a store, because the phone is a member's. @returns the id of the refusal */
async function couldNotJoin(side: Side): Promise<string> {
  const person = { name: 'Third Member', phone: '13812345678', homeStoreCode: storeOf[side] }
  return (await shop.post('/v1/members', person)).body.refusalId
}

let hired: Promise<unknown> | undefined

/** What somebody who stands at no till of this test types in, to approve what a till may not. */
async function colleague() {
  hired ??= hire(shop, 'operations', 'Colleague')
  await hired
  const proof = { email: 'colleague@shop.example', password: 'a long unguessable sentence 77' }
  return { act: 'sell-early', lines: [line(10)], reason: 'a test', ...proof }
}

/** Goods that wait in a store: where they are handed over or cancelled. */
async function redemptionIn(side: Side): Promise<string> {
  const url = `/v1/members/${own.memberNumber}/redemptions`
  const { body, text } = await shop.post(url, { rule: 'mug', storeCode: storeOf[side] })
  if (!body.redemption) throw new Error(`nothing was redeemed: ${text}`)
  return `${url}/${body.redemption.redemptionId}`
}

/** What routes that list show of both stores: each finds its own part of an answer. */
const listing: Record<string, { ask: () => Asked; shows: (text: string) => Record<Side, boolean> }> = {
  'GET /v1/myself': { ask: () => ({ method: 'GET', url: '/v1/myself' }), shows: storesIn },
  'GET /v1/stores': { ask: () => ({ method: 'GET', url: '/v1/stores' }), shows: storesIn },
  'GET /v1/members': { ask: () => ({ method: 'GET', url: '/v1/members?pageSize=200' }), shows: membersIn },
  'POST /v1/members/search': {
    ask: () => ({ method: 'POST', url: '/v1/members/search', body: { search: 'Member' } }),
    shows: membersIn,
  },
  'POST /v1/members/recognise': {
    ask: () => ({ method: 'POST', url: '/v1/members/recognise', body: { text: '5678' } }),
    shows: membersIn,
  },
  'GET /v1/members/export.csv': { ask: () => ({ method: 'GET', url: '/v1/members/export.csv' }), shows: membersIn },
  'GET /v1/adjustments': { ask: () => ({ method: 'GET', url: '/v1/adjustments' }), shows: membersIn },
  'GET /v1/members/:memberNumber/receipts': {
    ask: () => ({ method: 'GET', url: `/v1/members/${other.memberNumber}/receipts` }),
    shows: text => ({ own: text.includes('"S01"'), other: text.includes('"S02"') }),
  },
  'GET /v1/redemptions/to-hand-over': {
    ask: () => ({ method: 'GET', url: '/v1/redemptions/to-hand-over' }),
    shows: storesIn,
  },
  'GET /v1/joining-refusals': { ask: () => ({ method: 'GET', url: '/v1/joining-refusals' }), shows: storesIn },
  'GET /v1/joining-refusals/export.csv': {
    ask: () => ({ method: 'GET', url: '/v1/joining-refusals/export.csv' }),
    shows: text => ({ own: text.includes(',S01,'), other: text.includes(',S02,') }),
  },
  'GET /v1/refunds/waiting': {
    ask: () => ({ method: 'GET', url: '/v1/refunds/waiting' }),
    shows: text => ({ own: text.includes('"WS01"'), other: text.includes('"WS02"') }),
  },
}

function storesIn(text: string): Record<Side, boolean> {
  return { own: text.includes('"S01"'), other: text.includes('"S02"') }
}

function membersIn(text: string): Record<Side, boolean> {
  return { own: text.includes(own.memberNumber), other: text.includes(other.memberNumber) }
}

const ofOneStore: readonly CallerName[] = ['service', 'cashier', 'till']
const ofAllStores: readonly CallerName[] = ['owner', 'operations', 'key of everything']
const rows = (rule: string) =>
  table.filter(([, , , stores]) => stores === rule).map(([route, needs]) => [route, needs] as const)

describe('route × caller × store', () => {
  test('each route that has to do with stores is asked about them', () => {
    expect(Object.keys(refusing).sort()).toEqual(
      rows('refuses other')
        .map(([route]) => route)
        .sort(),
    )
    expect(Object.keys(listing).sort()).toEqual(
      rows('lists own')
        .map(([route]) => route)
        .sort(),
    )
  })

  test.each(rows('refuses other'))('%s refuses a store that is not of the caller', async (route, needs) => {
    for (const caller of [...ofOneStore, ...ofAllStores]) {
      if (expected(needs, caller) !== 'allowed') continue
      for (const side of ['own', 'other'] as const) {
        const { status, body } = await ask[caller](
          (await refusing[route]?.ask(side, ask[caller])) ?? { method: 'GET', url: '/' },
        )
        const isRefused = side === 'other' && ofOneStore.includes(caller)
        const outcome = [caller, side, isRefused ? body.code : status < 300]
        expect(outcome, body.title).toEqual([caller, side, isRefused ? refusing[route]?.code : true])
      }
    }
  })

  test.each(rows('lists own'))('%s shows only what is of the stores of the caller', async (route, needs) => {
    if (route.includes('joining-refusals')) for (const side of ['own', 'other'] as const) await couldNotJoin(side)
    if (route.endsWith('/to-hand-over')) for (const side of ['own', 'other'] as const) await redemptionIn(side)
    if (route.endsWith('/receipts'))
      await shop.post('/v1/checkouts', receipt([line(5)], { ...other.by, ...placeOf('own') }))
    for (const caller of [...ofOneStore, ...ofAllStores]) {
      if (expected(needs, caller) !== 'allowed') continue
      const { status, text } = await ask[caller](listing[route]?.ask() ?? { method: 'GET', url: '/' })
      expect([caller, status]).toEqual([caller, 200])
      expect([caller, listing[route]?.shows(text)]).toEqual([
        caller,
        { own: true, other: !ofOneStore.includes(caller) },
      ])
    }
  })

  test('a member is served in every store, by number and by whole phone', async () => {
    for (const caller of ofOneStore) {
      expect((await ask[caller]({ method: 'GET', url: `/v1/members/${other.memberNumber}` })).status).toBe(200)
      const recognise = { method: 'POST', url: '/v1/members/recognise', body: { text: '13912345678' } } as const
      expect((await ask[caller](recognise)).body.members).toHaveLength(1)
    }
  })

  test('a till acts for its own till only, also within its store', async () => {
    await shop.post('/v1/stores/S01/tills', { code: 'T2' })
    const sale = receipt([line(10)], { storeCode: 'S01', tillCode: 'T2' })
    const { body } = await ask.till({ method: 'POST', url: '/v1/checkouts', body: sale })
    expect(body.code).toBe('checkout/other-store')
  })

  test('whoever answers for the whole shop cannot be given single stores', async () => {
    const person = { name: 'Paul', email: 'paul@shop.example', password: 'a long unguessable sentence 78' }
    for (const role of ['owner', 'operations']) {
      const { body } = await shop.post('/v1/staff', { ...person, role, storeCodes: ['S01'] })
      expect(body.code).toBe('access/role-has-every-store')
    }
    const cashier = (await shop.post('/v1/staff', { ...person, role: 'cashier', storeCodes: ['S01'] })).body
    const change = (body: object) => shop.call('PATCH', `/v1/staff/${cashier.staffId}`, body)
    expect((await change({ role: 'operations' })).body.code).toBe('access/role-has-every-store')
    expect((await change({ role: 'operations', storeCodes: null })).body).toMatchObject({ storeCodes: null })
  })
})
