import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/server/platform/database.ts'
import { type Answer, line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { type App, balanceOf, joinMember, type Member, openSecondApp } from '../support/till.ts'

// More comes than can be done. Whoever is turned away is told so, and whatever was accepted is done.

let shop: TestShop
let app: App
let members: Member[] = []

beforeAll(async () => {
  // Two connections: one for batches, one for everything else.
  shop = await openTestShop({ settings: { REGULARS_CONNECTIONS: '2' } })
  app = await openSecondApp(shop, { gate: { waitingMax: 3_000, patienceMs: 60_000 } })
  members = await Promise.all(Array.from({ length: 50 }, () => joinMember(shop)))
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await app.close()
  await shop.close()
})

const requestsCount = 4_000

const receiptsCount = async () =>
  (await shop.db.row<{ count: number }>('select count(*) as count from checkout.receipt'))?.count

function expectTurnedAway(answer: Answer) {
  expect([answer.status, answer.body.code], answer.text).toEqual([503, 'request/shop-busy'])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
}

test('ten times more than there is room for: some are turned away, the others are done, nobody is left without an answer', async () => {
  const requests = Array.from({ length: requestsCount }, (_, index) => ({
    key: randomUUID(),
    body: receipt([line(1)], members[index % members.length]?.by),
  }))
  const send = ({ body, key }: (typeof requests)[number]) => app.post('/v1/checkouts', body, { key })
  const answers = await Promise.all(requests.map(send))
  const turnedAway = requests.filter((_, index) => answers[index]?.status !== 201)
  for (const answer of answers.filter(answer => answer.status !== 201)) expectTurnedAway(answer)
  expect(turnedAway.length).toBeGreaterThan(0)
  expect(turnedAway.length).toBeLessThan(requestsCount)
  expect(await receiptsCount()).toBe(requestsCount - turnedAway.length)

  // Whoever comes again with the same key is served, once.
  for (let left = turnedAway; left.length > 0; ) {
    const batch = left.slice(0, 500)
    for (const answer of await Promise.all(batch.map(send))) expect(answer.status, answer.text).toBe(201)
    left = left.slice(500)
  }
  expect(await receiptsCount()).toBe(requestsCount)
  const [member] = members
  expect(member && (await balanceOf(shop, member)).balance).toBe(requestsCount / members.length)
})

test('readers who would wait for too long are turned away, and the connections of batches stay free of them', async () => {
  const db = openDatabase(shop.target, { connectionsMax: 4, gate: { waitingMax: 5, patienceMs: 200 } })
  const read = () => db.row<{ one: number }>('select 1 as one from catalog.goods').then(() => 'read')
  // Two of the four connections are set apart; a lock on the goods keeps the other two busy.
  const asking = await shop.db.transaction(async tx => {
    await tx.run('lock table catalog.goods in access exclusive mode')
    const answers = Promise.allSettled(Array.from({ length: 10 }, read))
    await pause(400)
    expect(await db.urgently(urgent => urgent.row('select 1 as one'))).toEqual({ one: 1 })
    return { answers }
  })
  const outcomes = (await asking.answers).map(answer =>
    answer.status === 'fulfilled' ? answer.value : answer.reason.code,
  )
  expect(outcomes).toEqual(['read', 'read', ...Array.from({ length: 8 }, () => 'request/shop-busy')])
  expect(await read()).toBe('read')
  await db.close()
})
