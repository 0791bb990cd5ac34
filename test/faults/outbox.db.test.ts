import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EventKind, publish, type Reaction } from '../../src/server/platform/events.ts'
import { countOutbox, findStuckEvents, reviveStuckEvents } from '../../src/server/platform/outbox-store.ts'
import { relayOutbox } from '../../src/server/platform/relay-outbox.ts'
import { line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { joinMember, wait } from '../support/till.ts'

// A reaction that is slow or fails must hold up neither receipts nor the events of others.

let shop: TestShop
let heard: string[] = []
const rung = new EventKind<{ bell: string }>('test/bell-rung', 1)

beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  heard = []
  await shop.db.run('delete from platform.outbox')
  await shop.db.run('delete from platform.outbox_stuck')
})

const ring = (...bells: string[]) =>
  shop.db.transaction(tx =>
    publish(
      tx,
      bells.map(bell => rung.of({ bell }, shop.clock.now())),
    ),
  )
const hearing = (react: (bell: string) => Promise<void> = async () => undefined): readonly Reaction[] => [
  rung.reaction(async (_tx, { bell }) => {
    await react(bell)
    heard.push(bell)
  }),
]
const relay = (reactions: readonly Reaction[]) => relayOutbox({ db: shop.db, clock: shop.clock, reactions })
const refusing = (bad: string) =>
  hearing(async bell => {
    if (bell === bad) throw new Error('it is cracked')
  })

test('receipts are settled while a reaction takes its time, and another relay delivers what comes after', async () => {
  await ring('slow')
  const slowness = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const slow = relay(
    hearing(() => {
      begun.resolve()
      return slowness.promise
    }),
  )
  await begun.promise
  const member = await joinMember(shop)
  expect((await shop.post('/v1/checkouts', receipt([line(1)], member.by))).status).toBe(201)
  await ring('later')
  const other: string[] = []
  const swift = rung.reaction(async (_tx, { bell }) => void other.push(bell))
  await relay([swift])
  expect(other).toEqual(['later'])
  slowness.resolve()
  await slow
  expect(heard).toEqual(['slow'])
  expect((await countOutbox(shop.db)).waiting).toBe(0)
})

test('an event that fails waits longer each time, and the others are delivered once', async () => {
  await ring('a', 'bad', 'b')
  expect(await relay(refusing('bad'))).toBe(2)
  expect(heard.filter(bell => bell === 'b')).toEqual(['b'])
  for (const seconds of [1, 2, 4]) {
    wait(shop, seconds * 1_000 - 1)
    expect(await relay(hearing()), `${seconds} s are not over`).toBe(0)
    wait(shop, 1)
    expect(await relay(refusing('bad'))).toBe(0)
  }
  const [row] = await shop.db.rows('select attempts, last_error from platform.outbox')
  expect(row).toEqual({ attempts: 4, last_error: 'test/bell-rung: it is cracked' })
  wait(shop, 8_000)
  expect(await relay(hearing())).toBe(1)
})

test('after ten attempts it lies where people see it, says why, and can be given a new life', async () => {
  await ring('bad')
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect(await countOutbox(shop.db), `before attempt ${attempt}`).toEqual({ waiting: 1, stuck: 0 })
    await relay(refusing('bad'))
    wait(shop, 600_000)
  }
  expect((await shop.get('/health/ready')).body.outbox).toMatchObject({ waiting: 0, stuck: 1 })
  const [stuck] = await findStuckEvents(shop.db, 10)
  expect(stuck).toMatchObject({ topic: 'test/bell-rung', error: 'test/bell-rung: it is cracked' })
  expect(await reviveStuckEvents(shop.db, [(stuck?.outboxId ?? 0) + 1])).toBe(0)
  expect(await reviveStuckEvents(shop.db, [stuck?.outboxId ?? 0])).toBe(1)
  expect(await relay(hearing())).toBe(1)
  expect([heard, await countOutbox(shop.db)]).toEqual([['bad'], { waiting: 0, stuck: 0 }])
})

test('a reaction that breaks off in the middle has done nothing', async () => {
  await ring('half')
  const half: Reaction = rung.reaction(async tx => {
    await tx.run(`insert into catalog.goods (sku, name, is_listed, first_seen_at) values ('half', 'x', false, now())`)
    await pause(1)
    throw new Error('and then it broke')
  })
  await relay([half])
  expect(await shop.db.rows(`select sku from catalog.goods where sku = 'half'`)).toEqual([])
  expect((await countOutbox(shop.db)).waiting).toBe(1)
})
