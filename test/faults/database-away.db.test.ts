import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnServer, startOwnServer } from '../support/own-server.ts'
import { type Answer, line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { balanceOf, joinMember, type Member } from '../support/till.ts'

// The database goes away in the middle of the day, in good order or as by a power cut, and comes back.

let server: OwnServer
let shop: TestShop

beforeAll(async () => {
  server = await startOwnServer()
  shop = await openTestShop({ database: server.database })
})
afterAll(async () => {
  await shop.close()
  await server.remove()
})

const tillsCount = 8

type Served = { body: { receiptNumber: string }; key: string; text: string }

/** A till that sells until it is told to stop, and asks again under the same key whenever it is put off. */
async function sellUntil(signal: AbortSignal, member: Member, refused: Answer[]): Promise<Served[]> {
  const served: Served[] = []
  while (!signal.aborted || served.length === 0) {
    const [body, key] = [receipt([line(1)], member.by), randomUUID()]
    for (;;) {
      const answer = await shop.post('/v1/checkouts', body, { key })
      if (answer.status === 201) {
        served.push({ body, key, text: answer.text })
        break
      }
      refused.push(answer)
      await pause(100)
    }
    await pause(20)
  }
  return served
}

test.each([
  ['stopped', () => server.stop()],
  ['killed', () => server.kill()],
])('the database is %s and comes back: 503 meanwhile, and each receipt is there once', async (_how, end) => {
  const members = await Promise.all(Array.from({ length: tillsCount }, () => joinMember(shop)))
  const [refused, evening]: [Answer[], AbortController] = [[], new AbortController()]
  const tills = members.map(member => sellUntil(evening.signal, member, refused))
  await pause(500)
  await end()
  while (refused.length === 0) await pause(20)
  // Sessions of a killed server live on for a moment.
  const read = () => shop.get('/v1/members')
  let reading = await read()
  while (reading.status === 200) reading = await read()
  expect([reading.status, Number(reading.headers['retry-after']) > 0]).toEqual([503, true])
  await server.start()
  const refusedBefore = refused.length
  await pause(500)
  evening.abort()
  const served = await Promise.all(tills)

  expect(refusedBefore).toBeGreaterThan(0)
  for (const answer of refused) {
    expect(['request/database-away', 'idempotency/in-flight', 'checkout/member-busy'], answer.text).toContain(
      answer.body.code,
    )
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
  for (const [index, receipts] of served.entries()) {
    const member = members[index]
    expect(member && (await balanceOf(shop, member)).balance).toBe(receipts.length)
    for (const { body, key, text } of receipts)
      expect((await shop.post('/v1/checkouts', body, { key })).text).toBe(text)
  }
  expect(await shop.check()).toMatchObject({ isSound: true })
})
