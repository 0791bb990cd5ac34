import { randomUUID } from 'node:crypto'
import { buildApp } from '../../src/server/app.ts'
import { tillDigests } from '../../src/server/modules/keys/till-digests.ts'
import { type DatabaseOptions, openDatabase } from '../../src/server/platform/database.ts'
import { signTillRequest } from '../../src/shared/till-signature.ts'
import { checkAnswers } from './checked-answers.ts'
import type { Answer, Call, TestShop } from './test-shop.ts'

/** Somebody who joined, and how requests name them. */
export type Member = { memberNumber: string; by: { member: { memberNumber: string } } }

let memberCount = 0

export async function joinMember(shop: TestShop, facts: Record<string, unknown> = {}): Promise<Member> {
  memberCount += 1
  const { status, body, text } = await shop.post('/v1/members', { name: `会员${memberCount}`, ...facts })
  if (status !== 201) throw new Error(`no member joined: ${text}`)
  return { memberNumber: body.memberNumber, by: { member: { memberNumber: body.memberNumber } } }
}

/** Points by hand, so that a test begins with a balance. `expiresOn` is their last day. */
export async function givePoints(
  shop: TestShop,
  member: Member,
  points: number,
  { asset = 'points', expiresOn }: { asset?: string; expiresOn?: string } = {},
): Promise<void> {
  const request = { asset, points, reason: 'for a test', ...(expiresOn ? { expiresOn } : {}) }
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/adjustments`, request)
  if (status !== 201) throw new Error(`no points were given: ${text}`)
}

export type Balance = {
  balance: number
  usable: number
  held: number
  pending: number
  debt: number
  lots: { lotNumber: number; granted: number; remaining: number; lastDay: string | null }[]
}

export async function balanceOf(shop: TestShop, member: Member, asset = 'points'): Promise<Balance> {
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/balances`)
  const found = body.balances.find((balance: { asset: string }) => balance.asset === asset)
  return found ?? { balance: 0, usable: 0, held: 0, pending: 0, debt: 0, lots: [] }
}

export type Entry = {
  kind: string
  amount: number
  balanceAfter: number
  shortfall: number
  postedAt: string
  text: string
}

/** The entries of a member, oldest first. */
export async function entriesOf(shop: TestShop, member: Member): Promise<Entry[]> {
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/entries?pageSize=200`)
  return body.entries.toReversed()
}

export async function levelOf(shop: TestShop, member: Member): Promise<string> {
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  return body.tracks[0].level
}

/** How many rows the tables hold that a receipt or refund writes: what is refused changes none of it. */
export async function countWritten(shop: TestShop): Promise<Record<string, number> | undefined> {
  return shop.db.row<Record<string, number>>(
    `select (select count(*) from checkout.receipt) as receipts, (select count(*) from checkout.receipt_line) as lines,
       (select count(*) from checkout.refund) as refunds, (select count(*) from checkout.receipt_number) as numbers,
       (select count(*) from checkout.waiting_refund) as waiting, (select count(*) from checkout.sales_delta) as sales,
       (select count(*) from ledger.entry) as entries, (select count(*) from ledger.lot_move) as moves,
       (select count(*) from ledger.hold where state = 'open') as open_holds, (select count(*) from ledger.hold) as holds,
       (select coalesce(sum(posted), 0) from ledger.account) as posted, (select coalesce(sum(held), 0) from ledger.account) as held,
       (select count(*) from levels.move) as level_moves, (select coalesce(sum(net_spend_cents), 0) from levels.day_bucket) as spend,
       (select count(*) from platform.outbox) as events`,
  )
}

export type App = { post: (url: string, payload: unknown, call?: Call) => Promise<Answer>; close: () => Promise<void> }

/** Another process of the same shop, as far as the database can tell: connections, caches and batches of its own. */
export async function openSecondApp(shop: TestShop, options: DatabaseOptions = {}): Promise<App> {
  const db = openDatabase(shop.target, { connectionsMax: shop.config.connectionsMax, ...options })
  const http = await buildApp({ db, target: shop.target, config: shop.config, clock: shop.clock })
  checkAnswers(http)
  await http.ready()
  return {
    post: async (url, payload, { key = randomUUID(), language = 'en', as = shop.bearer } = {}) => {
      const headers = { ...as, 'accept-language': language, 'content-type': 'application/json' }
      const response = await http.inject({
        method: 'POST',
        url,
        headers: { ...headers, ...(key === null ? {} : { 'idempotency-key': key }) },
        payload: JSON.stringify(payload),
      })
      return {
        status: response.statusCode,
        body: response.json(),
        text: response.body,
        headers: response.headers,
      }
    },
    close: async () => {
      await http.close()
      await db.close()
    },
  }
}

/** Publishes the next version of the shop's program over the API, so that the process knows it at once. */
export async function publishNext(shop: TestShop, document: string, inForceFrom: string): Promise<number> {
  const { status, body, text } = await shop.post('/v1/programs', { document, inForceFrom })
  if (status !== 201) throw new Error(`nothing was published: ${text}`)
  return body.version
}

/** Headers of an integrator that may only do what its scopes say. */
export async function keyWith(shop: TestShop, scopes: readonly string[]): Promise<Record<string, string>> {
  const { body } = await shop.post('/v1/keys/api', { name: 'limited', scopes })
  return { authorization: `Bearer ${body.secret}` }
}

/** A till of a store, with a key of its own: whatever it posts is signed. */
export async function openTill(shop: TestShop, place: { storeCode: string; tillCode: string }) {
  const { body } = await shop.post('/v1/keys/till', { name: 'till', ...place })
  const key = { keyId: body.key.keyId, secret: body.secret }
  return (url: string, payload: unknown, call: Call = {}): Promise<Answer> => {
    const time = String(shop.clock.now().getTime())
    const request = { method: 'POST', path: url, body: JSON.stringify(payload), time, nonce: randomUUID() }
    return shop.post(url, payload, { ...call, as: signTillRequest(request, key, tillDigests) })
  }
}

/** Adds a store with one till, T1. */
export async function addStore(shop: TestShop, code: string): Promise<void> {
  await shop.post('/v1/stores', { code, name: code })
  await shop.post(`/v1/stores/${code}/tills`, { code: 'T1' })
}

/** Moves the clock on by so many milliseconds. */
export function wait(shop: TestShop, ms: number): void {
  shop.clock.moveTo(new Date(shop.clock.now().getTime() + ms))
}

export const minuteMs = 60_000
export const dayMs = 86_400_000
