import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { buildApp } from '../../../src/server/app.ts'
import { type Database, openDatabase, type Transaction } from '../../../src/server/platform/database.ts'
import { checkAnswers } from '../../support/checked-answers.ts'
import { programText } from '../../support/program-text.ts'
import { type Answer, type Call, line, openTestShop, receipt, type TestShop } from '../../support/test-shop.ts'
import { joinMember, type Member, publishNext } from '../../support/till.ts'

// Three applications on one database, each with connections, caches and batches of its own: what they do at once
// interleaves in PostgreSQL as that of three processes does. Promise.all over one batcher would prove nothing.

const appCount = 3

export type App = {
  db: Database
  post: (url: string, body: unknown, call?: Call) => Promise<Answer>
  close: () => Promise<void>
}

export type Race = {
  name: string
  /** Moves the clock of all, or does what concerns all members: nothing else may go on meanwhile. */
  isAlone?: true
  /** One round, on members of its own. @throws when the outcome is not one of those that may be */
  run: (arena: Arena, round: number) => Promise<void>
}

/** Another text for each statement: how a canary takes a protection away without touching the product. */
export type Rewrite = (sql: string) => string

export type Arena = {
  shop: TestShop
  apps: readonly App[]
  /** Runs the requests on one application after the other, all at once. No answer may be a fault of ours. */
  atOnce: (requests: readonly ((app: App) => Promise<Answer>)[]) => Promise<Answer[]>
  close: () => Promise<void>
}

const levels = `levels:
  window: 30 days
  review: monthly
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥1000, discount: 5 % }
`

export const startAt = '2026-03-05T04:00:00Z'
/** The last instant of points that end on this day, and the first at which they are over. */
export const lastDay = '2026-03-20'
export const endMs = Date.parse('2026-03-20T16:00:00Z')

export async function openArena(rewrite?: Rewrite): Promise<Arena> {
  const shop = await openTestShop({ startAt, settings: { REGULARS_ADJUSTMENT_LIMIT: '100000' } })
  await publishNext(shop, programText({ levels }), '2001-01-01T00:00:00Z')
  const apps: App[] = []
  for (let index = 0; index < appCount; index++) apps.push(await openApp(shop, rewrite))
  return {
    shop,
    apps,
    atOnce: async requests => {
      const answers = await Promise.all(requests.map((request, index) => request(appAt(apps, index))))
      for (const answer of answers) expect(answer.status, answer.text).toBeLessThan(500)
      return answers
    },
    close: async () => {
      for (const app of apps) await app.close()
      await shop.close()
    },
  }
}

export function appAt(apps: readonly App[], index: number): App {
  const app = apps[index % apps.length]
  if (!app) throw new Error('an arena has applications')
  return app
}

async function openApp(shop: TestShop, rewrite?: Rewrite): Promise<App> {
  const real = openDatabase(shop.target, { connectionsMax: 6 })
  const db = rewrite ? rewritten(real, rewrite) : real
  const http = await buildApp({ db, target: shop.target, config: shop.config, clock: shop.clock })
  checkAnswers(http)
  await http.ready()
  return {
    db,
    post: async (url, body, { key = randomUUID(), language = 'en', as = shop.bearer } = {}) => {
      const headers = { ...as, 'accept-language': language, 'content-type': 'application/json' }
      const response = await http.inject({
        method: 'POST',
        url,
        headers: { ...headers, ...(key === null ? {} : { 'idempotency-key': key }) },
        payload: JSON.stringify(body),
      })
      return { status: response.statusCode, body: response.json(), text: response.body, headers: response.headers }
    },
    close: async () => {
      await http.close()
      await db.close()
    },
  }
}

/** A database whose every statement is rewritten on its way. */
function rewritten(db: Database, rewrite: Rewrite): Database {
  const wrap = (tx: Transaction): Transaction => ({
    rows: (sql, values) => tx.rows(rewrite(sql), values),
    row: (sql, values) => tx.row(rewrite(sql), values),
    run: (sql, values) => tx.run(rewrite(sql), values),
    together: send => tx.together(send),
  })
  return {
    ...wrap(db),
    transaction: work => db.transaction(tx => work(wrap(tx))),
    urgently: work => db.urgently(tx => work(wrap(tx))),
    load: () => db.load(),
    close: () => db.close(),
  }
}

export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

export const statusesOf = (answers: readonly Answer[]) => answers.map(answer => answer.status).sort((a, b) => a - b)
export const codesOf = (answers: readonly Answer[]): string[] => answers.map(answer => answer.body.code ?? 'done')

/** Asks again for as long as the same thing is at work elsewhere, as every till does: after a moment. */
export async function untilDone(app: App, url: string, body: unknown, call: Call = {}): Promise<Answer> {
  // Asked anew it must be the same thing, so the key is chosen here.
  const { key = randomUUID() } = call
  for (let tries = 0; ; tries++) {
    const answer = await app.post(url, body, { ...call, key })
    if (answer.body.code !== 'idempotency/in-flight') return answer
    await pause(1 + ((tries * 7) % 11))
  }
}

/** A member with points that end on `lastDay`. Time is back at the beginning. */
export async function memberWith({ shop }: Arena, points: number): Promise<Member> {
  shop.clock.moveTo(startAt)
  const member = await joinMember(shop)
  if (points === 0) return member
  const request = { asset: 'points', points, reason: 'for a race', expiresOn: lastDay }
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/adjustments`, request)
  expect(status, text).toBe(201)
  return member
}

/** A receipt of a member that redeems so many points. */
export function sale(
  member: Member,
  { yuan = 100, points = 0, ...more }: Record<string, unknown> & { yuan?: number; points?: number } = {},
) {
  const redeem = points > 0 ? { redeem: [{ rule: 'cash-off', points }] } : {}
  return receipt([line(yuan)], { ...member.by, ...redeem, ...more })
}

export async function holdOf({ shop }: Arena, member: Member, points: number): Promise<string> {
  const { receiptNumber: _, ...basket } = sale(member, { points })
  const { status, body, text } = await shop.post('/v1/checkouts/quote', { ...basket, hold: true })
  expect(status, text).toBe(201)
  return body.holdId
}
